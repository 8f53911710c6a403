import { basename } from "node:path";
import type { Configuration } from "../../src/engine/configuration";

/** A case: one source file with markers in comments under the lines that they are about. */
export interface CaseSource {
  name: string;
  path: string;
  /** the file as it is analysed, with its fillers written out */
  text: string;
  markers: Marker[];
  /** from a first line `// case: { … }` */
  settings: Partial<
    Pick<Configuration, "rules" | "ruleOptions" | "models" | "usage" | "budgets" | "candidates" | "pricing">
  >;
  /** other files beside it, by name: the `files` of that line */
  files: Record<string, string>;
}

/** `// ^^^^ finding: rule-id a part of its message`, or above its line, where that begins a text, `// vvvv finding: …` */
export interface Marker {
  rule: string;
  message: string;
  /** 1-based line and column that the carets point at, in the text as it is analysed */
  line: number;
  column: number;
}

const markerLine = /^(\s*(?:\/\/|#)\s*)(\^+|v+)\s*finding:\s*([a-z][a-z-]*)\s*(.*)$/;
const brokenMarker = /^\s*(?:\/\/|#).*(?:[\^v]\s+finding|finding\s*:)/;

export function readCase(path: string, source: string): CaseSource {
  const text = writeFillers(source);
  const lines = text.split("\n");
  const markers: Marker[] = [];
  let target = 0;
  for (const [index, raw] of lines.entries()) {
    const line = raw.replace(/\r$/, "");
    const match = markerLine.exec(line);
    if (match) {
      const line = match[2]!.startsWith("v") ? index + 2 : target;
      markers.push({ rule: match[3]!, message: match[4]!.trim(), line, column: match[1]!.length + 1 });
    } else if (brokenMarker.test(line)) {
      throw new Error(`${path}:${index + 1}: not a marker: ${line.trim()}`);
    } else {
      target = index + 1;
    }
  }
  const header = /^(?:\/\/|#) case: (.*)$/.exec(lines[0]!.trim());
  const { files = {}, ...settings } = header ? JSON.parse(header[1]!) : {};
  return {
    name: basename(path),
    path,
    text,
    markers,
    settings,
    files,
  };
}

const phrases = [
  "Orders above the limit are reviewed by hand before they leave the warehouse.",
  "A parcel that came back unopened is refunded in full within five working days.",
  "Ask for the order number first, and never guess at a delivery date.",
  "When two rules disagree, the one about safety wins and the other is noted.",
  "Invoices are sent by mail on the first day of each month.",
];

/** More words than this are written on several lines, so they do not fit into a quoted string. */
const wordsInALine = 2_000;

/** `{{1500 words}}` stands for that much running text, so that a case can hold a long prompt and stay readable. */
export function writeFillers(source: string): string {
  return source.replace(/\{\{(\d+) words\}\}/g, (_, words) => filler(Number(words)));
}

/** The reverse of `writeFillers`, for texts that are kept beside a case. */
export function foldFillers(source: string, text: string): string {
  const sizes = new Set([...source.matchAll(/\{\{(\d+) words\}\}/g)].map((match) => Number(match[1])));
  const longestFirst = [...sizes].sort((a, b) => b - a);
  return longestFirst.reduce((folded, size) => folded.replaceAll(filler(size), `{{${size} words}}`), text);
}

function filler(words: number): string {
  const all: string[] = [];
  for (let at = 0; all.length < words; at++) all.push(...phrases[at % phrases.length]!.split(" "));
  const lines: string[] = [];
  for (let at = 0; at < words; at += wordsInALine)
    lines.push(all.slice(at, Math.min(words, at + wordsInALine)).join(" "));
  return lines.join("\n");
}
