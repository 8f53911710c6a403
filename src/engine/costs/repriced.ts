import type { LlmCall } from "../calls/llm-call";
import type { Model } from "../models/catalogue";
import type { TokenCount } from "../tokens/token-count";
import type { Cost } from "./cost";
import { type CostOptions, costOf } from "./index";

/**
 * The same call on other models, each counted with its own tokenizer by `recount`. Models without a price are left out;
 * the order of the models is kept.
 */
export function repriced(
  call: LlmCall,
  models: readonly Model[],
  recount: (model: Model) => TokenCount,
  options: CostOptions,
): { model: Model; count: TokenCount; cost: Cost }[] {
  return models.flatMap((model) => {
    const count = recount(model);
    const asked = { ...call, model: { ...call.model, status: "known" as const, ids: [model.id] } };
    const cost = costOf(asked, count, [model], options);
    return cost ? [{ model, count, cost }] : [];
  });
}
