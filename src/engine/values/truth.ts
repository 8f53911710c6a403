import type { BranchArm, Expr } from "../syntax/program";
import { evaluate } from "./evaluate";
import { knownNumber, knownText } from "./make";
import type { Context, Run } from "./run";
import { typeTest } from "./type-tests";
import type { Value } from "./value";

/**
 * Whether a test is certainly true or false. Only names and literals are looked at: what is read from an object may be
 * changed from elsewhere before the program comes by.
 *
 * @param reads what else is looked at
 */
export function truthOf(run: Run, test: Expr, context: Context, reads = isPlain): boolean | undefined {
  switch (test.kind) {
    case "boolean":
      return test.value;
    case "unary": {
      if (test.operator !== "!" && test.operator !== "not") return undefined;
      const inner = truthOf(run, test.operand, context, reads);
      return inner === undefined ? undefined : !inner;
    }
    case "choice": {
      if (test.how !== "and" && test.how !== "or") return undefined;
      const stop = test.how === "or";
      const truths = test.options.map((option) => truthOf(run, option, context, reads));
      if (truths.includes(stop)) return stop;
      return truths.includes(undefined) ? undefined : !stop;
    }
    case "binary":
      if (!reads(test.left) || !reads(test.right)) return undefined;
      return compare(test.operator, evaluate(run, test.left, context), evaluate(run, test.right, context));
    case "call": {
      const answer = typeTest(run, test, context);
      if (answer !== undefined) return answer;
    }
  }
  return reads(test) ? truthOfValue(evaluate(run, test, context)) : undefined;
}

/** The same for one call of a function: what its caller gave it, members included, is what it finds. Its own object may have changed. */
export function truthForCaller(run: Run, test: Expr, context: Context): boolean | undefined {
  return truthOf(run, test, context, isGiven);
}

function isGiven(expr: Expr): boolean {
  if (isPlain(expr)) return !(expr.kind === "name" && /^(self|this|cls)$/.test(expr.name));
  if (expr.kind === "call") return isGiven(expr.callee) && expr.args.every((argument) => isGiven(argument.value));
  return expr.kind === "member" && isGiven(expr.object);
}

export function isPlain(expr: Expr): boolean {
  if (expr.kind === "unary") return isPlain(expr.operand);
  if (expr.kind === "list") return expr.items.every((item) => item.kind !== "spread" && isPlain(item));
  return (
    expr.kind === "name" ||
    expr.kind === "string" ||
    expr.kind === "number" ||
    expr.kind === "boolean" ||
    expr.kind === "none"
  );
}

export function truthOfValue(value: Value): boolean | undefined {
  const text = knownText(value);
  if (text !== undefined) return text !== "";
  const number = knownNumber(value);
  if (number !== undefined) return number !== 0;
  if (value.kind === "boolean") return value.value;
  if (value.kind === "none") return false;
  if (value.kind === "text") return value.pieces.some((piece) => piece.kind === "known") ? true : undefined;
  if (value.kind === "list") return value.items.some((item) => item.times.min > 0) ? true : undefined;
  if (value.kind === "map") return value.entries.size > 0 ? true : undefined;
  return value.kind === "function" || value.kind === "class" ? true : undefined;
}

/** The certain result of a comparison. */
export function compare(operator: string, left: Value, right: Value): boolean | undefined {
  if (operator === "in" || operator === "not in") {
    const [part, whole] = [knownText(left), knownText(right)];
    if (part !== undefined && whole !== undefined) return whole.includes(part) === (operator === "in");
    if (right.kind !== "list") return undefined;
    const found = right.items.map((item) => equal(left, item.value));
    const result = found.includes(true) ? true : found.includes(undefined) ? undefined : false;
    return result === undefined ? undefined : result === (operator === "in");
  }
  if (/^(==|===|is)$/.test(operator)) return equal(left, right);
  if (/^(!=|!==|is not)$/.test(operator)) {
    const result = equal(left, right);
    return result === undefined ? undefined : !result;
  }
  const a = knownNumber(left);
  const b = knownNumber(right);
  if (a === undefined || b === undefined) return undefined;
  if (operator === "<") return a < b;
  if (operator === ">") return a > b;
  if (operator === "<=") return a <= b;
  return operator === ">=" ? a >= b : undefined;
}

function equal(left: Value, right: Value): boolean | undefined {
  const a = plain(left);
  const b = plain(right);
  return a === undefined || b === undefined ? undefined : a === b;
}

function plain(value: Value): string | number | boolean | null | undefined {
  if (value.kind === "none") return null;
  if (value.kind === "boolean") return value.value;
  return knownText(value) ?? knownNumber(value);
}

/** Whether a `switch` or `match` arm is taken for a known subject. */
export function armTaken(run: Run, arm: BranchArm, subject: Value, context: Context): boolean | undefined {
  if (!arm.test || !isPlain(arm.test)) return undefined;
  return equal(subject, evaluate(run, arm.test, context));
}
