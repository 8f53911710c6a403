import type { Factor, LlmCall } from "../calls/llm-call";
import { findNode } from "../edits/find-node";
import type { LoopStatement } from "../syntax/program";

/** A loop statement around a call, as a factor of its multiplicity, with its source. */
export interface WrittenLoop {
  factor: Factor;
  node?: LoopStatement;
  /** the code of the loop or of the `.map(…)` */
  code: string;
}

/** Of longer loops only the beginning is read for what it says. */
const longestCode = 20_000;

/** The loops around a call that stand in its own file, outermost first. */
export function loopsOf(call: LlmCall): WrittenLoop[] {
  const program = call.call?.program;
  if (!program) return [];
  return call.multiplicity.factors.flatMap((factor) => {
    if ((factor.kind !== "loop" && factor.kind !== "gather") || factor.origin.path !== program.path) return [];
    const { start, end } = factor.origin;
    const code = program.text.slice(start, Math.min(end, start + longestCode));
    return [{ factor, node: findNode(program, factor.origin, "loop"), code }];
  });
}

/** `while True`, `while (true)`, `for (;;)` */
export function isEndless({ node }: WrittenLoop): boolean {
  if (!node || node.how === "for-each") return false;
  const { test } = node;
  if (test === undefined) return node.how === "for";
  return (test.kind === "boolean" && test.value) || (test.kind === "number" && test.value !== 0);
}

/** A person's turn ends each round: a chat on a terminal. */
export function readsInput({ code }: WrittenLoop): boolean {
  return /\b(?:input|raw_input|readline|prompt|question|ask|getline|console\.input|Prompt\.ask)\s*\(/.test(code);
}
