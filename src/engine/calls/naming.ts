import type { Ancestor } from "../syntax/call-sites";
import type { FunctionNode } from "../syntax/program";
import type { Hole, Step, Value } from "../values/value";

/** What encloses a call, where it is billed and then where the request stands. */
type Scopes = readonly (readonly Ancestor[])[];

/**
 * How an unknown value is called here, stable under edits elsewhere: `settings.FAST_LLM`, `env:MODEL`, `Agent.model` for a field of the
 * enclosing class, `ask.model` for a parameter.
 */
export function nameUnknown(value: Value, ...scopes: Scopes): string {
  switch (value.kind) {
    case "reference": {
      if (value.root.kind === "unknown") return joined(nameHole(value.root.hole, scopes), value.steps);
      if (value.root.kind === "module") return joined(lastSegment(value.root.module), value.steps);
      return joined(value.root.class.node.name ?? "object", value.steps);
    }
    case "text": {
      for (const piece of value.pieces) if (piece.kind === "hole") return nameHole(piece.hole, scopes);
      return "text";
    }
    case "choice": {
      const unknown = value.options.find(
        (option) => option.kind === "reference" || option.kind === "text" || option.kind === "function",
      );
      return unknown ? nameUnknown(unknown, ...scopes) : "choice";
    }
    case "map":
      return value.open ? nameHole(value.open, scopes) : "object";
    case "function":
      return value.node.name ?? "function";
    case "class":
      return value.node.name ?? "class";
    default:
      return value.kind;
  }
}

function nameHole(hole: Hole, scopes: Scopes): string {
  const own = hole.name.replace(/^(self|this)\./, "");
  const root = own.split(/[.[(]/, 1)[0] ?? "";
  const field = own !== hole.name;
  if (!field && hole.reason === "parameter") {
    const fn = scopes.flatMap((ancestors) => functionsOf(ancestors)).find((node) => hasParameter(node, root));
    if (fn?.name) return `${fn.name}.${own}`;
  }
  if (hole.name.includes(":") || (!field && hole.reason !== "parameter")) return own;
  const owner = scopes.map(classOf).findLast((name) => name !== undefined);
  return owner ? `${owner}.${own}` : own;
}

function functionsOf(ancestors: readonly Ancestor[]): FunctionNode[] {
  return ancestors.flatMap((ancestor) => (ancestor.kind === "function" ? [ancestor.node] : [])).reverse();
}

function hasParameter(fn: FunctionNode, name: string): boolean {
  return fn.params.some(({ target }) => {
    if (target.kind === "name") return target.name === name;
    return target.kind === "map-pattern" && target.entries.some((entry) => entry.key === name);
  });
}

function classOf(ancestors: readonly Ancestor[]): string | undefined {
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const ancestor = ancestors[at];
    if (ancestor?.kind === "class") return ancestor.node.name;
  }
  return undefined;
}

/** What is done to a text does not change what it is called. */
const textMethods =
  /^(split|strip|trim|replace|replaceAll|lower|upper|toLowerCase|toUpperCase|removeprefix|removesuffix)$/;

function joined(root: string, steps: readonly Step[]): string {
  let name = root;
  for (const step of steps) {
    if (step.kind === "member" && textMethods.test(step.name)) break;
    if (step.kind === "member") name += step.name === "default" ? "" : `.${step.name}`;
    else if (step.kind === "index") name += "[]";
    else name += "()";
  }
  return name;
}

function lastSegment(module: string): string {
  return module.slice(Math.max(module.lastIndexOf("/"), module.lastIndexOf(".")) + 1);
}
