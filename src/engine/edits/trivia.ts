import type { LanguageId } from "../syntax/program";

/** What stands between the end of an entry and the next one or the closing bracket. */
export interface AfterEntry {
  /** the end of the entry, closing parentheses around its value included */
  end: number;
  /** offset of the comma behind the entry */
  comma?: number;
  /** offset of the first line break outside of a comment, behind the comma if there is one */
  lineBreak?: number;
  /** a comment stands between the entry and the line break */
  comment: boolean;
}

/** Reads spaces, comments, closing parentheses and one comma; undefined when anything else stands there. */
export function afterEntry(text: string, from: number, limit: number, language: LanguageId): AfterEntry | undefined {
  const found: AfterEntry = { end: from, comment: false };
  let at = from;
  while (at < limit) {
    const character = text[at]!;
    const comment = commentEnd(text, at, limit, language);
    if (comment !== undefined) {
      if (found.lineBreak === undefined) found.comment = true;
      at = comment;
      continue;
    }
    if (character === "\n") {
      if (found.lineBreak === undefined) found.lineBreak = text[at - 1] === "\r" ? at - 1 : at;
    } else if (character === ",") {
      if (found.comma !== undefined) return undefined;
      found.comma = at;
      found.lineBreak = undefined;
      found.comment = false;
    } else if (character === ")" && found.comma === undefined) {
      found.end = at + 1;
      found.comment = false;
    } else if (!/\s/.test(character) && !(character === "\\" && language === "python")) {
      return undefined;
    }
    at++;
  }
  return found;
}

/** The offset after the comment that starts here; undefined when none does. */
export function commentEnd(text: string, at: number, limit: number, language: LanguageId): number | undefined {
  if (language === "python") return text[at] === "#" ? lineEnd(text, at, limit) : undefined;
  if (text.startsWith("//", at)) return lineEnd(text, at, limit);
  if (!text.startsWith("/*", at)) return undefined;
  const close = text.indexOf("*/", at + 2);
  return close < 0 || close + 2 > limit ? limit : close + 2;
}

/** The offset of the line's break (before `\r\n`), or the limit. */
export function lineEnd(text: string, at: number, limit = text.length): number {
  const found = text.indexOf("\n", at);
  if (found < 0 || found > limit) return limit;
  return found > at && text[found - 1] === "\r" ? found - 1 : found;
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** The spaces and tabs before this offset when nothing else stands before it on its line. */
export function indentBefore(text: string, at: number): string | undefined {
  const before = text.slice(lineStart(text, at), at);
  return /^[ \t]*$/.test(before) ? before : undefined;
}

/** The line break that this file uses. */
export function lineBreakOf(text: string): string {
  const first = text.indexOf("\n");
  return first > 0 && text[first - 1] === "\r" ? "\r\n" : "\n";
}
