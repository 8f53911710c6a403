import type { Expr, FunctionNode, Program, Statement } from "../syntax/program";
import { evaluate } from "./evaluate";
import { type CallerOf, MOST_CALLERS } from "./evaluator";
import { implementationsOf, implementersOf } from "./implementations";
import { optionsOf } from "./make";
import { constructorOf, isInstance, lineage, methodOf, openMethod } from "./objects";
import { indexOf } from "./program-index";
import { begin, type Context, candidates, type Run } from "./run";
import { scopeAt, selfOwner } from "./scopes";
import type { Steps } from "./steps";
import type { FunctionValue, ReferenceValue, Value } from "./value";

/** Shorter method names are too common to follow without knowing the object. */
const DISTINCTIVE = 8;

/** The workspace functions that a callee may be. */
export function functionsOf(run: Run, callee: Expr, context: Context): FunctionValue[] {
  const value = evaluate(run, callee, context);
  const found = optionsOf(value).flatMap((option) => asFunctions(run, option));
  if (found.length) return reachable(run, found, callee, context);
  return optionsOf(value).some(isUnknownObject) ? byUniqueName(run, callee) : [];
}

/**
 * Of the methods that a call on `self` may reach those of classes that run the method around the call at all: a class with a method
 * of that name of its own, which does not call the one above, never comes by.
 */
function reachable(run: Run, found: FunctionValue[], callee: Expr, { program }: Context): FunctionValue[] {
  if (callee.kind !== "member" || callee.object.kind !== "name") return found;
  const index = indexOf(program);
  const around = selfOwner(index, scopeAt(index, callee.start), callee.object.name);
  const name = around?.method.name;
  if (!around || name === undefined) return found;
  return found.filter(({ self }) => {
    if (!self || !isInstance(self)) return true;
    for (const { node, program: home } of lineage(run, self.root.class)) {
      if (node === around.class) return true;
      const own = methodOf(node, name);
      if (own && !/\bsuper\b/.test(home.text.slice(own.start, own.end))) return false;
    }
    return true;
  });
}

