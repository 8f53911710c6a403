import type { BranchStatement, FunctionNode, LoopStatement, Span, Statement } from "../syntax/program";
import { applyEvent, mayMutate } from "./events";
import { iteration } from "./iteration";
import { originOf } from "./make";
import { join, repeat } from "./merge";
import { indexOf } from "./program-index";
import { type Context, type Run, rounds } from "./run";
import type { Binding, Event, Scope } from "./scopes";
import { truthOf } from "./truth";
import type { Origin, Times, Value } from "./value";

/**
 * What a binding is worth at one place: its assignments and changes are gone through in the order in which they run, up to
 * that place. Branches give alternatives, loops give repetitions, changes in functions that run some time are possible ones.
 */
export interface Flow {
  run: Run;
  binding: { events: Event[]; scope: Scope };
  context: Context;
  /** the function whose statements are gone through */
  home: Scope;
  /** Infinity: after everything */
  use: number;
  reached: boolean;
  /** the values with which a loop's body, or a function inside, is left before its end */
  exits?: Exits;
  /** what an event makes of the value before it */
  apply: (flow: Flow, event: Event, value: Value | undefined) => Value | undefined;
}
interface Exits {
  return: (Value | undefined)[];
  jump: (Value | undefined)[];
}
interface Result {
  value: Value | undefined;
  /** how control left the body, if it did not run to its end */
  left?: "return" | "jump";
}

export function valueAt(run: Run, binding: Binding, use: number, context: Context): Value | undefined {
  const flow: Flow = {
    run,
    binding,
    context,
    home: binding.scope,
    use,
    reached: false,
    apply: (at, event, value) => applyEvent(at.run, binding, event, value, at.context),
  };
  let value: Value | undefined;
  for (const event of binding.events) if (event.kind === "param") value = flow.apply(flow, event, value);
  return walkBody(flow, binding.scope.body, value).value;
}

/** Goes through a function's body for changes of something that is not a name, such as `this.model`. */
export function walkFrom(flow: Flow, body: Statement[], entry: Value | undefined): Value | undefined {
  return walkBody(flow, body, entry).value;
}

function walkBody(flow: Flow, body: Statement[], entry: Value | undefined): Result {
  // Going past what has nothing to do with the name is cheap, but not free.
  flow.run.steps -= body.length >> 6;
  let value = entry;
  let own = false;
  for (const statement of body) {
    if (statement.start > flow.use) {
      flow.reached = true;
      return { value };
    }
    const inside = flow.use < statement.end;
    if (!inside && !touches(flow, statement, value)) {
      const left = leaves(statement);
      if (left) return exit(flow, value, left);
      continue;
    }
    if (--flow.run.steps <= 0) return { value };
    const result = walkStatement(flow, statement, value, inside);
    value = result.value;
    if (flow.reached) return { value };
    if (result.left) return own ? { ...result, value: entry } : result;
    own ||= isBlockScoped(statement);
  }
  return { value: own && body !== flow.home.body ? entry : value };
}

function isBlockScoped(statement: Statement): boolean {
  return statement.kind === "assign" && (statement.declaration === "const" || statement.declaration === "let");
}

function leaves(statement: Statement): Result["left"] {
  if (statement.kind === "return") return "return";
  const isJump = statement.kind === "expression" && statement.value.kind === "opaque";
  return isJump && /^(break|continue)/.test((statement.value as { what: string }).what) ? "jump" : undefined;
}

function exit(flow: Flow, value: Value | undefined, left: "return" | "jump"): Result {
  flow.exits?.[left].push(value);
  return { value, left };
}

/** What a body that is run whole makes of a value: at its end, or where it is left before: `out.push(x); continue;`. */
function walkWhole(
  flow: Flow,
  body: Statement[],
  entry: Value | undefined,
  exits: Exits,
  origin: Origin,
): Value | undefined {
  const result = walkBody({ ...flow, use: Number.POSITIVE_INFINITY, reached: false, exits }, body, entry);
  const early = [...exits.jump, ...(exits.return === flow.exits?.return ? [] : exits.return)];
  const changed = early.filter((value) => value !== entry);
  if (changed.length === 0) return result.value;
  return join(flow.run, entry, result.left ? early : [result.value, ...early], origin);
}

