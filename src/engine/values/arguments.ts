import type { CallNode, Expr, FunctionNode, NameNode, Program } from "../syntax/program";
import { evaluate } from "./evaluate";
import { patternKey, pull } from "./events";
import { asList } from "./iteration";
import { choiceOf, knownText, listOf, mapOf, ONCE, originOf, sourceName, unknown } from "./make";
import { indexOf } from "./program-index";
import { aside, type Context, type Run } from "./run";
import { isPythonSelf, targets } from "./scopes";
import type { CallStep, Frame, FunctionValue, ListItem, ListValue, MapField, MapValue, Value, Waiting } from "./value";

/** The positional arguments up to the first spread of unknown length. */
export function positional(run: Run, call: CallNode, context: Context): Value[] {
  return positionalSoFar(run, call, context).values;
}

/** The positional arguments up to the first spread of unknown length, and whether there is none. */
function positionalSoFar(run: Run, call: CallNode, context: Context): { values: Value[]; complete: boolean } {
  const values: Value[] = [];
  for (const argument of call.args) {
    if (argument.kind === "positional") values.push(evaluate(run, argument.value, context));
    else if (argument.kind === "spread") {
      const list = asList(run, evaluate(run, argument.value, context));
      if (!list?.items.every((item) => item.times.min === 1 && item.times.max === 1))
        return { values, complete: false };
      values.push(...list.items.map((item) => item.value));
    }
  }
  return { values, complete: true };
}

/** All positional arguments as a list, spreads included. */
export function evaluateArguments(run: Run, call: CallNode, context: Context): ListValue {
  const items: ListItem[] = [];
  for (const argument of call.args) {
    if (argument.kind === "positional") items.push({ value: evaluate(run, argument.value, context), times: ONCE });
    else if (argument.kind === "spread") {
      const value = evaluate(run, argument.value, context);
      const list = asList(run, value, sourceName(context.program, argument.value));
      items.push(...(list?.items ?? [{ value, times: { min: 0 } }]));
    }
  }
  return listOf(items, originOf(context.program, call));
}

export function named(run: Run, call: CallNode, name: string, context: Context): Value | undefined {
  for (let index = call.args.length - 1; index >= 0; index--) {
    const argument = call.args[index];
    if (argument?.kind === "named" && argument.name === name) return evaluate(run, argument.value, context);
    if (argument?.kind === "named-spread") {
      const value = evaluate(run, argument.value, context);
      const field = value.kind === "map" ? value.entries.get(name) : undefined;
      if (field) return field.value;
    }
  }
  return undefined;
}

/** The named arguments and `**kwargs` of a call as a map. */
export function namedMap(run: Run, call: CallNode, context: Context): MapValue {
  const { program } = context;
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  for (const argument of call.args) {
    if (argument.kind === "named" && argument.name) {
      entries.set(argument.name, {
        value: evaluate(run, argument.value, context),
        entry: originOf(program, argument),
        expression: { node: argument.value, program },
      });
    } else if (argument.kind === "named-spread") {
      open =
        spreadInto(entries, evaluate(run, argument.value, context), spreadName(program, argument.value), false) ?? open;
    }
  }
  return mapOf(entries, originOf(program, call.argsSpan), open);
}

/** Copies a spread value's entries; answers with what stays unknown about it. In a call nothing is given twice. */
export function spreadInto(
  entries: Map<string, MapField>,
  value: Value,
  name: string,
  replaces: boolean,
): MapValue["open"] {
  if (value.kind === "map") {
    if (value.open && replaces) overridable(entries, value.open.name, value);
    for (const [key, field] of value.entries) entries.set(key, field);
    return value.open && { ...value.open, name: /^[\w$.:[\]()]+$/.test(value.open.name) ? value.open.name : name };
  }
  if (value.kind === "none" || value.kind === "boolean") return undefined;
  if (value.kind === "choice") return spreadChoice(entries, value.options, value);
  if (replaces) overridable(entries, name, value);
  return { name, origin: value.origin, reason: value.kind === "reference" ? "run-time value" : "not understood" };
}

/**
 * Settings that stand before a spread of unknown keys may be replaced by it. Running text and lists are taken as they stand:
 * what is spread behind them are options.
 */
function overridable(entries: Map<string, MapField>, name: string, by: Value): void {
  for (const [key, field] of entries) {
    const { value } = field;
    const isSetting = value.kind === "number" || value.kind === "boolean" || /^\S{1,120}$/.test(knownText(value) ?? "");
    if (!isSetting) continue;
    const replaced = unknown(`${name}.${key}`, "run-time value", by.origin);
    entries.set(key, { ...field, value: choiceOf([replaced, value], "fallback", value.origin) });
  }
}

