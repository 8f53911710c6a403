import type { MapField, MapValue, Origin, TextValue, Value } from "../values/value";

/** Values from which a schema is put together. */
export function text(known: string, origin: Origin): TextValue {
  return { kind: "text", pieces: known === "" ? [] : [{ kind: "known", text: known, origin }], origin };
}

export function mapOf(fields: readonly (readonly [string, Value])[], origin: Origin): MapValue {
  const entries = new Map<string, MapField>();
  for (const [key, value] of fields) entries.set(key, { value, entry: value.origin });
  return { kind: "map", entries, origin };
}

export function listOf(values: readonly Value[], origin: Origin): Value {
  return { kind: "list", items: values.map((value) => ({ value, times: { min: 1, max: 1 } })), origin };
}

export const numberOf = (value: number, origin: Origin): Value => ({ kind: "number", min: value, max: value, origin });
export const booleanOf = (value: boolean, origin: Origin): Value => ({ kind: "boolean", value, origin });

/** `{ type: name }` and, of an object, nothing else. */
export const typed = (name: string, origin: Origin): MapValue => mapOf([["type", text(name, origin)]], origin);