/** The index of the first event at or after an offset. */
function firstEvent(events: readonly Event[], offset: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] as Event).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether something in a span may make another value of this one. */
function touches({ binding: { events } }: Flow, span: Span, value: Value | undefined): boolean {
  for (let at = firstEvent(events, span.start); at < events.length; at++) {
    const event = events[at] as Event;
    if (event.start >= span.end) return false;
    if (event.kind !== "mutate" || mayMutate(value, event.method)) return true;
  }
  return false;
}

function walkStatement(flow: Flow, statement: Statement, value: Value | undefined, inside: boolean): Result {
  switch (statement.kind) {
    case "loop":
      return walkLoop(flow, statement, value, inside);
    case "branch":
      return walkBranch(flow, statement, value, inside);
    case "block":
      return walkBody(flow, statement.body, value);
    default: {
      if (inside) {
        flow.reached = true;
        return { value };
      }
      const after = within(flow, statement, value);
      const left = leaves(statement);
      return left ? exit(flow, after, left) : { value: after };
    }
  }
}

/** The events of a statement without statements of its own, and of functions inside it. */
function within(flow: Flow, span: Span, entry: Value | undefined): Value | undefined {
  const { events } = flow.binding;
  let value = entry;
  for (let at = firstEvent(events, span.start); at < events.length; at++) {
    const event = events[at] as Event;
    if (event.start >= span.end) break;
    const nested = nestedFunction(flow, event);
    if (!nested) {
      value = flow.apply(flow, event, value);
      continue;
    }
    value = walkNested(flow, nested, value);
    while (at + 1 < events.length && (events[at + 1] as Event).start < nested.end) at++;
  }
  return value;
}

function nestedFunction(flow: Flow, event: Event): FunctionNode | undefined {
  let nested: FunctionNode | undefined;
  for (let scope: Scope | undefined = event.scope; scope && scope !== flow.home; scope = scope.parent) {
    if (scope.kind === "function") nested = scope.node as FunctionNode;
  }
  return nested;
}

/** A function inside: run per item when it is given to `forEach` and the like, some time or never otherwise. */
function walkNested(flow: Flow, fn: FunctionNode, value: Value | undefined): Value | undefined {
  const { run, context } = flow;
  const origin = originOf(context.program, fn);
  const call = indexOf(context.program).functions.get(fn)?.argumentOf;
  const isEach = call?.callee.kind === "member" && /^(forEach|map|flatMap|each)$/.test(call.callee.property);
  const loop = isEach && call.callee.kind === "member" ? iteration(run, call.callee.object, context) : undefined;
  const home = indexOf(context.program).scopes.get(fn) ?? flow.home;
  const inner = { ...flow, home };
  const whole = (now: Value | undefined) => walkWhole(inner, fn.body, now, { return: [], jump: [] }, origin);
  if (loop?.items) {
    let now = value;
    for (const item of loop.items) {
      const name = fn.params[0]?.target.kind === "name" ? fn.params[0].target.name : "";
      const { program, frame: outer, local } = context;
      const given = new Map([[name, item]]);
      inner.context = {
        program,
        frame: { fn, program, arguments: given, waiting: undefined, looked: 0, missed: 0, outer },
        local,
      };
      now = whole(now);
    }
    return now;
  }
  return repeat(run, value, whole(value), loop?.times ?? { min: 0 }, origin);
}

