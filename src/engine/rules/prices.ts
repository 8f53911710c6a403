import type { PicoUsd } from "../costs/cost";
import type { Model, PriceRow } from "../models/catalogue";

/** USD per million tokens that hold on a day for a request of a certain size. */
export interface Price extends Omit<PriceRow, "from" | "tiers" | "source" | "asOf"> {
  /** the long-context threshold that the request is over */
  tierAbove?: number;
}

export function priceOf(model: Model, { asOf }: { asOf: string }, inputTokens: number): Price | undefined {
  const row = model.prices.filter((candidate) => (candidate.from ?? "") <= asOf).at(-1);
  if (!row) return undefined;
  const { input, output, cacheRead, cacheWrite, cacheWrite1h } = row;
  const base = { input, output, cacheRead, cacheWrite, cacheWrite1h };
  const reached = (row.tiers ?? []).filter((tier) => inputTokens > tier.above);
  const tier = reached.sort((a, b) => b.above - a.above)[0];
  if (!tier) return base;
  const { above, ...replaced } = tier;
  return { ...base, ...replaced, tierAbove: above };
}

export function usdFor(tokens: number, usdPerMillion: number): PicoUsd {
  return BigInt(Math.round(tokens * usdPerMillion * 1e6));
}
