import type { AssignStatement, CallNode, ClassNode, FunctionNode, Program } from "../syntax/program";
import { enterFunction, newFrame } from "./arguments";
import { resultOf } from "./calls";
import { declared } from "./declared-fields";
import { declaredResult } from "./declared-types";
import { evaluate } from "./evaluate";
import { applyEvent } from "./events";
import { type Flow, walkFrom } from "./flow";
import { frameOf } from "./frames";
import { optionsOf, originOf, unknown } from "./make";
import { repeat } from "./merge";
import { indexOf } from "./program-index";
import { type Context, closed, cutShort, type KnownField, opened, type Run, shared } from "./run";
import type { FieldEvent, Scope } from "./scopes";
import type { CallStep, ClassValue, Frame, FunctionValue, ReferenceValue, Value } from "./value";
import { namedField } from "./written-members";

export type Instance = ReferenceValue & { root: { kind: "instance"; class: ClassValue; call: CallStep } };

export function isInstance(value: Value): value is Instance {
  return value.kind === "reference" && value.root.kind === "instance" && value.steps.length === 0;
}

const abstract = new WeakMap<ClassNode, Instance>();

/** An object of a class that was made nobody knows where: the arguments of its constructor are unknown. */
export function abstractInstance(program: Program, node: ClassNode): Instance {
  const existing = abstract.get(node);
  if (existing) return existing;
  const origin = originOf(program, node);
  const at = { start: node.start, end: node.start };
  const call: CallNode = {
    kind: "call",
    callee: { kind: "name", name: node.name ?? "class", ...at },
    args: [
      { kind: "spread", value: { kind: "opaque", what: "unknown arguments", children: [], ...at }, ...at },
      { kind: "named-spread", value: { kind: "opaque", what: "unknown arguments", children: [], ...at }, ...at },
    ],
    construct: true,
    argsSpan: at,
    ...at,
  };
  const step: CallStep = { kind: "call", construct: true, call, program, origin };
  const made: Instance = {
    kind: "reference",
    root: { kind: "instance", class: { kind: "class", node, program, origin }, call: step },
    steps: [],
    origin,
  };
  abstract.set(node, made);
  return made;
}

/** An object of which only a class above its own may be known. */
export function isOpenInstance(value: Value): value is Instance {
  return isInstance(value) && abstract.get(value.root.class.node)?.root === value.root;
}

/** The class and its bases inside the workspace, nearest first. */
export function lineage(run: Run, start: ClassValue): ClassValue[] {
  const known = run.lineages.get(start.node);
  if (known) return known;
  const outer = opened(run);
  const found = findLineage(run, start);
  if (closed(run, outer)) run.lineages.set(start.node, found);
  return found;
}

function findLineage(run: Run, start: ClassValue): ClassValue[] {
  const found: ClassValue[] = [start];
  for (let at = 0; at < found.length && found.length < 12; at++) {
    const { node, program } = found[at] as ClassValue;
    for (const base of node.bases) {
      for (const value of optionsOf(evaluate(run, base, { program }))) {
        if (value.kind === "class" && !found.some((it) => it.node === value.node)) found.push(value);
      }
    }
  }
  return found;
}

/** True when a class inherits from something that is not of the workspace. */
export function hasOutsideBase(run: Run, value: ClassValue): boolean {
  return lineage(run, value).some(({ node, program }) =>
    node.bases.some((base) => {
      const isPlain =
        base.kind === "name" && /^(object|ABC|Protocol|Generic|Enum|BaseModel|BaseSettings|TypedDict)$/.test(base.name);
      return !isPlain && optionsOf(evaluate(run, base, { program })).some((it) => it.kind !== "class");
    }),
  );
}

/** The method, or the property's getter, of a name. */
export function methodOf(node: ClassNode, name: string): FunctionNode | undefined {
  for (let at = node.body.length - 1; at >= 0; at--) {
    const statement = node.body[at];
    if (statement?.kind !== "function-statement" || statement.function.name !== name) continue;
    if (!statement.function.modifiers.includes("setter")) return statement.function;
  }
  return undefined;
}

export function constructorOf(node: ClassNode): FunctionNode | undefined {
  return methodOf(node, "constructor") ?? methodOf(node, "__init__");
}

export function fieldOf(node: ClassNode, name: string): AssignStatement | undefined {
  for (const statement of node.body) {
    if (statement.kind === "assign" && statement.target.kind === "name" && statement.target.name === name)
      return statement;
  }
  return undefined;
}

/** What a field or a parameter property of a class is annotated with. */
export function declaredType(node: ClassNode, name: string): string | undefined {
  const param = constructorOf(node)?.params.find(
    (it) => it.property && it.target.kind === "name" && it.target.name === name,
  );
  return fieldOf(node, name)?.type ?? param?.type;
}

