import { isObject, type Json } from "./request";

/** What a JSON schema is made of, for models whose prompt holds its parts and not its syntax. */
export interface SchemaParts {
  /** names, descriptions and enum values, each a text of its own */
  texts: string[];
  titles: string[];
  /** defaults that are texts */
  presets: string[];
  /** names of required properties, which some prompts list once more */
  required: string[];
  /** the names of properties where the schema lists their order, and where an SDK would list it */
  stated: string[];
  order: string[];
  types: number;
  /** objects that say whether they take further properties */
  closed: number;
  properties: number;
  /** properties that may be left out */
  optional: number;
  /** properties with a description */
  described: number;
  /** objects with properties, the outermost not counted */
  objects: number;
}

type Schema = { [key: string]: Json };

const depthLimit = 12;
/** schemas that refer to themselves can grow without end */
const partLimit = 2000;
const list = (json: Json | undefined): Json[] => (Array.isArray(json) ? json : []);

/** References are followed: each place that uses a definition holds it. */
export function schemaParts(json: Json | undefined): SchemaParts {
  const parts: SchemaParts = {
    texts: [],
    titles: [],
    presets: [],
    required: [],
    stated: [],
    order: [],
    types: 0,
    closed: 0,
    properties: 0,
    optional: 0,
    described: 0,
    objects: 0,
  };
  const root = isObject(json) ? json : {};
  const definitions = { ...own(root.definitions), ...own(root.$defs) };
  let visited = 0;
  const visit = (node: Json | undefined, above: readonly Schema[]): void => {
    if (!isObject(node) || above.length > depthLimit || visited++ > partLimit) return;
    if (typeof node.$ref === "string") {
      const target = definitions[node.$ref.split("/").pop() ?? ""];
      // a definition inside itself is not written out again
      if (isObject(target) && !above.includes(target)) visit(target, above);
      return;
    }
    const here = [...above, node];
    if (node.type !== undefined) parts.types++;
    if (node.additionalProperties !== undefined) parts.closed++;
    if (typeof node.title === "string") parts.titles.push(node.title);
    if (typeof node.description === "string") parts.texts.push(node.description);
    if (typeof node.default === "string") parts.presets.push(node.default);
    parts.texts.push(...list(node.enum).map(String));
    const required = list(node.required).map(String);
    const properties = Object.entries(own(node.properties));
    parts.required.push(...required);
    parts.stated.push(...list(node.propertyOrdering ?? node.property_ordering).map(String));
    if (properties.length > 1) parts.order.push(...properties.map(([name]) => name));
    if (properties.length > 0 && above.length > 0) parts.objects++;
    for (const [name, child] of properties) {
      parts.texts.push(name);
      parts.properties++;
      if (!required.includes(name)) parts.optional++;
      if (own(child).description !== undefined) parts.described++;
      visit(child, here);
    }
    visit(node.items, here);
    for (const key of ["anyOf", "any_of", "oneOf", "allOf"]) for (const each of list(node[key])) visit(each, here);
  };
  visit(root, []);
  return parts;
}

const own = (json: Json | undefined): Schema => (isObject(json) ? json : {});

/** The leaves of a JSON text, keys and values: each a text of its own; numbers and the like have none. A text that is no JSON is its own leaf. */
export function jsonLeaves(text: string): { texts: string[]; plain: number } {
  const leaves = { texts: [] as string[], plain: 0 };
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch {
    return { texts: [text], plain: 0 };
  }
  const visit = (node: Json, depth: number): void => {
    if (typeof node === "string") leaves.texts.push(node);
    else if (typeof node !== "object" || node === null || depth > depthLimit) leaves.plain++;
    else if (Array.isArray(node)) for (const each of node) visit(each, depth + 1);
    else
      for (const [key, value] of Object.entries(node)) {
        leaves.texts.push(key);
        visit(value, depth + 1);
      }
  };
  visit(json, 0);
  return leaves;
}