function walkLoop(flow: Flow, loop: LoopStatement, entry: Value | undefined, inside: boolean): Result {
  const { run, context } = flow;
  let { value } = walkBody(flow, loop.init, entry);
  const body = { start: loop.body[0]?.start ?? loop.end, end: loop.end };
  const useInBody = inside && flow.use >= body.start;
  if (flow.reached || (inside && !useInBody)) {
    flow.reached = true;
    return { value };
  }
  if (loop.target) value = within(flow, { start: loop.start, end: body.start }, value);
  const origin = originOf(context.program, loop);
  const once = (now: Value | undefined) => {
    const after = walkWhole(flow, loop.body, now, { return: flow.exits?.return ?? [], jump: [] }, origin);
    return loop.update ? within(flow, loop.update, after) : after;
  };
  const bound = loopBound(flow, loop);
  if (useInBody) {
    const earlier = touches(flow, body, value)
      ? repeat(
          run,
          value,
          once(value),
          { ...bound.times, min: 0, ...(bound.times.max ? { max: bound.times.max - 1 } : {}) },
          origin,
        )
      : value;
    const result = walkBody(flow, loop.body, earlier);
    flow.reached = true;
    return result;
  }
  const items = bound.list?.items ?? [];
  const at = bound.list && rounds(context, loop, items.length);
  if (at && touches(flow, body, value)) {
    for (const item of items) {
      const exits = { return: flow.exits?.return ?? [], jump: [] };
      const after = walkWhole({ ...flow, context: at(item.value) }, loop.body, value, exits, origin);
      value = repeat(
        run,
        value,
        after,
        item.times.over ? item.times : { ...item.times, ...named(bound.times) },
        origin,
      );
      if (run.steps <= 0) break;
    }
    return { value };
  }
  return { value: repeat(run, value, once(value), bound.times, origin) };
}

function named({ over }: Times): { over?: string } {
  return over === undefined ? {} : { over };
}

function loopBound(flow: Flow, loop: LoopStatement): ReturnType<typeof iteration> {
  if (loop.how === "for-each" && loop.iterable) return iteration(flow.run, loop.iterable, flow.context);
  return { times: { min: loop.how === "do" ? 1 : 0 } };
}

function walkBranch(flow: Flow, branch: BranchStatement, entry: Value | undefined, inside: boolean): Result {
  let value = entry;
  const subjectEnd = branch.arms[0]?.start ?? branch.end;
  if (branch.subject) value = within(flow, { start: branch.start, end: subjectEnd }, value);
  for (const arm of branch.arms) if (arm.test) value = within(flow, arm.test, value);
  if (inside) return walkToUse(flow, branch, value);
  const origin = originOf(flow.context.program, branch.arms[0]?.test ?? branch.subject ?? branch);
  const after: (Value | undefined)[] = [];
  // what leaves a switch goes on after it
  const inArm = branch.how === "switch" && flow.exits ? { ...flow, exits: { ...flow.exits, jump: [] } } : flow;
  let left: Result["left"];
  let exhaustive = branch.how === "try";
  for (const arm of branch.arms) {
    if (arm.role === "finally") continue;
    const truth = branch.how === "if" && arm.test ? truthOf(flow.run, arm.test, flow.context) : undefined;
    if (truth === false) continue;
    const result = walkBody(inArm, arm.body, value);
    if (result.left && !(branch.how === "switch" && result.left === "jump")) left = result.left;
    else after.push(result.value);
    if (truth === true || arm.role === "else" || arm.role === "default") exhaustive = true;
    if (truth === true) break;
  }
  if (!exhaustive) after.push(value);
  if (after.length === 0 && left) return { value, left };
  const joined = join(flow.run, value, after, origin, assignedIn(flow, branch));
  const last = branch.arms.find((arm) => arm.role === "finally");
  return last ? walkBody(flow, last.body, joined) : { value: joined };
}

/** What the first assignment in a branch assigns to: the name of a choice between branches. */
function assignedIn(flow: Flow, branch: BranchStatement): Origin | undefined {
  const event = flow.binding.events[firstEvent(flow.binding.events, branch.start)];
  return event?.kind === "assign" && event.start < branch.end
    ? originOf(flow.context.program, event.node.target)
    : undefined;
}

function walkToUse(flow: Flow, branch: BranchStatement, entry: Value | undefined): Result {
  const arm = branch.arms.find((it) => it.start <= flow.use && flow.use < it.end);
  const inTest = arm?.test && flow.use < (arm.body[0]?.start ?? arm.end) && flow.use < arm.test.end;
  if (!arm || inTest) {
    flow.reached = true;
    return { value: entry };
  }
  let value = entry;
  if (branch.how === "try" && arm.role !== "try") {
    const tried = branch.arms.find((it) => it.role === "try");
    const inner = { ...flow, use: Number.POSITIVE_INFINITY, reached: false };
    const after = tried && touches(flow, tried, value) ? walkBody(inner, tried.body, value).value : value;
    value = join(flow.run, value, [value, after], originOf(flow.context.program, branch));
  }
  const result = walkBody(flow, arm.body, value);
  flow.reached = true;
  return result;
}
