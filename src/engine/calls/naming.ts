import type { Ancestor } from "../syntax/call-sites";
import type { Hole, Step, Value } from "../values/value";

/**
 * How an unknown value is called here, stable under edits elsewhere: `settings.FAST_LLM`, `env:MODEL`, `Agent.model` for a field of the
 * enclosing class, `ask.model` for a parameter.
 */
export function nameUnknown(value: Value, ancestors: readonly Ancestor[]): string {
  switch (value.kind) {
    case "reference": {
      if (value.root.kind === "unknown") return joined(nameHole(value.root.hole, ancestors), value.steps);
      if (value.root.kind === "module") return joined(lastSegment(value.root.module), value.steps);
      return joined(value.root.class.node.name ?? "object", value.steps);
    }
    case "text": {
      for (const piece of value.pieces) if (piece.kind === "hole") return nameHole(piece.hole, ancestors);
      return "text";
    }
    case "choice": {
      const unknown = value.options.find(
        (option) => option.kind === "reference" || option.kind === "text" || option.kind === "function",
      );
      return unknown ? nameUnknown(unknown, ancestors) : "choice";
    }
    case "map":
      return value.open ? nameHole(value.open, ancestors) : "object";
    case "function":
      return value.node.name ?? "function";
    case "class":
      return value.node.name ?? "class";
    default:
      return value.kind;
  }
}

function nameHole(hole: Hole, ancestors: readonly Ancestor[]): string {
  const own = innermostNames(ancestors);
  if (hole.reason === "parameter" && own.fn && !hole.name.includes(":")) {
    const dotted = hole.name.startsWith("self.") || hole.name.startsWith("this.");
    if (!dotted) return `${own.fn}.${hole.name}`;
  }
  if (own.class) return hole.name.replace(/^(self|this)\./, `${own.class}.`);
  return hole.name;
}

function innermostNames(ancestors: readonly Ancestor[]): { fn?: string; class?: string } {
  const names: { fn?: string; class?: string } = {};
  for (let at = ancestors.length - 1; at >= 0; at--) {
    const ancestor = ancestors[at];
    if (ancestor?.kind === "function") names.fn ??= ancestor.node.name;
    if (ancestor?.kind === "class") names.class ??= ancestor.node.name;
  }
  return names;
}

function joined(root: string, steps: readonly Step[]): string {
  let name = root;
  for (const step of steps) {
    if (step.kind === "member") name += step.name === "default" ? "" : `.${step.name}`;
    else if (step.kind === "index") name += "[]";
    else name += "()";
  }
  return name;
}

function lastSegment(module: string): string {
  return module.slice(Math.max(module.lastIndexOf("/"), module.lastIndexOf(".")) + 1);
}
