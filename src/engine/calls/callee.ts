import type { Expr, Program } from "../syntax/program";
import type { CallStep, ReferenceValue } from "../values/value";
import { factsOf } from "./program-facts";

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
  for (const [at, step] of reference.steps.entries()) {
    // Python's type arguments: `Agent[Deps, str](…)`
    if (step.kind === "index" && reference.steps[at + 1]?.kind === "call" && isClassName(tokens.at(-1))) continue;
    if (step.kind === "member") tokens.push({ name: step.name });
    else if (step.kind === "call") tokens.push({ call: step });
    else tokens.push({ name: "[]" });
  }
  if (reference.root.kind !== "module") return { tokens };
  return { module: packageOf(reference.root.module), tokens: withoutDefault(tokens) };
}

function isClassName(token: Token | undefined): boolean {
  return token !== undefined && "name" in token && /^[A-Z]/.test(token.name);
}

function withoutDefault(tokens: Token[]): Token[] {
  const [first, second] = tokens;
  return first && "name" in first && first.name === "default" && second && "name" in second ? tokens.slice(1) : tokens;
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

/** Every module a program imports, wherever the import stands. */
export function importedModules(program: Program): ReadonlySet<string> {
  return factsOf(program).modules;
}

/**
 * A callee by the imports and assignments of its own file alone. It serves the repositories of the SDKs themselves, where the
 * imported module is a folder of the workspace and evaluation goes on into it.
 */
export function calleeByImports(callee: Expr, program: Program, depth = 0): Callee | undefined {
  if (depth > 5) return undefined;
  const tokens: Token[] = [];
  let node = callee;
  for (;;) {
    if (node.kind === "member") {
      tokens.push({ name: node.property });
      node = node.object;
    } else if (node.kind === "call") {
      const origin = { path: program.path, start: node.start, end: node.end };
      tokens.push({ call: { kind: "call", construct: node.construct, call: node, program, origin } });
      node = node.callee;
    } else if (node.kind === "await") node = node.value;
    else break;
  }
  if (node.kind !== "name") return undefined;
  tokens.reverse();
  const facts = factsOf(program);
  const source = facts.imported.get(node.name);
  if (source) {
    const first: Token[] = source.name === "*" ? [] : [{ name: source.name }];
    return { module: source.module, tokens: withoutDefault([...first, ...tokens]) };
  }
  // `const chat` of several functions, or a client made in one way or another: the first that leads to an import
  for (const value of (facts.assigned.get(node.name) ?? []).slice(0, 4)) {
    const inner = calleeByImports(value, program, depth + 1);
    if (inner) return { module: inner.module, tokens: [...inner.tokens, ...tokens] };
  }
  return undefined;
}

/** `openai` of `npm:openai@4` and of `https://esm.sh/openai@4.1.0?bundle`: other ways to write the same import. */
export function packageOf(module: string): string {
  const place = /^(?:npm:|jsr:|https?:\/\/(?:esm\.sh|esm\.run|unpkg\.com|cdn\.skypack\.dev|cdn\.jsdelivr\.net\/npm)\/)/;
  if (!place.test(module)) return module;
  const path = module.replace(place, "").replace(/[?#].*$/, "");
  return path.replace(/^((?:@[^/]+\/)?[^/@]+)@[^/]+/, "$1");
}

/** Whether `module` is one of an SDK's modules or lies inside one. */
export function isInside(module: string, modules: readonly string[]): boolean {
  return modules.some(
    (own) => module === own || (module.startsWith(own) && (module[own.length] === "." || module[own.length] === "/")),
  );
}
