import type {
  AssignmentNode,
  AssignStatement,
  CallNode,
  ClassNode,
  ComprehensionNode,
  Expr,
  FunctionNode,
  ImportStatement,
  LoopStatement,
  Param,
  Pattern,
  Program,
  Span,
  Statement,
} from "../syntax/program";
import { bodiesOf, children, expressionsOf, paramExpressions, patternExpressions } from "./walk";

/** What stands where in a program: its scopes, what each name is bound to, and the tables that other files ask for. */
export interface ProgramIndex {
  program: Program;
  module: Scope;
  scopes: Map<Program | FunctionNode | ClassNode | ComprehensionNode, Scope>;
  functions: Map<FunctionNode, FunctionPlace>;
  /** methods and functions by name */
  named: Map<string, FunctionNode[]>;
  /** calls by the last name of their callee */
  calls: Map<string, CallNode[]>;
  /** exported name → how; "*" holds the modules that are re-exported whole */
  exports: Map<string, ExportEntry>;
  exportAll: string[];
  /** assignments to and changes of `this.x` and `self.x`, by field */
  fields: Map<ClassNode, Map<string, FieldEvent[]>>;
  /** `module.exports = …` */
  exportAssignment?: Expr;
}
export interface FieldEvent {
  method: FunctionNode;
  event: Event;
}
export interface FunctionPlace {
  /** the class it is a method of */
  owner?: ClassNode;
  /** given to a call as an argument, so it runs there */
  argumentOf?: CallNode;
  declared: boolean;
}
export type ExportEntry =
  | { kind: "local"; name: string }
  | { kind: "value"; expr: Expr }
  | { kind: "class"; node: ClassNode }
  | { kind: "function"; node: FunctionNode }
  | { kind: "from"; module: string; name: string };

export interface Scope {
  kind: "module" | "function" | "class" | "comprehension";
  node: Program | FunctionNode | ClassNode | ComprehensionNode;
  start: number;
  end: number;
  body: Statement[];
  parent?: Scope;
  inner: Scope[];
  bindings: Map<string, Binding>;
}

export interface Binding {
  name: string;
  scope: Scope;
  /** in source order */
  events: Event[];
}

/** One step from a value to what a pattern takes out of it. */
export type Pull = (
  | { how: "key"; key: string }
  | { how: "index"; index: number }
  | { how: "rest-keys"; keys: string[] }
  | { how: "rest-items"; from: number }
) & { default?: Expr };
export type Key = { name: string } | { expr: Expr };

/** Something that gives a binding its value or changes it. `start` and `end` are those of the statement or expression. */
export type Event = Span & { /** where it stands; the binding may be of an outer scope */ scope: Scope } & (
    | { kind: "assign"; node: AssignStatement | AssignmentNode; pulls: Pull[]; keys: Key[] }
    | { kind: "item"; node: LoopStatement | ComprehensionNode; iterable: Expr; pulls: Pull[] }
    | { kind: "param"; fn: FunctionNode; param: Param; index: number; pulls: Pull[] }
    | { kind: "function"; node: FunctionNode }
    | { kind: "class"; node: ClassNode }
    | { kind: "import"; node: ImportStatement; name: ImportStatement["names"][number] }
    | { kind: "mutate"; call: CallNode; method: string; keys: Key[] }
  );
type EventAt = Event extends infer E ? (E extends Event ? Omit<E, "scope"> : never) : never;

const MUTATORS = new Set(
  "push append extend insert unshift add update set setdefault splice pop shift clear remove appendleft extendleft".split(
    " ",
  ),
);

const cache = new WeakMap<Program, ProgramIndex>();

export function indexOf(program: Program): ProgramIndex {
  let index = cache.get(program);
  if (!index) {
    index = build(program);
    cache.set(program, index);
  }
  return index;
}

