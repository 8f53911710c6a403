import type { LanguageId, Span } from "./program";

/** The same source with the same offsets, written so that the grammar can read it. */
export interface Repaired {
  text: string;
  /** comments that had to give way */
  comments: Span[];
}

/**
 * Grammars have gaps: valid code that they take for broken. What is known of them is written differently here, character
 * for character; undefined when a source has nothing of the kind. It is for parsing only: programs show the source itself.
 */
export function repair(language: LanguageId, text: string): Repaired | undefined {
  // For the parser a NUL is where the source ends.
  const readable = text.replaceAll("\0", " ");
  if (language === "python") return joinBracketedLines(readable) ?? changed(text, readable);
  let repaired = readable.replace(importType, (type) => "T".repeat(type.length));
  if (language !== "typescript") repaired = repaired.replace(ampersand, "_");
  return changed(text, repaired);
}

const changed = (text: string, repaired: string): Repaired | undefined =>
  repaired === text ? undefined : { text: repaired, comments: [] };

/** `f<typeof import("m")>()` is read as two comparisons; with a plain type in its place it is a call. */
const importType = /\btypeof\s+import\s*\(\s*(["'])[^"'\n]*\1\s*\)/g;

/** In JSX text and attributes the grammar wants a character reference after `&`, which browsers do not. */
const ampersand = /(?<!&)&(?![&=]|#?\w{1,32};)/g;

/**
 * Inside brackets Python's indentation means nothing, but after an operator the grammar ends blocks for it. On one line there
 * is no indentation. Undefined when brackets do not match: then the source is broken indeed.
 */
function joinBracketedLines(text: string): Repaired | undefined {
  const pieces: string[] = [];
  const comments: Span[] = [];
  let kept = 0;
  let depth = 0;
  const blank = (start: number, end: number) => {
    pieces.push(text.slice(kept, start), " ".repeat(end - start));
    kept = end;
  };
  for (let at = 0; at < text.length; at++) {
    switch (text[at]) {
      case "(":
      case "[":
      case "{":
        depth++;
        break;
      case ")":
      case "]":
      case "}":
        if (--depth < 0) return undefined;
        break;
      case '"':
      case "'":
        at = endOfString(text, at) - 1;
        break;
      case "#": {
        const end = endOfLine(text, at);
        if (depth > 0) {
          blank(at, end);
          comments.push({ start: at, end });
        }
        at = end - 1;
        break;
      }
      case "\\":
      case "\r":
      case "\n":
        if (depth > 0) blank(at, at + 1);
        break;
      default:
    }
  }
  if (depth !== 0 || pieces.length === 0) return undefined;
  pieces.push(text.slice(kept));
  return { text: pieces.join(""), comments };
}

function endOfLine(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

/** The offset after a string's closing quote; a plain string that is not closed ends with its line. */
function endOfString(text: string, start: number): number {
  const quote = text[start]!;
  const long = text.startsWith(quote.repeat(3), start);
  for (let at = start + (long ? 3 : 1); at < text.length; at++) {
    if (text[at] === "\\") at++;
    else if (!long && (text[at] === "\n" || text[at] === quote)) return text[at] === "\n" ? at : at + 1;
    else if (long && text.startsWith(quote.repeat(3), at)) return at + 3;
  }
  return text.length;
}
