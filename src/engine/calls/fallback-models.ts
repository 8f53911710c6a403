import type { Value } from "../values/value";
import { knownText } from "./content";
import { fieldOf, type Reading, type Request, readSlot } from "./slots";

/**
 * A model with those that answer in its place when it fails: one of them is paid, never all. `fallbacks` is a list of ids, of
 * `{ model }`, or of tables from a model to what stands in for it.
 */
export function withFallbacks(request: Request, model: Value, fallbacks: Reading | undefined): Value {
  const id = knownText(model);
  const others = fallbacks ? listed(fallbacks.value).flatMap((item) => standIns(request, item, id)) : [];
  if (others.length === 0) return model;
  const first = model.kind === "choice" ? model.options : [model];
  return { kind: "choice", how: "either", options: [...first, ...others], origin: model.origin };
}

function standIns(request: Request, item: Value, id: string | undefined): Value[] {
  if (item.kind !== "map") return [item];
  const named = fieldOf(request.evaluator, item, "model")?.value;
  if (named) return [named];
  const table = id === undefined ? undefined : item.entries.get(id)?.value;
  return table ? listed(table) : [];
}

function listed(value: Value): Value[] {
  if (value.kind === "none") return [];
  return value.kind === "list" ? value.items.map((item) => item.value) : [value];
}

/** The models behind a name that the code gives them itself: `Router(model_list=[{ "model_name": "fast", … }])`. */
export function behindName(request: Request, id: string): Value[] {
  const { names } = request.match.shape;
  const list = names && readSlot(request, names.list)?.value;
  if (!list) return [];
  return listed(list).flatMap((item) => {
    const { evaluator } = request;
    if (knownText(fieldOf(evaluator, item, names.name)?.value) !== id) return [];
    const [holder = "", ...inner] = names.model.split(".");
    let value = fieldOf(evaluator, item, holder)?.value;
    for (const key of inner) value = value && fieldOf(evaluator, value, key)?.value;
    return value ? [value] : [];
  });
}
