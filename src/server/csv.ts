import type { CallRow } from "../panel/messages";

const columns: [title: string, value: (row: CallRow) => string | number | undefined][] = [
  ["file", (row) => row.place.file],
  ["line", (row) => row.place.line + 1],
  ["sdk", (row) => row.sdk],
  ["api", (row) => row.api],
  ["model", (row) => row.model],
  ["scope", (row) => row.scope],
  ["in the sum", (row) => (row.counted ? "yes" : "no")],
  ["input tokens", (row) => row.inputTokens],
  ["usd floor", (row) => row.floor],
  ["usd with output cap", (row) => row.withCap],
  ["times", (row) => row.times],
  ["findings", (row) => row.findings],
];

/** The calls as a table for a spreadsheet: RFC 4180, with CRLF. A figure that nobody knows is an empty cell, never 0. */
export function csv(rows: readonly CallRow[]): string {
  const lines = [columns.map(([title]) => title), ...rows.map((row) => columns.map(([, value]) => value(row)))];
  return lines.map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** Text that a spreadsheet would run as a formula is kept as text by a quotation mark in front. */
function cell(value: string | number | undefined): string {
  if (value === undefined) return "";
  if (typeof value === "number") return plain(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Twelve decimals hold every price; no exponent, which some spreadsheets read as text. */
function plain(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(12).replace(/0+$/, "");
}
