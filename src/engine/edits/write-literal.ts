import type { LanguageId } from "../syntax/program";

/** Data to be written as code. `code` stands for itself. */
export type Literal = string | number | boolean | Literal[] | { [key: string]: Literal } | Code;
export class Code {
  constructor(readonly code: string) {}
}

export type Quote = '"' | "'";

/** How a language writes a value, on one line. */
export function writeLiteral(value: Literal, language: LanguageId, quote: Quote): string {
  if (value instanceof Code) return value.code;
  if (typeof value === "string") return writeString(value, quote);
  if (typeof value === "boolean") return language === "python" ? (value ? "True" : "False") : String(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeLiteral(item, language, quote)).join(", ")}]`;
  const entries = Object.entries(value).map(([key, item]) => writeEntry(key, item, language, quote));
  if (entries.length === 0) return "{}";
  return language === "python" ? `{${entries.join(", ")}}` : `{ ${entries.join(", ")} }`;
}

/** `key: value` in an object or dict literal. */
export function writeEntry(key: string, value: Literal, language: LanguageId, quote: Quote): string {
  const quoted = language === "python" || !/^[A-Za-z_$][\w$]*$/.test(key);
  return `${quoted ? writeString(key, quote) : key}: ${writeLiteral(value, language, quote)}`;
}

export function writeString(text: string, quote: Quote): string {
  return quote + escapeString(text, quote) + quote;
}

export function escapeString(text: string, quote: string): string {
  const escaped = text
    .replaceAll("\\", "\\\\")
    .replaceAll(quote[0]!, `\\${quote[0]}`)
    .replaceAll("\r", "\\r")
    .replaceAll("\u2028", "\\u2028")
    .replaceAll("\u2029", "\\u2029");
  return quote.length === 1 && quote !== "`" ? escaped.replaceAll("\n", "\\n") : escaped;
}

/** The quote that the code in this range uses more; double when there is none. */
export function quoteIn(text: string, start: number, end: number): Quote {
  let balance = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === '"') balance++;
    else if (text[at] === "'") balance--;
  }
  return balance < 0 ? "'" : '"';
}
