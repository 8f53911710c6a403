import { type Directive, directivesOf, standsAbove } from "../calls/directives";
import type { LlmCall } from "../calls/llm-call";
import type { Program } from "../syntax/program";
import { commentAbove } from "./comment-above";
import type { TextEdit } from "./text-edit";

/**
 * Writes a call's volume into the directive above it, or into a new one. Undefined where no comment can stand.
 *
 * @param volume `10k/day`
 */
export function volumeEdit(program: Program, call: LlmCall, volume: string): TextEdit | undefined {
  const { path, text } = program;
  const above = directivesOf(program).findLast(({ comment }) => standsAbove(text, comment, call.range));
  if (above !== undefined) return { path, ...intoDirective(text, above, volume) };
  return commentAbove(program, call.range.start, `tokenbill: calls=${volume}`);
}

function intoDirective(text: string, { comment }: Directive, volume: string): Omit<TextEdit, "path"> {
  const source = text.slice(comment.start, comment.end);
  const value = /\bcalls\s*=\s*([^\s*]*)/i.exec(source);
  if (value !== null) {
    const start = comment.start + value.index + value[0].length - value[1]!.length;
    return { start, end: start + value[1]!.length, text: volume };
  }
  const marker = /tokenbill:/i.exec(source)!;
  const start = comment.start + marker.index + marker[0].length;
  return { start, end: start, text: ` calls=${volume}` };
}
