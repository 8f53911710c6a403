import { choiceOf, listOf, mapOf, multiply, textOf } from "./make";
import type { Run } from "./run";
import { optionPieces, repeated } from "./text";
import type { ListItem, ListValue, MapField, MapValue, Origin, TextPiece, TextValue, Times, Value } from "./value";

/**
 * What a value is after it went through several branches; `base` is what it was before them, `origin` is the condition and
 * `named` is what they assign to.
 */
export function join(
  run: Run,
  base: Value | undefined,
  after: readonly (Value | undefined)[],
  origin: Origin,
  named = origin,
): Value | undefined {
  const values = [...new Set(after.filter((value) => value !== undefined))];
  const first = values[0];
  if (!first || values.length === 1) return first;
  if (base?.kind === "list" && values.every((value) => extendsList(base, value))) {
    return joinLists(base, values as ListValue[], origin);
  }
  if (base?.kind === "text" && base.pieces.length && values.every((value) => extendsText(base, value))) {
    const added = (values as TextValue[]).map((value) => textOf(value.pieces.slice(base.pieces.length), origin));
    return textOf([...base.pieces, ...optionPieces(run, added, origin)], base.origin);
  }
  if (values.every((value) => value.kind === "map")) return joinMaps(run, base, values as MapValue[], origin);
  return choiceOf(values, "either", named);
}

function extendsList(base: ListValue, value: Value): boolean {
  return value.kind === "list" && base.items.every((item, index) => item === value.items[index]);
}

function extendsText(base: TextValue, value: Value): boolean {
  return value.kind === "text" && base.pieces.every((piece, index) => piece === value.pieces[index]);
}

function joinLists(base: ListValue, values: ListValue[], origin: Origin): Value {
  const [first] = values as [ListValue];
  let same = base.items.length;
  while (first.items[same] && values.every((value) => value.items[same] === first.items[same])) same++;
  const begun = first.items.slice(0, same);
  const added = values.map((value) => value.items.slice(same));
  const length = (added[0] as ListItem[]).length;
  const even = added.every((items) => items.length === length && items.every(isOnce));
  if (even) {
    const items = (added[0] as ListItem[]).map((item, index): ListItem => {
      const options = added.map((list) => (list[index] as ListItem).value);
      return { value: choiceOf(options, "either", item.value.origin), times: item.times };
    });
    return listOf([...begun, ...items], base.origin);
  }
  const optional = added.flat().map(({ value, times }) => ({ value, times: { ...times, min: 0 } }));
  return listOf([...begun, ...optional], origin);
}

function isOnce({ times }: ListItem): boolean {
  return times.min === 1 && times.max === 1;
}

function joinMaps(run: Run, base: Value | undefined, values: MapValue[], origin: Origin): Value {
  const before = base?.kind === "map" ? base : undefined;
  const entries = new Map<string, MapField>();
  const keys = new Set(values.flatMap((value) => [...value.entries.keys()]));
  let open = values.find((value) => value.open)?.open;
  for (const key of keys) {
    const fields = values.map((value) => value.entries.get(key));
    const [same] = fields;
    if (same && fields.every((field) => field === same)) {
      entries.set(key, same);
      continue;
    }
    if (--run.steps <= 0) {
      open ??= { name: "…", origin, reason: "too many steps" };
      break;
    }
    const present = fields.filter((field) => field !== undefined);
    const field = present[0] as MapField;
    const missing: Value[] = present.length < fields.length ? [{ kind: "none", origin }] : [];
    const value = join(run, before?.entries.get(key)?.value, [...present.map((it) => it.value), ...missing], origin);
    entries.set(key, { ...field, value: value ?? field.value });
  }
  return mapOf(entries, (values[0] as MapValue).origin, open);
}

/** What a value is after a body that changes it ran `times` times. */
export function repeat(
  run: Run,
  before: Value | undefined,
  after: Value | undefined,
  times: Times,
  origin: Origin,
): Value | undefined {
  if (!before || !after || before === after) return after ?? before;
  if (times.min === 1 && times.max === 1) return after;
  if (before.kind === "list" && extendsList(before, after)) {
    const added = (after as ListValue).items.slice(before.items.length);
    return listOf(
      [...before.items, ...added.map((item) => ({ ...item, times: multiply(item.times, times) }))],
      before.origin,
    );
  }
  if (before.kind === "text" && extendsText(before, after)) {
    const item = textOf((after as TextValue).pieces.slice(before.pieces.length), origin);
    return textOf([...before.pieces, repeated(item, times, origin)], before.origin);
  }
  if (before.kind === "map" && after.kind === "map")
    return joinMaps(run, before, times.min ? [after] : [before, after], origin);
  return times.min ? after : choiceOf([before, after], "either", origin);
}

/** The items of several lists one after the other. */
export function concatLists(lists: readonly ListValue[], origin: Origin): ListValue {
  return listOf(
    lists.flatMap((list) => list.items),
    origin,
  );
}

/** Applies a function to a value, or to each alternative of a choice (a missing one is left out). */
export function each(value: Value, work: (value: Value) => Value): Value {
  if (value.kind !== "choice") return work(value);
  const present = value.options.filter((option) => option.kind !== "none");
  return choiceOf((present.length ? present : value.options).map(work), value.how, value.origin);
}

/** Text that starts or ends with whitespace stripped. */
export function stripPieces(pieces: readonly TextPiece[], ends: "both" | "start" | "end", chars?: string): TextPiece[] {
  const result = [...pieces];
  if (ends !== "end") trimFrom(result, "start", chars);
  if (ends !== "start") trimFrom(result, "end", chars);
  return result;
}

function trimFrom(pieces: TextPiece[], side: "start" | "end", chars?: string): void {
  for (;;) {
    const at = side === "start" ? 0 : pieces.length - 1;
    const piece = pieces[at];
    if (piece?.kind !== "known") return;
    const text = trimmed(piece.text, side, chars);
    if (text !== "") {
      if (text !== piece.text) pieces[at] = { ...piece, text };
      return;
    }
    pieces.splice(at, 1);
  }
}

function trimmed(text: string, side: "start" | "end", chars?: string): string {
  if (chars === undefined) return side === "start" ? text.trimStart() : text.trimEnd();
  let from = 0;
  let to = text.length;
  if (side === "start") while (from < to && chars.includes(text[from] as string)) from++;
  else while (to > from && chars.includes(text[to - 1] as string)) to--;
  return text.slice(from, to);
}
