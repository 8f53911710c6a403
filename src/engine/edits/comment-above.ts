import type { Program } from "../syntax/program";
import { findWhere } from "./find-node";
import type { TextEdit } from "./text-edit";
import { lineBreakOf, lineStart } from "./trivia";

/** Writes a comment above the line of an offset, indented as that line. Undefined where the line begins inside of a text, which would take the comment for text. */
export function commentAbove(program: Program, offset: number, comment: string): TextEdit | undefined {
  const { path, text, language } = program;
  const start = lineStart(text, offset);
  const inText = ({ kind, ...node }: { kind: string; start: number; end: number }) =>
    kind === "string" && node.start < start && start < node.end;
  if (findWhere(program, { start, end: start }, inText) !== undefined) return undefined;
  const indent = /^[ \t]*/.exec(text.slice(start))![0];
  const mark = language === "python" ? "#" : "//";
  return { path, start, end: start, text: `${indent}${mark} ${comment}${lineBreakOf(text)}` };
}
