import type { Program, Span } from "../syntax/program";
import type {
  ChoiceValue,
  Hole,
  HoleReason,
  ListItem,
  ListValue,
  MapField,
  MapValue,
  Origin,
  ReferenceValue,
  TextPiece,
  TextValue,
  Times,
  Value,
} from "./value";

export const LIMITS = {
  /** evaluated expressions and touched pieces for one question */
  steps: 40_000,
  /** the steps for all questions between two looks at the dependencies, so for one file; past it each gets little */
  file: 250_000,
  afterFile: 400,
  /** the part of them that one name or field may take: what is dearer than that is not worth knowing */
  share: 4_000,
  /** nested expressions */
  depth: 160,
  /** nested calls of workspace functions */
  frames: 60,
  /** how often a function is entered again while it is gone through: what calls itself in many places would take all steps */
  recursions: 8,
  /** UTF-16 code units of one text */
  text: 2 * 1024 * 1024,
  /** pieces of one text */
  pieces: 4_000,
  /** items of one list */
  items: 2_000,
  /** entries of one map */
  entries: 2_000,
  /** alternatives of one choice */
  options: 12,
  /** iterations that are gone through one by one */
  unroll: 100,
} as const;

export const ONCE: Times = { min: 1, max: 1 };

export function originOf(program: Program, span: Span): Origin {
  return { path: program.path, start: span.start, end: span.end };
}

export function known(text: string, origin: Origin): TextValue {
  if (text.length > LIMITS.text) return textOf([{ kind: "known", text, origin }], origin);
  return { kind: "text", pieces: text === "" ? [] : [{ kind: "known", text, origin }], origin };
}

export function textOf(pieces: TextPiece[], origin: Origin): TextValue {
  return { kind: "text", pieces: bounded(pieces, origin), origin };
}

/** Cuts what is longer than the limits, and says so with a hole. */
function bounded(pieces: TextPiece[], origin: Origin): TextPiece[] {
  let size = 0;
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as TextPiece;
    const length = piece.kind === "known" ? piece.text.length : 1;
    if (size + length <= LIMITS.text && index < LIMITS.pieces) {
      size += length;
      continue;
    }
    const kept = pieces.slice(0, index);
    if (piece.kind === "known" && index < LIMITS.pieces && size < LIMITS.text) {
      kept.push({ ...piece, text: piece.text.slice(0, LIMITS.text - size) });
    }
    kept.push({ kind: "hole", hole: { name: "…", origin, reason: "too long" } });
    return kept;
  }
  return pieces;
}

export function holeText(hole: Hole): TextValue {
  return { kind: "text", pieces: [{ kind: "hole", hole }], origin: hole.origin };
}

export function unknown(name: string, reason: HoleReason, origin: Origin, extra: Partial<Hole> = {}): ReferenceValue {
  const hole: Hole = { name: shortName(name), origin, reason, ...extra };
  return { kind: "reference", root: { kind: "unknown", hole }, steps: [], origin };
}

export function shortName(name: string): string {
  const flat = name.replace(/\s+/g, " ").trim();
  if (flat === "") return "…";
  return flat.length > 60 ? `${flat.slice(0, 59)}…` : flat;
}

/** The source text of a node as a name. */
export function sourceName(program: Program, span: Span): string {
  return shortName(program.text.slice(span.start, Math.min(span.end, span.start + 200)));
}

export function listOf(items: ListItem[], origin: Origin): ListValue {
  if (items.length <= LIMITS.items) return { kind: "list", items, origin };
  const kept = items.slice(0, LIMITS.items);
  kept.push({ value: unknown("…", "too long", origin), times: { min: 0 } });
  return { kind: "list", items: kept, origin };
}

export function mapOf(entries: Map<string, MapField>, origin: Origin, open?: Hole): MapValue {
  return open ? { kind: "map", entries, open, origin } : { kind: "map", entries, origin };
}

export function numberOf(value: number, origin: Origin): Value {
  if (Number.isFinite(value)) return { kind: "number", min: value, max: value, origin };
  return unknown("number", "run-time value", origin);
}

export function knownNumber(value: Value | undefined): number | undefined {
  return value?.kind === "number" && value.min === value.max ? value.min : undefined;
}

/** The text when every piece is known. */
export function knownText(value: Value | undefined): string | undefined {
  if (value?.kind !== "text") return undefined;
  let text = "";
  for (const piece of value.pieces) {
    if (piece.kind === "hole") return undefined;
    text += piece.text;
  }
  return text;
}

