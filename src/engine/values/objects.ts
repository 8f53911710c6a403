import type { AssignStatement, CallNode, ClassNode, FunctionNode, Program } from "../syntax/program";
import { argumentOf, enterFunction, newFrame } from "./arguments";
import { resultOf } from "./calls";
import { environment } from "./environment";
import { evaluate } from "./evaluate";
import { applyEvent } from "./events";
import { type Flow, walkFrom } from "./flow";
import { frameOf } from "./frames";
import { choiceOf, optionsOf, originOf, unknown } from "./make";
import { repeat } from "./merge";
import { indexOf } from "./program-index";
import { type Context, closed, opened, type Run, shared } from "./run";
import { type FieldEvent, lastName, type Scope } from "./scopes";
import type { CallStep, ClassValue, Frame, FunctionValue, ReferenceValue, Value } from "./value";

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

/** The class and its bases inside the workspace, nearest first. */
export function lineage(run: Run, start: ClassValue): ClassValue[] {
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

export function methodOf(node: ClassNode, name: string): FunctionNode | undefined {
  for (let at = node.body.length - 1; at >= 0; at--) {
    const statement = node.body[at];
    if (statement?.kind === "function-statement" && statement.function.name === name) return statement.function;
  }
  return undefined;
}

export function constructorOf(node: ClassNode): FunctionNode | undefined {
  return methodOf(node, "constructor") ?? methodOf(node, "__init__");
}

function fieldOf(node: ClassNode, name: string): AssignStatement | undefined {
  for (const statement of node.body) {
    if (statement.kind === "assign" && statement.target.kind === "name" && statement.target.name === name)
      return statement;
  }
  return undefined;
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

function methodValue(program: Program, node: FunctionNode, self: Value): FunctionValue {
  return { kind: "function", node, program, self, origin: originOf(program, node) };
}

/** A member of an object of a workspace class; undefined when neither the class nor its bases say anything about it. */
export function instanceMember(run: Run, self: Instance, name: string, use?: Use): Value | undefined {
  const classes = lineage(run, self.root.class);
  const work = () => fieldOfClasses(run, self, classes, name, use);
  const events = classes.flatMap(({ node, program }) => indexOf(program).fields.get(node)?.get(name) ?? []);
  const key = indexOf(self.root.class.program).fields.get(self.root.class.node)?.get(name) ?? events;
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
    const frame = newFrame(value, 1);
    return resultOf(run, value, frame);
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
  const { program, node } = owner;
  const key = `${program.path}:${node.start}.${name}`;
  let known = run.fields.get(self.root);
  if (!known) {
    known = new Map();
    run.fields.set(self.root, known);
  }
  if (known.has(key)) return known.get(key);
  const outer = opened(run);
  const maker = constructorOf(node);
  const frame = maker && constructorFrame(run, self, owner, maker);
  let value = declared(run, self, owner, name, frame) ?? inherited;
  const methods = [...new Set(events.map((it) => it.method))].sort((a, b) => Number(b === maker) - Number(a === maker));
  for (const method of methods) {
    const context = methodContext(owner, method, method === maker ? frame : undefined, undefined, self);
    const after = walkMethod(run, program, method, events, value, undefined, context);
    value = method === maker ? after : repeat(run, value, after, { min: 0 }, originOf(program, node));
  }
  if (closed(run, outer)) known.set(key, value);
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
    frame ?? frameOf(use?.frame, method) ?? newFrame(methodValue(owner.program, method, self) as FunctionValue, 1);
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
  const frame = newFrame(value, 1);
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

/** A field's own value: a class field, a parameter property, a dataclass or model field given by the constructor call. */
function declared(
  run: Run,
  self: Instance,
  owner: ClassValue,
  name: string,
  frame: Frame | undefined,
): Value | undefined {
  const { program, node } = owner;
  const property = frame?.fn.params.find(
    (param) => param.property && param.target.kind === "name" && param.target.name === name,
  );
  if (property && frame) {
    const given = frame.arguments.get(name);
    if (given) return given;
    return evaluate(run, property.target.kind === "name" ? property.target : frame.fn, { program, frame });
  }
  const field = fieldOf(node, name);
  if (!field) return undefined;
  const given = frame || program.language !== "python" ? undefined : generatedArgument(run, self, owner, name);
  if (given) return given;
  if (isSettings(run, owner)) return fromSettings(run, owner, name, field);
  if (!field.value) return undefined;
  const value = fieldDefault(run, evaluate(run, field.value, { program }));
  const isOpen =
    !frame && field.type !== undefined && self.root.call.call.args.some((it) => it.kind === "named-spread");
  if (!isOpen || program.language !== "python") return value;
  const hole = unknown(`${node.name ?? "self"}.${name}`, "parameter", originOf(program, field));
  return choiceOf([hole, value], "fallback", originOf(program, field));
}

/** A pydantic settings class fills its fields from the environment. */
function isSettings(run: Run, owner: ClassValue): boolean {
  return lineage(run, owner).some(({ node }) => node.bases.some((base) => lastName(base) === "BaseSettings"));
}

function fromSettings(run: Run, owner: ClassValue, name: string, field: AssignStatement): Value {
  const { program } = owner;
  const origin = originOf(program, field);
  const variable = environment(run, name.toUpperCase(), origin);
  if (!field.value) return variable;
  return choiceOf([variable, fieldDefault(run, evaluate(run, field.value, { program }))], "fallback", origin);
}

/** `Field(default="x")`, `Field("x")`, `field(default_factory=lambda: …)` */
function fieldDefault(run: Run, value: Value): Value {
  const step = value.kind === "reference" ? value.steps[value.steps.length - 1] : undefined;
  if (value.kind !== "reference" || step?.kind !== "call") return value;
  const callee = step.call.callee;
  if (callee.kind !== "name" || !/^(Field|field)$/.test(callee.name)) return value;
  const made = argumentOf(run, step, "default_factory");
  if (made?.kind === "function") return resultOf(run, made, newFrame(made, 1)) ?? value;
  return argumentOf(run, step, "default") ?? argumentOf(run, step, 0) ?? value;
}

/** The argument for a field of a class whose constructor is made from its fields (dataclass, pydantic model, attrs). */
function generatedArgument(run: Run, self: Instance, owner: ClassValue, name: string): Value | undefined {
  const { call } = self.root;
  const byName = argumentOf(run, call, name);
  if (byName) return byName;
  const isData = owner.node.decorators.some((it) => /dataclass|define|attrs|attr\b/.test(decoratorName(it)));
  if (!isData) return undefined;
  const fields = owner.node.body.flatMap((it) =>
    it.kind === "assign" && it.type !== undefined && it.target.kind === "name" ? [it.target.name] : [],
  );
  const at = fields.indexOf(name);
  return at < 0 ? undefined : argumentOf(run, call, at);
}

function decoratorName(expr: ClassNode["decorators"][number]): string {
  if (expr.kind === "call") return decoratorName(expr.callee);
  if (expr.kind === "member") return expr.property;
  return expr.kind === "name" ? expr.name : "";
}
