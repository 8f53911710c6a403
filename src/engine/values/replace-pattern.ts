import type { CallNode } from "../syntax/program";
import { holeText, knownText, LIMITS, textOf, unknown } from "./make";
import type { Context, Run } from "./run";
import { safePattern } from "./simple-pattern";
import { maxChars, piecesOf, toText } from "./text";
import type { Origin, TextPiece, TextValue, Value } from "./value";

/** Longer texts are not searched with a pattern. */
const LONGEST = 20_000;

/**
 * A text in which a pattern is replaced. What a function puts in is a hole in the place of what matched; where the pattern cannot be
 * run, or may match across a part that is not known, the whole is one hole, bounded where nothing longer is put in.
 */
export function replacedByPattern(
  run: Run,
  text: TextValue,
  pattern: RegExp | undefined,
  to: Value | undefined,
  origin: Origin,
  name: string,
): Value {
  const put = knownText(to);
  const size = text.pieces.reduce((sum, piece) => sum + (piece.kind === "known" ? piece.text.length : 0), 0);
  const isWhole = pattern?.global || text.pieces.length === 1;
  if (!pattern || !isWhole || size > LONGEST || put?.includes("$") || put?.includes("\\")) {
    const longest = maxChars(text);
    const bound = longest !== undefined && put !== undefined && put.length <= 1 ? { maxChars: longest } : {};
    return holeText({ name, origin, reason: "not understood", ...bound });
  }
  const added = put === undefined ? undefined : to && piecesOf(run, to);
  const pieces: TextPiece[] = [];
  for (const piece of text.pieces) {
    if (piece.kind === "hole") pieces.push(piece);
    else replaceIn(piece, pattern, added, origin, pieces);
    if (pieces.length > LIMITS.pieces) break;
  }
  run.steps -= size >> 8;
  return textOf(pieces, text.origin);
}

function replaceIn(
  piece: TextPiece & { kind: "known" },
  pattern: RegExp,
  added: readonly TextPiece[] | undefined,
  origin: Origin,
  into: TextPiece[],
): void {
  const all = new RegExp(pattern.source, pattern.flags.includes("g") ? pattern.flags : `${pattern.flags}g`);
  let at = 0;
  for (const match of piece.text.matchAll(all)) {
    if (match[0] === "") continue;
    if (match.index > at) into.push({ ...piece, text: piece.text.slice(at, match.index) });
    const name = match[1] || match[0];
    if (added) into.push(...added);
    else into.push({ kind: "hole", hole: { name, origin, reason: "run-time value" } });
    at = match.index + match[0].length;
    if (!pattern.global || into.length > LIMITS.pieces) break;
  }
  if (at < piece.text.length) into.push({ ...piece, text: piece.text.slice(at) });
}

/** Python's `re.sub(pattern, replacement, text)`. */
export function substituted(
  run: Run,
  args: readonly Value[],
  origin: Origin,
  call: CallNode,
  { program }: Context,
): Value | undefined {
  const [pattern, to, given] = args;
  if (!given || given.kind === "reference") return undefined;
  const source = knownText(pattern);
  const name = program.text.slice(call.callee.start, call.callee.end);
  const safe = source === undefined || call.args.length > 3 ? undefined : safePattern(source, "g");
  const text = toText(run, given);
  return text.pieces.length
    ? replacedByPattern(run, text, safe, to, origin, `${name}()`)
    : unknown(name, "run-time value", origin);
}
