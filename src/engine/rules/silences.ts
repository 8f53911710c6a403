import { commentEnd, lineEnd, lineStart } from "../edits/trivia";
import type { Comment, Program } from "../syntax/program";

/** One `tokenbill-ignore-…` comment. */
export interface Silence {
  comment: Comment;
  /** rule ids; empty: every rule */
  rules: string[];
  /** the line it is for, by the range of its code; undefined: the whole file */
  line?: { start: number; end: number };
}

const directive = /^\*?\s*tokenbill-ignore-(next-line|file)(?=$|[\s:])(.*)$/s;

/** The silences of one file. Written as `tokenbill-ignore-next-line rule-id, other-rule -- reason`. */
export function silencesOf(program: Pick<Program, "comments" | "text" | "language">): Silence[] {
  const found: Silence[] = [];
  for (const comment of program.comments) {
    const match = directive.exec(comment.text);
    if (!match) continue;
    const list = match[2]!.split("--")[0]!;
    const rules = list.split(/[\s,:]+/).filter((id) => /^[a-z][a-z-]*$/.test(id));
    found.push(match[1] === "file" ? { comment, rules } : { comment, rules, line: nextCodeLine(program, comment) });
  }
  return found;
}

/** The first line after a comment that holds code, so that several comments can stand above one call. */
function nextCodeLine({ text, language }: Pick<Program, "text" | "language">, comment: Comment) {
  let start = lineEnd(text, comment.end) + 1;
  while (start < text.length) {
    const code = /\S/.exec(text.slice(start, lineEnd(text, start)));
    const after = code ? commentEnd(text, start + code.index, text.length, language) : start;
    if (after === undefined) break;
    start = lineEnd(text, after) + 1;
  }
  return { start, end: Math.max(start, lineEnd(text, start)) };
}

/** The edit range that removes the comment, with its line when it stands alone. */
export function commentRange(text: string, comment: Comment): { start: number; end: number } {
  const start = lineStart(text, comment.start);
  const end = lineEnd(text, comment.end);
  const alone = text.slice(start, comment.start).trim() === "" && text.slice(comment.end, end).trim() === "";
  if (!alone) {
    const before = text.slice(start, comment.start);
    return { start: start + before.trimEnd().length, end: comment.end };
  }
  const lineBreak = text.indexOf("\n", end);
  return { start, end: lineBreak < 0 ? text.length : lineBreak + 1 };
}
