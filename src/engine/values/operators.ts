import { joined } from "./files";
import { asList } from "./iteration";
import { knownNumber, listOf, mapOf, multiply, numberOf, unknown } from "./make";
import { concatLists, each } from "./merge";
import type { Context, Run } from "./run";
import { printf } from "./templates";
import { concat, holeOf, joinItems, sourceAt } from "./text";
import { compare } from "./truth";
import type { Origin, ReferenceValue, Value } from "./value";

/** A binary operator on two values. */
export function operate(
  run: Run,
  operator: string,
  left: Value,
  right: Value,
  origin: Origin,
  context: Context,
): Value {
  if (operator === "+") return plus(run, left, right, origin, context);
  if (operator === "/" && run.paths.has(left)) {
    return joined(run, [left, right], origin) ?? unknown(sourceAt(run, origin), "run-time value", origin);
  }
  if (operator === "%" && left.kind === "text") return printf(run, left, right, origin);
  if (operator === "%" && left.kind === "choice")
    return each(left, (it) => operate(run, "%", it, right, origin, context));
  if (operator === "*") {
    const times = knownNumber(right);
    if (left.kind === "text" && times !== undefined) return repeatText(run, left, times, origin);
    if (left.kind === "list" && times !== undefined) {
      return listOf(
        left.items.map((item) => ({ ...item, times: multiply(item.times, { min: times, max: times }) })),
        origin,
      );
    }
  }
  if (operator === "|" && left.kind === "map" && right.kind === "map") {
    return mapOf(new Map([...left.entries, ...right.entries]), origin, left.open ?? right.open);
  }
  if (operator === "|" && (left.kind === "reference" || right.kind === "reference")) {
    const joined = unknown(sourceAt(run, origin), "run-time value", origin);
    return { ...joined, root: { ...joined.root, operands: [left, right] } as ReferenceValue["root"] };
  }
  const result = compare(operator, left, right);
  if (result !== undefined) return { kind: "boolean", value: result, origin };
  return arithmetic(run, operator, left, right, origin);
}

function repeatText(run: Run, text: Value, times: number, origin: Origin): Value {
  return joinItems(run, [{ value: text, times: { min: Math.max(0, times), max: Math.max(0, times) } }], [], origin);
}

function plus(run: Run, left: Value, right: Value, origin: Origin, context: Context): Value {
  if (left.kind === "text" || right.kind === "text") return concat(run, [left, right], origin);
  if (left.kind === "list" || right.kind === "list") {
    const a = asList(run, left);
    const b = asList(run, right);
    if (a && b && context.program.language === "python") return concatLists([a, b], origin);
    if (left.kind === "list" && a && b) return concatLists([a, b], origin);
  }
  const isTextChoice = (value: Value) =>
    value.kind === "choice" && value.options.some((option) => option.kind === "text");
  if (isTextChoice(left) || isTextChoice(right)) return concat(run, [left, right], origin);
  return arithmetic(run, "+", left, right, origin);
}

function arithmetic(run: Run, operator: string, left: Value, right: Value, origin: Origin): Value {
  if (left.kind === "number" && right.kind === "number") {
    const a = knownNumber(left);
    const b = knownNumber(right);
    if (a !== undefined && b !== undefined) {
      const result = calculate(operator, a, b);
      if (result !== undefined) return numberOf(result, origin);
    }
    if (operator === "+") return { kind: "number", min: left.min + right.min, max: left.max + right.max, origin };
  }
  const varies = [left, right]
    .map((side) => (side.kind === "reference" ? holeOf(side).varies : undefined))
    .find(Boolean);
  return unknown(sourceAt(run, origin), "run-time value", origin, varies ? { varies } : {});
}

function calculate(operator: string, a: number, b: number): number | undefined {
  switch (operator) {
    case "+":
      return a + b;
    case "-":
      return a - b;
    case "*":
      return a * b;
    case "/":
      return a / b;
    case "//":
      return Math.floor(a / b);
    case "%":
      return a % b;
    case "**":
      return a ** b;
    case "<<":
      return a << b;
    default:
      return undefined;
  }
}
