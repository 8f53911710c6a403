import type { Comment, Program, Span } from "../syntax/program";
import { parseAmount, parseVolume, type Usage } from "./usage";

/** A comment `tokenbill: calls=10k/day context=3k output=400 feature=search`, with what is wrong in it. */
export interface Directive {
  comment: Comment;
  usage: Usage;
  problems: DirectiveProblem[];
}
export interface DirectiveProblem extends Span {
  message: string;
}

const MARKER = /^\*?\s*tokenbill:/i;
const KEYS = ["calls", "context", "output", "feature"] as const;
type Key = (typeof KEYS)[number];

const EXPECTED: Record<Key, string> = {
  calls: "a volume like 10k/day, 200/hour or 5m/month",
  context: "tokens like 3k or 1200",
  output: "tokens like 400",
  feature: "a name without spaces",
};

/** What of a program the directives are read from. */
export type DirectiveSource = Pick<Program, "path" | "text" | "comments">;

export function directivesOf(program: DirectiveSource): Directive[] {
  return program.comments.filter(({ text }) => MARKER.test(text)).map((comment) => readDirective(program, comment));
}

function readDirective(program: DirectiveSource, comment: Comment): Directive {
  const usage: Usage = { origin: { path: program.path, start: comment.start, end: comment.end } };
  const problems: DirectiveProblem[] = [];
  const source = program.text.slice(comment.start, comment.end);
  const body = source.search(/tokenbill:/i) + "tokenbill:".length;
  for (const match of source.slice(body).matchAll(/[^\s*/=]+(?:\s*=\s*\S*)?/g)) {
    const start = comment.start + body + match.index;
    const [key = "", value = ""] = match[0].split(/\s*=\s*/);
    const problem = assign(usage, key, value.replace(/(\*\/|-->)$/, ""));
    if (problem !== undefined) problems.push({ start, end: start + match[0].length, message: problem });
  }
  return { comment, usage, problems };
}

/** Writes one `key=value` into the usage; answers with what is wrong with it, if anything. */
function assign(usage: Usage, key: string, value: string): string | undefined {
  if (!KEYS.includes(key as Key)) {
    return `tokenbill does not know "${key}": did you mean "${nearest(key)}"? The keys are ${KEYS.join(", ")}.`;
  }
  const known = key as Key;
  if (known === "feature") usage.feature = value === "" ? undefined : value;
  else if (known === "calls") usage.callsPerMonth = parseVolume(value);
  else if (known === "context") usage.contextTokens = parseAmount(value);
  else usage.outputTokens = parseAmount(value);
  const read = {
    calls: usage.callsPerMonth,
    context: usage.contextTokens,
    output: usage.outputTokens,
    feature: usage.feature,
  };
  return read[known] === undefined ? `"${key}" takes ${EXPECTED[known]}.` : undefined;
}

function nearest(word: string): Key {
  return [...KEYS].sort((a, b) => distance(word, a) - distance(word, b))[0]!;
}

/** Levenshtein distance, on the first 20 characters. */
function distance(a: string, b: string): number {
  const left = a.slice(0, 20).toLowerCase();
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = left[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + change));
    }
    row = next;
  }
  return row[b.length]!;
}

/**
 * The usage that holds for a range of code: a directive right above its first line (other comments, decorators and blank lines may
 * stand between), or above a function that it is in. The nearest one wins, key by key.
 */
export function usageAt(
  program: Program,
  directives: readonly Directive[],
  enclosing: readonly Span[],
): Usage | undefined {
  let usage: Usage | undefined;
  for (const span of enclosing) {
    for (const directive of directives) {
      if (standsAbove(program.text, directive.comment, span)) usage = { ...usage, ...defined(directive.usage) };
    }
  }
  return usage;
}

/** Whether a comment is about the code behind it: nothing but comments, decorators and blank lines between, or on the same line. */
export function standsAbove(text: string, comment: Comment, span: Span): boolean {
  const line = text.lastIndexOf("\n", span.start - 1) + 1;
  if (comment.end > span.start) return false;
  if (comment.start >= line) return true;
  const between = text.slice(comment.end, line);
  return between.length < 2_000 && between.split("\n").every((each) => /^\s*($|\/\/|#|\/\*|\*|@)/.test(each));
}

function defined(usage: Usage): Usage {
  return Object.fromEntries(Object.entries(usage).filter(([, value]) => value !== undefined)) as Usage;
}