interface Pending {
  scope: Scope;
  root: string;
  event: Event;
}
interface Builder {
  index: ProgramIndex;
  python: boolean;
  pending: Pending[];
  /** names that a Python function declared as of an outer scope */
  foreign: Map<Scope, Map<string, string>>;
  argumentOf: Map<FunctionNode, CallNode>;
}

function build(program: Program): ProgramIndex {
  const module = newScope("module", program, { start: 0, end: program.text.length }, program.body);
  const index: ProgramIndex = {
    program,
    module,
    scopes: new Map([[program, module]]),
    functions: new Map(),
    named: new Map(),
    calls: new Map(),
    exports: new Map(),
    exportAll: [],
    fields: new Map(),
  };
  const builder: Builder = {
    index,
    python: program.language === "python",
    pending: [],
    foreign: new Map(),
    argumentOf: new Map(),
  };
  statements(builder, program.body, module);
  for (const { scope, root, event } of builder.pending) place(builder, scope, root, event);
  for (const scope of index.scopes.values()) {
    scope.inner.sort((a, b) => a.start - b.start);
    for (const binding of scope.bindings.values()) binding.events.sort((a, b) => a.start - b.start || a.end - b.end);
  }
  return index;
}

/** Attaches a change to the name, or to the field of the class, that it changes. */
function place(builder: Builder, scope: Scope, root: string, event: Event): void {
  const { index } = builder;
  if ((event.kind === "assign" || event.kind === "mutate") && event.keys.length > 0) {
    const owner = selfOwner(index, scope, root);
    const key = event.keys[0] as Key;
    if (owner && "name" in key) {
      let fields = index.fields.get(owner.class);
      if (!fields) {
        fields = new Map();
        index.fields.set(owner.class, fields);
      }
      add(fields, key.name, { method: owner.method, event: { ...event, keys: event.keys.slice(1) } });
    }
    if (owner) return;
  }
  const binding = lookup(scope, root) ?? (event.kind === "assign" && root !== "this" && declare(index.module, root));
  if (binding) binding.events.push(event);
}

/** The class and method that `this`, or the first parameter of a Python method, belongs to. */
export function selfOwner(
  index: ProgramIndex,
  from: Scope,
  name: string,
): { class: ClassNode; method: FunctionNode } | undefined {
  for (let scope: Scope | undefined = from; scope; scope = scope.parent) {
    if (scope.kind !== "function") continue;
    const method = scope.node as FunctionNode;
    const owner = index.functions.get(method)?.owner;
    if (!owner) {
      if (name !== "this" && scope.bindings.has(name)) return undefined;
      continue;
    }
    const first = method.params[0]?.target;
    const isSelf =
      name === "this" || (first?.kind === "name" && first.name === name && isPythonSelf(index.program, method));
    return isSelf ? { class: owner, method } : undefined;
  }
  return undefined;
}

export function isPythonSelf(program: Program, method: FunctionNode): boolean {
  return program.language === "python" && !method.modifiers.some((it) => /^static/.test(it));
}

function newScope(kind: Scope["kind"], node: Scope["node"], span: Span, body: Statement[], parent?: Scope): Scope {
  const scope: Scope = { kind, node, start: span.start, end: span.end, body, inner: [], bindings: new Map() };
  if (parent) {
    scope.parent = parent;
    parent.inner.push(scope);
  }
  return scope;
}

function declare(scope: Scope, name: string): Binding {
  let binding = scope.bindings.get(name);
  if (!binding) {
    binding = { name, scope, events: [] };
    scope.bindings.set(name, binding);
  }
  return binding;
}

export function lookup(scope: Scope, name: string): Binding | undefined {
  for (let at: Scope | undefined = scope; at; at = at.parent) {
    if (at.kind === "class" && at !== scope) continue;
    const binding = at.bindings.get(name);
    if (binding) return binding;
  }
  return undefined;
}

/** The innermost scope around an offset. */
export function scopeAt(index: ProgramIndex, offset: number): Scope {
  let scope = index.module;
  for (;;) {
    const inner = innerAt(scope.inner, offset);
    if (!inner) return scope;
    scope = inner;
  }
}