/** `...(condition && { a })`: what only some alternatives have may be missing. */
function spreadChoice(entries: Map<string, MapField>, options: readonly Value[], whole: Value): MapValue["open"] {
  const maps = options.filter((option) => option.kind === "map");
  const keys = new Set(maps.flatMap((map) => [...map.entries.keys()]));
  for (const key of keys) {
    const fields = maps.map((map) => map.entries.get(key));
    const present = fields.filter((field) => field !== undefined);
    const field = present[0] as MapField;
    const values = present.map((it) => it.value);
    const before = entries.get(key);
    if (present.length < options.length) values.push(before?.value ?? { kind: "none", origin: whole.origin });
    entries.set(key, { ...field, value: choiceOf(values, "either", whole.origin) });
  }
  const rest = options.find((option) => option.kind === "reference");
  if (rest) return { name: "…", origin: rest.origin, reason: "run-time value" };
  return maps.find((map) => map.open)?.open;
}

/** The activation of a workspace function for one call. */
export function enterFunction(run: Run, fn: FunctionValue, call: CallNode, context: Context): Frame {
  const frame = newFrame(fn);
  fillFrame(run, frame, fn, call, context);
  return recent(run, frame);
}

/** How many activations of a function are looked through for one that is given the same. */
const MOST_RECENT = 16;

/** An activation, or one of the last of its function that is given the very same: what was found out there holds here as well. */
function recent(run: Run, frame: Frame): Frame {
  const last = run.recent.get(frame.fn) ?? [];
  const same = last.find((other) => isGivenSame(other, frame));
  if (same) return same;
  last.push(frame);
  if (last.length > MOST_RECENT) last.shift();
  run.recent.set(frame.fn, last);
  return frame;
}

function isGivenSame(a: Frame, b: Frame): boolean {
  if (a.self !== b.self || a.outer !== b.outer || a.arguments.size !== b.arguments.size) return false;
  for (const [name, value] of a.arguments) if (b.arguments.get(name) !== value) return false;
  return true;
}

/**
 * The same for a call that is followed for its own sake: an argument is evaluated, as a question of its own, when it is asked for. Most
 * are not: a request's model and prompt are made of few of what its callers hand on. Inside of an answer they are evaluated where they
 * stand, since the answer rests on what they rest on.
 */
export function enterLater(run: Run, fn: FunctionValue, call: CallNode, context: Context): Frame {
  const { params } = fn.node;
  const isPlain =
    call.args.every(({ kind }) => kind === "positional" || kind === "named") &&
    params.every(({ kind, target }) => kind !== "rest" && kind !== "named-rest" && target.kind === "name");
  if (!isPlain) return enterFunction(run, fn, call, context);
  const frame = newFrame(fn);
  frame.waiting = new Map();
  const given = call.args.flatMap(({ kind, value }) => (kind === "positional" ? [value] : []));
  const named = new Map(call.args.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]])));
  params.slice(isBound(fn) ? 1 : 0).forEach((param, index) => {
    const { name } = param.target as NameNode;
    const written = (param.kind === "normal" ? given[index] : undefined) ?? named.get(name);
    frame.waiting?.set(name, { param, written, call, context });
  });
  return frame;
}

/** What a parameter is given in an activation; undefined when that is not known. */
export function argumentIn(run: Run, frame: Frame, key: string): Value | undefined {
  const waiting = frame.waiting?.get(key);
  if (!waiting) return frame.arguments.get(key);
  frame.waiting?.delete(key);
  const value = aside(run, (own) => awaited(own, frame, waiting));
  if (value) frame.arguments.set(key, value);
  return value;
}

function awaited(run: Run, frame: Frame, { param, written, call, context }: Waiting): Value | undefined {
  const isPython = frame.program.language === "python";
  const value = written && evaluate(run, written, context);
  if (value && !(value.kind === "none" && param.default && !isPython)) return value;
  if (param.default) return evaluate(run, param.default, { program: frame.program, frame });
  return isPython ? undefined : { kind: "none", origin: originOf(context.program, call) };
}

export function newFrame(fn: FunctionValue): Frame {
  const { node, program, self, frame: outer } = fn;
  return { fn: node, program, arguments: new Map(), waiting: undefined, looked: 0, missed: 0, self, outer };
}

