import type { FunctionNode, NameNode } from "../syntax/program";
import { applyEvent } from "./events";
import { valueAt } from "./flow";
import { frameOf, lookAt, lookFor, miss } from "./frames";
import { known, originOf, unknown } from "./make";
import { starImport } from "./modules";
import { abstractInstance } from "./objects";
import { dirname } from "./paths";
import { indexOf } from "./program-index";
import { type Context, type Run, shared } from "./run";
import { type Binding, lookup, type Scope, scopeAt, selfOwner } from "./scopes";
import type { Value } from "./value";

export function evaluateName(run: Run, node: NameNode, context: Context): Value {
  const { program } = context;
  const index = indexOf(program);
  const scope = scopeAt(index, node.start);
  const origin = originOf(program, node);
  if (node.name === "this" || node.name === "super") {
    const owner = selfOwner(index, scope, "this");
    if (!owner) return unknown(node.name, "run-time value", origin);
    return lookFor(context.frame, owner.method)?.self ?? abstractInstance(program, owner.class);
  }
  const binding = lookup(scope, node.name);
  if (binding) return readBinding(run, binding, node, context) ?? unknown(node.name, "unresolved name", origin);
  const brought = starImport(run, index, node.name);
  if (brought) return brought;
  if (node.name === "__file__" || node.name === "__filename") return pathText(run, program.path, origin);
  if (node.name === "__dirname") return pathText(run, dirname(program.path), origin);
  return unknown(node.name, "unresolved name", origin);
}

function pathText(run: Run, path: string, origin: Value["origin"]): Value {
  const value = known(path, origin);
  run.paths.add(value);
  return value;
}

export function readBinding(run: Run, binding: Binding, node: NameNode, context: Context): Value | undefined {
  for (let local = context.local; local; local = local.next) {
    if (local.key !== binding || node.start < local.span.start || local.span.end <= node.start) continue;
    lookAt(local);
    return local.value;
  }
  const inner = contextOf(binding.scope, context);
  const only = binding.events.length === 1 ? binding.events[0] : undefined;
  if (only && only.kind !== "mutate") return applyEvent(run, binding, only, undefined, inner);
  const use = useOffset(binding.scope, node.start, context);
  const work = () => {
    const value = valueAt(run, binding, use, inner);
    if (value || use === Number.POSITIVE_INFINITY) return value;
    return valueAt(run, binding, Number.POSITIVE_INFINITY, inner);
  };
  const dear = () => unknown(binding.name, "too many steps", originOf(context.program, node));
  return shared(run, binding, work, dear);
}

/** The same place with the frames of the scope that a name belongs to. */
export function contextOf(scope: Scope, context: Context): Context {
  const { program, local } = context;
  for (let at: Scope | undefined = context.frame && scope; at; at = at.parent) {
    if (at.kind !== "function") continue;
    const frame = frameOf(context.frame, at.node as FunctionNode);
    if (frame) return frame === context.frame ? context : { program, frame, local };
    miss(context.frame);
  }
  return { program, frame: undefined, local };
}

/**
 * Where in the scope of a binding a use takes effect: a function given to a call runs there, any other function runs when
 * the rest of its scope has run.
 */
function useOffset(home: Scope, offset: number, context: Context): number {
  const index = indexOf(context.program);
  let use = offset;
  for (let scope: Scope | undefined = scopeAt(index, offset); scope && scope !== home; scope = scope.parent) {
    if (scope.kind === "function") {
      const isArgument = index.functions.get(scope.node as FunctionNode)?.argumentOf !== undefined;
      use = isArgument && use !== Number.POSITIVE_INFINITY ? scope.start : Number.POSITIVE_INFINITY;
    }
  }
  return use;
}
