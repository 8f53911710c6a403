import type { LlmCall } from "../calls/llm-call";
import type { Model } from "../models/catalogue";
import type { TokenCount } from "../tokens/token-count";

interface AskedCall extends Pick<LlmCall, "output"> {
  options: Pick<LlmCall["options"], "effort">;
}

/**
 * Output tokens that the response schema allows at most: where every field of it is bounded, and the model does not think
 * unseen or has a budget for it. Undefined elsewhere.
 */
export function answerBound(call: AskedCall, model: Model, { answer }: TokenCount): number | undefined {
  if (answer === undefined) return undefined;
  if (!model.capabilities.reasoning || call.options.effort === "none") return answer.most;
  const budget = call.output.thinkingBudget?.max;
  return budget !== undefined && Number.isFinite(budget) ? answer.most + budget : undefined;
}
