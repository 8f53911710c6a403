import type { ClassNode, FunctionNode, Program } from "../syntax/program";
import { isOpenInstance, lineage, openMethod } from "./objects";
import { indexOf } from "./program-index";
import { candidates, type Run } from "./run";
import type { FunctionValue, Value } from "./value";

/** More implementations than these are as good as unknown. */
const MOST = 24;

/**
 * What a method of an object may run when nobody knows of which class the object is: the method itself, if it does something, and
 * those that stand in for it in the classes that inherit from its own.
 */
export function implementationsOf(run: Run, method: FunctionValue): FunctionValue[] {
  const { node, self } = method;
  const own = isAbstract(node) ? [] : [method];
  const name = node.name ?? "";
  if (!self || name === "" || /^(constructor|__\w+__)$/.test(name)) return [method];
  if (!isOpenInstance(self)) return own.length ? own : [method];
  const base = self.root.class.node;
  const key = `below|${self.root.class.program.path}|${base.start}|${name}`;
  const others = methodsNamed(run, key, name, (owner, program) => inherits(run, owner, program, base));
  return [...own, ...others.filter((other) => other.node !== node)];
}

/** The methods of the classes that say that they implement an interface. */
export function implementersOf(run: Run, type: string, name: string): readonly FunctionValue[] {
  const fits = (owner: ClassNode, program: Program) => implementsType(owner, program, type);
  return methodsNamed(run, `type|${type}|${name}`, name, fits);
}

type Fits = (owner: ClassNode, program: Program) => boolean;

function methodsNamed(run: Run, key: string, name: string, fits: Fits): readonly FunctionValue[] {
  let found = run.methods.get(key);
  if (!found) {
    found = search(run, name, fits);
    run.methods.set(key, found);
  }
  return found;
}

function search(run: Run, name: string, fits: Fits): FunctionValue[] {
  const found: FunctionValue[] = [];
  for (const program of candidates(run, name)) {
    const index = indexOf(program);
    for (const node of index.named.get(name) ?? []) {
      const owner = index.functions.get(node)?.owner;
      if (!owner || isAbstract(node) || !fits(owner, program)) continue;
      run.dependencies.add(program.path);
      found.push(openMethod(program, owner, node));
      if (found.length > MOST) return [];
    }
  }
  return found;
}

function inherits(run: Run, node: ClassNode, program: Program, base: ClassNode): boolean {
  if (node.bases.length === 0) return false;
  const origin: Value["origin"] = { path: program.path, start: node.start, end: node.end };
  return lineage(run, { kind: "class", node, program, origin }).some((it) => it.node === base);
}

/** Types are not in the tree: `class A extends B implements C, D<E> {` is read as written. */
function implementsType(owner: ClassNode, program: Program, type: string): boolean {
  const head = program.text.slice(owner.start, Math.min(owner.body[0]?.start ?? owner.end, owner.start + 600));
  const listed = /\bimplements\s+([^{]+)/.exec(head)?.[1];
  return listed?.split(/[\s,<>]+/).includes(type) === true;
}

/** A method without a body of its own: nothing, a docstring, or the throwing of an error. */
export function isAbstract(node: FunctionNode): boolean {
  return node.body.every(
    (statement) =>
      (statement.kind === "return" && statement.how === "throw") ||
      (statement.kind === "expression" && /^(string|opaque|none)$/.test(statement.value.kind)),
  );
}
