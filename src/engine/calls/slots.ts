import type { Sdk, Slot, SlotKey } from "../sdks/sdk";
import type { CallNode, Expr, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type {
  CallStep,
  EvaluationContext,
  Frame,
  Hole,
  ListValue,
  MapField,
  MapValue,
  Origin,
  Value,
} from "../values/value";
import type { Site } from "./llm-call";
import type { Match } from "./match";

/** One request being read: the call, where it is evaluated, and what it sends. */
export interface Request {
  evaluator: Evaluator;
  call: CallNode;
  context: EvaluationContext;
  match: Match;
  /** all SDKs, to recognise a client that another one wraps */
  sdks?: readonly Sdk[];
  /** clients that it may be instead */
  otherClients?: NonNullable<Match["client"]>[];
  /** the arguments as one map */
  map: Value;
  /** what was read already, where the request is more than its call */
  readings?: Partial<Record<SlotKey, Reading>>;
  /** prompt objects that stand before the input */
  prompts?: Value[];
  /** what stands for the placeholders of those prompts: what runs before them, as far as its bounds go */
  given?: ReadonlyMap<string, Value>;
  /** text that the library puts into the prompt itself */
  brought?: Hole[];
  /** what else the library sends, by name */
  adds?: string[];
  /** the model that the URL names; a NUL stands for what is not known */
  urlModel?: string;
}
export interface Reading {
  value: Value;
  /** undefined when the value was not written as an argument or entry of its own */
  site?: Site;
  /** the whole field, with the expression it was written as */
  field?: MapField;
  /** which of a slot's places it was written at */
  place?: string;
}

/** The first of a slot's places that is written in the request. */
export function readSlot(request: Request, slot: Slot | undefined): Reading | undefined {
  if (slot === undefined) return undefined;
  for (const place of typeof slot === "string" ? [slot] : slot) {
    const reading = readPlace(request, place);
    if (reading && reading.value.kind !== "none") return { ...reading, place };
  }
  return undefined;
}

function readPlace(request: Request, place: string): Reading | undefined {
  const arrow = place.lastIndexOf(">");
  if (arrow > 0) {
    const holder = readPlace(request, place.slice(0, arrow));
    return holder && readMade(request, holder.value, place.slice(arrow + 1));
  }
  const colon = place.indexOf(":");
  if (colon > 0) {
    const step = request.match.steps.get(place.slice(0, colon));
    return step && readStep(request, step, place.slice(colon + 1));
  }
  if (place.startsWith("#")) return readPositional(request, place);
  return readPath(request, { value: request.map }, place.split("."));
}

/** What a slot looks into (`agent` of `agent>model`) when nobody can see how it was made: it may have a model of its own. */
export function unseenHolder(request: Request, slot: Slot | undefined): Value | undefined {
  for (const place of slot === undefined ? [] : typeof slot === "string" ? [slot] : slot) {
    const arrow = place.lastIndexOf(">");
    const holder = arrow > 0 ? readPlace(request, place.slice(0, arrow))?.value : undefined;
    const holders = holder?.kind === "list" ? holder.items.map(({ value }) => value) : holder ? [holder] : [];
    const unseen = holders.find((each) => each.kind !== "none" && !isSeen(request, each));
    if (unseen) return unseen;
  }
  return undefined;
}

/** Whether a slot may be written where nobody can see it: in what an object was made with, here or elsewhere. */
export function isUnseen(request: Request, slot: Slot | undefined): boolean {
  if (unseenHolder(request, slot)) return true;
  const places = slot === undefined ? [] : typeof slot === "string" ? [slot] : slot;
  const holders = places.flatMap((place) => (place.includes(">") ? place.slice(0, place.lastIndexOf(">")) : []));
  if (holders.length > 0 && !holders.some((holder) => readPlace(request, holder))) return true;
  return places.some((place) => {
    const colon = place.includes(">") ? -1 : place.indexOf(":");
    const step = request.match.steps.get(place.slice(0, Math.max(0, colon)));
    return colon > 0 && !(step && isWhole(request, step));
  });
}

/** Whether all that something was made with is written where it was made. */
function isSeen(request: Request, value: Value): boolean {
  const step = lastCall(value);
  return step !== undefined && isWhole(request, step);
}

function isWhole({ evaluator }: Request, { call, program, frame }: CallStep): boolean {
  const made = requestMap(evaluator, call, { program, frame });
  return made?.kind === "map" && made.open === undefined;
}

/** `#1` or `#1.maxTurns` of the call itself. */
function readPositional(request: Request, place: string): Reading | undefined {
  const [index, ...path] = place.slice(1).split(".");
  const value = positionalValue(request.evaluator, request.call, Number(index), request.context);
  if (!value) return undefined;
  const argument = positional(request.call, Number(index));
  const first: Reading = { value };
  if (argument) {
    first.site = siteOf(request, request.context.program, argument.value, argument);
    first.field = {
      value,
      entry: { path: request.context.program.path, start: argument.start, end: argument.end },
      expression: { node: argument.value, program: request.context.program },
    };
  }
  return path.length === 0 ? first : readPath(request, first, path);
}

function positional(call: CallNode, index: number) {
  for (let at = 0; at <= index; at++) {
    const argument = call.args[at];
    if (argument?.kind !== "positional") return undefined;
    if (at === index) return argument;
  }
  return undefined;
}

/** A place in the request of another call: a client's constructor, an agent's. */
function readStep(request: Request, step: CallStep, place: string): Reading | undefined {
  const context: EvaluationContext = { program: step.program, frame: step.frame };
  if (place.startsWith("#")) {
    const [index, ...path] = place.slice(1).split(".");
    const value = request.evaluator.argument(step, Number(index));
    if (!value) return undefined;
    const argument = positional(step.call, Number(index));
    const first: Reading = { value };
    if (argument) {
      first.site = siteOf(request, step.program, argument.value, argument);
      first.field = {
        value,
        entry: { path: step.program.path, start: argument.start, end: argument.end },
        expression: { node: argument.value, program: step.program },
      };
    }
    return path.length === 0 ? first : readPath(request, first, path);
  }
  return readPath(request, { value: requestMap(request.evaluator, step.call, context) }, place.split("."));
}

function readMade(request: Request, value: Value, place: string): Reading | undefined {
  // one of several, as middleware is
  if (value.kind === "list")
    return value.items.map((item) => readMade(request, item.value, place)).find((reading) => reading !== undefined);
  const step = lastCall(value);
  return step && readStep(request, step, place);
}

function readPath(request: Request, from: Reading, path: readonly string[]): Reading | undefined {
  let reading: Reading | undefined = from;
  for (const key of path) {
    if (!reading) return undefined;
    const field: MapField | undefined =
      reading.value.kind === "list" ? itemOf(reading.value, key) : fieldOf(request.evaluator, reading.value, key);
    if (!field) return undefined;
    reading = { value: field.value, field, site: siteOfField(request, field) };
  }
  return reading;
}

/** `0` of a list. */
function itemOf(list: ListValue, key: string): MapField | undefined {
  const item = /^\d{1,3}$/.test(key) ? list.items[Number(key)] : undefined;
  return item && { value: item.value, entry: item.value.origin };
}

/** One key of a map, of an object made by a constructor, or of the JSON text made from either. */
export function fieldOf(evaluator: Evaluator, value: Value, key: string): MapField | undefined {
  return asMap(evaluator, value)?.entries.get(key);
}

/** A value as a map: itself, the request of the constructor that made it, or what was written as JSON. */
export function asMap(evaluator: Evaluator, value: Value, depth = 0): MapValue | undefined {
  if (value.kind === "map") return value;
  if (depth > 4) return undefined;
  if (value.kind === "text") return value.json && asMap(evaluator, value.json, depth + 1);
  if (value.kind === "choice") {
    for (const option of value.options) {
      const map = asMap(evaluator, option, depth + 1);
      if (map) return map;
    }
    return undefined;
  }
  const step = lastCall(value);
  if (!step || value.kind !== "reference") return undefined;
  const json = jsonArgument(evaluator, value);
  if (json) return asMap(evaluator, json, depth + 1);
  const made = requestMap(evaluator, step.call, { program: step.program, frame: step.frame });
  return made.kind === "map" ? made : undefined;
}

/** What `JSON.stringify(x)` or `json.dumps(x)` writes, seen through `.encode()` and the like. */
export function jsonArgument(evaluator: Evaluator, value: Value): Value | undefined {
  if (value.kind !== "reference") return undefined;
  const { steps } = value;
  for (let at = steps.length - 1; at > 0; at--) {
    const step = steps[at];
    const before = steps[at - 1];
    if (step?.kind !== "call" || before?.kind !== "member") continue;
    if (before.name === "stringify" || before.name === "dumps") return evaluator.argument(step, 0);
  }
  return undefined;
}

export function lastCall(value: Value): CallStep | undefined {
  if (value.kind !== "reference") return undefined;
  for (let at = value.steps.length - 1; at >= 0; at--) {
    const step = value.steps[at];
    if (step?.kind === "call") return step;
  }
  return value.root.kind === "instance" && value.steps.length === 0 ? value.root.call : undefined;
}

/**
 * The arguments of a call as one map, with the keys of the object that is its positional argument `at`. What cannot be such an object
 * (a text, a number) adds nothing; Python's requests are keyword arguments.
 */
export function requestMap(evaluator: Evaluator, call: CallNode, context: EvaluationContext, at = 0): Value {
  if (at < 0 || context.program.language === "python") return evaluator.request(call, context);
  const value = positionalValue(evaluator, call, at, context);
  const isSpread = call.args.slice(0, at + 1).some((argument) => argument.kind === "spread");
  const isObject = value ? value.kind === "map" || value.kind === "reference" || value.kind === "choice" : isSpread;
  return evaluator.request(call, context, isObject ? at : undefined);
}

/** A positional argument, also where it comes with others (`f(...args)`) whose number is known. */
function positionalValue(evaluator: Evaluator, call: CallNode, at: number, context: EvaluationContext) {
  const argument = positional(call, at);
  if (argument) return evaluator.evaluate(argument.value, context);
  if (!call.args.some(({ kind }) => kind === "spread")) return undefined;
  const origin = originOf(context.program, call);
  return evaluator.argument({ kind: "call", construct: call.construct, call, ...context, origin }, at);
}

function siteOfField(request: Request, field: MapField): Site | undefined {
  if (!field.expression) return undefined;
  return siteOf(request, field.expression.program, field.expression.node, field.entry);
}

function siteOf(request: Request, program: Program, value: Expr, entry: { start: number; end: number }): Site {
  const { call, context } = request;
  return {
    path: program.path,
    value: { start: value.start, end: value.end },
    entry: { start: entry.start, end: entry.end },
    own: program === context.program && !context.frame && entry.start >= call.start && entry.end <= call.end,
  };
}

export function originOf(program: Program, span: { start: number; end: number }): Origin {
  return { path: program.path, start: span.start, end: span.end };
}

export function contextOf(program: Program, frame?: Frame): EvaluationContext {
  return frame ? { program, frame } : { program };
}
