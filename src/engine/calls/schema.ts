import type { Evaluator } from "../values/evaluator";
import type { MapValue, Value } from "../values/value";
import { knownText } from "./content";
import type { Schema } from "./llm-call";
import { annotationSchema, classSchema } from "./python-schema";
import { mapOf, text } from "./schema-values";
import { asMap, lastCall, type Reading } from "./slots";
import { isZod, zodSchema } from "./zod-schema";

const maxDepth = 8;

/** The response schema that is written in a slot: a value, or a type of Python. */
export function schemaOf(evaluator: Evaluator, { value, field, place }: Reading): Schema | undefined {
  const read = readSchema(evaluator, value);
  const schema: Schema | undefined = read && /json_?schema$/i.test(place ?? "") ? { ...read, free: true } : read;
  if (!schema || schema.value || !field?.expression) return schema;
  const typed = annotationSchema(evaluator, field.expression.node, field.expression.program);
  return typed ? { ...schema, value: typed, closed: true } : schema;
}

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
    return { name: value.node.name, value: classSchema(evaluator, value, depth), closed: true, origin: value.origin };
  if (value.kind !== "reference") return undefined;
  const members = value.steps.filter((step) => step.kind === "member").map((step) => step.name);
  if (isZod(value)) {
    const schema = zodSchema(evaluator, value, (inner) => toJsonSchema(evaluator, inner, depth + 1)?.value);
    return schema && { value: schema, closed: true, origin: value.origin };
  }
  const step = lastCall(value);
  if (step && members.at(-1) === "Schema") return schemaObject(evaluator, value, depth);
  if (value.root.kind === "unknown" && members.at(-1) !== undefined && !step) return undefined;
  if (step && wrappers.has(members.at(-1) ?? "")) {
    const inner = evaluator.argument(step, 0) ?? evaluator.argument(step, "schema");
    const schema = inner && readSchema(evaluator, inner, depth + 1);
    if (schema) return schema;
  }
  return undefined;
}

/** Google's `types.Schema(type=types.Type.OBJECT, properties={…})`. */
function schemaObject(evaluator: Evaluator, value: Value, depth: number): Schema | undefined {
  const map = asMap(evaluator, value);
  if (!map) return undefined;
  const inner = (child: Value): Value => toJsonSchema(evaluator, child, depth + 1)?.value ?? child;
  const fields = [...map.entries].map(([key, { value: field }]): [string, Value] => {
    const last = field.kind === "reference" ? field.steps.at(-1) : undefined;
    if (key === "type" && last?.kind === "member") return [key, text(last.name, field.origin)];
    if (key === "items") return [key, inner(field)];
    if (key !== "properties" || field.kind !== "map") return [key, field];
    const properties = [...field.entries].map(([name, property]): [string, Value] => [name, inner(property.value)]);
    return [key, mapOf(properties, field.origin)];
  });
  return { value: mapOf(fields, value.origin), origin: value.origin };
}
