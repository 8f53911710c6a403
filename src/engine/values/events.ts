import type { Expr } from "../syntax/program";
import { argumentIn, evaluateArguments, positional } from "./arguments";
import { declaredInstance, typeName } from "./declared-types";
import { evaluate } from "./evaluate";
import { functionValue, lookAt, lookFor } from "./frames";
import { asList, unknownItems } from "./iteration";
import { choiceOf, known, knownNumber, knownText, listOf, mapOf, ONCE, originOf, sourceName, unknown } from "./make";
import { indexValue, memberOf } from "./members";
import { concatLists, each, join } from "./merge";
import { importedValue } from "./modules";
import { abstractInstance } from "./objects";
import { operate } from "./operators";
import { indexOf } from "./program-index";
import { type Context, guarded, type Run } from "./run";
import { type Event, isPythonSelf, type Key, type Pull, patternNames } from "./scopes";
import type { ListItem, MapField, MapValue, Origin, Value } from "./value";
import { children } from "./walk";

/** What an assignment or a change makes of the value before it. `key` identifies what is assigned. */
export function applyEvent(
  run: Run,
  key: object,
  event: Event,
  state: Value | undefined,
  context: Context,
): Value | undefined {
  const { program } = context;
  const origin = originOf(program, event);
  switch (event.kind) {
    case "assign": {
      if (!event.node.value) return state;
      const cycle = () => unknown(sourceName(program, event.node.target), "cycle", origin);
      return guarded<Value | undefined>(
        run,
        event,
        { frame: context.frame },
        () => assigned(run, key, event, state, context),
        cycle,
      );
    }
    case "item":
      return itemValue(run, event, context);
    case "param":
      return parameter(run, event, context);
    case "function":
      return functionValue(event.node, context);
    case "class":
      return { kind: "class", node: event.node, program, origin: originOf(program, event.node) };
    case "import":
      return importedValue(run, program, event.node, event.name);
    case "mutate": {
      const work = () => change(run, state, event.keys, (old) => mutate(run, event, old, context), origin, context);
      return guarded(run, event, { frame: context.frame }, work, () => state);
    }
  }
}

function assigned(
  run: Run,
  key: object,
  event: Event & { kind: "assign" },
  state: Value | undefined,
  context: Context,
): Value | undefined {
  const node = event.node;
  const origin = originOf(context.program, node);
  const value = evaluate(
    run,
    node.value as Expr,
    state && mentionsTarget(event) ? withLocal(context, key, event, state) : context,
  );
  const taken = pull(run, value, event.pulls, context);
  const operator = node.operator.replace(/=$/, "");
  const update = (old: Value | undefined): Value => {
    if (operator === "" || operator === ":") return taken;
    if (!old) return taken;
    if (operator === "||" || operator === "??") return choiceOf([old, taken], "fallback", origin);
    if (operator === "&&") return taken;
    return operate(run, operator, old, taken, origin, context);
  };
  // what is put into something unknown does not say what that is
  return change(run, state, event.keys, update, origin, context, node.value) ?? (event.keys.length ? state : taken);
}

function withLocal(context: Context, key: object, span: Event, value: Value): Context {
  const { program, frame, local: next } = context;
  return { program, frame, local: { key, span, value, looked: 0, missed: 0, next } };
}

const mentions = new WeakMap<Event, boolean>();

function mentionsTarget(event: Event & { kind: "assign" }): boolean {
  let result = mentions.get(event);
  if (result === undefined) {
    const names = new Set(patternNames(event.node.target));
    result = event.keys.length > 0 || mentionsName(event.node.value as Expr, names);
    mentions.set(event, result);
  }
  return result;
}

function mentionsName(root: Expr, names: Set<string>): boolean {
  const stack: Expr[] = [root];
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    if (expr.kind === "name" && names.has(expr.name)) return true;
    stack.push(...children(expr));
  }
  return false;
}

/** What a pattern takes out of a value. */
export function pull(run: Run, value: Value, pulls: readonly Pull[], context: Context): Value {
  let now = value;
  for (const step of pulls) {
    const { origin } = now;
    if (step.how === "key") now = memberOf(run, now, step.key, origin, context);
    else if (step.how === "index")
      now = indexValue(run, now, { kind: "number", min: step.index, max: step.index, origin }, origin, context);
    else if (step.how === "rest-items") now = now.kind === "list" ? listOf(now.items.slice(step.from), origin) : now;
    else if (now.kind === "map") {
      const keys = new Set(step.keys);
      now = mapOf(new Map([...now.entries].filter(([key]) => !keys.has(key))), now.origin, now.open);
    }
    if (step.default) {
      const fallback = () => evaluate(run, step.default as Expr, context);
      if (now.kind === "none") now = fallback();
      else if (now.kind === "reference") now = choiceOf([now, fallback()], "fallback", origin);
    }
  }
  return now;
}

