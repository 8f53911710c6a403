import type { Expr, Program } from "../syntax/program";
import type { CallStep, ReferenceValue } from "../values/value";

/** A callee as the matcher sees it: what was taken from where, member by member and call by call. */
export interface Callee {
  /** the imported module it starts from; undefined for an unknown client */
  module?: string;
  tokens: Token[];
}
export type Token = { name: string } | { call: CallStep };

/** The steps of a reference. `default` in front of another member says nothing and is dropped. */
export function calleeOf(reference: ReferenceValue): Callee {
  const tokens: Token[] = [];
  for (const step of reference.steps) {
    if (step.kind === "member") tokens.push({ name: step.name });
    else if (step.kind === "call") tokens.push({ call: step });
    else tokens.push({ name: "[]" });
  }
  if (reference.root.kind !== "module") return { tokens };
  const [first, second] = tokens;
  if (first && "name" in first && first.name === "default" && second && "name" in second) tokens.shift();
  return { module: reference.root.module, tokens };
}

/** The names of a member chain as written, innermost first: `self.client.chat` → self, client, chat. Calls in between are `()`. */
export function writtenNames(callee: Expr): string[] {
  const names: string[] = [];
  let node: Expr | undefined = callee;
  while (node) {
    if (node.kind === "member") {
      names.push(node.property);
      node = node.object;
    } else if (node.kind === "call") {
      names.push("()");
      node = node.callee;
    } else if (node.kind === "await") node = node.value;
    else if (node.kind === "name") {
      names.push(node.name);
      node = undefined;
    } else {
      names.push("?");
      node = undefined;
    }
  }
  return names.reverse();
}

const importsOf = new WeakMap<Program, Set<string>>();

/** Every module a program imports, wherever the import stands; `from google import genai` counts as `google` and `google.genai`. */
export function importedModules(program: Program): Set<string> {
  const known = importsOf.get(program);
  if (known) return known;
  const modules = new Set<string>();
  // nested imports (in a function, a `try`, `if TYPE_CHECKING`) stand in other statements' bodies
  const queue: unknown[] = [program.body];
  while (queue.length > 0) {
    const item = queue.pop();
    if (Array.isArray(item)) {
      for (const child of item) queue.push(child);
      continue;
    }
    if (typeof item !== "object" || item === null) continue;
    const node = item as Record<string, unknown>;
    if (node.kind === "import" && typeof node.module === "string") {
      modules.add(node.module);
      for (const name of node.names as { imported: string; path?: string }[]) {
        modules.add(`${node.module}.${name.imported}`);
        if (name.path) modules.add(name.path);
      }
    } else if (node.kind === "call") {
      const { callee, args } = node as { callee: Expr; args: { value: Expr }[] };
      const argument = args[0]?.value;
      if (
        callee.kind === "name" &&
        (callee.name === "require" || callee.name === "import") &&
        argument?.kind === "string"
      ) {
        const [part] = argument.parts;
        if (part?.kind === "text") modules.add(part.text);
      }
    }
    for (const child of Object.values(node)) if (typeof child === "object") queue.push(child);
  }
  importsOf.set(program, modules);
  return modules;
}

/** Whether `module` is one of an SDK's modules or lies inside one. */
export function isInside(module: string, modules: readonly string[]): boolean {
  return modules.some(
    (own) => module === own || (module.startsWith(own) && (module[own.length] === "." || module[own.length] === "/")),
  );
}
