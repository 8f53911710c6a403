import type { Expr, Program } from "../syntax/program";

const LITERAL = /^\/((?:[^\\/[]|\\.|\[(?:[^\]\\]|\\.)*\])+)\/([a-z]*)$/;
/** One thing that a pattern matches: an escape, a class, a plain character; and how often. */
const ATOM = /(\\[^\n]|\[\^?(?:[^\]\\]|\\.)+\]|[^\\[\](){}|^$*+?.])(\*|\+|\?|\{\d{1,3}(?:,\d{0,3})?\})?(\??)/y;

/** Whether an expression is a regular expression literal. */
export function isPattern(program: Program, expr: Expr): boolean {
  return program.text[expr.start] === "/" && expr.kind === "opaque";
}

/** A regular expression literal that is safe to run, see `safePattern`. */
export function simplePattern(program: Program, expr: Expr): RegExp | undefined {
  if (expr.end - expr.start > 80) return undefined;
  const match = LITERAL.exec(program.text.slice(expr.start, expr.end));
  return match ? safePattern(match[1] as string, match[2] as string) : undefined;
}

/**
 * A pattern that runs in time that grows with the text and no faster: a row of characters and classes, at most one group deep, in
 * which no two neighbours that repeat can match the same character. Undefined for any other one, which is never run. Anchors are
 * among those: they would hold at the borders of each known part.
 */
export function safePattern(pattern: string, flags: string): RegExp | undefined {
  if (!/^[gimu]{0,4}$/.test(flags) || /\((?!\?:)\?/.test(pattern) || /\\[1-9bBkpP]/.test(pattern)) return undefined;
  const flat = withoutGroups(pattern.replace(/\\([{}])/g, "\\$1"));
  if (flat === undefined) return undefined;
  let open: string | undefined;
  let at = 0;
  while (at < flat.length) {
    ATOM.lastIndex = at;
    const match = ATOM.exec(flat) ?? brace(flat, at);
    if (!match) return undefined;
    at += match[0].length;
    const repeats = /^(\*|\+|\{\d+,\})$/.test(match[2] ?? "");
    if (repeats && open !== undefined && overlap(open, match[1] as string)) return undefined;
    open = repeats ? match[1] : undefined;
  }
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** A brace that stands for itself: `{{name}}`. */
function brace(text: string, at: number): RegExpExecArray | undefined {
  return (/^[{}](?!\d)/.exec(text.slice(at, at + 2)) ?? undefined) as RegExpExecArray | undefined;
}

/** Groups that do not repeat, taken off; undefined where one does, or where they nest or hold alternatives. */
function withoutGroups(pattern: string): string | undefined {
  const flat = pattern.replace(
    /(\\.)|\((?:\?:)?((?:[^()|\\]|\\.)*)\)(?![*+?{])/g,
    (_, escaped, inner) => escaped ?? inner,
  );
  return /(?:^|[^\\])[()|]/.test(flat) ? undefined : flat;
}

/** Whether two atoms may match the same character, as far as that is easily seen. */
function overlap(a: string, b: string): boolean {
  const isSpace = (atom: string) => atom === "\\s";
  const isWord = (atom: string) => atom === "\\w" || atom === "\\d" || /^\[[\w-]+\]$/.test(atom);
  return !((isSpace(a) && isWord(b)) || (isWord(a) && isSpace(b)));
}