function itemValue(run: Run, event: Event & { kind: "item" }, context: Context): Value {
  const origin = originOf(context.program, event);
  for (let local = context.local; local; local = local.next) {
    if (local.key !== event.node) continue;
    lookAt(local);
    return pull(run, local.value, event.pulls, context);
  }
  const name = sourceName(context.program, event);
  const list = asList(run, evaluate(run, event.iterable, context));
  if (!list || list.items.length === 0) return unknown(name, "run-time value", origin);
  const options = list.items.map((item) => pull(run, item.value, event.pulls, context));
  return choiceOf(options, "either", origin);
}

function parameter(run: Run, event: Event & { kind: "param" }, context: Context): Value {
  const { fn, param, pulls } = event;
  const { program } = context;
  const last = pulls[pulls.length - 1];
  const name =
    param.target.kind === "name" ? param.target.name : last?.how === "key" ? last.key : sourceName(program, param);
  const origin = originOf(program, param.target);
  const frame = lookFor(context.frame, fn);
  const given = frame && argumentIn(run, frame, param.target.kind === "name" ? name : patternKey(param.target));
  if (given) return pull(run, given, pulls, context);
  const index = indexOf(program);
  const place = index.functions.get(fn);
  if (event.index === 0 && place?.owner && isPythonSelf(program, fn)) {
    if (frame?.self) return frame.self;
    if (fn.modifiers.includes("classmethod")) {
      return { kind: "class", node: place.owner, program, origin: originOf(program, place.owner) };
    }
    return abstractInstance(program, place.owner);
  }
  const element = event.index === 0 ? argumentElement(run, event, context) : undefined;
  if (element) return element;
  const isName = param.target.kind === "name";
  const typed = isName && !param.default ? declaredInstance(run, param.type, program) : undefined;
  if (typed) return typed;
  const type = isName ? typeName(param.type) : undefined;
  const hole = unknown(name, "parameter", origin, type === undefined ? {} : { type });
  const fallback = last?.default ?? (pulls.length === 0 ? param.default : undefined);
  if (!fallback) return hole;
  return choiceOf([hole, evaluate(run, fallback, context)], "fallback", origin);
}

/** The name under which a frame keeps the argument of a destructured parameter. */
export function patternKey(target: { start: number }): string {
  return `#${target.start}`;
}

/** A known list's items for the parameter of a function given to `map`, `forEach` and the like. */
function argumentElement(run: Run, event: Event & { kind: "param" }, context: Context): Value | undefined {
  const call = indexOf(context.program).functions.get(event.fn)?.argumentOf;
  if (call?.callee.kind !== "member" || !/^(map|forEach|flatMap|filter|each)$/.test(call.callee.property))
    return undefined;
  const list = evaluate(run, call.callee.object, context);
  if (list.kind !== "list" || list.items.length === 0 || list.items.some((item) => item.value.kind === "reference"))
    return undefined;
  const options = list.items.map((item) => pull(run, item.value, event.pulls, context));
  return choiceOf(options, "either", list.origin);
}

/** Replaces what stands at `keys` inside a value. */
export function change(
  run: Run,
  state: Value | undefined,
  keys: readonly Key[],
  update: (old: Value | undefined) => Value | undefined,
  origin: Origin,
  context: Context,
  written?: Expr,
): Value | undefined {
  const key = keys[0];
  if (!key)
    return state?.kind === "choice" && update.length && written === undefined
      ? each(state, (it) => update(it) ?? it)
      : update(state);
  if (!state || state.kind === "none") return undefined;
  if (state.kind === "choice")
    return each(state, (it) => change(run, it, keys, update, origin, context, written) ?? it);
  const keyValue = "name" in key ? known(key.name, origin) : evaluate(run, key.expr, context);
  if (state.kind === "map") {
    const name = knownText(keyValue) ?? knownNumber(keyValue)?.toString();
    if (name === undefined) return { ...state, open: state.open ?? { name: "…", origin, reason: "run-time value" } };
    const old = state.entries.get(name);
    const value = change(run, old?.value, keys.slice(1), update, origin, context, written);
    if (!value) return state;
    const isWhole = keys.length === 1 && written;
    const field: MapField = { value, entry: isWhole || !old ? origin : old.entry };
    if (isWhole) field.expression = { node: written, program: context.program };
    else if (old?.expression) field.expression = old.expression;
    return mapOf(new Map(state.entries).set(name, field), state.origin, state.open);
  }
  if (state.kind === "list")
    return changeItem(run, state.items, knownNumber(keyValue), state.origin, (old) => {
      return change(run, old, keys.slice(1), update, origin, context, written);
    });
  return state;
}

function changeItem(
  run: Run,
  items: ListItem[],
  index: number | undefined,
  origin: Origin,
  update: (old: Value) => Value | undefined,
): Value {
  const at = index !== undefined && index < 0 ? items.length + index : index;
  const changed = items.map((item, position): ListItem => {
    if (at !== undefined && position !== at) return item;
    const value = update(item.value) ?? item.value;
    return at === undefined
      ? { ...item, value: join(run, undefined, [item.value, value], origin) ?? value }
      : { ...item, value };
  });
  return listOf(changed, origin);
}

