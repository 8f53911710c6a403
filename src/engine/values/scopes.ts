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

/** What stands where in a program: its scopes, what each name is bound to, and the tables that other files ask for. */
export interface ProgramIndex {
  program: Program;
  module: Scope;
  scopes: Map<Program | FunctionNode | ClassNode | ComprehensionNode, Scope>;
  functions: Map<FunctionNode, FunctionPlace>;
  /** methods and functions by name */
  named: Map<string, FunctionNode[]>;
  /** the names and keys that a function without a name of its own is assigned to: `const ask = (m) => …`, `{ ask: (m) => … }` */
  given: Map<FunctionNode, GivenName[]>;
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

export interface GivenName {
  name: string;
  scope: Scope;
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

/** `f` of `f`, `a.f` */
export function lastName(node: Expr | Pattern | Statement): string | undefined {
  if (node.kind === "name") return node.name;
  if (node.kind === "member") return node.property;
  return undefined;
}
