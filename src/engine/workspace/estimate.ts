import type { LlmCall } from "../calls/llm-call";
import type { Usage } from "../calls/usage";
import { type CostOptions, costOf } from "../costs";
import type { Catalogue } from "../models/catalogue";
import { dayOf } from "../models/day";
import { staticTextChars } from "../tokens/static-text";
import type { AnalysedCall } from "../rules/rule";
import { countCall, type Tokenizers } from "../tokens";
import { type Measured, withMeasured } from "../tokens/measured";
import type { TokenCount } from "../tokens/token-count";

/** Puts figures on a call. Models that the catalogue does not know stay unpriced; their tokens are still counted. */
export interface Estimator {
  estimate(call: LlmCall, usage?: Usage): AnalysedCall;
  /** the same call as if it used this model; undefined when that model has no price */
  reprice(call: AnalysedCall, modelId: string): AnalysedCall | undefined;
  /** the same call under other terms; undefined when it has no price then */
  suppose(call: AnalysedCall, terms: Supposed): AnalysedCall | undefined;
}

/** What is left out stays as the code and the configuration have it. */
export interface Supposed {
  model?: string;
  /** the day that prices are taken for, `YYYY-MM-DD` */
  asOf?: string;
  batch?: boolean;
}

export function createEstimator(
  catalogue: Catalogue,
  tokenizers: Tokenizers,
  measured: Measured = () => undefined,
): Estimator {
  function figures(call: LlmCall, usage: Usage | undefined, day = catalogue.day): AnalysedCall {
    const found = call.model.ids.map((id) => catalogue.find(id, call.provider));
    const unpriced = call.model.ids.filter((_, which) => !found[which]?.prices.length);
    const known = found.filter((each) => each !== undefined);
    // A choice in which one model is not known has no honest range.
    const models = known.length === found.length ? known : [];
    const model = models[0];
    const counted = countCall(call, model, tokenizers);
    const exact = counted.open.length === 0 ? measured(call, model) : undefined;
    const count = exact === undefined ? counted : withMeasured(counted, exact);
    const cost = models.length === 0 ? undefined : costOf(call, count, models, { day, usage: typical(usage, count) });
    return { call, count, cost, model, unpriced, usage, staticTextChars: staticTextChars(call) };
  }

  function suppose({ call, usage }: AnalysedCall, terms: Supposed): AnalysedCall | undefined {
    const { model: modelId, asOf, batch = call.options.batch } = terms;
    const model =
      modelId === undefined ? undefined : (catalogue.find(modelId, call.provider) ?? catalogue.find(modelId));
    if (modelId !== undefined && model === undefined) return undefined;
    const named: LlmCall = { ...call, options: { ...call.options, batch } };
    const changed = model
      ? { ...named, provider: model.provider, model: { ...call.model, status: "known" as const, ids: [modelId!] } }
      : named;
    const analysed = figures(changed, usage, asOf === undefined ? catalogue.day : dayOf(asOf));
    return analysed.cost === undefined ? undefined : analysed;
  }

  return {
    estimate: (call, usage) => figures(call, usage),
    reprice: (call, model) => suppose(call, { model }),
    suppose,
  };
}

/** What a person wrote down, as tokens of a typical request. Parts of unknown size without a written size leave it unknown. */
function typical(usage: Usage | undefined, count: TokenCount): CostOptions["usage"] {
  if (usage === undefined) return undefined;
  const { contextTokens, outputTokens } = usage;
  if (contextTokens === undefined && outputTokens === undefined) return undefined;
  const inputTokens = contextTokens === undefined ? undefined : count.known.tokens + contextTokens;
  return { inputTokens, outputTokens, basis: "assumed" };
}
