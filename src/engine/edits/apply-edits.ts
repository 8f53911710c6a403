import type { TextEdit } from "./text-edit";

/**
 * The text with every edit made. Edits may come in any order; two insertions at one place keep the order they were given in.
 * Throws a RangeError for an edit outside the text or two edits that overlap: a caller that hands in such edits has a bug.
 */
export function applyEdits(text: string, edits: readonly Omit<TextEdit, "path">[]): string {
  const sorted = edits.map((edit, index) => ({ edit, index }));
  sorted.sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index);
  let result = "";
  let position = 0;
  for (const { edit } of sorted) {
    if (!(edit.start >= 0 && edit.start <= edit.end && edit.end <= text.length)) {
      throw new RangeError(`edit [${edit.start}, ${edit.end}) is outside of a text of ${text.length}`);
    }
    if (edit.start < position) throw new RangeError(`edits overlap at ${edit.start}`);
    result += text.slice(position, edit.start) + edit.text;
    position = edit.end;
  }
  return result + text.slice(position);
}
