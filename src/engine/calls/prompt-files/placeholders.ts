import type { Hole, Origin, TextPiece, TextValue } from "../../values/value";

/** How a template marks what it fills in, and what it leaves out of the text. */
export type TemplateSyntax = "jinja" | "handlebars" | "none";

/** A comment, a placeholder, a tag. Each alternative is bounded, so that no text makes it slow. */
const MARKS: Record<Exclude<TemplateSyntax, "none">, RegExp> = {
  jinja: /\{#(?:[^#]|#(?!\})){0,1000}#\}|\{\{[^{}]{1,400}\}\}|\{%[^%]{1,400}%\}/g,
  handlebars: /\{\{!--(?:[^-]|-(?!-\}\})){0,1000}--\}\}|\{\{\{?[^{}]{1,400}\}?\}\}/g,
};
const OPENS = /^(?:[#^]|(?:if|for|macro|call|filter|each|with|unless)\b)/;
const CLOSES = /^(?:\/|end)/;

/**
 * The text of `source[start, end)` with its placeholders as holes. What stands in a condition or a loop is one hole: it may be
 * missing or repeat, so its size is not certain; a condition has the length of its text as bound.
 */
export function templateText(
  source: string,
  start: number,
  end: number,
  syntax: TemplateSyntax,
  path: string,
): TextValue {
  const origin = { path, start, end };
  if (syntax === "none") return { kind: "text", pieces: knownPieces(source, start, end, path), origin };
  const pieces: TextPiece[] = [];
  let at = start;
  let block: { name: string; start: number; loop: boolean; depth: number } | undefined;
  for (const match of source.slice(start, end).matchAll(MARKS[syntax])) {
    const from = start + match.index;
    const to = from + match[0].length;
    const code = match[0].replace(/^\{+%?-?\s*|\s*-?%?\}+$/g, "");
    const tag = syntax === "jinja" ? match[0].startsWith("{%") : /^[#^/]/.test(code);
    if (tag && OPENS.test(code)) {
      if (block !== undefined) block.depth += 1;
      else {
        pieces.push(...knownPieces(source, at, from, path));
        block = { name: code, start: to, loop: /^#?(?:for|each)\b/.test(code), depth: 1 };
      }
    } else if (tag && CLOSES.test(code) && block !== undefined) {
      block.depth -= 1;
      if (block.depth > 0) continue;
      const length = from - block.start;
      pieces.push(holePiece(block.name, { path, start: block.start, end: from }, block.loop ? undefined : length));
      block = undefined;
      at = to;
    } else if (block === undefined) {
      pieces.push(...knownPieces(source, at, from, path));
      if (!tag && !/^\{[#%]|^\{\{!/.test(match[0]))
        pieces.push(holePiece(code, { path, start: from, end: to }, undefined));
      at = to;
    }
  }
  if (block !== undefined) pieces.push(holePiece(block.name, { path, start: block.start, end }, undefined));
  else pieces.push(...knownPieces(source, at, end, path));
  return { kind: "text", pieces, origin };
}

function knownPieces(source: string, start: number, end: number, path: string): TextPiece[] {
  return start < end ? [{ kind: "known", text: source.slice(start, end), origin: { path, start, end } }] : [];
}

function holePiece(code: string, origin: Origin, maxChars: number | undefined): TextPiece {
  const name = code.replace(/\s+/g, " ").slice(0, 60) || "placeholder";
  const hole: Hole = { name, origin, reason: "run-time value" };
  return { kind: "hole", hole: maxChars === undefined ? hole : { ...hole, maxChars } };
}
