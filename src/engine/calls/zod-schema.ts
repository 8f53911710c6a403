import type { Evaluator } from "../values/evaluator";
import type { MapValue, ReferenceValue, Value } from "../values/value";
import { booleanOf, listOf, mapOf, text, typed } from "./schema-values";
import { asMap } from "./slots";

type Fields = Map<string, Value>;
/** a schema inside another one */
type Child = (value: Value) => MapValue | undefined;

export function isZod(value: ReferenceValue): boolean {
  if (value.root.kind === "module") return value.root.module === "zod" || value.root.module.startsWith("zod/");
  return value.steps.find((step) => step.kind === "member")?.name === "z";
}

const types: Record<string, string> = {
  string: "string",
  email: "string",
  url: "string",
  uuid: "string",
  date: "string",
  datetime: "string",
  number: "number",
  int: "integer",
  boolean: "boolean",
  null: "null",
  any: "",
  unknown: "",
};
const bounds: Record<"min" | "max" | "length", { string: string[]; array: string[]; number: string[] }> = {
  min: { string: ["minLength"], array: ["minItems"], number: ["minimum"] },
  max: { string: ["maxLength"], array: ["maxItems"], number: ["maximum"] },
  length: { string: ["minLength", "maxLength"], array: ["minItems", "maxItems"], number: [] },
};

/** Schemas of fields that may be left out. */
const optionals = new WeakSet<MapValue>();

/** A zod expression as JSON schema: `z.object({ a: z.string().describe("…") })` and the like. */
export function zodSchema(evaluator: Evaluator, value: ReferenceValue, child: Child): MapValue | undefined {
  const { origin } = value;
  let fields: Fields = new Map();
  let optional = false;
  let name = "";
  for (const step of value.steps) {
    if (step.kind === "member") {
      name = step.name;
      continue;
    }
    if (step.kind !== "call") continue;
    const first = evaluator.argument(step, 0);
    const second = evaluator.argument(step, 1);
    switch (name) {
      case "optional":
      case "nullish":
        optional = true;
        if (name === "nullish") fields = nullable(fields, origin);
        break;
      case "default":
      case "catch":
        optional = true;
        if (first) fields.set("default", first);
        break;
      case "nullable":
        fields = nullable(fields, origin);
        break;
      case "describe":
        if (first) fields.set("description", evaluator.text(first));
        break;
      case "min":
      case "max":
      case "length":
        if (first) for (const key of bounds[name][formOf(fields)]) fields.set(key, first);
        break;
      case "nonempty":
        break;
      case "partial":
        fields.set("required", listOf([], origin));
        break;
      case "extend":
      case "merge":
        if (first) extend(fields, first, child);
        break;
      default: {
        const made = make(evaluator, name, first, second, child, origin);
        if (made === "unknown") return undefined;
        for (const [key, field] of made)
          if (key !== "type" || name === "int" || !fields.has("type")) fields.set(key, field);
      }
    }
  }
  if (fields.size === 0 && !optional) return undefined;
  const schema = mapOf([...fields], origin);
  if (optional) optionals.add(schema);
  return schema;
}

type Made = readonly (readonly [string, Value])[] | "unknown";

function make(
  evaluator: Evaluator,
  name: string,
  first: Value | undefined,
  second: Value | undefined,
  child: Child,
  origin: Value["origin"],
): Made {
  if (Object.hasOwn(types, name)) return types[name] ? [["type", text(types[name]!, origin)]] : [];
  switch (name) {
    case "object":
    case "strictObject":
    case "looseObject": {
      const shape = first && asMap(evaluator, first);
      return shape ? objectFields(shape, child) : "unknown";
    }
    case "array": {
      const items = first && child(first);
      return [["type", text("array", origin)], ...(items ? [["items", items] as const] : [])];
    }
    case "enum":
    case "nativeEnum":
      return [
        ["type", text("string", origin)],
        ...(first?.kind === "list" ? [["enum", first] as const] : first ? enumOf(evaluator, first) : []),
      ];
    case "literal":
      return first ? literal(first) : [];
    case "union":
    case "discriminatedUnion": {
      const options = name === "union" ? first : second;
      if (options?.kind !== "list") return [];
      return [
        [
          "anyOf",
          listOf(
            options.items.flatMap((item) => child(item.value) ?? []),
            origin,
          ),
        ],
      ];
    }
    case "record": {
      const values = child(second ?? first ?? typed("string", origin));
      return [["type", text("object", origin)], ...(values ? [["additionalProperties", values] as const] : [])];
    }
    default:
      return [];
  }
}

function literal(value: Value): Made {
  const type = value.kind === "text" ? "string" : value.kind === "number" ? "number" : value.kind;
  return type === "string" || type === "number" || type === "boolean"
    ? [
        ["type", text(type, value.origin)],
        ["const", value],
      ]
    : [["const", value]];
}

/** The values of an object that stands for an enum. */
function enumOf(evaluator: Evaluator, value: Value): [string, Value][] {
  const map = asMap(evaluator, value);
  return map
    ? [
        [
          "enum",
          listOf(
            [...map.entries.values()].map((field) => field.value),
            map.origin,
          ),
        ],
      ]
    : [];
}

function objectFields(shape: MapValue, child: Child): [string, Value][] {
  const properties: [string, Value][] = [];
  const required: Value[] = [];
  for (const [key, field] of shape.entries) {
    const schema = child(field.value) ?? mapOf([], field.entry);
    properties.push([key, schema]);
    if (!optionals.has(schema)) required.push(text(key, field.entry));
  }
  return [
    ["type", text("object", shape.origin)],
    ["properties", mapOf(properties, shape.origin)],
    ["required", listOf(required, shape.origin)],
    ["additionalProperties", booleanOf(false, shape.origin)],
  ];
}

/** `.extend({ … })` and `.merge(other)`: the properties of both. */
function extend(fields: Fields, more: Value, child: Child): void {
  const shape = more.kind === "map" ? more : undefined;
  const added = new Map(
    shape ? objectFields(shape, child) : [...(child(more)?.entries ?? [])].map(([k, f]) => [k, f.value]),
  );
  const [own, other] = [fields.get("properties"), added.get("properties")];
  if (own?.kind !== "map" || other?.kind !== "map") return;
  const properties = new Map([...own.entries, ...other.entries].map(([key, field]) => [key, field.value]));
  fields.set("properties", mapOf([...properties], own.origin));
  const names = [fields.get("required"), added.get("required")].flatMap((list) =>
    list?.kind === "list" ? list.items.map((item) => item.value) : [],
  );
  fields.set("required", listOf(names, own.origin));
}

function nullable(fields: Fields, origin: Value["origin"]): Fields {
  const type = fields.get("type");
  if (type?.kind === "text" && !fields.has("properties")) {
    return new Map([...fields, ["type", listOf([type, text("null", origin)], origin)]]);
  }
  return new Map([["anyOf", listOf([mapOf([...fields], origin), typed("null", origin)], origin)]]);
}

function formOf(fields: Fields): "string" | "array" | "number" {
  const type = fields.get("type");
  const name = type?.kind === "text" && type.pieces[0]?.kind === "known" ? type.pieces[0].text : "";
  return name === "string" || name === "array" ? name : "number";
}
