import type { LlmCall } from "./llm-call";

/** True when the answer is text; else vectors, pictures or sound are asked for. */
export function asksForText({ kind }: Pick<LlmCall, "kind">): boolean {
  return kind === "call" || kind === "wrapper-caller" || kind === "prompt-file";
}
