import { choiceOf, holeText, knownText, LIMITS, optionsOf, shortName, textOf, unknown } from "./make";
import { printed } from "./print";
import { boundOfSearch } from "./retrieval";
import { cutShort, type Run } from "./run";
import type { Hole, HoleReason, ListItem, Origin, ReferenceValue, TextPiece, TextValue, Times, Value } from "./value";
import { variesBy } from "./varies";

/**
 * What a value is worth as text. A choice becomes one hole with its texts as options: nothing says which of them it will be,
 * so none is picked. `name` is how the code calls the value where it is used.
 */
export function toText(run: Run, value: Value, name?: string): TextValue {
  return { kind: "text", pieces: piecesOf(run, value, name), origin: value.origin };
}

export function piecesOf(run: Run, value: Value, name?: string): TextPiece[] {
  if (run.paths.has(value))
    return holeText({ name: name ?? "path", origin: value.origin, reason: "run-time value" }).pieces;
  return rawPieces(run, value, name);
}

/** As `piecesOf`, for places where a file path of this machine may stand. */
export function rawPieces(run: Run, value: Value, name?: string): TextPiece[] {
  switch (value.kind) {
    case "text":
      return value.pieces;
    case "number":
      if (value.min === value.max) return [{ kind: "known", text: String(value.min), origin: value.origin }];
      return [hole({ name: name ?? sourceAt(run, value.origin), origin: value.origin, reason: "run-time value" })];
    case "boolean":
    case "none":
    case "list":
    case "map":
      return printed(run, value, isPython(value.origin.path) ? "python" : "javascript");
    case "choice":
      return choicePieces(run, value.options, value.origin, value.part ?? name);
    case "reference":
      return [hole({ ...holeOf(value, name), ...(value.steps.length > 0 ? boundOfSearch(run, value) : {}) })];
    default:
      return [hole({ name: name ?? sourceAt(run, value.origin), origin: value.origin, reason: "not understood" })];
  }
}

function hole(it: Hole): TextPiece {
  return { kind: "hole", hole: it };
}

export function isPython(path: string): boolean {
  return /\.(py|pyi|ipynb)$/i.test(path);
}

export function sourceAt(run: Run, origin: Origin): string {
  const text = run.sources.program(origin.path)?.text ?? "";
  return shortName(text.slice(origin.start, Math.min(origin.end, origin.start + 200)));
}

function choicePieces(run: Run, options: readonly Value[], origin: Origin, name?: string): TextPiece[] {
  const present = options.some((option) => option.kind !== "none")
    ? options.filter((option) => option.kind !== "none")
    : options;
  const texts = present.map((option) => toText(run, option, option.kind === "reference" ? undefined : name));
  return optionPieces(run, texts, origin, name);
}

/** One of several texts, as pieces. */
export function optionPieces(run: Run, texts: TextValue[], origin: Origin, name?: string): TextPiece[] {
  const different: TextValue[] = [];
  const seen = new Set<string>();
  for (const text of texts) {
    const all = knownText(text);
    if (all !== undefined && seen.has(all)) continue;
    if (all !== undefined) seen.add(all);
    different.push(text);
  }
  const first = different[0];
  if (!first) return [];
  if (different.length === 1) return first.pieces;
  const { head, tail } = sharedBy(different);
  if (head + tail > 0) {
    const inner = different.map(({ pieces, origin: at }) => textOf(pieces.slice(head, pieces.length - tail), at));
    const between = optionPieces(run, inner, origin, name);
    return [...first.pieces.slice(0, head), ...between, ...first.pieces.slice(first.pieces.length - tail)];
  }
  const result: Hole = { name: name ?? sourceAt(run, origin), origin, reason: "run-time value" };
  // Alternatives inside of alternatives multiply for who goes through them all.
  if (different.reduce((sum, text) => sum + weightOf(text), 0) <= LIMITS.pieces) result.options = different;
  else result.reason = "too long";
  const sizes = different.map(maxChars);
  if (sizes.every((size) => size !== undefined)) result.maxChars = Math.max(...(sizes as number[]));
  return [hole(result)];
}

