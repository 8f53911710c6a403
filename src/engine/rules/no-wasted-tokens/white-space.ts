import type { Span } from "../../syntax/program";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { count as countOf, tokenRange } from "../write";
import { type Literal, literalsOf, maskedCode, without } from "./literals";
import { type Saved, savedBy, savingOf } from "./waste";

/** White space of the code that a prompt is written in, which the model is sent with it. */
export function whiteSpace(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  return literalsOf(analysed.call.parts, context).flatMap((literal) => {
    const waste = wasteOf(literal);
    if (waste.ranges.length === 0) return [];
    const written = without(literal, waste.ranges);
    const saved = savedBy(analysed, context, (pieces) => pieces.map((piece) => written.get(piece) ?? piece));
    return saved.tokens < context.options.leastTokens! ? [] : [describe(analysed, literal, waste, saved)];
  });
}

interface Waste {
  /** ranges of the file, in order */
  ranges: Span[];
  /** lines that are indented together */
  indented: number;
  /** lines with spaces at their ends */
  trailing: number;
  /** runs of more than one blank line */
  blank: number;
}

function wasteOf(literal: Literal): Waste {
  const code = maskedCode(literal);
  const margin = marginOf(code);
  const waste: Waste = { ranges: [], indented: 0, trailing: 0, blank: 0 };
  let blankLines = 0;
  const lines = linesOf(code);
  for (const [index, { start, end }] of lines.entries()) {
    const line = code.slice(start, end).replace(/\r?\n$/, "");
    const content = line.trimEnd();
    const isLast = index === lines.length - 1;
    blankLines = content === "" && index > 0 ? blankLines + 1 : 0;
    const take = (from: number, to: number) =>
      waste.ranges.push({ start: literal.node.start + from, end: literal.node.start + to });
    if (blankLines > 1 && !isLast) {
      waste.blank += blankLines === 2 ? 1 : 0;
      take(start, end);
      continue;
    }
    if (index > 0 && content !== "" && margin > 0 && !(isLast && closing.test(line))) {
      waste.indented += 1;
      take(start, start + margin);
    }
    if (content.length < line.length && !isLast) {
      waste.trailing += 1;
      take(start + content.length, start + line.length);
    }
  }
  return waste;
}

/** With their line breaks. */
function linesOf(code: string): Span[] {
  const lines: Span[] = [];
  for (let start = 0; start <= code.length; ) {
    const found = code.indexOf("\n", start);
    const end = found < 0 ? code.length : found + 1;
    lines.push({ start, end });
    if (found < 0) break;
    start = end;
  }
  return lines;
}

const LEAST_LINES = 3;
/** The quotes that end a text, on a line of their own. */
const closing = /^[ \t]*x{1,3}$/;

/** The spaces that all lines after the first begin with; 0 where only a few lines say so. The line of the closing quotes is none. */
function marginOf(code: string): number {
  const rest = code.split("\n").slice(1);
  const lines = closing.test(rest.at(-1) ?? "") ? rest.slice(0, -1) : rest;
  const written = lines.filter((line) => line.trim() !== "");
  if (written.length < LEAST_LINES) return 0;
  return Math.min(...written.map((line) => line.length - line.trimStart().length));
}

function describe(analysed: AnalysedCall, literal: Literal, waste: Waste, saved: Saved): RuleFinding {
  const { program, node } = literal;
  const what = [
    waste.indented > 0 ? "the code's indentation" : "",
    waste.trailing > 0 ? `spaces at the ends of ${countOf(waste.trailing, "line")}` : "",
    waste.blank > 0 ? `${countOf(waste.blank, "run")} of blank lines` : "",
  ].filter((part) => part !== "");
  const list = what.length > 1 ? `${what.slice(0, -1).join(", ")} and ${what.at(-1)}` : what[0]!;
  const shown = tokenRange({ ...analysed.count.known, tokens: saved.tokens });
  const edits = waste.ranges.map(({ start, end }) => ({ path: program.path, start, end, text: "" }));
  return {
    message: `This prompt holds ${list}: ${shown} tokens of every call that say nothing, so take them out.`,
    range: { path: program.path, start: node.start, end: firstLineEnd(program.text, node) },
    saving: savingOf(analysed, saved, "white space"),
    fixes: [{ title: "Take the white space out of the prompt", safety: "suggestion", edits }],
  };
}

function firstLineEnd(text: string, { start, end }: Span): number {
  const found = text.indexOf("\n", start);
  const line = found < 0 ? end : Math.min(found, end);
  return text[line - 1] === "\r" ? line - 1 : line;
}
