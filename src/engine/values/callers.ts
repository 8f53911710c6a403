import type { CallNode, Expr, FunctionNode, Program } from "../syntax/program";
import { evaluate } from "./evaluate";
import { optionsOf } from "./make";
import { constructorOf, isInstance, lineage } from "./objects";
import { indexOf } from "./program-index";
import { begin, type Context, type Run } from "./run";
import type { FunctionValue, Value } from "./value";

/** Shorter method names are too common to follow without knowing the object. */
const DISTINCTIVE = 8;
const MOST = 200;

/** The workspace functions that a callee may be. */
export function functionsOf(run: Run, callee: Expr, context: Context): FunctionValue[] {
  const value = evaluate(run, callee, context);
  const found = optionsOf(value).flatMap((option) => [...asFunction(run, option), ...overrides(run, option)]);
  if (found.length) return found;
  return optionsOf(value).some(isUnknownObject) ? byUniqueName(run, callee) : [];
}

function asFunction(run: Run, value: Value): FunctionValue[] {
  if (value.kind === "function") return [value];
  if (value.kind !== "class") return [];
  for (const { node, program } of lineage(run, value)) {
    const maker = constructorOf(node);
    if (maker) {
      const origin = { path: program.path, start: maker.start, end: maker.end };
      return [{ kind: "function", node: maker, program, origin }];
    }
  }
  return [];
}

/** More implementations than these are as good as unknown. */
const IMPLEMENTATIONS = 4;

/** What stands in for a method that only says it must be there, in the classes that inherit from its own. */
function overrides(run: Run, value: Value): FunctionValue[] {
  if (value.kind !== "function" || !value.self || !isInstance(value.self) || !isAbstract(value.node)) return [];
  const base = value.self.root.class;
  const name = value.node.name ?? "";
  const found: FunctionValue[] = [];
  for (const program of run.sources.candidates(name)) {
    const index = indexOf(program);
    for (const node of index.named.get(name) ?? []) {
      const owner = index.functions.get(node)?.owner;
      if (!owner || node === value.node || isAbstract(node)) continue;
      const origin = { path: program.path, start: owner.start, end: owner.end };
      const inherits = lineage(run, { kind: "class", node: owner, program, origin }).some(
        (it) => it.node === base.node,
      );
      if (inherits)
        found.push({ kind: "function", node, program, origin: { ...origin, start: node.start, end: node.end } });
      if (found.length > IMPLEMENTATIONS) return [];
    }
  }
  return found;
}

/** A method without a body of its own: nothing, a docstring, or the throwing of an error. */
function isAbstract(node: FunctionNode): boolean {
  return node.body.every(
    (statement) =>
      (statement.kind === "return" && statement.how === "throw") ||
      (statement.kind === "expression" && /^(string|opaque|none)$/.test(statement.value.kind)),
  );
}

function isUnknownObject(value: Value): boolean {
  if (value.kind !== "reference" || value.root.kind === "module") return false;
  return value.root.kind === "unknown" && value.steps.length > 0;
}

/** A method of an unknown object, when one function alone has that name and the name is a telling one. */
function byUniqueName(run: Run, callee: Expr): FunctionValue[] {
  if (callee.kind !== "member" || callee.property.length < DISTINCTIVE) return [];
  let only: FunctionValue | undefined;
  for (const program of run.sources.candidates(callee.property)) {
    const index = indexOf(program);
    for (const node of index.named.get(callee.property) ?? []) {
      if (only || !index.functions.get(node)?.owner) return [];
      only = { kind: "function", node, program, origin: { path: program.path, start: node.start, end: node.end } };
    }
  }
  return only ? [only] : [];
}

/** The calls in the workspace that reach a function, with their programs. */
export function callersOf(run: Run, fn: FunctionNode, home: Program): { call: CallNode; program: Program }[] {
  const names = namesOf(fn, home);
  if (names.size === 0) return [];
  const found: { call: CallNode; program: Program }[] = [];
  for (const program of searched(run, names, home)) {
    const { calls, module } = indexOf(program);
    const local = new Set(names);
    for (const [name, binding] of module.bindings) {
      // An import may give the function another name.
      if (binding.events.some((event) => event.kind === "import" && names.has(event.name.imported))) local.add(name);
    }
    for (const name of local) {
      for (const call of calls.get(name) ?? []) {
        if (found.length >= MOST) return found;
        begin(run);
        if (functionsOf(run, call.callee, { program }).some((it) => it.node === fn)) {
          found.push({ call, program });
          run.dependencies.add(program.path);
        }
      }
    }
  }
  return found;
}

function namesOf(fn: FunctionNode, program: Program): Set<string> {
  const names = new Set<string>();
  const index = indexOf(program);
  const owner = index.functions.get(fn)?.owner;
  if (fn.name) names.add(fn.name);
  if (owner && (fn.name === "constructor" || fn.name === "__init__")) {
    names.clear();
    if (owner.name) names.add(owner.name);
    names.add("super");
  }
  for (const binding of index.module.bindings.values()) {
    const bound = binding.events.some((event) => event.kind === "assign" && event.node.value === fn);
    if (bound) names.add(binding.name);
  }
  for (const [name, entry] of index.exports) {
    const isIt = (entry.kind === "function" && entry.node === fn) || (entry.kind === "value" && entry.expr === fn);
    if (isIt) names.add(name);
  }
  return names;
}

function searched(run: Run, names: Set<string>, home: Program): Iterable<Program> {
  const programs = new Map<string, Program>([[home.path, home]]);
  for (const name of names) {
    for (const program of run.sources.candidates(name)) programs.set(program.path, program);
  }
  return programs.values();
}
