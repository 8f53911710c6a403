import type { Ancestor } from "../syntax/call-sites";
import type { CallNode, Expr, FunctionNode, LanguageId, LoopStatement, Statement } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { EvaluationContext, NumberValue, Times, Value } from "../values/value";
import type { Factor, Multiplicity } from "./llm-call";
import { product } from "./messages";
import { originOf } from "./slots";

/** Functions that run the function they are given once for each item. */
const iterating = new Set([
  "map",
  "forEach",
  "flatMap",
  "mapSeries",
  "each",
  "eachLimit",
  "pMap",
  "imap",
  "imap_unordered",
  "starmap",
  "for",
  "eachSeries",
  "mapLimit",
]);
const gathering = new Set(["all", "allSettled", "gather", "as_completed", "pMap", "mapLimit", "imap_unordered"]);
const retrying = new Set([
  "retry",
  "pRetry",
  "p_retry",
  "backOff",
  "retryAsync",
  "withRetry",
  "asyncRetry",
  "retryWithBackoff",
]);
const once: Times = { min: 1, max: 1 };

/** How often a call runs for one arrival at its function: the loops, maps and retries around it, innermost last. */
export function multiplicityOf(
  evaluator: Evaluator,
  ancestors: readonly Ancestor[],
  context: EvaluationContext,
): Multiplicity {
  const factors: Factor[] = [];
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const ancestor = ancestors[at] as Ancestor;
    if (ancestor.kind === "class") break;
    if (ancestor.kind === "function") {
      factors.push(...decoratorFactors(evaluator, ancestor.node, context).reverse());
      // a function that is handed to `.map(…)` runs where it stands; any other is arrived at from elsewhere
      if (!isCallback(ancestors, at)) break;
      continue;
    }
    const factor = factorOf(evaluator, ancestor, context, yields(ancestors, at));
    if (factor) factors.push(factor);
  }
  return withFactors(factors.reverse());
}

/** `turns` where the request is one of a conversation that is sent again with each. */
export function withFactors(factors: Factor[], turns?: Times): Multiplicity {
  const times = factors.reduce((all, factor) => product(all, factor.times), once);
  return turns ? { times, factors, historyGrows: true, turns } : { times, factors, historyGrows: false };
}

function isCallback(ancestors: readonly Ancestor[], at: number): boolean {
  const fn = ancestors[at];
  const before = ancestors[at - 1];
  if (fn?.kind !== "function" || before?.kind !== "argument") return false;
  return before.node.args[before.index]?.value === fn.node;
}

/** In a generator a "return" may be a `yield`, after which the loop goes on. */
function yields(ancestors: readonly Ancestor[], at: number): boolean {
  const fn = ancestors.slice(0, at).findLast(({ kind }) => kind === "function");
  return fn?.kind === "function" && fn.node.generator;
}

function factorOf(
  evaluator: Evaluator,
  ancestor: Ancestor,
  context: EvaluationContext,
  generator: boolean,
): Factor | undefined {
  const origin = originOf(context.program, ancestor.node);
  if (ancestor.kind === "loop" && ancestor.repeated)
    return {
      kind: isRetryLoop(ancestor.node, generator) ? "retry" : "loop",
      times: loopTimes(evaluator, ancestor.node, context, generator),
      origin,
    };
  if (ancestor.kind === "comprehension" && ancestor.repeated) {
    const times = ancestor.node.loops
      .map((loop) => {
        const all = itemsOf(evaluator, loop.iterable, context);
        return loop.conditions.length > 0 ? { ...all, min: 0 } : all;
      })
      .reduce(product, once);
    return { kind: "loop", times, origin };
  }
  if (ancestor.kind !== "argument") return undefined;
  const { callee, args } = ancestor.node;
  const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
  if (retrying.has(name)) {
    const options = args[1] && evaluator.evaluate(args[1].value, context);
    const retries =
      options?.kind === "map"
        ? numberIn(options, ["retries", "numOfAttempts", "maxRetries", "attempts", "times"])
        : options;
    return { kind: "retry", times: attempts(retries?.kind === "number" ? retries : undefined), origin };
  }
  const isFunction = args[ancestor.index]?.value.kind === "function";
  if (!isFunction || !iterating.has(name)) return undefined;
  const over = iteratedOver(ancestor.node, ancestor.index, context.program.language);
  if (!over) return undefined;
  return { kind: gathering.has(name) ? "gather" : "loop", times: itemsOf(evaluator, over, context), origin };
}