/** How many pieces all texts begin and end with: they stand in the text whichever it is. */
function sharedBy(texts: readonly TextValue[]): { head: number; tail: number } {
  const [first, ...others] = texts as [TextValue, ...TextValue[]];
  const most = Math.min(...texts.map(({ pieces }) => pieces.length));
  const same = (at: number) => others.every(({ pieces }) => isSamePiece(pieces.at(at), first.pieces.at(at)));
  let head = 0;
  while (head < most && same(head)) head++;
  let tail = 0;
  while (tail < most - head && same(-1 - tail)) tail++;
  return { head, tail };
}

function isSamePiece(a: TextPiece | undefined, b: TextPiece | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.kind !== b.kind) return false;
  if (a.kind === "known") return b.kind === "known" && a.text === b.text && isSamePlace(a.origin, b.origin);
  return b.kind === "hole" && a.hole.name === b.hole.name && isSamePlace(a.hole.origin, b.hole.origin);
}

function isSamePlace(a: Origin, b: Origin): boolean {
  return a.path === b.path && a.start === b.start && a.end === b.end;
}

const weights = new WeakMap<TextValue, number>();

/** The pieces of a text with those of its alternatives. */
function weightOf(text: TextValue): number {
  let weight = weights.get(text);
  if (weight === undefined) {
    weight = text.pieces.length;
    for (const piece of text.pieces) {
      if (piece.kind === "known") continue;
      for (const inner of piece.hole.options ?? []) weight += weightOf(inner);
      if (piece.hole.item) weight += weightOf(piece.hole.item);
    }
    weights.set(text, weight);
  }
  return weight;
}

/** The longest that a text can be, when the code says so. */
export function maxChars(text: TextValue): number | undefined {
  let total = 0;
  for (const piece of text.pieces) {
    const size = piece.kind === "known" ? piece.text.length : piece.hole.maxChars;
    if (size === undefined) return undefined;
    total += size;
  }
  return total;
}

/** The hole that an unknown value leaves in a text. */
export function holeOf(value: ReferenceValue, name?: string): Hole {
  const { root, steps } = value;
  if (root.kind === "unknown" && steps.length === 0) {
    const keep = /^(environment|configuration|parameter)$/.test(root.hole.reason) || name === undefined;
    const result: Hole = { ...root.hole, name: keep ? root.hole.name : shortName(name as string) };
    if (result.maxChars !== undefined) delete result.maxItems;
    const varies = result.varies ?? variesBy(value, result.name);
    if (varies) result.varies = varies;
    return result;
  }
  const result: Hole = { name: shortName(name ?? referenceName(value)), origin: value.origin, reason: reasonOf(value) };
  if (root.kind === "unknown" && result.reason === "parameter") result.parameter = root.hole.name;
  const varies = variesBy(value, result.name);
  if (varies) result.varies = varies;
  return result;
}

function reasonOf({ root, steps }: ReferenceValue): HoleReason {
  if (root.kind === "unknown" && root.hole.reason !== "unresolved name") return root.hole.reason;
  if (steps.some((step) => step.kind === "call")) return "external call";
  if (root.kind === "module") return "outside the workspace";
  return root.kind === "unknown" ? root.hole.reason : "run-time value";
}

/** A reference as the code would write it: `settings.FAST_LLM`, `fetchDoc().title`. */
export function referenceName({ root, steps }: ReferenceValue): string {
  let name = root.kind === "unknown" ? root.hole.name : "";
  if (root.kind === "instance") name = root.class.node.name ?? "instance";
  const module = root.kind === "module" ? (root.module.split(/[/.]/).pop() ?? root.module) : undefined;
  for (const step of steps) {
    if (step.kind === "member")
      name = name ? `${name}.${step.name}` : step.name === "default" ? (module ?? "") : step.name;
    else if (step.kind === "index") name += "[]";
    else name = `${name || (module ?? "")}()`;
  }
  return shortName(name || (module ?? "…"));
}

/** A list's items as one text: exact where their number is known, one hole where they repeat. */
export function joinItems(
  run: Run,
  items: readonly ListItem[],
  separator: readonly TextPiece[],
  origin: Origin,
): TextValue {
  const pieces: TextPiece[] = [];
  let first = true;
  for (const { value, times } of items) {
    const item = toText(run, value);
    if (times.min === times.max && times.min <= LIMITS.unroll) {
      for (let index = 0; index < times.min; index++) {
        if (!first) pieces.push(...separator);
        pieces.push(...item.pieces);
        first = false;
        if (pieces.length > LIMITS.pieces) break;
      }
    } else {
      const over = times.over ?? sourceAt(run, value.origin);
      const between = first ? separator : [];
      const each = textOf(first ? item.pieces : [...separator, ...item.pieces], origin);
      pieces.push(repeated(each, { ...times, over }, origin, between));
      first = false;
    }
    if (pieces.length > LIMITS.pieces) break;
  }
  run.steps -= pieces.length >> 4;
  return textOf(pieces, origin);
}