function innerAt(scopes: Scope[], offset: number): Scope | undefined {
  let low = 0;
  let high = scopes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const scope = scopes[middle] as Scope;
    if (offset < scope.start) high = middle - 1;
    else if (offset >= scope.end) low = middle + 1;
    else return scope;
  }
  return undefined;
}

function statements(builder: Builder, body: Statement[], scope: Scope): void {
  for (const statement of body) visitStatement(builder, statement, scope);
}

function visitStatement(builder: Builder, statement: Statement, scope: Scope): void {
  switch (statement.kind) {
    case "assign":
      assignment(builder, statement, scope, statement.declaration);
      exportAssign(builder, statement);
      if (statement.exported) for (const name of patternNames(statement.target)) exportLocal(builder, name);
      break;
    case "import":
      for (const name of statement.names) {
        bind(scope, name.local, { kind: "import", node: statement, name, start: statement.start, end: statement.end });
      }
      return;
    case "export":
      exportStatement(builder, statement);
      break;
    case "function-statement":
      declareFunction(builder, statement.function, scope);
      visitFunction(builder, statement.function, scope, { declared: true });
      if (statement.exported && statement.function.name) exportLocal(builder, statement.function.name);
      if (statement.exportedDefault) {
        builder.index.exports.set("default", { kind: "function", node: statement.function });
      }
      return;
    case "class-statement":
      if (statement.class.name) {
        const span = { start: statement.start, end: statement.end };
        bind(scope, statement.class.name, { kind: "class", node: statement.class, ...span });
        if (statement.exported) exportLocal(builder, statement.class.name);
      }
      if (statement.exportedDefault) builder.index.exports.set("default", { kind: "class", node: statement.class });
      visitClass(builder, statement.class, scope);
      return;
    case "loop":
      if (statement.target && statement.iterable) {
        targets(statement.target, [], (name, pulls, span) =>
          bind(scope, name, {
            kind: "item",
            node: statement,
            iterable: statement.iterable as Expr,
            pulls,
            start: span.start,
            end: span.end,
          }),
        );
      }
      break;
    default:
  }
  foreignNames(builder, statement, scope);
  for (const expr of expressionsOf(statement)) visitExpr(builder, expr, scope);
  for (const body of bodiesOf(statement)) statements(builder, body, scope);
}

function bind(scope: Scope, name: string, event: EventAt, standsIn = scope): void {
  declare(scope, name).events.push({ ...event, scope: standsIn } as Event);
}

/** Python's `global x` and `nonlocal x`, which arrive as opaque statements. */
function foreignNames(builder: Builder, statement: Statement, scope: Scope): void {
  if (!builder.python || statement.kind !== "expression" || statement.value.kind !== "opaque") return;
  const text = builder.index.program.text.slice(statement.start, Math.min(statement.end, statement.start + 400));
  const match = /^(global|nonlocal)\s+([\w\s,]+)$/.exec(text.trim());
  if (!match) return;
  const names = builder.foreign.get(scope) ?? new Map();
  for (const name of (match[2] as string).split(",")) names.set(name.trim(), match[1]);
  builder.foreign.set(scope, names);
}

function assignment(
  builder: Builder,
  node: AssignStatement | AssignmentNode,
  scope: Scope,
  declaration?: AssignStatement["declaration"],
): void {
  const span = { start: node.start, end: node.end };
  const isField = declaration === "field" && !builder.python;
  targets(
    node.target,
    [],
    (name, pulls) => {
      const event: EventAt = { kind: "assign", node, pulls, keys: [], ...span };
      const foreign = builder.foreign.get(scope)?.get(name);
      if (foreign) {
        const home = foreign === "global" ? builder.index.module : (scope.parent ?? scope);
        builder.pending.push({ scope: home, root: name, event: { ...event, scope } as Event });
      } else if (isField || declaration !== undefined || (builder.python && pythonHome(scope) === scope)) {
        bind(scope, name, event);
      } else if (builder.python) {
        bind(pythonHome(scope), name, event, scope);
      } else {
        builder.pending.push({ scope, root: name, event: { ...event, scope } as Event });
      }
    },
    (target, pulls) => {
      const place = placeOf(target);
      if (place) {
        const event: Event = { kind: "assign", node, pulls, keys: place.keys, scope, ...span };
        builder.pending.push({ scope, root: place.root, event });
      }
    },
  );
}