/** `xs.map(f)`; `pMap(xs, f)`; in Python `map(f, xs)` and `pool.map(f, xs)`. */
function iteratedOver({ callee, args }: CallNode, at: number, language: LanguageId): Expr | undefined {
  if (at > 0) return args[0]?.value;
  return callee.kind === "member" && language !== "python" ? callee.object : args[1]?.value;
}

function numberIn(map: Value & { kind: "map" }, keys: readonly string[]): Value | undefined {
  for (const key of keys) {
    const field = map.entries.get(key);
    if (field) return field.value;
  }
  return undefined;
}

function attempts(retries: NumberValue | undefined): Times {
  return retries ? { min: 1, max: retries.max + 1 } : { min: 1 };
}

function loopTimes(evaluator: Evaluator, loop: LoopStatement, context: EvaluationContext, generator: boolean): Times {
  const all =
    loop.how === "for-each" && loop.iterable
      ? itemsOf(evaluator, loop.iterable, context)
      : countedTimes(evaluator, loop, context);
  // a loop that hands out its result in the middle is a search or a retry: it may end with the first turn
  if (isRetryLoop(loop, generator)) return { ...all, min: Math.min(all.min, 1) };
  return all;
}

/** `for attempt in range(3): try: … return …`, with the `return` also behind the `try`: it goes on only after a failure. */
function isRetryLoop(loop: LoopStatement, generator: boolean): boolean {
  return loop.body.some(
    (statement) =>
      leaves(statement, generator) ||
      (statement.kind === "branch" &&
        statement.how === "try" &&
        statement.arms.some((arm) => arm.role === "try" && endsInReturn(arm.body, generator))),
  );
}

function endsInReturn(body: readonly Statement[], generator: boolean): boolean {
  return body.some(
    (statement) =>
      leaves(statement, generator) ||
      (statement.kind === "block" && endsInReturn(statement.body, generator)) ||
      (statement.kind === "branch" && statement.arms.some((arm) => arm.body.some((each) => leaves(each, generator)))),
  );
}

function leaves(statement: Statement, generator: boolean): boolean {
  if (statement.kind === "return") return statement.how === "return" && !generator;
  return statement.kind === "expression" && statement.value.kind === "opaque" && statement.value.what === "break";
}

/** `for (let i = 0; i < 5; i++)`, `while (turn < 10)`; anything else has no bound in the code, and runs over nothing. */
function countedTimes(evaluator: Evaluator, loop: LoopStatement, context: EvaluationContext): Times {
  const open: Times = { min: 0 };
  const { test } = loop;
  if (test?.kind !== "binary" || !/^(<|<=)$/.test(test.operator)) return open;
  const limit = evaluator.evaluate(test.right, context);
  const start = loop.init[0];
  const first = start?.kind === "assign" && start.value ? evaluator.evaluate(start.value, context) : undefined;
  if (limit.kind !== "number") return open;
  const from = first?.kind === "number" ? first.min : 0;
  const extra = test.operator === "<=" ? 1 : 0;
  const max = Math.max(0, limit.max - from + extra);
  if (loop.how !== "for") return { min: 0, max };
  return { min: Math.max(0, limit.min - from + extra), max };
}

