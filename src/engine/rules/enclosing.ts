import type { LlmCall } from "../calls/llm-call";
import { factsOf } from "../calls/program-facts";
import type { Ancestor } from "../syntax/call-sites";
import type { FunctionNode, Program } from "../syntax/program";

/**
 * What encloses a call, outermost first; empty when it is not known.
 *
 * @param program the file that a call of a wrapper stands in
 */
export function ancestorsOf(call: LlmCall, program?: Program): readonly Ancestor[] {
  const within = call.call?.program ?? program;
  const { start, end } = call.call?.node ?? call.range;
  const site = within && factsOf(within).sites.find(({ call: node }) => node.start === start && node.end === end);
  return site?.ancestors ?? [];
}

/** The functions around a call, outermost first. */
export function functionsAround(call: LlmCall, program?: Program): FunctionNode[] {
  return ancestorsOf(call, program).flatMap((ancestor) => (ancestor.kind === "function" ? [ancestor.node] : []));
}
