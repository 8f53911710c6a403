import type {
  BinaryNode,
  ChoiceNode,
  ComprehensionNode,
  Expr,
  ListNode,
  MapNode,
  MemberNode,
  UnaryNode,
} from "../syntax/program";
import { spreadInto } from "./arguments";
import { evaluateCall } from "./calls";
import { beginLooking, functionValue } from "./frames";
import { asList, iteration } from "./iteration";
import {
  choiceOf,
  known,
  knownNumber,
  knownText,
  LIMITS,
  listOf,
  mapOf,
  multiply,
  numberOf,
  ONCE,
  originOf,
  sourceName,
  unknown,
} from "./make";
import { indexValue, memberOf, sliceValue } from "./members";
import { recall, remember } from "./memory";
import { metaValue } from "./meta";
import { evaluateName } from "./names";
import { operate } from "./operators";
import { type Context, closed, cutShort, guarded, opened, type Run, rounds } from "./run";
import { evaluateString, holeName } from "./strings";
import { concat, tooMuch } from "./text";
import { truthOf, truthOfValue } from "./truth";
import { typeOf } from "./type-tests";
import type { ListItem, MapField, MapValue, Value } from "./value";
import { writtenMember } from "./written-members";

/** What an expression is worth. Remembers answers that were not cut short. */
export function evaluate(run: Run, expr: Expr, outer: Context): Value {
  const context = narrowed(outer, expr);
  const remembered = recall(run, expr, context);
  if (remembered) return remembered;
  if (--run.steps <= 0 || run.depth >= LIMITS.depth) return tooMuch(run, originOf(context.program, expr));
  const before = opened(run);
  const since = beginLooking();
  run.depth++;
  let value: Value;
  try {
    if (!canCycle(expr)) value = dispatch(run, expr, context);
    else {
      const cycle = () => unknown(sourceName(context.program, expr), "cycle", originOf(context.program, expr));
      value = guarded(run, expr, context, () => dispatch(run, expr, context), cycle);
    }
  } finally {
    run.depth--;
  }
  // what was worked out with the last step may be half of an answer
  if (run.steps <= 0) cutShort(run);
  if (closed(run, before)) remember(run, expr, context, since, value);
  return value;
}

function canCycle(expr: Expr): boolean {
  return expr.kind === "name" || expr.kind === "member" || expr.kind === "call" || expr.kind === "binary";
}

/** Without what only holds elsewhere, so that answers can be remembered. */
function narrowed(context: Context, expr: Expr): Context {
  const { program, frame, local } = context;
  if (!local) return context;
  for (let at: Context["local"] = local; at; at = at.next) {
    if (at.span.start <= expr.start && expr.end <= at.span.end) return context;
  }
  return { program, frame, local: undefined };
}

function dispatch(run: Run, expr: Expr, context: Context): Value {
  const { program } = context;
  const origin = originOf(program, expr);
  switch (expr.kind) {
    case "string":
      return evaluateString(run, expr, context);
    case "number":
      return numberOf(expr.value, origin);
    case "boolean":
      return { kind: "boolean", value: expr.value, origin };
    case "none":
      return { kind: "none", origin };
    case "list":
      return evaluateList(run, expr, context);
    case "map":
      return evaluateMap(run, expr, context);
    case "name":
      return evaluateName(run, expr, context);
    case "member":
      return metaValue(run, expr, context) ?? evaluateMember(run, expr, context);
    case "index":
      return indexValue(run, evaluate(run, expr.object, context), evaluate(run, expr.index, context), origin, context);
    case "slice": {
      const from = expr.from && evaluate(run, expr.from, context);
      const to = expr.to && evaluate(run, expr.to, context);
      return sliceValue(evaluate(run, expr.object, context), from, to, origin, sourceName(program, expr.object));
    }
    case "call":
      return evaluateCall(run, expr, context);
    case "function":
      return functionValue(expr, context);
    case "class":
      return { kind: "class", node: expr, program, origin };
    case "binary":
      return evaluateBinary(run, expr, context);
    case "unary": {
      if (expr.operator === "typeof") return typeText(run, expr, context);
      const number = knownNumber(evaluate(run, expr.operand, context));
      if (number !== undefined && /^[-+]$/.test(expr.operator))
        return numberOf(expr.operator === "-" ? -number : number, origin);
      const truth = truthOf(run, expr, context);
      return truth === undefined
        ? unknown(sourceName(program, expr), "run-time value", origin)
        : { kind: "boolean", value: truth, origin };
    }
    case "choice":
      return evaluateChoice(run, expr, context);
    case "comprehension":
      return evaluateComprehension(run, expr, context);
    case "await":
    case "assignment":
      return evaluate(run, expr.value, context);
    case "opaque":
      return metaValue(run, expr, context) ?? unknown(sourceName(program, expr), "not understood", origin);
  }
}

