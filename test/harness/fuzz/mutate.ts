import type { Random } from "./random";

type Mutation = (text: string, random: Random, other: string) => string;

const noise = [
  "\u2028",
  "\ud83d",
  "\udc4d",
  "👩‍👩‍👧",
  "e\u0301",
  "\u202e",
  "\ufeff",
  "\u200b",
  "İ",
  "\r",
  "\u0007",
  "\t",
  "\u00a0",
  "中文",
];
/** Tokens that change what the code around them means. */
const words = [
  '"',
  "'",
  "`",
  '"""',
  "(",
  ")",
  "[",
  "]",
  "{",
  "}",
  ",",
  ":",
  "=",
  "...",
  "**",
  "*",
  "${",
  'f"{',
  "\\",
  "#",
  "//",
  "/*",
  "*/",
  "await ",
  "async ",
  "lambda: ",
  "=> ",
  "for x in ",
  "if ",
  " else ",
  "None",
  "undefined",
  "null",
  "__proto__",
  "constructor",
  "self.",
  "this.",
  "%s",
  "{0}",
  "{{",
  "}}",
  "<T>",
  " as const",
  "-1",
  "1e999",
  "NaN",
  "model",
  "messages",
  "gpt-4o",
];

const mutations: Mutation[] = [
  (text, random) => editTokens(text, random, () => []),
  (text, random) => editTokens(text, random, (token) => [token, token]),
  (text, random) => editTokens(text, random, () => [random.pick(words)]),
  (text, random) => editTokens(text, random, (token) => [token, random.pick(words)]),
  swapTokens,
  (text, random) => editLines(text, random, (lines) => [...lines].sort(() => random.below(3) - 1)),
  (text, random) => editLines(text, random, () => []),
  (text, random) => editLines(text, random, (lines) => [...lines, ...lines]),
  (text, random) => editLines(text, random, (lines) => lines.map((line) => " ".repeat(random.below(9)) + line.trim())),
  (text, random) => text.slice(0, random.below(text.length + 1)),
  (text, random) => text.slice(random.below(text.length + 1)),
  splice,
  (text, random) => insert(text, random, random.pick(noise)),
  (text, random) => insert(text, random, random.pick(noise).repeat(1 + random.below(50))),
  (text, random) => insert(text, random, random.pick(["(", "[", "{", "- ", "!", "a.", "f("]).repeat(random.below(400))),
  (text) => text.replace(/\r?\n/g, "\r\n"),
  moveText,
];

/** One to six changes of a text. `other` is where foreign pieces are taken from. */
export function mutate(text: string, other: string, random: Random): string {
  let result = text;
  for (let left = 1 + random.below(6); left > 0; left--) result = random.pick(mutations)(result, random, other);
  return result;
}

function tokensOf(text: string): string[] {
  return text.match(/\w+|\s+|[^\w\s]/g) ?? [];
}

function editTokens(text: string, random: Random, edit: (token: string) => string[]): string {
  const tokens = tokensOf(text);
  const at = random.below(tokens.length);
  const count = random.below(4) === 0 ? 1 + random.below(8) : 1;
  const changed = tokens.slice(at, at + count).flatMap(edit);
  return [...tokens.slice(0, at), ...changed, ...tokens.slice(at + count)].join("");
}

function swapTokens(text: string, random: Random): string {
  const tokens = tokensOf(text);
  const [a, b] = [random.below(tokens.length), random.below(tokens.length)];
  [tokens[a], tokens[b]] = [tokens[b] ?? "", tokens[a] ?? ""];
  return tokens.join("");
}

function editLines(text: string, random: Random, edit: (lines: string[]) => string[]): string {
  const lines = text.split("\n");
  const at = random.below(lines.length);
  const count = 1 + random.below(8);
  return [...lines.slice(0, at), ...edit(lines.slice(at, at + count)), ...lines.slice(at + count)].join("\n");
}

function splice(text: string, random: Random, other: string): string {
  const from = random.below(other.length);
  return insert(text, random, other.slice(from, from + 1 + random.below(300)));
}

function moveText(text: string, random: Random): string {
  const from = random.below(text.length);
  const to = Math.min(text.length, from + 1 + random.below(200));
  return insert(text.slice(0, from) + text.slice(to), random, text.slice(from, to));
}

function insert(text: string, random: Random, piece: string): string {
  const at = random.below(text.length + 1);
  return text.slice(0, at) + piece + text.slice(at);
}
