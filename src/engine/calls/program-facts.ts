import { type CallSite, callSites } from "../syntax/call-sites";
import type { Expr, Pattern, Program, Statement } from "../syntax/program";
import { packageOf } from "./callee";

/** What a file says about its names without being evaluated. */
export interface ProgramFacts {
  sites: CallSite[];
  /** every module it imports, wherever; `from google import genai` counts as `google` and `google.genai` */
  modules: ReadonlySet<string>;
  /** imported names: where from, and what they are called there */
  imported: ReadonlyMap<string, { module: string; name: string }>;
  /** names and members of names (`Settings.llm`) that are assigned, with everything they are assigned anywhere in the file */
  assigned: ReadonlyMap<string, readonly Expr[]>;
}

const known = new WeakMap<Program, ProgramFacts>();

export function factsOf(program: Program): ProgramFacts {
  let facts = known.get(program);
  if (!facts) {
    facts = gather(program);
    known.set(program, facts);
  }
  return facts;
}

function gather(program: Program): ProgramFacts {
  const sites = callSites(program);
  const modules = new Set<string>();
  const imported = new Map<string, { module: string; name: string }>();
  const assigned = new Map<string, Expr[]>();
  for (const statement of statementsOf(program, sites)) {
    if (statement.kind === "import") {
      const module = packageOf(statement.module);
      modules.add(module);
      for (const { imported: name, local, path } of statement.names) {
        modules.add(path ?? `${module}.${name}`);
        imported.set(local, { module: path ? (path.split(".")[0] ?? path) : module, name });
      }
    } else if (statement.kind === "assign" && statement.value) {
      const name = nameOf(statement.target);
      if (name === undefined) continue;
      assigned.set(name, [...(assigned.get(name) ?? []), statement.value]);
    }
  }
  for (const { call } of sites) {
    const [first] = call.args;
    const { callee } = call;
    if (callee.kind !== "name" || (callee.name !== "require" && callee.name !== "import")) continue;
    if (first?.value.kind !== "string") continue;
    const [part] = first.value.parts;
    if (part?.kind === "text") modules.add(packageOf(part.text));
  }
  return { sites, modules, imported, assigned };
}

/** All statements of a file, those in functions that contain a call included. */
function statementsOf(program: Program, sites: readonly CallSite[]): Statement[] {
  const bodies = new Set<readonly Statement[]>([program.body]);
  for (const { ancestors } of sites)
    for (const ancestor of ancestors)
      if (ancestor.kind === "function" || ancestor.kind === "class") bodies.add(ancestor.node.body);
  const statements: Statement[] = [];
  const queue = [...bodies];
  for (let body = queue.pop(); body; body = queue.pop())
    for (const statement of body) {
      statements.push(statement);
      for (const inner of innerBodies(statement)) {
        if (bodies.has(inner)) continue;
        bodies.add(inner);
        queue.push(inner);
      }
    }
  return statements;
}

function innerBodies(statement: Statement): (readonly Statement[])[] {
  switch (statement.kind) {
    case "function-statement":
      return [statement.function.body];
    case "class-statement":
      return [statement.class.body];
    case "loop":
      return [statement.init, statement.body];
    case "branch":
      return statement.arms.map((arm) => arm.body);
    case "block":
      return [statement.body];
    default:
      return [];
  }
}

/** `client` or `Settings.llm`. */
function nameOf(target: Pattern): string | undefined {
  if (target.kind === "name") return target.name;
  return target.kind === "member" && target.object.kind === "name"
    ? `${target.object.name}.${target.property}`
    : undefined;
}
