import type { Span } from "../../syntax/program";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { tokenRange } from "../write";
import { type Literal, literalsOf, without } from "./literals";
import { savedBy, savingOf } from "./waste";

/** JSON that a prompt's text holds over several lines: a schema, an example. */
export function writtenJson(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  return literalsOf(analysed.call.parts, context).flatMap((literal) =>
    blocksOf(literal).flatMap((block) => {
      const written = without(literal, block.spaces);
      const saved = savedBy(analysed, context, (pieces) => pieces.map((piece) => written.get(piece) ?? piece));
      if (saved.tokens < context.options.leastTokens!) return [];
      const { path } = literal.program;
      const shown = tokenRange({ ...analysed.count.known, tokens: saved.tokens });
      const edits = block.spaces.map(({ start, end }) => ({ path, start, end, text: "" }));
      return [
        {
          message: `The line breaks and the indentation of this JSON take ${shown} tokens of every call: write it on one line.`,
          range: { path, start: block.start, end: block.firstLine },
          saving: savingOf(analysed, saved, "indentation"),
          fixes: [{ title: "Write this JSON on one line", safety: "suggestion" as const, edits }],
        },
      ];
    }),
  );
}

interface Block extends Span {
  /** the end of its first line */
  firstLine: number;
  /** white space outside of its strings */
  spaces: Span[];
}

const opening = /^[ \t]*([[{])[ \t]*\r?$/gm;

/** Objects and lists that begin on a line of their own and are JSON from there to the bracket that closes them. */
function blocksOf({ program, parts }: Literal): Block[] {
  const blocks: Block[] = [];
  for (const part of parts) {
    const code = program.text.slice(part.start, part.end);
    let from = 0;
    for (const match of code.matchAll(opening)) {
      const start = match.index + match[0].indexOf(match[1]!);
      const end = start < from ? undefined : closingAt(code, start);
      if (end === undefined || !isJson(part.cook(code.slice(start, end)))) continue;
      from = end;
      const at = (offset: number) => part.start + offset;
      const spaces = spacesIn(code, start, end).map((span) => ({ start: at(span.start), end: at(span.end) }));
      blocks.push({ start: at(start), end: at(end), firstLine: at(match.index + match[0].trimEnd().length), spaces });
    }
  }
  return blocks;
}

/** The offset behind the bracket that closes the one at `start`; brackets in strings do not count. */
function closingAt(code: string, start: number): number | undefined {
  let depth = 0;
  for (const { 0: token, index } of code.slice(start).matchAll(/"(?:[^"\\\n]|\\.)*"|[[\]{}]/g)) {
    if (token.startsWith('"')) continue;
    depth += /[[{]/.test(token) ? 1 : -1;
    if (depth === 0) return start + index + 1;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Line breaks with the white space around them; what stands between two things on one line stays. */
function spacesIn(code: string, start: number, end: number): Span[] {
  const spaces: Span[] = [];
  for (const { 0: token, index } of code.slice(start, end).matchAll(/"(?:[^"\\\n]|\\.)*"|[ \t]*\r?\n\s*/g)) {
    if (!token.startsWith('"')) spaces.push({ start: start + index, end: start + index + token.length });
  }
  return spaces;
}