/** Whether the first parameter is the object that a method was taken from. */
function isBound(fn: FunctionValue): boolean {
  const place = indexOf(fn.program).functions.get(fn.node);
  return place?.owner !== undefined && isPythonSelf(fn.program, fn.node) && fn.self !== undefined;
}

function fillFrame(run: Run, frame: Frame, fn: FunctionValue, call: CallNode, context: Context): void {
  const skip = isBound(fn) ? 1 : 0;
  const { values: given, complete } = positionalSoFar(run, call, context);
  const byName = namedMap(run, call, context);
  const isComplete = complete && !byName.open;
  const origin = originOf(context.program, call);
  fn.node.params.slice(skip).forEach((param, index) => {
    const key = param.target.kind === "name" ? param.target.name : patternKey(param.target);
    if (param.kind === "rest") {
      const rest = evaluateArguments(run, call, context);
      frame.arguments.set(key, listOf(rest.items.slice(index), origin));
      return;
    }
    if (param.kind === "named-rest") {
      const taken = new Set(
        fn.node.params.flatMap((it) => (it.target.kind === "name" && it !== param ? [it.target.name] : [])),
      );
      const entries = new Map([...byName.entries].filter(([name]) => !taken.has(name)));
      frame.arguments.set(key, mapOf(entries, byName.origin, byName.open));
      return;
    }
    const value = (param.kind === "normal" ? given[index] : undefined) ?? byName.entries.get(key)?.value;
    if (value && !(value.kind === "none" && param.default && fn.program.language !== "python")) {
      setArgument(run, frame, param.target, key, value);
    } else if (param.default && isComplete) {
      const inner: Context = { program: fn.program, frame };
      setArgument(run, frame, param.target, key, evaluate(run, param.default, inner));
    } else if (isComplete && fn.program.language !== "python" && param.target.kind === "name") {
      frame.arguments.set(key, { kind: "none", origin });
    }
  });
}

function setArgument(
  run: Run,
  frame: Frame,
  target: FunctionNode["params"][number]["target"],
  key: string,
  value: Value,
): void {
  frame.arguments.set(key, value);
  if (target.kind === "name") return;
  const context: Context = { program: frame.program, frame };
  targets(target, [], (name, pulls) => frame.arguments.set(name, pull(run, value, pulls, context)));
}

/** An argument of a call by name or position, through spreads and the request object. */
export function argumentOf(run: Run, step: CallStep, key: string | number): Value | undefined {
  const context: Context = step.frame ? { program: step.program, frame: step.frame } : { program: step.program };
  if (typeof key === "number") return positional(run, step.call, context)[key];
  const direct = named(run, step.call, key, context);
  if (direct || step.program.language === "python") return direct;
  const objects = positional(run, step.call, context).filter((value) => value.kind === "map");
  return objects[objects.length - 1]?.entries.get(key)?.value;
}

/** A call's whole request as one map. */
export function requestOf(run: Run, call: CallNode, context: Context, at?: number): MapValue {
  const { program } = context;
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  let origin = originOf(program, call.argsSpan);
  const object = at === undefined ? undefined : positional(run, call, context)[at];
  if (object) {
    const node = call.args.filter((argument) => argument.kind === "positional")[at as number]?.value;
    open = spreadInto(entries, object, node ? sourceName(program, node) : "request", false);
    if (object.kind === "map") origin = object.origin;
  } else if (at !== undefined) open = unknownSpread(run, call, context, at);
  const keywords = namedMap(run, call, context);
  for (const [key, field] of keywords.entries) entries.set(key, field);
  return mapOf(entries, origin, keywords.open ?? open);
}

/** How what is spread is called, also where it is only handed on and has no place of its own. */
function spreadName(program: Program, value: Expr): string {
  return value.kind === "name" ? value.name : sourceName(program, value);
}

/** What is not known of a request that comes with all arguments: `create(...args)`. */
function unknownSpread(run: Run, call: CallNode, context: Context, at: number): MapValue["open"] {
  const spread = call.args.slice(0, at + 1).find((argument) => argument.kind === "spread");
  const value = spread && evaluate(run, spread.value, context);
  if (!spread || value?.kind !== "reference") return undefined;
  return spreadInto(new Map(), value, spreadName(context.program, spread.value), false);
}

export function unknownCall(program: Program, call: CallNode): Value {
  return unknown(`${sourceName(program, call.callee)}()`, "external call", originOf(program, call));
}