function pythonHome(scope: Scope): Scope {
  let home = scope;
  while (home.kind === "comprehension" && home.parent) home = home.parent;
  return home;
}

/** `a.b["c"]` as its root name and the keys behind it. */
export function placeOf(expr: Expr | Pattern): { root: string; keys: Key[] } | undefined {
  const keys: Key[] = [];
  let at: Expr | Pattern = expr;
  for (;;) {
    if (at.kind === "name") return { root: at.name, keys: keys.reverse() };
    if (at.kind === "member") keys.push({ name: at.property });
    else if (at.kind === "index") keys.push({ expr: at.index });
    else return undefined;
    at = at.object;
  }
}

/** Calls `named` for each name that a pattern binds, `placed` for each place that it writes to. */
export function targets(
  pattern: Pattern,
  pulls: Pull[],
  named: (name: string, pulls: Pull[], span: Span) => void,
  placed?: (target: Pattern, pulls: Pull[]) => void,
): void {
  if (pattern.kind === "name") {
    named(pattern.name, pulls, pattern);
  } else if (pattern.kind === "list-pattern") {
    pattern.items.forEach((item, index) => {
      if (!item) return;
      const pull: Pull = { how: "index", index };
      if (item.default) pull.default = item.default;
      targets(item.target, [...pulls, pull], named, placed);
    });
    if (pattern.rest) {
      targets(pattern.rest, [...pulls, { how: "rest-items", from: pattern.items.length }], named, placed);
    }
  } else if (pattern.kind === "map-pattern") {
    for (const entry of pattern.entries) {
      const pull: Pull = { how: "key", key: entry.key };
      if (entry.default) pull.default = entry.default;
      targets(entry.target, [...pulls, pull], named, placed);
    }
    if (pattern.rest) {
      const keys = pattern.entries.map((entry) => entry.key);
      targets(pattern.rest, [...pulls, { how: "rest-keys", keys }], named, placed);
    }
  } else if (pattern.kind !== "opaque") {
    placed?.(pattern, pulls);
  }
}

export function patternNames(pattern: Pattern): string[] {
  const names: string[] = [];
  targets(pattern, [], (name) => names.push(name));
  return names;
}

function declareFunction(builder: Builder, fn: FunctionNode, scope: Scope): void {
  if (!fn.name) return;
  const span = { start: fn.start, end: fn.end };
  if (scope.kind !== "class" || builder.python) bind(scope, fn.name, { kind: "function", node: fn, ...span });
}

function visitFunction(builder: Builder, fn: FunctionNode, scope: Scope, place: FunctionPlace): void {
  const { index } = builder;
  const full: FunctionPlace = { ...place };
  if (scope.kind === "class") full.owner = scope.node as ClassNode;
  index.functions.set(fn, full);
  const call = builder.argumentOf.get(fn);
  if (call) full.argumentOf = call;
  if (fn.name) add(index.named, fn.name, fn);
  for (const decorator of fn.decorators) visitExpr(builder, decorator, scope);
  const inner = newScope("function", fn, fn, fn.body, scope);
  index.scopes.set(fn, inner);
  fn.params.forEach((param, position) => {
    targets(param.target, [], (name, pulls) =>
      bind(inner, name, {
        kind: "param",
        fn,
        param,
        index: position,
        pulls,
        start: param.start,
        end: param.end,
      }),
    );
    for (const expr of paramExpressions(param)) visitExpr(builder, expr, inner);
  });
  statements(builder, fn.body, inner);
}

