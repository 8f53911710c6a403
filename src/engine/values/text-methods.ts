import { cleandoc, dedent, indentLines } from "./dedent";
import { asList } from "./iteration";
import { known, knownNumber, knownText, LIMITS, listOf, ONCE, sourceName, textOf, unknown } from "./make";
import { sliceValue } from "./members";
import { stripPieces } from "./merge";
import type { MethodCall } from "./methods";
import { replacedByPattern } from "./replace-pattern";
import { isPattern, simplePattern } from "./simple-pattern";
import { joinItems, piecesOf, sourceAt } from "./text";
import type { TextPiece, TextValue, Value } from "./value";

/** The methods of strings, of both languages. */
export function textMethod(it: MethodCall, text: TextValue): Value | undefined {
  const { run, args, origin } = it;
  switch (it.name) {
    case "trim":
    case "strip":
      return strip(it, text, "both");
    case "trimStart":
    case "trimLeft":
    case "lstrip":
      return strip(it, text, "start");
    case "trimEnd":
    case "trimRight":
    case "rstrip":
      return strip(it, text, "end");
    case "upper":
    case "toUpperCase":
      return mapKnown(text, (known) => known.toUpperCase());
    case "lower":
    case "toLowerCase":
    case "casefold":
      return mapKnown(text, (known) => known.toLowerCase());
    case "replace":
      return replace(it, text, it.context.program.language === "python");
    case "replaceAll":
      return replace(it, text, true);
    case "concat":
      return textOf([...text.pieces, ...args.flatMap((arg) => piecesOf(run, arg))], text.origin);
    case "slice":
    case "substring":
      return sliceValue(text, args[0], args[1], origin, sourceAt(run, text.origin));
    case "substr":
      return args[1] && knownNumber(args[0]) === 0 ? sliceValue(text, args[0], args[1], origin, "text") : undefined;
    case "join": {
      if (it.context.program.language !== "python" || !args[0]) return undefined;
      const list = asList(run, args[0]);
      if (!list) return unknown(sourceAt(run, args[0].origin), "run-time value", origin);
      return joinItems(run, list.items, text.pieces, origin);
    }
    case "repeat": {
      const times = knownNumber(args[0]);
      if (times === undefined || times < 0) return undefined;
      return joinItems(run, [{ value: text, times: { min: times, max: times } }], [], origin);
    }
    case "split":
      return split(it, text);
    case "splitlines":
      return splitAt(text, "\n");
    case "toString":
    case "valueOf":
    case "normalize":
    case "encode":
    case "decode":
    case "expandtabs":
      return text;
    case "removeprefix": {
      const prefix = knownText(args[0]);
      const first = text.pieces[0];
      if (prefix === undefined || first?.kind !== "known" || !first.text.startsWith(prefix)) return text;
      return textOf([{ ...first, text: first.text.slice(prefix.length) }, ...text.pieces.slice(1)], text.origin);
    }
    case "startsWith":
    case "startswith":
    case "endsWith":
    case "endswith":
    case "includes":
      return holds(it, text);
    case "dedent":
      return dedent(text);
    case "stripIndent":
      return cleandoc(text);
    case "indent":
      return indentLines(text, knownText(args[0]) ?? "");
    default:
      return undefined;
  }
}

/** Whether a text begins with, ends with or holds another one, or one of several; undefined where a hole decides it. */
function holds({ name, args: [wanted, from], origin }: MethodCall, text: TextValue): Value | undefined {
  if (!wanted || from) return undefined;
  const each = wanted.kind === "list" ? wanted.items.map(({ value }) => value) : [wanted];
  const answers = each.map((value) => holdsOne(name.toLowerCase(), text, knownText(value)));
  if (answers.includes(undefined) && !answers.includes(true)) return undefined;
  return { kind: "boolean", value: answers.includes(true), origin };
}

function holdsOne(how: string, { pieces }: TextValue, wanted: string | undefined): boolean | undefined {
  if (wanted === undefined) return undefined;
  const runs = [""];
  for (const piece of pieces)
    if (piece.kind === "hole") runs.push("");
    else runs.push(`${runs.pop()}${piece.text}`);
  const isWhole = runs.length === 1;
  if (how === "includes") return runs.some((run) => run.includes(wanted)) || (isWhole ? false : undefined);
  const run = runs.at(how === "startswith" ? 0 : -1) as string;
  if (!isWhole && run.length < wanted.length) return undefined;
  return how === "startswith" ? run.startsWith(wanted) : run.endsWith(wanted);
}

function strip({ args }: MethodCall, text: TextValue, ends: "both" | "start" | "end"): Value {
  const chars = knownText(args[0]);
  return textOf(stripPieces(text.pieces, ends, chars), text.origin);
}

export function mapKnown(text: TextValue, work: (text: string) => string): TextValue {
  return textOf(
    text.pieces.map((piece) => (piece.kind === "known" ? { ...piece, text: work(piece.text) } : piece)),
    text.origin,
  );
}

function replace(it: MethodCall, text: TextValue, all: boolean): Value | undefined {
  const { run, args, origin } = it;
  const from = knownText(args[0]);
  const to = args[1];
  const written = it.call.args[0]?.value;
  if (from === undefined && written && isPattern(it.context.program, written))
    return replacedByPattern(
      run,
      text,
      simplePattern(it.context.program, written),
      to,
      origin,
      sourceAt(run, text.origin),
    );
  if (from === undefined || from === "" || !to || to.kind === "function") {
    return unknown(`${sourceName(it.context.program, it.call.callee)}()`, "not understood", origin);
  }
  const added = piecesOf(run, to);
  const pieces: TextPiece[] = [];
  let done = false;
  for (const piece of text.pieces) {
    if (piece.kind === "hole" || done || !piece.text.includes(from)) {
      pieces.push(piece);
      continue;
    }
    let at = 0;
    for (let found = piece.text.indexOf(from); found >= 0 && !done; found = piece.text.indexOf(from, at)) {
      if (found > at) pieces.push({ ...piece, text: piece.text.slice(at, found) });
      for (const more of added) pieces.push(more);
      at = found + from.length;
      if (!all) done = true;
      if (pieces.length > LIMITS.pieces) return textOf(pieces, text.origin);
    }
    if (at < piece.text.length) pieces.push({ ...piece, text: piece.text.slice(at) });
  }
  return textOf(pieces, text.origin);
}

function split({ args, context }: MethodCall, text: TextValue): Value | undefined {
  const separator = args[0] && args[0].kind !== "none" ? knownText(args[0]) : undefined;
  const whole = knownText(text);
  if (whole === undefined || separator === undefined || separator === "") return undefined;
  if (!args[1]) return splitAt(text, separator);
  const limit = knownNumber(args[1]);
  if (limit === undefined || limit < 0) return undefined;
  const parts = whole.split(separator);
  // JavaScript cuts the list, Python keeps the rest in the last item
  const kept =
    context.program.language === "python" && parts.length > limit + 1
      ? [...parts.slice(0, limit), parts.slice(limit).join(separator)]
      : context.program.language === "python"
        ? parts
        : parts.slice(0, limit);
  return listOf(
    kept.map((part) => ({ value: known(part, text.origin), times: ONCE })),
    text.origin,
  );
}

function splitAt(text: TextValue, separator: string): Value | undefined {
  const whole = knownText(text);
  if (whole === undefined) return undefined;
  const parts = whole.split(separator).slice(0, LIMITS.items + 1);
  return listOf(
    parts.map((part) => ({ value: known(part, text.origin), times: ONCE })),
    text.origin,
  );
}