/** A static member or an enum's, of a class or its bases. */
export function classMember(run: Run, value: ClassValue, name: string): Value | undefined {
  for (const at of lineage(run, value)) {
    const method = methodOf(at.node, name);
    if (method) return methodValue(at.program, method, value);
    const field = fieldOf(at.node, name);
    if (field?.value) return evaluate(run, field.value, { program: at.program });
  }
  return undefined;
}

export function methodValue(program: Program, node: FunctionNode, self: Value): FunctionValue {
  return { kind: "function", node, program, self, origin: originOf(program, node) };
}

/** A method of an object of which nothing but a class is known. */
export function openMethod(program: Program, owner: ClassNode, node: FunctionNode): FunctionValue {
  const isStatic = node.modifiers.includes("static");
  const self: Value = node.modifiers.includes("classmethod")
    ? { kind: "class", node: owner, program, origin: originOf(program, owner) }
    : abstractInstance(program, owner);
  return isStatic
    ? { kind: "function", node, program, origin: originOf(program, node) }
    : methodValue(program, node, self);
}

/** A member of an object of a workspace class; undefined when neither the class nor its bases say anything about it. */
export function instanceMember(run: Run, self: Instance, name: string, use?: Use): Value | undefined {
  const classes = lineage(run, self.root.class);
  const work = () => fieldOfClasses(run, self, classes, name, use);
  const key = indexOf(self.root.class.program).fields.get(self.root.class.node)?.get(name) ?? {};
  const dear = () =>
    unknown(
      `${self.root.class.program.language === "python" ? "self" : "this"}.${name}`,
      "too many steps",
      self.origin,
    );
  const field = shared(run, key, work, dear);
  if (field) return field;
  for (const owner of classes) {
    const method = methodOf(owner.node, name);
    if (!method) continue;
    const value = methodValue(owner.program, method, self);
    if (!isProperty(method)) return value;
    const frame = newFrame(value);
    return declaredResult(run, value, resultOf(run, value, frame));
  }
  for (const owner of classes) {
    const named = namedField(run, self, owner, name);
    if (named) return named;
  }
  return undefined;
}

function fieldOfClasses(run: Run, self: Instance, classes: ClassValue[], name: string, use?: Use): Value | undefined {
  let field: Value | undefined;
  for (let at = classes.length - 1; at >= 0; at--) {
    const owner = classes[at] as ClassValue;
    field = fieldValue(run, self, owner, name, field, use) ?? field;
  }
  return field;
}

function isProperty(method: FunctionNode): boolean {
  if (method.modifiers.some((it) => it === "property" || it === "get" || it === "cached_property")) return true;
  return method.decorators.some((it) => it.kind === "name" && /^(property|cached_property)$/.test(it.name));
}

interface Use {
  offset: number;
  context: Context;
}

/** What one class of an object's lineage says about a field. */
function fieldValue(
  run: Run,
  self: Instance,
  owner: ClassValue,
  name: string,
  inherited: Value | undefined,
  use?: Use,
): Value | undefined {
  const { program, node } = owner;
  const events = indexOf(program).fields.get(node)?.get(name) ?? [];
  const inMethod = use && use.context.program === program ? methodAround(node, use.offset) : undefined;
  const maker = constructorOf(node);
  if (maker && inMethod === maker && touches(events, maker)) {
    const frame = constructorFrame(run, self, owner, maker);
    const context = methodContext(owner, maker, frame, undefined, self);
    return walkMethod(
      run,
      program,
      maker,
      events,
      declared(run, self, owner, name, frame) ?? inherited,
      use?.offset,
      context,
    );
  }
  const settled = settledField(run, self, owner, name, inherited, events);
  if (!inMethod || !touches(events, inMethod)) return settled;
  const context = methodContext(owner, inMethod, undefined, use?.context, self);
  return walkMethod(run, program, inMethod, events, settled, use?.offset, context);
}

/** A field after the constructor and, possibly, every other method. */
function settledField(
  run: Run,
  self: Instance,
  owner: ClassValue,
  name: string,
  inherited: Value | undefined,
  events: FieldEvent[],
): Value | undefined {
  const known = knownFields(run, self, owner.node);
  const before = known.get(name);
  if (before && "level" in before && before.run === run) {
    // the field depends on itself: what it is before its methods is all that can be said here
    cutShort(run, before.level);
    return inherited;
  }
  if (before && "value" in before) return before.value;
  const outer = opened(run);
  known.set(name, { level: ++run.level, run });
  let value: Value | undefined;
  try {
    value = afterAllMethods(run, self, owner, name, inherited, events);
  } finally {
    run.level--;
    if (before) known.set(name, before);
    else known.delete(name);
  }
  if (closed(run, outer)) known.set(name, { value });
  return value;
}