function asFunctions(run: Run, value: Value): readonly FunctionValue[] {
  if (value.kind === "function") return implementationsOf(run, value);
  if (value.kind === "reference") return ofDeclaredType(run, value);
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

/** A method of something that is annotated with an interface. */
function ofDeclaredType(run: Run, { root, steps }: ReferenceValue): readonly FunctionValue[] {
  const step = steps.length === 1 ? steps[0] : undefined;
  if (root.kind !== "unknown" || root.hole.type === undefined || step?.kind !== "member") return [];
  return implementersOf(run, root.hole.type, step.name);
}

function isUnknownObject(value: Value): boolean {
  if (value.kind !== "reference" || value.root.kind === "module") return false;
  return value.root.kind === "unknown" && value.steps.length > 0;
}

/** A method of an unknown object, when one function alone has that name and the name is a telling one. */
function byUniqueName(run: Run, callee: Expr): FunctionValue[] {
  if (callee.kind !== "member" || callee.property.length < DISTINCTIVE) return [];
  let only: FunctionValue | undefined;
  for (const program of candidates(run, callee.property)) {
    const index = indexOf(program);
    for (const node of index.named.get(callee.property) ?? []) {
      const owner = index.functions.get(node)?.owner;
      if (only || !owner) return [];
      only = openMethod(program, owner, node);
    }
  }
  return only ? [only] : [];
}

/** A call with the functions of the workspace that it may reach. */
export interface Reach extends CallerOf {
  targets: readonly FunctionNode[];
}

/** What a function is called by. */
interface Search {
  names: ReadonlySet<string>;
  /** the names of what makes it and gives it back */
  makers: ReadonlySet<string>;
  /** nothing outside of its file can call it */
  staysHome: boolean;
}

/** The calls in the workspace that reach a function, with their programs: a step for each program. */
export function* callersOf(run: Run, fn: FunctionNode, home: Program): Steps<CallerOf[]> {
  const callers: CallerOf[] = [];
  yield* callsBy(run, searchFor(fn, home), home, ({ call, program, targets }) => {
    if (targets.includes(fn)) callers.push(callerIn(run, { call, program }));
    return callers.length < MOST_CALLERS;
  });
  return callers;
}

/** The only name that leads to the calls of a function, wherever they stand; undefined where more than a name does. */
export function soleName(fn: FunctionNode, program: Program): string | undefined {
  const { names, makers, staysHome } = searchFor(fn, program);
  const [name] = names;
  return names.size === 1 && makers.size === 0 && !staysHome ? name : undefined;
}

/** The calls by a name in the workspace that reach any of its functions: a step for each program. */
export function* callsByName(run: Run, name: string): Steps<Reach[]> {
  const calls: Reach[] = [];
  const search = { names: new Set([name]), makers: new Set<string>(), staysHome: false };
  yield* callsBy(run, search, undefined, (reach) => {
    if (reach.targets.length > 0) calls.push(reach);
    return true;
  });
  return calls;
}

export function callerIn(run: Run, caller: CallerOf): CallerOf {
  run.dependencies.add(caller.program.path);
  return caller;
}

function searchFor(fn: FunctionNode, home: Program): Search {
  const maker = makerOf(fn, home);
  return {
    names: namesOf(fn, home),
    makers: maker ? namesOf(maker, home) : new Set<string>(),
    staysHome: staysHome(fn, home),
  };
}

/**
 * @param home is searched first, whether or not it is known to call anything by these names
 * @param found is told of each call, and answers whether to go on
 */
function* callsBy(
  run: Run,
  { names, makers, staysHome }: Search,
  home: Program | undefined,
  found: (reach: Reach) => boolean,
): Steps<void> {
  if (names.size === 0 && makers.size === 0) return;
  const programs = home && staysHome ? [home] : yield* searched(run, new Set([...names, ...makers]), home);
  for (const program of programs) {
    const { calls, module } = indexOf(program);
    const local = new Set([...names, ...namesOfMade(program, makers)]);
    for (const [name, binding] of module.bindings) {
      // An import may give the function another name.
      if (binding.events.some((event) => event.kind === "import" && names.has(event.name.imported))) local.add(name);
    }
    yield;
    for (const name of local) {
      for (const call of calls.get(name) ?? []) {
        begin(run);
        const targets = functionsOf(run, call.callee, { program }).map(({ node }) => node);
        if (!found({ call, program, targets })) return;
      }
    }
  }
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
  for (const { name } of index.given.get(fn) ?? []) names.add(name);
  for (const [name, entry] of index.exports) {
    const isIt = (entry.kind === "function" && entry.node === fn) || (entry.kind === "value" && entry.expr === fn);
    if (isIt) names.add(name);
  }
  return names;
}

/** The function that makes another one and gives it back: `createAsk` of `const ask = createAsk(model)`. */
function makerOf(fn: FunctionNode, program: Program): FunctionNode | undefined {
  const index = indexOf(program);
  const around = index.scopes.get(fn)?.parent;
  if (around?.kind !== "function") return undefined;
  const names = new Set([fn.name, ...(index.given.get(fn) ?? []).map(({ name }) => name)]);
  const isGiven = around.body.some((statement) => {
    const value = statement.kind === "return" ? statement.value : undefined;
    return value === fn || (value?.kind === "name" && names.has(value.name));
  });
  return isGiven ? (around.node as FunctionNode) : undefined;
}

/** What the results of calls of these names are called in a program. */
function namesOfMade(program: Program, makers: ReadonlySet<string>): string[] {
  const { calls, scopes } = indexOf(program);
  const made = new Set<Expr>([...makers].flatMap((name) => calls.get(name) ?? []));
  if (made.size === 0) return [];
  const names: string[] = [];
  for (const scope of scopes.values())
    for (const { name, events } of scope.bindings.values())
      for (const event of events) {
        if (event.kind !== "assign" || event.pulls.length > 0) continue;
        const { value } = event.node;
        if (value && made.has(value.kind === "await" ? value.value : value)) names.push(name);
      }
  return names;
}

/** Whether nothing outside of its file can call a function: it is kept in a function that does not give it back. */
function staysHome(fn: FunctionNode, program: Program): boolean {
  const given = indexOf(program).given.get(fn);
  return given?.every(({ name, scope }) => scope.kind === "function" && !givesBack(program, scope.body, name)) === true;
}

function givesBack(program: Program, body: readonly Statement[], name: string): boolean {
  return body.some(({ kind, start, end }) => {
    return (
      kind === "return" &&
      program.text
        .slice(start, end)
        .split(/[^\w$]+/)
        .includes(name)
    );
  });
}

/** A step for each program: it may have to be parsed. */
function* searched(run: Run, names: Iterable<string>, home: Program | undefined): Steps<Iterable<Program>> {
  const programs = new Map<string, Program>(home ? [[home.path, home]] : []);
  for (const name of names) {
    for (const program of candidates(run, name)) {
      programs.set(program.path, program);
      yield;
    }
  }
  return programs.values();
}