/** How many items an iterable has: a known list, `range(n)`, `enumerate(x)`, a slice; otherwise open, with the name of what it runs over. */
export function itemsOf(evaluator: Evaluator, iterable: Expr, context: EvaluationContext, depth = 0): Times {
  const over = sourceOf(iterable, context);
  if (depth > 4) return { min: 0, over };
  if (iterable.kind === "call") {
    const name =
      iterable.callee.kind === "member"
        ? iterable.callee.property
        : iterable.callee.kind === "name"
          ? iterable.callee.name
          : "";
    const [first, second] = iterable.args;
    if (name === "range" && first)
      return rangeTimes(
        evaluator,
        iterable.args.map((argument) => argument.value),
        context,
        over,
      );
    if (/^(enumerate|reversed|sorted|list|tuple|set|tqdm|zip|iter|entries|values|keys|from|as_completed)$/.test(name)) {
      if (iterable.callee.kind === "member" && iterable.args.length === 0)
        return itemsOf(evaluator, iterable.callee.object, context, depth + 1);
      if (first) return itemsOf(evaluator, first.value, context, depth + 1);
    }
    if (name === "slice" && iterable.callee.kind === "member" && second) {
      const [from, to] = [
        evaluator.evaluate(first?.value ?? second.value, context),
        evaluator.evaluate(second.value, context),
      ];
      if (from.kind === "number" && to.kind === "number" && to.max >= from.min)
        return { min: 0, max: to.max - from.min, over };
    }
    if (name === "filter" && iterable.callee.kind === "member") {
      const all = itemsOf(evaluator, iterable.callee.object, context, depth + 1);
      return { ...all, min: 0 };
    }
    if (name === "map" && iterable.callee.kind === "member")
      return itemsOf(evaluator, iterable.callee.object, context, depth + 1);
  }
  if (iterable.kind === "slice" && iterable.to) {
    const to = evaluator.evaluate(iterable.to, context);
    const from = iterable.from ? evaluator.evaluate(iterable.from, context) : undefined;
    if (to.kind === "number" && to.max >= 0 && (!from || from.kind === "number"))
      return { min: 0, max: to.max - (from?.min ?? 0), over };
  }
  if (iterable.kind === "await") return itemsOf(evaluator, iterable.value, context, depth + 1);
  const value = evaluator.evaluate(iterable, context);
  if (value.kind === "list") {
    const times: Times = { min: 0, max: 0, over };
    for (const item of value.items) {
      times.min += item.times.min;
      if (item.times.max === undefined || times.max === undefined) delete times.max;
      else times.max += item.times.max;
    }
    if (times.max !== undefined) return { min: times.min, max: times.max };
    return times;
  }
  if (value.kind === "map" && !value.open) return { min: value.entries.size, max: value.entries.size };
  return { min: 0, over };
}

function rangeTimes(evaluator: Evaluator, args: readonly Expr[], context: EvaluationContext, over: string): Times {
  const numbers = args.map((arg) => evaluator.evaluate(arg, context));
  const [first, second, third] = numbers;
  const from = args.length > 1 ? first : undefined;
  const to = args.length > 1 ? second : first;
  if (to?.kind !== "number" || (from && from.kind !== "number") || (third && third.kind !== "number"))
    return { min: 0, over };
  const step = third?.kind === "number" ? Math.max(1, Math.abs(third.min)) : 1;
  const size = (end: number, start: number) => Math.max(0, Math.ceil(Math.abs(end - start) / step));
  const start = from?.kind === "number" ? from : undefined;
  return { min: size(to.min, start?.max ?? 0), max: size(to.max, start?.min ?? 0) };
}

/** The code of an expression, when it is short enough for a label. */
function sourceOf(expr: Expr, context: EvaluationContext): string {
  const text = context.program.text.slice(expr.start, expr.end);
  return text.length <= 40 && !text.includes("\n") ? text : `${text.slice(0, 37).split("\n")[0]}…`;
}

/** tenacity's and backoff's decorators repeat the whole function after a failure. */
function decoratorFactors(evaluator: Evaluator, fn: FunctionNode, context: EvaluationContext): Factor[] {
  return fn.decorators.flatMap((decorator) => {
    const call = decorator.kind === "call" ? decorator : undefined;
    const callee = call?.callee ?? decorator;
    const name = callee.kind === "member" ? callee.property : callee.kind === "name" ? callee.name : "";
    if (!/^(retry|on_exception|on_predicate|retry_with_backoff|async_retry)$/.test(name)) return [];
    return [
      {
        kind: "retry" as const,
        times: retryTimes(evaluator, call?.args ?? [], context),
        origin: originOf(context.program, decorator),
      },
    ];
  });
}

function retryTimes(
  evaluator: Evaluator,
  args: readonly { name?: string; value: Expr }[],
  context: EvaluationContext,
): Times {
  for (const { name, value } of args) {
    const inner = value.kind === "call" && name === "stop" ? value.args[0]?.value : value;
    if (
      !inner ||
      !/^(stop|max_tries|tries|max_retries|attempts|max_attempts|stop_max_attempt_number)$/.test(name ?? "")
    )
      continue;
    const number = evaluator.evaluate(inner, context);
    if (number.kind === "number") return { min: 1, max: Math.max(1, number.max) };
  }
  return { min: 1 };
}
