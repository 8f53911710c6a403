/**
 * Workspace text (paths, identifiers, model names) for a terminal or a log: control characters, which could move the cursor,
 * change colours or hide text, become visible marks, and so do marks that reverse the reading direction.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]/gu, (mark) => {
    return `\\u${mark.codePointAt(0)!.toString(16).padStart(4, "0")}`;
  });
}
