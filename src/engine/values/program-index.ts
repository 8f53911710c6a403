import type {
  AssignmentNode,
  AssignStatement,
  CallNode,
  ClassNode,
  ComprehensionNode,
  Expr,
  FunctionNode,
  MapEntry,
  Program,
  Span,
  Statement,
} from "../syntax/program";
import {
  type Binding,
  type Event,
  type Key,
  lastName,
  lookup,
  type ProgramIndex,
  patternNames,
  placeOf,
  type Scope,
  selfOwner,
  targets,
} from "./scopes";
import { bodiesOf, children, expressionsOf, paramExpressions, patternExpressions } from "./walk";

const MUTATORS = new Set(
  "push append extend insert unshift add update set setdefault splice pop shift clear remove appendleft extendleft".split(
    " ",
  ),
);

/** Most scopes have none inside of them, and most events take nothing out of what they bind: one list for them all. */
const NONE: never[] = Object.freeze([]) as never[];

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
    given: new Map(),
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
    if (scope.inner.length > 1) scope.inner.sort((a, b) => a.start - b.start);
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

function newScope(kind: Scope["kind"], node: Scope["node"], span: Span, body: Statement[], parent?: Scope): Scope {
  const { start, end } = span;
  const scope: Scope = { kind, node, start, end, body, parent, inner: NONE, bindings: new Map() };
  if (parent?.inner === NONE) parent.inner = [scope];
  else parent?.inner.push(scope);
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
        const span = { start: statement.start, end: statement.end };
        bind(scope, name.local, { kind: "import", node: statement, name, scope, ...span });
      }
      return;
    case "export":
      exportStatement(builder, statement);
      break;
    case "function-statement":
      declareFunction(builder, statement.function, scope);
      visitFunction(builder, statement.function, scope, true);
      if (statement.exported && statement.function.name) exportLocal(builder, statement.function.name);
      if (statement.exportedDefault) {
        builder.index.exports.set("default", { kind: "function", node: statement.function });
      }
      return;
    case "class-statement":
      if (statement.class.name) {
        const span = { start: statement.start, end: statement.end };
        bind(scope, statement.class.name, { kind: "class", node: statement.class, scope, ...span });
        if (statement.exported) exportLocal(builder, statement.class.name);
      }
      if (statement.exportedDefault) builder.index.exports.set("default", { kind: "class", node: statement.class });
      visitClass(builder, statement.class, scope);
      return;
    case "loop":
      if (statement.target && statement.iterable) {
        targets(statement.target, NONE, (name, pulls, span) =>
          bind(scope, name, {
            kind: "item",
            node: statement,
            iterable: statement.iterable as Expr,
            pulls,
            scope,
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

/** @param event whole: each object that is made by adding a field to a copy of another has a layout of its own, larger than itself */
function bind(scope: Scope, name: string, event: Event): void {
  const binding = scope.bindings.get(name);
  if (binding) binding.events.push(event);
  else scope.bindings.set(name, { name, scope, events: [event] });
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
  if (node.value) give(builder, lastName(node.target), node.value, scope);
  const isField = declaration === "field" && !builder.python;
  targets(
    node.target,
    NONE,
    (name, pulls) => {
      const event: Event = { kind: "assign", node, pulls, keys: NONE, scope, start: node.start, end: node.end };
      const foreign = builder.foreign.get(scope)?.get(name);
      if (foreign) {
        const home = foreign === "global" ? builder.index.module : (scope.parent ?? scope);
        builder.pending.push({ scope: home, root: name, event });
      } else if (isField || declaration !== undefined || (builder.python && pythonHome(scope) === scope)) {
        bind(scope, name, event);
      } else if (builder.python) {
        bind(pythonHome(scope), name, event);
      } else {
        builder.pending.push({ scope, root: name, event });
      }
    },
    (target, pulls) => {
      const place = placeOf(target);
      if (place) {
        const { keys } = place;
        const event: Event = { kind: "assign", node, pulls, keys, scope, start: node.start, end: node.end };
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

function declareFunction(builder: Builder, fn: FunctionNode, scope: Scope): void {
  if (!fn.name) return;
  const { start, end } = fn;
  if (scope.kind !== "class" || builder.python) bind(scope, fn.name, { kind: "function", node: fn, scope, start, end });
}

function visitFunction(builder: Builder, fn: FunctionNode, scope: Scope, declared: boolean): void {
  const { index } = builder;
  const owner = scope.kind === "class" ? (scope.node as ClassNode) : undefined;
  index.functions.set(fn, { declared, owner, argumentOf: builder.argumentOf.get(fn) });
  if (fn.name) add(index.named, fn.name, fn);
  for (const decorator of fn.decorators) visitExpr(builder, decorator, scope);
  const inner = newScope("function", fn, fn, fn.body, scope);
  index.scopes.set(fn, inner);
  fn.params.forEach((param, position) => {
    targets(param.target, NONE, (name, pulls) =>
      bind(inner, name, {
        kind: "param",
        fn,
        param,
        index: position,
        pulls,
        scope: inner,
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
    if (expr.kind === "function") visitFunction(builder, expr, scope, false);
    else if (expr.kind === "class") visitClass(builder, expr, scope);
    else if (expr.kind === "comprehension") visitComprehension(builder, expr, scope);
    else {
      if (expr.kind === "call") visitCall(builder, expr, scope);
      if (expr.kind === "assignment") assignment(builder, expr, scope);
      if (expr.kind === "map")
        for (const entry of expr.entries) if (entry.kind === "entry") giveKey(builder, entry, scope);
      stack.push(...children(expr).reverse());
    }
  }
}

/** Remembers under which name a function is known, also one that a call hands back: `useCallback((m) => …)`. */
function give(builder: Builder, name: string | undefined, value: Expr, scope: Scope): void {
  const inner = value.kind === "call" ? value.args[0]?.value : value;
  if (name !== undefined && inner?.kind === "function") add(builder.index.given, inner, { name, scope });
}

function giveKey(builder: Builder, { key, value }: MapEntry, scope: Scope): void {
  const only = key.kind === "string" && key.parts.length === 1 ? key.parts[0] : undefined;
  if (only?.kind === "text") give(builder, only.text, value, scope);
}

function visitComprehension(builder: Builder, node: ComprehensionNode, scope: Scope): void {
  const inner = newScope("comprehension", node, node, [], scope);
  builder.index.scopes.set(node, inner);
  for (const loop of node.loops) {
    targets(loop.target, NONE, (name, pulls, span) =>
      bind(inner, name, {
        kind: "item",
        node,
        iterable: loop.iterable,
        pulls,
        scope: inner,
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

function add<K, T>(table: Map<K, T[]>, key: K, value: T): void {
  const list = table.get(key);
  if (list) list.push(value);
  else table.set(key, [value]);
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
