import type { CallNode, Statement } from "../syntax/program";
import { enterFunction, newFrame, unknownCall } from "./arguments";
import { declaredResult } from "./declared-types";
import { evaluate } from "./evaluate";
import { externalCall } from "./externals";
import { keptFrame } from "./frames";
import { choiceOf, LIMITS, listOf, originOf, unknown } from "./make";
import { memberOf } from "./members";
import { each } from "./merge";
import { callMethod } from "./methods";
import { type Context, cutShort, type Run } from "./run";
import { armTaken, truthOf } from "./truth";
import type { CallStep, Frame, FunctionValue, ReferenceValue, Value } from "./value";

export function evaluateCall(run: Run, call: CallNode, context: Context): Value {
  const { callee } = call;
  if (callee.kind === "member" && !call.construct) {
    const object = evaluate(run, callee.object, context);
    const origin = originOf(context.program, callee);
    return each(object, (it) => {
      const result = callMethod(run, it, callee.property, call, context);
      return result ?? callValue(run, memberOf(run, it, callee.property, origin, context), call, context);
    });
  }
  return callValue(run, evaluate(run, callee, context), call, context);
}

function callValue(run: Run, callee: Value, call: CallNode, context: Context): Value {
  return each(callee, (fn) => {
    if (fn.kind === "function") return callFunction(run, fn, call, context);
    const step = callStep(call, context);
    if (fn.kind === "class") {
      return { kind: "reference", root: { kind: "instance", class: fn, call: step }, steps: [], origin: step.origin };
    }
    if (fn.kind !== "reference") return unknownCall(context.program, call);
    const reference: ReferenceValue = { ...fn, steps: [...fn.steps, step], origin: step.origin };
    return externalCall(run, reference, call, context) ?? reference;
  });
}

function callStep(call: CallNode, context: Context): CallStep {
  const step: CallStep = {
    kind: "call",
    construct: call.construct,
    call,
    program: context.program,
    origin: originOf(context.program, call),
  };
  const frame = keptFrame(call, context);
  if (frame) step.frame = frame;
  return step;
}

/** What a call of a workspace function gives back. */
export function callFunction(run: Run, fn: FunctionValue, call: CallNode, context: Context): Value {
  const blocked = notNow(run, fn, originOf(context.program, call));
  if (blocked) return blocked;
  return running(run, fn, () => {
    const frame = enterFunction(run, fn, call, context);
    return declaredResult(run, fn, resultOf(run, fn, frame)) ?? unknownCall(context.program, call);
  });
}

/** A function called with values instead of written arguments, such as the one given to `map`. */
export function apply(run: Run, fn: FunctionValue, values: Value[]): Value {
  const origin = originOf(fn.program, fn.node);
  const blocked = notNow(run, fn, origin);
  if (blocked) return blocked;
  return running(run, fn, () => {
    const frame = newFrame(fn);
    fn.node.params.forEach((param, index) => {
      const value = values[index];
      const key = param.target.kind === "name" ? param.target.name : `#${param.target.start}`;
      if (value) frame.arguments.set(key, value);
    });
    return resultOf(run, fn, frame) ?? unknown(fn.node.name ?? "function", "run-time value", origin);
  });
}

function notNow(run: Run, fn: FunctionValue, origin: Value["origin"]): Value | undefined {
  const same = run.stack.filter(({ node }) => node === fn.node);
  const [first] = same;
  const isCycle = first !== undefined && (same.length >= 3 || first.again >= LIMITS.recursions);
  if (!isCycle && run.stack.length < LIMITS.frames) {
    if (first) first.again++;
    return undefined;
  }
  cutShort(run, isCycle ? first.level : 0);
  return unknown(`${fn.node.name ?? "function"}()`, isCycle ? "cycle" : "too deep", origin);
}

function running(run: Run, fn: FunctionValue, work: () => Value): Value {
  run.stack.push({ node: fn.node, level: ++run.level, again: 0 });
  try {
    return work();
  } finally {
    run.stack.pop();
    run.level--;
  }
}

export function resultOf(run: Run, fn: FunctionValue, frame: Frame): Value | undefined {
  const values: Value[] = [];
  const context: Context = { program: fn.program, frame };
  collectReturns(run, fn.node.body, context, values);
  if (values.length === 0) return undefined;
  const origin = originOf(fn.program, fn.node.nameSpan ?? fn.node);
  if (fn.node.generator)
    return listOf(
      values.map((value) => ({ value, times: { min: 0 } })),
      origin,
    );
  return choiceOf(values, "either", origin);
}

/** Gathers what a body may return; true when it never runs past its end. */
function collectReturns(run: Run, body: Statement[], context: Context, values: Value[]): boolean {
  for (const statement of body) {
    if (run.steps <= 0) return true;
    switch (statement.kind) {
      case "return":
        if (statement.how === "return" && values.length <= LIMITS.options) {
          values.push(
            statement.value
              ? evaluate(run, statement.value, context)
              : { kind: "none", origin: originOf(context.program, statement) },
          );
        }
        if (context.frame?.fn.generator && statement.how === "return") break;
        return true;
      case "block":
        if (collectReturns(run, statement.body, context, values)) return true;
        break;
      case "loop":
        collectReturns(run, statement.body, context, values);
        if (statement.test?.kind === "boolean" && statement.test.value) return true;
        break;
      case "branch":
        if (branchReturns(run, statement, context, values)) return true;
        break;
      default:
    }
  }
  return false;
}

function branchReturns(run: Run, branch: Statement & { kind: "branch" }, context: Context, values: Value[]): boolean {
  const subject =
    branch.subject && /^(switch|match)$/.test(branch.how) ? evaluate(run, branch.subject, context) : undefined;
  let ends = true;
  let exhaustive = branch.how === "try";
  let falls = false;
  for (const arm of branch.arms) {
    const truth = falls ? undefined : armTruth(run, branch, arm, subject, context);
    if (truth === false) continue;
    const armEnds = collectReturns(run, arm.body, context, values);
    falls = subject !== undefined && arm.body.length === 0;
    if (arm.role === "finally") {
      if (armEnds) return true;
      continue;
    }
    if (!armEnds && !falls) ends = false;
    if (truth === true || arm.role === "else" || arm.role === "default") exhaustive = true;
    if (truth === true && !falls) break;
  }
  return exhaustive && ends;
}

function armTruth(
  run: Run,
  branch: Statement & { kind: "branch" },
  arm: (Statement & { kind: "branch" })["arms"][number],
  subject: Value | undefined,
  context: Context,
): boolean | undefined {
  if (branch.how === "if") return arm.test ? truthOf(run, arm.test, context) : undefined;
  return subject ? armTaken(run, arm, subject, context) : undefined;
}