function knownFields(run: Run, self: Instance, node: ClassNode): Map<string, KnownField> {
  let classes = run.fields.get(self.root);
  if (!classes) {
    classes = new Map();
    run.fields.set(self.root, classes);
  }
  let fields = classes.get(node);
  if (!fields) {
    fields = new Map();
    classes.set(node, fields);
  }
  return fields;
}

function afterAllMethods(
  run: Run,
  self: Instance,
  owner: ClassValue,
  name: string,
  inherited: Value | undefined,
  events: FieldEvent[],
): Value | undefined {
  const { program, node } = owner;
  const maker = constructorOf(node);
  const frame = maker && constructorFrame(run, self, owner, maker);
  let value = declared(run, self, owner, name, frame) ?? inherited;
  const methods = [...new Set(events.map((it) => it.method))].sort((a, b) => Number(b === maker) - Number(a === maker));
  for (const method of methods) {
    const context = methodContext(owner, method, method === maker ? frame : undefined, undefined, self);
    const after = walkMethod(run, program, method, events, value, undefined, context);
    value = method === maker ? after : repeat(run, value, after, { min: 0 }, originOf(program, node));
  }
  return value;
}

function touches(events: FieldEvent[], method: FunctionNode): boolean {
  return events.some((it) => it.method === method);
}

function methodAround(node: ClassNode, offset: number): FunctionNode | undefined {
  for (const statement of node.body) {
    if (statement.kind === "function-statement" && statement.start <= offset && offset < statement.end)
      return statement.function;
  }
  return undefined;
}

function methodContext(
  owner: ClassValue,
  method: FunctionNode,
  frame: Frame | undefined,
  use: Context | undefined,
  self: Instance,
): Context {
  const current =
    frame ?? frameOf(use?.frame, method) ?? newFrame(methodValue(owner.program, method, self) as FunctionValue);
  return { program: owner.program, frame: current };
}

function walkMethod(
  run: Run,
  program: Program,
  method: FunctionNode,
  all: FieldEvent[],
  entry: Value | undefined,
  until: number | undefined,
  context: Context,
): Value | undefined {
  const events = all.filter((it) => it.method === method).map((it) => it.event);
  const scope = indexOf(program).scopes.get(method) as Scope;
  const key = {};
  const flow: Flow = {
    run,
    binding: { events, scope },
    context,
    home: scope,
    use: until ?? Number.POSITIVE_INFINITY,
    reached: false,
    apply: (at, event, value) => applyEvent(run, key, event, value, at.context),
  };
  return walkFrom(flow, method.body, entry);
}

const frames = new WeakMap<CallStep, Map<FunctionNode, Frame>>();

function constructorFrame(run: Run, self: Instance, owner: ClassValue, maker: FunctionNode): Frame {
  const { call } = self.root;
  let known = frames.get(call);
  if (!known) {
    known = new Map();
    frames.set(call, known);
  }
  const existing = known.get(maker);
  if (existing && run.live.has(existing)) return existing;
  const value = methodValue(owner.program, maker, self);
  const context: Context = call.frame ? { program: call.program, frame: call.frame } : { program: call.program };
  const frame = newFrame(value);
  run.live.add(frame);
  known.set(maker, frame);
  const args = owner.node === self.root.class.node ? call.call : superCall(run, self, maker);
  const from = owner.node === self.root.class.node ? context : superContext(run, self);
  if (args && from) frame.arguments = enterFunction(run, value, args, from).arguments;
  return frame;
}

/** The `super(…)` or `super().__init__(…)` call in the constructor of the object's own class. */
function superCall(run: Run, self: Instance, base: FunctionNode): CallNode | undefined {
  const { node, program } = self.root.class;
  const own = constructorOf(node);
  if (!own) return own === base ? undefined : self.root.call.call;
  const calls = indexOf(program).calls;
  const candidates = [...(calls.get("super") ?? []), ...(calls.get("__init__") ?? [])];
  return candidates.find((call) => {
    const inside = own.start <= call.start && call.end <= own.end;
    return inside && (call.callee.kind === "member" || program.language !== "python") && run.steps > 0;
  });
}

function superContext(run: Run, self: Instance): Context | undefined {
  const { node, program } = self.root.class;
  const own = constructorOf(node);
  if (!own) {
    const { call } = self.root;
    return call.frame ? { program: call.program, frame: call.frame } : { program: call.program };
  }
  return { program, frame: constructorFrame(run, self, self.root.class, own) };
}
