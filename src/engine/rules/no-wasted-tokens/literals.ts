import type { Part } from "../../calls/llm-call";
import { findWhere } from "../../edits/find-node";
import type { Program, Span, StringNode } from "../../syntax/program";
import type { TextPiece } from "../../values/value";
import type { RuleContext } from "../rule";
import { textsOf } from "./waste";

type Known = Extract<TextPiece, { kind: "known" }>;

/** A text of the request that stands word for word in the code, so that what is taken out there is no longer sent. */
export interface Literal {
  program: Program;
  node: StringNode;
  parts: LiteralPart[];
}

export interface LiteralPart extends Span {
  /** what the request has of it: one, or one for each time that it is sent */
  pieces: TextPiece[];
  /** what code of this part says */
  cook(code: string): string;
}

/** The literals of more than one line in a request's known text. */
export function literalsOf(parts: readonly Part[], { source }: RuleContext): Literal[] {
  const found = new Map<string, Literal>();
  for (const { pieces } of textsOf(parts)) {
    for (const piece of pieces) {
      if (piece.kind === "hole" || !piece.text.includes("\n")) continue;
      const program = source(piece.origin.path);
      const node = program && stringAt(program, piece.origin);
      const part = node && partOf(program, node, piece);
      if (program === undefined || node === undefined || part === undefined) continue;
      const key = `${program.path}:${node.start}`;
      const literal = found.get(key) ?? { program, node, parts: [] };
      const known = literal.parts.find(({ start }) => start === part.start);
      if (known) known.pieces.push(piece);
      else literal.parts.push(part);
      found.set(key, literal);
    }
  }
  for (const literal of found.values()) literal.parts.sort((a, b) => a.start - b.start);
  return [...found.values()];
}

/** The string that has this range as one of its texts, or is this range. What a template's tag makes of it is not written there. */
function stringAt(program: Program, { start, end }: Span): StringNode | undefined {
  const holds = ({ tag, parts, ...node }: StringNode) =>
    tag === undefined &&
    ((node.start === start && node.end === end) ||
      parts.some((part) => part.kind === "text" && part.start <= start && end <= part.end));
  return findWhere(program, { start, end }, (node) => node.kind === "string" && holds(node)) as StringNode | undefined;
}

/** Where a piece of known text stands in the code of a literal: the whole of one of its texts, or a stretch of it. */
function partOf({ text }: Program, node: StringNode, piece: Known): LiteralPart | undefined {
  const { origin, text: sent } = piece;
  const texts = node.parts.filter((part) => part.kind === "text");
  const part =
    texts.length === 1 ? texts[0] : texts.find(({ start, end }) => start === origin.start && end === origin.end);
  const code = part && text.slice(part.start, part.end);
  // an escape is longer than what it stands for
  if (part === undefined || code === undefined || code.includes("\\")) return undefined;
  for (const braces of ["single", "doubled"] as const) {
    const cook = (changed: string) =>
      braces === "single" ? changed : changed.replace(doubledBrace, (pair) => pair[0]!);
    const cooked = cook(code);
    const at = cooked.indexOf(sent);
    if (at < 0 || cooked.indexOf(sent, at + 1) >= 0) continue;
    const place = (offset: number) => part.start + (braces === "single" ? offset : codeBefore(code, offset));
    return { start: place(at), end: place(at + sent.length), pieces: [piece], cook };
  }
  return undefined;
}

/** As f-strings and templates write a brace. */
const doubledBrace = /\{\{|\}\}/g;

/** How much code says the first characters of a text. */
function codeBefore(code: string, characters: number): number {
  let at = 0;
  for (let left = characters; left > 0; left--) at += /^(?:\{\{|\}\})/.test(code.slice(at, at + 2)) ? 2 : 1;
  return at;
}

/** The code of a literal, with everything but these texts of it (quotes, holes) masked by a letter. */
export function maskedCode({ program, node, parts }: Literal): string {
  let masked = "";
  let at = node.start;
  for (const part of parts) {
    masked += "x".repeat(part.start - at) + program.text.slice(part.start, part.end);
    at = part.end;
  }
  return masked + "x".repeat(node.end - at);
}

/** What the request has in place of a literal's pieces when ranges of its code are taken out. */
export function without({ program, parts }: Literal, ranges: readonly Span[]): Map<TextPiece, TextPiece> {
  return new Map(
    parts.flatMap(({ pieces, start, end, cook }) => {
      let code = "";
      let at = start;
      for (const range of ranges) {
        if (range.start < start || range.end > end) continue;
        code += program.text.slice(at, range.start);
        at = range.end;
      }
      const text = cook(code + program.text.slice(at, end));
      return pieces.map((piece) => [piece, { ...piece, text } as TextPiece] as const);
    }),
  );
}
