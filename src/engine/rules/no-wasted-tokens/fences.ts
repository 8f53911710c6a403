import type { Span } from "../../syntax/program";
import type { TextPiece } from "../../values/value";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { count as countOf, tokenRange } from "../write";
import { jsonCallAt } from "./json-calls";
import { type Literal, literalsOf, without } from "./literals";
import { savedBy, savingOf, textsOf } from "./waste";

const opens = /```\w*\r?\n$/;
const closes = /^\r?\n```/;

/** Code fences around JSON that the program writes into a prompt: its own brackets say where it begins and ends. */
export function fences(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  const fenced = fencedJson(analysed, context);
  if (fenced.length === 0) return [];
  const around = new Set(fenced.flat());
  const taken = literalsOf(analysed.call.parts, context).flatMap((literal) => {
    const ranges = literal.parts.flatMap((part) =>
      part.pieces.some((each) => around.has(each)) ? cut(literal, part) : [],
    );
    return ranges.length > 0 ? [{ literal, ranges }] : [];
  });
  const ranges = taken.flatMap((each) => each.ranges);
  if (ranges.length < fenced.length * 2) return [];
  const written = new Map(taken.flatMap((each) => [...without(each.literal, each.ranges)]));
  const saved = savedBy(analysed, context, (pieces) => pieces.map((piece) => written.get(piece) ?? piece));
  if (saved.tokens < context.options.leastTokens!) return [];
  const shown = tokenRange({ ...analysed.count.known, tokens: saved.tokens });
  const edits = taken.flatMap(({ literal, ranges: own }) =>
    own.map(({ start, end }) => ({ path: literal.program.path, start, end, text: "" })),
  );
  const { path, start, end } = edits[0]!;
  return [
    {
      message: `The code fences around ${countOf(fenced.length, "piece")} of JSON take ${shown} tokens of every call: take them out, its brackets mark it already.`,
      range: { path, start, end },
      saving: savingOf(analysed, saved, "code fences"),
      fixes: [{ title: "Take the code fences out", safety: "suggestion", edits }],
    },
  ];
}

/** The texts before and behind each JSON that stands in a fence of its own. */
function fencedJson({ call }: AnalysedCall, context: RuleContext): [TextPiece, TextPiece][] {
  const ends = (piece: TextPiece | undefined, pattern: RegExp) => piece?.kind === "known" && pattern.test(piece.text);
  return textsOf(call.parts).flatMap(({ pieces }) =>
    pieces.flatMap((piece, index): [TextPiece, TextPiece][] => {
      const [before, after] = [pieces[index - 1], pieces[index + 1]];
      if (!ends(before, opens) || !ends(after, closes)) return [];
      const origin = piece.kind === "known" ? piece.origin : piece.hole.origin;
      const program = context.source(origin.path);
      return program && jsonCallAt(program, origin) ? [[before!, after!]] : [];
    }),
  );
}

/** The fences in the code of one text: at its end, at its beginning, or both. */
function cut({ program }: Literal, { start, end }: Span): Span[] {
  const code = program.text.slice(start, end);
  const first = closes.exec(code);
  const last = opens.exec(code);
  return [
    ...(first ? [{ start, end: start + first[0].length }] : []),
    ...(last ? [{ start: start + last.index, end }] : []),
  ];
}