export function isUnknown(value: Value): value is ReferenceValue & { root: { kind: "unknown" } } {
  return value.kind === "reference" && value.root.kind === "unknown";
}

/** One of several; flat, without repetitions, and bounded. */
export function choiceOf(values: readonly Value[], how: ChoiceValue["how"], origin: Origin): Value {
  const options: Value[] = [];
  let isCut = false;
  for (const value of values) {
    for (const option of value.kind === "choice" ? value.options : [value]) {
      if (options.some((other) => same(other, option))) continue;
      if (options.length === LIMITS.options && isProse(option) && options.every(isProse)) {
        dropMiddle(options, option as TextValue);
        continue;
      }
      if (options.length < LIMITS.options) options.push(option);
      else {
        dropUnknown(options, option);
        isCut = true;
      }
    }
  }
  if (isCut) options.push(unknown("…", "too long", origin));
  if (options.length === 1) return options[0] as Value;
  return { kind: "choice", options, how, origin };
}

const isProse = (value: Value): boolean => value.kind === "text" && sizeOf(value).max > 120;

/** What is known is worth more than one more thing that is not. */
function dropUnknown(options: Value[], added: Value): void {
  const at = options.findLastIndex(isUnknown);
  if (at < 0 || isUnknown(added)) return;
  options.splice(at, 1);
  options.push(added);
}

/** Of more long texts than can be kept, the shortest and the longest stay, so that the range of the choice is right. */
function dropMiddle(options: Value[], added: TextValue): void {
  const sizes = options.map((option) => sizeOf(option as TextValue));
  const size = sizeOf(added);
  const isShortest = sizes.every(({ min }) => size.min < min);
  const isLongest = sizes.every(({ max }) => size.max > max);
  if (!isShortest && !isLongest) return;
  const least = Math.min(...sizes.map(({ min }) => min));
  const most = Math.max(...sizes.map(({ max }) => max));
  const at = sizes.findIndex(({ min, max }) => (isShortest ? max !== most : min !== least));
  options.splice(at, 1);
  options.push(added);
}

const sizes = new WeakMap<TextValue, { min: number; max: number }>();

/** The least and the most UTF-16 code units that are certain of a text; what is unknown counts as nothing. */
export function sizeOf(text: TextValue): { min: number; max: number } {
  let size = sizes.get(text);
  if (size) return size;
  size = { min: 0, max: 0 };
  for (const piece of text.pieces) {
    const inner = piece.kind === "hole" ? piece.hole.options?.map(sizeOf) : undefined;
    size.min += piece.kind === "known" ? piece.text.length : inner ? Math.min(...inner.map(({ min }) => min)) : 0;
    size.max += piece.kind === "known" ? piece.text.length : inner ? Math.max(...inner.map(({ max }) => max)) : 0;
  }
  sizes.set(text, size);
  return size;
}

export function optionsOf(value: Value): readonly Value[] {
  return value.kind === "choice" ? value.options : [value];
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === "reference" && b.kind === "reference") return a.root === b.root && sameSteps(a, b);
  if (a.kind !== b.kind) return false;
  if (a.kind === "none") return true;
  if (a.kind === "boolean" && b.kind === "boolean") return a.value === b.value;
  if (a.kind === "number" && b.kind === "number") return a.min === b.min && a.max === b.max;
  if (a.kind === "function" && b.kind === "function")
    return a.node === b.node && a.frame === b.frame && a.self === b.self;
  if (a.kind === "class" && b.kind === "class") return a.node === b.node;
  if (a.kind === "text" && b.kind === "text") return samePieces(a.pieces, b.pieces);
  return false;
}

function sameSteps(a: ReferenceValue, b: ReferenceValue): boolean {
  return a.steps.length === b.steps.length && a.steps.every((step, index) => step === b.steps[index]);
}

function samePieces(a: TextPiece[], b: TextPiece[]): boolean {
  if (a.length !== b.length) return false;
  return a.every((piece, index) => {
    const other = b[index] as TextPiece;
    if (piece === other) return true;
    if (piece.kind === "known") return other.kind === "known" && other.text === piece.text;
    return other.kind === "hole" && other.hole === piece.hole;
  });
}

export function multiply(a: Times, b: Times): Times {
  const times: Times = { min: a.min * b.min };
  if (a.max !== undefined && b.max !== undefined) times.max = a.max * b.max;
  const over = b.over ?? a.over;
  if (over) times.over = over;
  return times;
}
