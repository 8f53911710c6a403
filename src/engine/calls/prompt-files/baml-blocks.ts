import type { Span } from "../../syntax/program";

/** A word, a text in quotes or `#"…"#`, or a sign. `span` is that of the text inside the quotes. */
export interface Token {
  kind: "word" | "text" | "sign";
  value: string;
  span: Span;
}
export interface Block {
  /** "function", "client" */
  kind: string;
  name: Token;
  body: readonly Token[];
  range: Span;
}

const WORD = /[\w.\-/:]/;
/** A file of more tokens than this was not written by hand. */
const MAX_TOKENS = 100_000;

/** The top-level functions and clients of a BAML text. What is not closed runs to the end. */
export function blocksOf(text: string): Block[] {
  const tokens = tokensOf(text);
  const blocks: Block[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at] as Token;
    if (isSign(token, "{")) depth += 1;
    else if (isSign(token, "}")) depth = Math.max(0, depth - 1);
    else if (depth === 0 && token.kind === "word" && (token.value === "function" || token.value === "client")) {
      const name = tokens.slice(at + 1, at + 5).find((next) => next.kind === "word" && next.value !== "llm");
      let open = at + 1;
      while (open < tokens.length && !isSign(tokens[open], "{")) open += 1;
      if (!name) continue;
      const close = closing(tokens, open);
      blocks.push({
        kind: token.value,
        name,
        body: tokens.slice(open + 1, close),
        range: { start: token.span.start, end: tokens[close]?.span.end ?? text.length },
      });
      at = close;
    }
  }
  return blocks;
}

const isSign = (token: Token | undefined, sign: string) => token?.kind === "sign" && token.value === sign;

/** The index of the sign that closes the one at `open`; the number of tokens when none does. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    const { kind, value } = tokens[at] as Token;
    if (kind !== "sign") continue;
    if (value === "{" || value === "[" || value === "(") depth += 1;
    else if (value === "}" || value === "]" || value === ")") depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const add = (kind: Token["kind"], start: number, end: number) =>
    tokens.push({ kind, value: text.slice(start, end), span: { start, end } });
  let at = 0;
  while (at < text.length && tokens.length < MAX_TOKENS) {
    const char = text[at] as string;
    if (/\s/.test(char)) at += 1;
    else if (text.startsWith("//", at)) at = endOf(text, "\n", at);
    else if (char === "#" || char === '"') {
      const hashes = /^#*/.exec(text.slice(at, at + 10))?.[0] ?? "";
      const start = at + hashes.length + 1;
      if (text[start - 1] !== '"') at += 1;
      else {
        const end = hashes === "" ? endOfQuoted(text, start) : endOf(text, `"${hashes}`, start);
        add("text", start, end);
        at = end + hashes.length + 1;
      }
    } else if (WORD.test(char)) {
      const start = at;
      while (at < text.length && WORD.test(text[at] as string) && !text.startsWith("//", at)) at += 1;
      add("word", start, at);
    } else {
      add("sign", at, at + 1);
      at += 1;
    }
  }
  return tokens;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

function endOfQuoted(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '"' && text[at] !== "\n") at += text[at] === "\\" ? 2 : 1;
  return Math.min(at, text.length);
}
