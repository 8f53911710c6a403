import type { CallNode, Expr } from "../syntax/program";
import { evaluate } from "./evaluate";
import { optionsOf } from "./make";
import { isInstance, isOpenInstance, lineage } from "./objects";
import type { Context, Run } from "./run";
import { isPlain } from "./truth";
import type { Value } from "./value";

/** `isinstance(x, str)`, `isinstance(x, (list, tuple))`, `Array.isArray(x)` on something that is known; undefined for any other call. */
export function typeTest(run: Run, { callee, args }: CallNode, context: Context): boolean | undefined {
  const [subject, types] = args;
  if (!subject || !isPlain(subject.value)) return undefined;
  const isArray = callee.kind === "member" && callee.property === "isArray" && args.length === 1;
  const isOfType = callee.kind === "name" && callee.name === "isinstance" && types && args.length === 2;
  if (!isArray && !isOfType) return undefined;
  const value = evaluate(run, subject.value, context);
  const answers = optionsOf(value).map((option) =>
    isArray
      ? typeOf(option) === undefined
        ? undefined
        : option.kind === "list"
      : isOfOne(run, option, types!.value, context),
  );
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

/** What JavaScript's `typeof` says of a value. */
export function typeOf(value: Value): string | undefined {
  switch (value.kind) {
    case "text":
      return "string";
    case "number":
    case "boolean":
    case "function":
      return value.kind;
    case "class":
      return "function";
    case "list":
    case "map":
      return "object";
    default:
      return undefined;
  }
}

function isOfOne(run: Run, value: Value, types: Expr, context: Context): boolean | undefined {
  const alternatives =
    types.kind === "list"
      ? types.items.flatMap((item) => (item.kind === "spread" ? [] : [item]))
      : types.kind === "binary" && types.operator === "|"
        ? [types.left, types.right]
        : [types];
  const answers = alternatives.map((type) => isOf(run, value, type, context));
  if (answers.includes(true)) return true;
  return answers.includes(undefined) || answers.length === 0 ? undefined : false;
}

/** Python's own types, by the kind of value that is of them. A tuple may be a list here. */
const BUILT_IN: Record<string, Value["kind"]> = {
  str: "text",
  list: "list",
  dict: "map",
  int: "number",
  float: "number",
  bool: "boolean",
};
const VAGUE = new Set(["tuple", "set", "object", "Iterable", "Sequence", "Mapping", "Callable", "Any", "bytes"]);

function isOf(run: Run, value: Value, type: Expr, context: Context): boolean | undefined {
  const name = type.kind === "name" ? type.name : type.kind === "member" ? type.property : "";
  if (VAGUE.has(name)) return value.kind === "text" && /^(tuple|set|bytes)$/.test(name) ? false : undefined;
  const kind = BUILT_IN[name];
  if (value.kind !== "reference") {
    // numbers and truth values pass for each other
    if (kind === "number" || kind === "boolean")
      return typeOf(value) === kind ? true : /^(number|boolean)$/.test(value.kind) ? undefined : false;
    return kind === undefined && value.kind === "map" ? undefined : value.kind === kind;
  }
  if (!isInstance(value)) return undefined;
  if (kind !== undefined) return isOpenInstance(value) ? undefined : false;
  const classes = optionsOf(evaluate(run, type, context));
  const [wanted] = classes;
  if (classes.length !== 1 || wanted?.kind !== "class") return undefined;
  const isBelow = lineage(run, value.root.class).some((it) => it.node === wanted.node);
  // an open instance may be of a class further down
  return isBelow ? true : isOpenInstance(value) ? undefined : false;
}