function evaluateMember(run: Run, expr: MemberNode, context: Context): Value {
  const object = evaluate(run, expr.object, context);
  const value = memberOf(run, object, expr.property, originOf(context.program, expr), context, expr);
  return writtenMember(run, expr, value, context);
}

function typeText(run: Run, expr: UnaryNode, context: Context): Value {
  const origin = originOf(context.program, expr);
  const type = typeOf(evaluate(run, expr.operand, context));
  return type === undefined
    ? unknown(sourceName(context.program, expr), "run-time value", origin)
    : known(type, origin);
}

function evaluateList(run: Run, node: ListNode, context: Context): Value {
  const items: ListItem[] = [];
  for (const item of node.items) {
    if (items.length > LIMITS.items) break;
    if (item.kind !== "spread") items.push({ value: evaluate(run, item, context), times: ONCE });
    else items.push(...spreadItems(run, item.value, context));
  }
  return listOf(items, originOf(context.program, node));
}

function spreadItems(run: Run, expr: Expr, context: Context): ListItem[] {
  const value = evaluate(run, expr, context);
  if (value.kind === "none" || value.kind === "boolean") return [];
  if (value.kind === "choice" && value.options.some((option) => option.kind === "list")) {
    const rest = value.options.filter((option) => option.kind !== "none" && option.kind !== "boolean");
    const lists = rest.flatMap((option) => asList(run, option)?.items ?? [{ value: option, times: ONCE }]);
    return lists.map((item) => ({ value: item.value, times: { ...item.times, min: 0 } }));
  }
  const list = asList(run, value, sourceName(context.program, expr));
  return (
    list?.items ?? [
      { value: unknown(sourceName(context.program, expr), "run-time value", value.origin), times: { min: 0 } },
    ]
  );
}

function evaluateMap(run: Run, node: MapNode, context: Context): Value {
  const { program } = context;
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  for (const entry of node.entries) {
    if (entries.size > LIMITS.entries || run.steps <= 0) {
      open ??= { name: "…", origin: originOf(program, node), reason: "too long" };
      break;
    }
    if (entry.kind === "spread") {
      open = spreadInto(entries, evaluate(run, entry.value, context), sourceName(program, entry.value), true) ?? open;
      continue;
    }
    const keyValue = evaluate(run, entry.key, context);
    const key = knownText(keyValue) ?? knownNumber(keyValue)?.toString();
    const origin = originOf(program, entry);
    if (key === undefined) open ??= { name: sourceName(program, entry.key), origin, reason: "run-time value" };
    else
      entries.set(key, {
        value: evaluate(run, entry.value, context),
        entry: origin,
        expression: { node: entry.value, program },
      });
  }
  return mapOf(entries, originOf(program, node), open);
}

/** Long chains of one operator nest to the left; they are gone through in a loop. */
function evaluateBinary(run: Run, node: BinaryNode, context: Context): Value {
  const chain: BinaryNode[] = [];
  let left: Expr = node;
  while (left.kind === "binary") {
    chain.push(left);
    left = left.left;
  }
  const isSum = chain.every((it) => it.operator === "+");
  const operands = [left, ...chain.reverse().map((it) => it.right)];
  const values = operands.map((it) => evaluate(run, it, context));
  if (isSum && values.some((value) => value.kind === "text")) {
    const first = values.findIndex((value) => value.kind === "text");
    const numeric = values.slice(0, first).some((value) => value.kind === "number");
    if (!numeric || first < 2) {
      const names = operands.map((it) => holeName(context.program, it));
      return concat(run, values, originOf(context.program, node), names);
    }
  }
  let result = values[0] as Value;
  chain.forEach((it, index) => {
    const origin = originOf(context.program, it);
    result = operate(run, it.operator, result, values[index + 1] as Value, origin, context);
  });
  return result;
}

