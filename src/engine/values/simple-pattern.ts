import type { Expr, Program } from "../syntax/program";

const WRITTEN = /^\/(\^?(?:\\[snrt]|[ \w-]|\[(?:\\[snrt]|[ \w])+\])(?:[+*]|\{\d{1,3},?\d{0,3}\})?\$?)\/([gimu]{0,4})$/;

/**
 * A regular expression literal of one character or class with a repetition, such as `/\s+/g`: it runs in linear time and
 * does not reach across a part that is not known. Undefined for any other one, which is never run.
 */
export function simplePattern(program: Program, expr: Expr): RegExp | undefined {
  if (expr.end - expr.start > 60) return undefined;
  const match = WRITTEN.exec(program.text.slice(expr.start, expr.end));
  // An anchor would hold at the borders of each known part.
  if (!match || /^\^|\$$/.test(match[1] as string)) return undefined;
  try {
    return new RegExp(match[1] as string, match[2]);
  } catch {
    return undefined;
  }
}
