import type { Encoding } from "./encoding";
import { isObject, type Json } from "./request";

const depthLimit = 12;
/** schemas looked at, and characters of the answer, beyond which the ceiling is not worked out */
const stepLimit = 2000;
const sizeLimit = 100_000;
/** characters of one text; a longer one is as good as free */
const lengthLimit = 500;

interface Search {
  root: Json;
  encoding: Encoding;
  /** further properties are forbidden everywhere, whatever the schema says */
  closed: boolean;
  steps: number;
}

/**
 * Tokens of the longest answer that a response schema allows when every field is an enum, a constant, a boolean, null, a
 * bounded number or a text of bounded length; undefined when any field is free text or a list without an end. Written with
 * indentation, which is the longest that models write JSON. `closed`: what asks for the answer forbids further properties.
 */
export function answerCeiling(schema: Json, encoding: Encoding, closed = false): number | undefined {
  const longest = longestOf(schema, { root: schema, encoding, closed, steps: 0 }, 0);
  return longest === undefined ? undefined : encoding.count(JSON.stringify(longest, null, 2)) + 1;
}

/** The value that takes the most tokens; undefined when there is no longest. */
function longestOf(schema: Json, search: Search, depth: number): Json | undefined {
  if (!isObject(schema) || depth > depthLimit || ++search.steps > stepLimit) return undefined;
  if (typeof schema.$ref === "string") return longestOf(resolve(schema.$ref, search.root), search, depth + 1);
  if (schema.const !== undefined) return schema.const;
  if (Array.isArray(schema.enum)) return longest(schema.enum, search);
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(alternatives)) {
    return longest(
      alternatives.map((each) => longestOf(each, search, depth + 1)),
      search,
    );
  }
  if (Array.isArray(schema.type)) {
    return longest(
      schema.type.map((type) => longestOf({ ...schema, type }, search, depth + 1)),
      search,
    );
  }
  switch (String(schema.type).toLowerCase()) {
    case "boolean":
      return false;
    case "null":
      return null;
    case "integer":
      return longestInteger(schema);
    case "string":
      return longestText(schema);
    case "array":
      return longestList(schema, search, depth);
    case "object":
      return longestObject(schema, search, depth);
    default:
      return undefined;
  }
}

function longest(values: (Json | undefined)[], search: Search): Json | undefined {
  if (values.length === 0 || values.length > stepLimit) return undefined;
  let found: Json | undefined;
  let most = -1;
  for (const value of values) {
    if (value === undefined) return undefined;
    const tokens = search.encoding.count(JSON.stringify(value));
    if (tokens > most) [found, most] = [value, tokens];
  }
  return found;
}

function longestInteger({ minimum, maximum }: { [key: string]: Json }): Json | undefined {
  if (typeof minimum !== "number" || typeof maximum !== "number") return undefined;
  return String(minimum).length > String(maximum).length ? minimum : maximum;
}

/** A character can be written as the escapes of a surrogate pair, which takes the most tokens. */
function longestText({ maxLength }: { [key: string]: Json }): Json | undefined {
  const fits = typeof maxLength === "number" && maxLength >= 0 && maxLength <= lengthLimit;
  return fits ? "\\udb80\\udc00".repeat(maxLength) : undefined;
}

function longestList(schema: { [key: string]: Json }, search: Search, depth: number): Json | undefined {
  const { maxItems, items } = schema;
  if (typeof maxItems !== "number" || maxItems > stepLimit || items === undefined) return undefined;
  const item = longestOf(items, search, depth + 1);
  if (item === undefined || JSON.stringify(item).length * maxItems > sizeLimit) return undefined;
  return Array.from({ length: maxItems }, () => item);
}

function longestObject(schema: { [key: string]: Json }, search: Search, depth: number): Json | undefined {
  if (!isObject(schema.properties)) return undefined;
  if (schema.additionalProperties !== false && !search.closed) return undefined;
  const object: { [key: string]: Json } = {};
  for (const [name, property] of Object.entries(schema.properties)) {
    const value = longestOf(property, search, depth + 1);
    if (value === undefined) return undefined;
    object[name] = value;
  }
  return object;
}

function resolve(reference: string, root: Json): Json {
  let at: Json | undefined = root;
  for (const step of reference.replace(/^#\/?/, "").split("/").filter(Boolean))
    at = isObject(at) ? at[step] : undefined;
  return at ?? null;
}
