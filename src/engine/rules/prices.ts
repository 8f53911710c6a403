import type { PicoUsd } from "../costs/cost";
import type { Model } from "../models/catalogue";
import type { Day } from "../models/day";
import { type HeldPrices, priceOn } from "../models/price-on";

/** What a request of this size costs on the day of the analysis, in USD per million tokens. */
export function priceOf(model: Model, { day }: { day: Day }, inputTokens: number): HeldPrices | undefined {
  return priceOn(model, day, inputTokens);
}

export function usdFor(tokens: number, usdPerMillion: number): PicoUsd {
  return BigInt(Math.round(tokens * usdPerMillion * 1e6));
}