/** A text that stands there an unknown number of times, with something between each two. */
export function repeated(item: TextValue, times: Times, origin: Origin, between: readonly TextPiece[] = []): TextPiece {
  if (times.min === 0 && times.max === 1) {
    const empty: TextValue = { kind: "text", pieces: [], origin };
    const result: Hole = { name: times.over ?? "…", origin, reason: "run-time value", options: [item, empty] };
    const size = maxChars(item);
    if (size !== undefined) result.maxChars = size;
    return { kind: "hole", hole: result };
  }
  const result: Hole = { name: times.over ?? "…", origin, reason: "run-time value" };
  const only = item.pieces.length === 1 ? item.pieces[0] : undefined;
  if (only?.kind === "hole" && times.over === undefined) result.name = only.hole.name;
  if (item.pieces.some((piece) => piece.kind === "known")) result.item = item;
  if (times.max !== undefined) {
    result.maxItems = times.max;
    const [size, gap] = [maxChars(item), maxChars(textOf([...between], origin))];
    if (size !== undefined && gap !== undefined) result.maxChars = size * times.max + gap * Math.max(0, times.max - 1);
  }
  return { kind: "hole", hole: result };
}

/** Texts one after the other. A choice that they begin with, or that makes up an identifier, stays a choice. */
export function concat(
  run: Run,
  values: readonly Value[],
  origin: Origin,
  names?: readonly (string | undefined)[],
): Value {
  run.steps--;
  const at = spreadAt(values);
  const choice = at < 0 ? undefined : values[at];
  if (choice?.kind === "choice" && run.steps > 0) {
    const options = choice.options.map((option) => concat(run, replaced(values, at, option), origin, names));
    const whole = choiceOf(options, choice.how, origin);
    const part = choice.part ?? names?.[at];
    return whole.kind === "choice" && part !== undefined ? { ...whole, part } : whole;
  }
  return concatTexts(run, values, origin, names);
}

function replaced(values: readonly Value[], at: number, value: Value): Value[] {
  return values.map((other, index) => (index === at ? value : other));
}

/** Identifiers that are put together out of more alternatives than these are not spelled out. */
const COMBINATIONS = 24;

/** The choice among values to be put together whose alternatives are each gone through; -1 for none. */
function spreadAt(values: readonly Value[]): number {
  const isText = (value: Value) => value.kind === "text";
  const first = values[0];
  if (first?.kind === "choice" && first.options.every(isText)) return 0;
  const at = values.findIndex((value) => value.kind === "choice" && value.options.some(isText));
  const isIdentifier = (value: Value) =>
    value.kind === "reference" || /^[\w.:/@+-]{0,100}$/.test(knownText(value) ?? " ");
  if (at < 0 || values.reduce((product, value) => product * optionsOf(value).length, 1) > COMBINATIONS) return -1;
  return values.every((value) => optionsOf(value).every(isIdentifier)) ? at : -1;
}

function concatTexts(
  run: Run,
  values: readonly Value[],
  origin: Origin,
  names?: readonly (string | undefined)[],
): TextValue {
  const isPath = values[0] !== undefined && run.paths.has(values[0]);
  const pieces: TextPiece[] = [];
  for (let index = 0; index < values.length && pieces.length <= LIMITS.pieces; index++) {
    const value = values[index] as Value;
    const more = isPath ? rawPieces(run, value, names?.[index]) : piecesOf(run, value, names?.[index]);
    for (const piece of more) {
      pieces.push(piece);
      if (pieces.length > LIMITS.pieces) break;
    }
  }
  run.steps -= pieces.length >> 4;
  const result = textOf(pieces, origin);
  if (isPath) run.paths.add(result);
  return result;
}

export function tooMuch(run: Run, origin: Origin): Value {
  cutShort(run);
  return unknown("…", run.steps <= 0 ? "too many steps" : "too deep", origin);
}
