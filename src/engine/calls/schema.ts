import type { AssignStatement, ClassNode, Expr, Param, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { MapField, MapValue, Origin, ReferenceValue, TextValue, Value } from "../values/value";
import { knownText } from "./content";
import type { Schema } from "./llm-call";
import { asMap, lastCall, originOf } from "./slots";

const maxDepth = 8;

/** A response schema in any of its spellings: JSON schema, a format object around one, a zod object, a pydantic class. */
export function readSchema(evaluator: Evaluator, value: Value, depth = 0): Schema | undefined {
  if (depth > maxDepth || value.kind === "none" || value.kind === "boolean") return undefined;
  if (value.kind === "choice") {
    for (const option of value.options) {
      const schema = readSchema(evaluator, option, depth + 1);
      if (schema) return schema;
    }
    return undefined;
  }
  if (value.kind === "text") return undefined;
  const map = value.kind === "map" ? value : undefined;
  if (map) return formatSchema(evaluator, map, value, depth);
  const schema = toJsonSchema(evaluator, value, depth);
  if (schema) return schema.name ? schema : { ...schema, ...(nameOf(value) ? { name: nameOf(value) } : {}) };
  return { origin: value.origin };
}

/** `{ type: "json_schema", json_schema: { name, schema } }`, `{ format: … }`, `{ schema }`, or the schema itself. */
function formatSchema(evaluator: Evaluator, map: MapValue, value: Value, depth: number): Schema | undefined {
  const type = knownText(map.entries.get("type")?.value);
  if (type === "text" || type === "json_object") return undefined;
  for (const key of ["json_schema", "format", "schema", "responseSchema", "jsonSchema"]) {
    const inner = map.entries.get(key);
    if (!inner) continue;
    const schema = readSchema(evaluator, inner.value, depth + 1);
    const name = knownText(map.entries.get("name")?.value);
    return schema && name ? { ...schema, name } : schema;
  }
  if (!looksLikeSchema(map)) return undefined;
  return { value: map, origin: value.origin };
}

function looksLikeSchema(map: MapValue): boolean {
  return ["type", "properties", "$schema", "anyOf", "oneOf", "items", "enum", "$ref"].some((key) =>
    map.entries.has(key),
  );
}

function nameOf(value: Value): string | undefined {
  if (value.kind === "class") return value.node.name;
  if (value.kind !== "reference") return undefined;
  const step = lastCall(value);
  const second = step?.call.args[1]?.value;
  return second?.kind === "string" && second.parts[0]?.kind === "text" ? second.parts[0].text : undefined;
}

/** Functions that take a schema and hand out the same schema in another wrapping. */
const wrappers = new Set([
  "zodResponseFormat",
  "zodTextFormat",
  "zodOutputFormat",
  "zodToJsonSchema",
  "toJSONSchema",
  "jsonSchema",
  "zodSchema",
  "betaZodOutputFormat",
  "object",
  "array",
  "type_to_response_format_param",
  "TypeAdapter",
  "model_json_schema",
  "schema",
  "ToolOutput",
  "NativeOutput",
  "PromptedOutput",
  "ToolStrategy",
  "toolStrategy",
  "ProviderStrategy",
  "providerStrategy",
  "Iterable",
  "Partial",
]);

/** A schema as JSON schema; undefined when the code does not show it. */
export function toJsonSchema(evaluator: Evaluator, value: Value, depth = 0): Schema | undefined {
  if (depth > maxDepth) return undefined;
  if (value.kind === "map")
    return looksLikeSchema(value) ? { value, origin: value.origin } : formatSchema(evaluator, value, value, depth + 1);
  if (value.kind === "class")
    return {
      name: value.node.name,
      value: classSchema(evaluator, value.node, value.program, depth),
      origin: value.origin,
    };
  if (value.kind !== "reference") return undefined;
  const members = value.steps.filter((step) => step.kind === "member").map((step) => step.name);
  if (isZod(value, members)) {
    const schema = zodSchema(evaluator, value, depth);
    return schema && { value: schema, origin: value.origin };
  }
  const step = lastCall(value);
  if (value.root.kind === "unknown" && members.at(-1) !== undefined && !step) return undefined;
  if (step && wrappers.has(members.at(-1) ?? "")) {
    const inner = evaluator.argument(step, 0) ?? evaluator.argument(step, "schema");
    const schema = inner && readSchema(evaluator, inner, depth + 1);
    if (schema) return schema;
  }
  return undefined;
}

function isZod(value: ReferenceValue, members: readonly string[]): boolean {
  if (value.root.kind === "module") return value.root.module === "zod" || value.root.module.startsWith("zod/");
  return members[0] === "z";
}

const zodTypes: Record<string, string> = {
  string: "string",
  email: "string",
  url: "string",
  uuid: "string",
  number: "number",
  int: "integer",
  boolean: "boolean",
  date: "string",
  any: "",
  unknown: "",
  null: "null",
};

/** A zod expression as JSON schema: `z.object({ a: z.string().describe("…") })` and the like. */
function zodSchema(evaluator: Evaluator, value: ReferenceValue, depth: number): MapValue | undefined {
  const origin = value.origin;
  const fields: [string, Value][] = [];
  let optional = false;
  let name = "";
  for (const step of value.steps) {
    if (step.kind === "member") {
      name = step.name;
      continue;
    }
    if (step.kind !== "call") continue;
    const first = evaluator.argument(step, 0);
    if (Object.hasOwn(zodTypes, name)) {
      if (!fields.some(([key]) => key === "type") && zodTypes[name])
        fields.push(["type", text(zodTypes[name] ?? "", origin)]);
    } else if (name === "object" || name === "strictObject" || name === "looseObject") {
      const shape = first && asMap(evaluator, first);
      if (!shape) return undefined;
      fields.push(...objectFields(evaluator, shape, depth));
    } else if (name === "array") {
      fields.push(["type", text("array", origin)]);
      const items = first && childSchema(evaluator, first, depth);
      if (items) fields.push(["items", items]);
    } else if (name === "enum" || name === "nativeEnum") {
      fields.push(["type", text("string", origin)]);
      if (first?.kind === "list") fields.push(["enum", first]);
    } else if (name === "literal" && first) fields.push(["const", first]);
    else if ((name === "union" || name === "discriminatedUnion") && step.call.args.length > 0) {
      const options = name === "union" ? first : evaluator.argument(step, 1);
      if (options?.kind === "list")
        fields.push(["anyOf", mapList(options, (item) => childSchema(evaluator, item, depth))]);
    } else if (name === "record") {
      fields.push(["type", text("object", origin)]);
    } else if (name === "describe" && first) fields.push(["description", evaluator.text(first)]);
    else if (name === "optional" || name === "nullish" || name === "default") optional = true;
    else if (name === "min" || name === "max") continue;
  }
  if (fields.length === 0 && !optional) return undefined;
  const schema = mapOf(fields, origin);
  if (optional) optionals.add(schema);
  return schema;
}
const optionals = new WeakSet<MapValue>();

function objectFields(evaluator: Evaluator, shape: MapValue, depth: number): [string, Value][] {
  const properties: [string, Value][] = [];
  const required: Value[] = [];
  for (const [key, field] of shape.entries) {
    const schema = childSchema(evaluator, field.value, depth) ?? mapOf([], field.entry);
    properties.push([key, schema]);
    if (!optionals.has(schema)) required.push(text(key, field.entry));
  }
  return [
    ["type", text("object", shape.origin)],
    ["properties", mapOf(properties, shape.origin)],
    [
      "required",
      { kind: "list", items: required.map((value) => ({ value, times: { min: 1, max: 1 } })), origin: shape.origin },
    ],
  ];
}

function childSchema(evaluator: Evaluator, value: Value, depth: number): MapValue | undefined {
  return toJsonSchema(evaluator, value, depth + 1)?.value;
}

function mapList(list: Value & { kind: "list" }, change: (value: Value) => MapValue | undefined): Value {
  const items = list.items.flatMap((item) => {
    const value = change(item.value);
    return value ? [{ value, times: item.times }] : [];
  });
  return { kind: "list", items, origin: list.origin };
}

/** The fields of a pydantic model, a dataclass or a TypedDict. */
function classSchema(evaluator: Evaluator, node: ClassNode, program: Program, depth: number): MapValue {
  const origin = originOf(program, node);
  const properties: [string, Value][] = [];
  const required: Value[] = [];
  const inherited = depth < maxDepth ? node.bases.flatMap((base) => classFields(evaluator, base, program)) : [];
  for (const [name, field, home] of [...inherited, ...ownFields(node, program)]) {
    properties.push([name, annotated(evaluator, field.type ?? "", field.value, home, depth)]);
    if (!field.value || isRequired(field.value)) required.push(text(name, originOf(home, field)));
  }
  const fields: [string, Value][] = [
    ["title", text(node.name ?? "", origin)],
    ["type", text("object", origin)],
    ["properties", mapOf(properties, origin)],
    ["required", { kind: "list", items: required.map((value) => ({ value, times: { min: 1, max: 1 } })), origin }],
  ];
  if (node.doc) fields.splice(1, 0, ["description", text(node.doc, origin)]);
  return mapOf(fields, origin);
}

function classFields(evaluator: Evaluator, base: Expr, program: Program): [string, AssignStatement, Program][] {
  const value = evaluator.evaluate(base, { program });
  return value.kind === "class" ? ownFields(value.node, value.program) : [];
}

function ownFields(node: ClassNode, program: Program): [string, AssignStatement, Program][] {
  return node.body.flatMap((statement) =>
    statement.kind === "assign" && statement.target.kind === "name" && statement.type !== undefined
      ? [[statement.target.name, statement, program] as [string, AssignStatement, Program]]
      : [],
  );
}

function isRequired(value: Expr): boolean {
  if (value.kind !== "call") return false;
  const first = value.args[0];
  const hasDefault = value.args.some((argument) => argument.name === "default" || argument.name === "default_factory");
  return !hasDefault && (first?.kind !== "positional" || (first.value.kind === "opaque" && program3Dots(first.value)));
}
function program3Dots(value: Expr): boolean {
  return value.end - value.start === 3;
}

const annotations: Record<string, string> = {
  str: "string",
  string: "string",
  int: "integer",
  float: "number",
  number: "number",
  bool: "boolean",
  boolean: "boolean",
  dict: "object",
  Dict: "object",
  datetime: "string",
  date: "string",
};

/** An annotated field or parameter: its type as far as the annotation shows it, and its description. */
function annotated(
  evaluator: Evaluator,
  type: string,
  value: Expr | undefined,
  program: Program,
  depth: number,
): MapValue {
  const origin: Origin = value ? originOf(program, value) : { path: program.path, start: 0, end: 0 };
  const fields = typeFields(evaluator, type.trim(), program, origin, depth);
  const description = value && describedBy(evaluator, value, program);
  if (description) fields.push(["description", description]);
  return mapOf(fields, origin);
}

function typeFields(
  evaluator: Evaluator,
  type: string,
  program: Program,
  origin: Origin,
  depth: number,
): [string, Value][] {
  const open = type.indexOf("[");
  const head = (open < 0 ? type : type.slice(0, open)).trim();
  const inner = open < 0 ? "" : type.slice(open + 1, type.lastIndexOf("]"));
  if (/^(Optional|Annotated|Required|NotRequired|ClassVar|Final)$/.test(head) && depth < maxDepth)
    return typeFields(evaluator, firstArgument(inner), program, origin, depth + 1);
  if (/^(list|List|set|Set|Sequence|Iterable|tuple|Tuple)$/.test(head)) {
    const fields: [string, Value][] = [["type", text("array", origin)]];
    if (inner && depth < maxDepth)
      fields.push(["items", mapOf(typeFields(evaluator, firstArgument(inner), program, origin, depth + 1), origin)]);
    return fields;
  }
  if (head === "Literal") {
    const items = inner.split(",").map((item) => ({
      value: text(item.trim().replace(/^["']|["']$/g, ""), origin),
      times: { min: 1, max: 1 },
    }));
    return [
      ["type", text("string", origin)],
      ["enum", { kind: "list", items, origin }],
    ];
  }
  const simple = Object.hasOwn(annotations, head) ? annotations[head] : undefined;
  if (simple) return [["type", text(simple, origin)]];
  if (/^\w+$/.test(head) && depth < maxDepth) {
    const value = evaluator.evaluate({ kind: "name", name: head, start: origin.start, end: origin.end }, { program });
    if (value.kind === "class")
      return [...classSchema(evaluator, value.node, value.program, depth + 1).entries].map(([key, field]) => [
        key,
        field.value,
      ]);
  }
  return [];
}

/** `str, Field(description="…")` → `str`; brackets nest. */
function firstArgument(inner: string): string {
  let depth = 0;
  for (let at = 0; at < inner.length; at++) {
    const char = inner[at];
    if (char === "[" || char === "(") depth++;
    else if (char === "]" || char === ")") depth--;
    else if (char === "," && depth === 0) return inner.slice(0, at).trim();
  }
  return inner.trim();
}

function describedBy(evaluator: Evaluator, value: Expr, program: Program): TextValue | undefined {
  if (value.kind !== "call") return undefined;
  const described = value.args.find((argument) => argument.name === "description" || argument.name === "desc");
  return described && evaluator.text(evaluator.evaluate(described.value, { program }));
}

/** The parameters of a function that is used as a tool. */
export function parametersOf(
  evaluator: Evaluator,
  params: readonly Param[],
  program: Program,
  origin: Origin,
): MapValue {
  const properties: [string, Value][] = [];
  const required: Value[] = [];
  for (const param of params) {
    if (param.target.kind !== "name" || /^(self|cls|ctx|context)$/.test(param.target.name)) continue;
    if (param.kind === "rest" || param.kind === "named-rest") continue;
    properties.push([param.target.name, annotated(evaluator, param.type ?? "", param.default, program, 1)]);
    if (!param.default) required.push(text(param.target.name, originOf(program, param)));
  }
  return mapOf(
    [
      ["type", text("object", origin)],
      ["properties", mapOf(properties, origin)],
      ["required", { kind: "list", items: required.map((value) => ({ value, times: { min: 1, max: 1 } })), origin }],
    ],
    origin,
  );
}

export function text(known: string, origin: Origin): TextValue {
  return { kind: "text", pieces: known === "" ? [] : [{ kind: "known", text: known, origin }], origin };
}

function mapOf(fields: readonly (readonly [string, Value])[], origin: Origin): MapValue {
  const entries = new Map<string, MapField>();
  for (const [key, value] of fields) entries.set(key, { value, entry: value.origin });
  return { kind: "map", entries, origin };
}