const GROWING = /^(push|append|extend|insert|unshift|add|appendleft|extendleft)$/;

function mutate(
  run: Run,
  event: Event & { kind: "mutate" },
  state: Value | undefined,
  context: Context,
): Value | undefined {
  if (!state) return undefined;
  const { method, call } = event;
  const origin = originOf(context.program, call);
  if (state.kind === "map") return mutateMap(run, state, event, context);
  let items: ListItem[];
  if (state.kind === "list") items = state.items;
  else if (state.kind === "reference" && GROWING.test(method) && isPlainUnknown(state))
    items = [unknownItems(run, state)];
  else return state;
  const given = positional(run, call, context);
  const added = given.map((value): ListItem => ({ value, times: ONCE }));
  switch (method) {
    case "push":
    case "append":
    case "add":
      return concatLists([listOf(items, state.origin), evaluateArguments(run, call, context)], state.origin);
    case "extend": {
      const more = given[0] && asList(run, given[0]);
      return more ? listOf([...items, ...more.items], state.origin) : state;
    }
    case "unshift":
    case "appendleft":
      return listOf([...evaluateArguments(run, call, context).items, ...items], state.origin);
    case "extendleft": {
      const more = given[0] && asList(run, given[0]);
      return more ? listOf([...more.items, ...items], state.origin) : state;
    }
    case "insert": {
      const at = knownNumber(given[0]) ?? items.length;
      const place = at < 0 ? Math.max(0, items.length + at) : at;
      return listOf([...items.slice(0, place), ...added.slice(1, 2), ...items.slice(place)], state.origin);
    }
    case "pop":
    case "shift": {
      const at = method === "shift" ? 0 : (knownNumber(given[0]) ?? -1);
      return listOf(without(items, at), state.origin);
    }
    case "clear":
      return listOf([], state.origin);
    case "splice": {
      const [at, removed] = [knownNumber(given[0]), knownNumber(given[1])];
      if (at !== undefined && removed !== undefined && given.length > 1) {
        const place = at < 0 ? Math.max(0, items.length + at) : at;
        const after = items.slice(place + removed);
        return listOf([...items.slice(0, place), ...added.slice(2), ...after], state.origin);
      }
      const kept = items.map((item) => ({ ...item, times: { ...item.times, min: 0 } }));
      return listOf([...kept, ...added.slice(2)], origin);
    }
    case "remove":
      return listOf(
        items.map((item) => ({ ...item, times: { ...item.times, min: 0 } })),
        origin,
      );
    default:
      return state;
  }
}

/** Whether a method of this name may make something else of a value: an object of a class stays what it is. */
export function mayMutate(state: Value | undefined, method: string): boolean {
  switch (state?.kind) {
    case "list":
    case "map":
      return true;
    case "choice":
      return state.options.some((option) => option.kind === "none" || mayMutate(option, method));
    case "reference":
      return GROWING.test(method) && isPlainUnknown(state);
    default:
      return false;
  }
}

function isPlainUnknown(state: Value & { kind: "reference" }): boolean {
  const last = state.steps[state.steps.length - 1];
  if (last?.kind === "call") return !last.construct;
  return state.root.kind === "unknown" && state.root.hole.reason !== "unresolved name";
}

function without(items: ListItem[], index: number): ListItem[] {
  const at = index < 0 ? items.length + index : index;
  const item = items[at];
  if (!item) return items;
  if (item.times.max === 1) return items.filter((_, position) => position !== at);
  return items.map((it, position) =>
    position === at ? { ...it, times: { ...it.times, min: Math.max(0, it.times.min - 1) } } : it,
  );
}

function mutateMap(run: Run, state: MapValue, event: Event & { kind: "mutate" }, context: Context): Value {
  const { method, call } = event;
  const origin = originOf(context.program, call);
  const entries = new Map(state.entries);
  let open = state.open;
  if (method === "set" || method === "setdefault") {
    const [key, value] = positional(run, call, context);
    const name = knownText(key);
    if (name === undefined) open ??= { name: "…", origin, reason: "run-time value" };
    else if (value && !(method === "setdefault" && entries.has(name))) entries.set(name, { value, entry: origin });
  } else if (method === "update") {
    for (const argument of call.args) {
      if (argument.kind === "named" && argument.name) {
        const value = evaluate(run, argument.value, context);
        entries.set(argument.name, {
          value,
          entry: originOf(context.program, argument),
          expression: { node: argument.value, program: context.program },
        });
        continue;
      }
      const value = evaluate(run, argument.value, context);
      if (value.kind === "map") {
        for (const [key, field] of value.entries) entries.set(key, field);
        open ??= value.open;
      } else open ??= { name: sourceName(context.program, argument.value), origin, reason: "run-time value" };
    }
  } else if (method === "pop") {
    const name = knownText(positional(run, call, context)[0]);
    if (name !== undefined) entries.delete(name);
  } else if (method === "clear") return mapOf(new Map(), state.origin);
  return mapOf(entries, state.origin, open);
}