function visitClass(builder: Builder, node: ClassNode, scope: Scope): void {
  for (const expr of [...node.decorators, ...node.bases]) visitExpr(builder, expr, scope);
  const inner = newScope("class", node, node, node.body, scope);
  builder.index.scopes.set(node, inner);
  statements(builder, node.body, inner);
}

function visitExpr(builder: Builder, root: Expr, scope: Scope): void {
  const stack: Expr[] = [root];
  for (let expr = stack.pop(); expr; expr = stack.pop()) {
    if (expr.kind === "function") visitFunction(builder, expr, scope, { declared: false });
    else if (expr.kind === "class") visitClass(builder, expr, scope);
    else if (expr.kind === "comprehension") visitComprehension(builder, expr, scope);
    else {
      if (expr.kind === "call") visitCall(builder, expr, scope);
      if (expr.kind === "assignment") assignment(builder, expr, scope);
      stack.push(...children(expr).reverse());
    }
  }
}

function visitComprehension(builder: Builder, node: ComprehensionNode, scope: Scope): void {
  const inner = newScope("comprehension", node, node, [], scope);
  builder.index.scopes.set(node, inner);
  for (const loop of node.loops) {
    targets(loop.target, [], (name, pulls, span) =>
      bind(inner, name, {
        kind: "item",
        node,
        iterable: loop.iterable,
        pulls,
        start: span.start,
        end: span.end,
      }),
    );
    for (const expr of [loop.iterable, ...loop.conditions, ...patternExpressions(loop.target)]) {
      visitExpr(builder, expr, inner);
    }
  }
  visitExpr(builder, node.item, inner);
}

function visitCall(builder: Builder, call: CallNode, scope: Scope): void {
  const { callee } = call;
  const name = lastName(callee);
  if (name) add(builder.index.calls, name, call);
  for (const argument of call.args) {
    if (argument.value.kind === "function") builder.argumentOf.set(argument.value, call);
  }
  if (callee.kind === "member" && MUTATORS.has(callee.property)) {
    const place = placeOf(callee.object);
    if (place) {
      const event: Event = {
        kind: "mutate",
        call,
        method: callee.property,
        keys: place.keys,
        scope,
        start: call.start,
        end: call.end,
      };
      builder.pending.push({ scope, root: place.root, event });
    }
  }
}

function add<T>(table: Map<string, T[]>, key: string, value: T): void {
  const list = table.get(key);
  if (list) list.push(value);
  else table.set(key, [value]);
}

export function lastName(callee: Expr): string | undefined {
  if (callee.kind === "name") return callee.name;
  if (callee.kind === "member") return callee.property;
  return undefined;
}

function exportLocal(builder: Builder, name: string): void {
  builder.index.exports.set(name, { kind: "local", name });
}

function exportStatement(builder: Builder, statement: Statement & { kind: "export" }): void {
  const { exports, exportAll } = builder.index;
  for (const name of statement.names) {
    if (statement.module !== undefined) {
      if (name.exported === "*") exportAll.push(statement.module);
      else exports.set(name.exported, { kind: "from", module: statement.module, name: name.local });
    } else {
      exports.set(name.exported, { kind: "local", name: name.local });
    }
  }
  if (statement.default) exports.set("default", { kind: "value", expr: statement.default });
}

/** `module.exports = x`, `exports.a = x`, `module.exports.a = x` */
function exportAssign(builder: Builder, statement: AssignStatement): void {
  if (builder.python || !statement.value || statement.target.kind !== "member") return;
  const place = placeOf(statement.target);
  if (!place) return;
  const names = [place.root, ...place.keys.map((key) => ("name" in key ? key.name : ""))];
  if (names[0] === "module" && names[1] === "exports") names.shift();
  if (names[0] !== "exports") return;
  if (names.length === 1) builder.index.exportAssignment = statement.value;
  else if (names.length === 2) builder.index.exports.set(names[1] as string, { kind: "value", expr: statement.value });
}
