import type { LlmCall } from "../calls/llm-call";
import { type Ancestor, callSites } from "../syntax/call-sites";
import type { FunctionNode } from "../syntax/program";

/** What encloses a call in its own file, outermost first; empty when its node is not known. */
export function ancestorsOf({ call }: LlmCall): readonly Ancestor[] {
  if (!call) return [];
  const { node, program } = call;
  return (
    callSites(program).find(({ call: other }) => other.start === node.start && other.end === node.end)?.ancestors ?? []
  );
}

/** The functions around a call, outermost first. */
export function functionsAround(call: LlmCall): FunctionNode[] {
  return ancestorsOf(call).flatMap((ancestor) => (ancestor.kind === "function" ? [ancestor.node] : []));
}
