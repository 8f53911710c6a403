import type { Tree } from "./tree";

/** A comment of a C-like language without its marker, trimmed; the stars of a block's lines are gone too. */
export function commentText(source: string): string {
  if (!source.startsWith("/*")) return source.replace(/^(?:\/\/+|<!--)/, "").trim();
  const inner = source.replace(/^\/\*+/, "").replace(/\*\/$/, "");
  return inner
    .split("\n")
    .map((line) => line.replace(/^\s*\* ?/, "").trimEnd())
    .join("\n")
    .trim();
}

/** The documentation comment right before an offset, with nothing but white space between. */
export function docBefore(t: Tree, start: number): string | undefined {
  let low = 0;
  let high = t.comments.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (t.comments[middle]!.end <= start) low = middle + 1;
    else high = middle;
  }
  const comment = t.comments[low - 1];
  if (!comment || !t.text.startsWith("/**", comment.start)) return undefined;
  for (let at = comment.end; at < start; at++) if (!isSpace(t.text.charCodeAt(at))) return undefined;
  return commentText(t.text.slice(comment.start, comment.end));
}

const isSpace = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);