function evaluateChoice(run: Run, node: ChoiceNode, context: Context): Value {
  const origin = originOf(context.program, node);
  if (node.how === "conditional") {
    const truth = node.test ? truthOf(run, node.test, context) : undefined;
    const taken = truth === undefined ? undefined : node.options[truth ? 0 : 1];
    if (taken) return evaluate(run, taken, context);
    return choiceOf(
      node.options.map((option) => evaluate(run, option, context)),
      "either",
      origin,
    );
  }
  const kept: Value[] = [];
  let misses = false;
  for (const [index, option] of node.options.entries()) {
    const value = evaluate(run, option, context);
    const isLast = index === node.options.length - 1;
    if (node.how === "and") {
      // What stands before the last is a condition: its own value is only ever an empty one.
      if (isLast) kept.push(value);
      else if (truthOf(run, option, context) === false) return value;
      else if (truthOf(run, option, context) === undefined) kept.push({ kind: "none", origin: value.origin });
      continue;
    }
    const isMissing = node.how === "nullish" ? value.kind === "none" : truthOfValue(value) === false;
    if (isMissing && !isLast) continue;
    kept.push(value);
    const missing = mayMiss(run, option, context);
    if (isCertain(value) && !missing) break;
    misses ||= missing;
  }
  const how = node.how === "and" || misses ? "either" : "fallback";
  return kept.length ? choiceOf(kept, how, origin) : { kind: "none", origin };
}

/** `TABLE[key]` and `table.get(key)` with a key that nobody knows: the table may not have it. */
function mayMiss(run: Run, option: Expr, context: Context): boolean {
  const isGet = option.kind === "call" && option.callee.kind === "member" && option.callee.property === "get";
  const object =
    option.kind === "index" ? option.object : isGet && option.args.length === 1 ? option.callee : undefined;
  const key = option.kind === "index" ? option.index : option.kind === "call" ? option.args[0]?.value : undefined;
  if (!object || !key) return false;
  const table = evaluate(run, object.kind === "member" && isGet ? object.object : object, context);
  const name = evaluate(run, key, context);
  return table.kind === "map" && knownText(name) === undefined && knownNumber(name) === undefined;
}

function isCertain(value: Value): boolean {
  if (value.kind === "text") return value.pieces.some((piece) => piece.kind === "known");
  return value.kind !== "reference" && value.kind !== "choice" && truthOfValue(value) !== false;
}

function evaluateComprehension(run: Run, node: ComprehensionNode, context: Context): Value {
  const origin = originOf(context.program, node);
  const loop = node.loops[0];
  if (!loop) return unknown(sourceName(context.program, node), "not understood", origin);
  const over = node.loops.map((it) => iteration(run, it.iterable, context));
  const list = node.loops.length === 1 ? over[0]?.list : undefined;
  const at = list && rounds(context, node, list.items.length);
  if (list && at) {
    const items = list.items.flatMap(({ value, times }): ListItem[] => {
      const inner = at(value);
      const truths = loop.conditions.map((condition) => truthOf(run, condition, inner));
      if (truths.includes(false)) return [];
      const item = evaluate(run, node.item, inner);
      return [{ value: item, times: truths.includes(undefined) ? { ...times, min: 0 } : times }];
    });
    return node.flavour === "map" ? mergedMap(items, origin) : listOf(items, origin);
  }
  let times = over.map((it) => it.times).reduce(multiply, ONCE);
  if (node.loops.some((it) => it.conditions.length)) times = { ...times, min: 0 };
  const item = evaluate(run, node.item, context);
  if (node.flavour === "map")
    return {
      kind: "map",
      entries: new Map(),
      open: { name: sourceName(context.program, node), origin, reason: "run-time value" },
      origin,
    };
  return listOf([{ value: item, times }], origin);
}

function mergedMap(items: ListItem[], origin: Value["origin"]): Value {
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  for (const { value, times } of items) {
    if (value.kind !== "map") continue;
    for (const [key, field] of value.entries) {
      const maybe = choiceOf([field.value, { kind: "none", origin }], "either", field.value.origin);
      entries.set(key, times.min === 1 ? field : { ...field, value: maybe });
    }
    open ??= value.open;
  }
  return mapOf(entries, origin, open);
}
