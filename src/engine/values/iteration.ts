import type { Expr } from "../syntax/program";
import { evaluate } from "./evaluate";
import { LIMITS, sourceName, unknown } from "./make";
import type { Context, Run } from "./run";
import { boundOfSearch } from "./retrieval";
import { referenceName } from "./text";
import type { ListItem, ListValue, Origin, ReferenceValue, Times, Value } from "./value";

/** How often a loop over an expression runs, and over what when every item is known. */
export function iteration(
  run: Run,
  iterable: Expr,
  context: Context,
): { times: Times; items?: Value[]; list?: ListValue } {
  const name = sourceName(context.program, iterable);
  const value = asList(run, evaluate(run, iterable, context), name);
  if (!value) return { times: { min: 0, over: name } };
  const times = timesOf(value.items);
  if (times.over === undefined) times.over = name;
  if (times.max === times.min && times.min === value.items.length && times.min <= LIMITS.unroll) {
    return { times, items: value.items.map((item) => item.value), list: value };
  }
  return { times, list: value };
}

export function timesOf(items: readonly ListItem[]): Times {
  const total: Times = { min: 0, max: 0 };
  for (const { times } of items) {
    total.min += times.min;
    if (times.max === undefined) delete total.max;
    else if (total.max !== undefined) total.max += times.max;
    if (times.over && !total.over) total.over = times.over;
  }
  return total;
}

/** A value as the list of what iteration over it gives; undefined when nothing is known. */
export function asList(run: Run, value: Value, name?: string): ListValue | undefined {
  switch (value.kind) {
    case "list":
      return value;
    case "map": {
      const items: ListItem[] = [...value.entries].map(([key, field]) => ({
        value: { kind: "text", pieces: [{ kind: "known", text: key, origin: field.entry }], origin: field.entry },
        times: { min: 1, max: 1 },
      }));
      if (value.open)
        items.push({ value: unknown(value.open.name, value.open.reason, value.origin), times: { min: 0 } });
      return { kind: "list", items, origin: value.origin };
    }
    case "choice": {
      const lists = value.options.filter((option) => option.kind !== "none").map((option) => asList(run, option));
      if (lists.length === 1) return lists[0];
      const known = lists.filter((list) => list !== undefined);
      if (known.length < lists.length || known.length === 0) return undefined;
      const items = known.flatMap((list) => list.items).map((item) => ({ ...item, times: { ...item.times, min: 0 } }));
      const isBounded = known.every((list) => timesOf(list.items).max !== undefined);
      return isBounded || value.options.some(isFieldOfMade) ? { kind: "list", items, origin: value.origin } : undefined;
    }
    case "reference":
      return { kind: "list", items: [unknownItems(run, value, name)], origin: value.origin };
    default:
      return undefined;
  }
}

/** A field that whoever makes the object may give: each way that it was made has a list of its own. */
function isFieldOfMade(value: Value): boolean {
  return value.kind === "reference" && value.root.kind === "unknown" && value.root.hole.parameter === "self";
}

/** The items of an unknown list. */
export function unknownItems(run: Run, value: ReferenceValue, name?: string): ListItem {
  const hole = value.root.kind === "unknown" && value.steps.length === 0 ? value.root.hole : undefined;
  const times: Times = { min: 0, over: hole?.name ?? name ?? referenceName(value) };
  const most = hole ? hole.maxItems : boundOfSearch(run, value).maxItems;
  if (most !== undefined) times.max = most;
  return { value: itemOf(value, value.origin), times };
}

export function itemOf(value: ReferenceValue, origin: Origin): ReferenceValue {
  return { ...value, steps: [...value.steps, { kind: "index", origin }] };
}
