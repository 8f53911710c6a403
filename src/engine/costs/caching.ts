import type { Model, PicoUsd } from "../models/catalogue";
import type { Day } from "../models/day";
import { priceOn } from "../models/price-on";
import { amountOf } from "./amount";

export interface BreakEven {
  /** what the prefix costs a call without caching */
  uncached: PicoUsd;
  /** what it costs the call that writes it */
  first: PicoUsd;
  /** what it costs a call within the lifetime */
  following: PicoUsd;
  /** from this many calls within the lifetime on, caching is cheaper in total */
  calls: number;
  ttl: string;
  lifetimeSeconds: number;
}

/**
 * What caching a prefix costs and saves: n calls cost `first + (n − 1) · following` instead of `n · uncached`. Undefined
 * when the model has no caching terms or prices, or the prefix is shorter than the vendor's minimum.
 */
export function cachingBreakEven(question: {
  model: Model;
  day: Day;
  prefixTokens: number;
  /** the whole input, for a long-context tier; the prefix alone when left out */
  inputTokens?: number;
  ttl?: string;
  tier?: string;
  /** the vendor writes every new prompt into its cache by itself: that is what a call pays without a hit */
  writes?: boolean;
}): BreakEven | undefined {
  const { model, day, prefixTokens, ttl } = question;
  const terms = model.caching;
  if (!terms || prefixTokens < terms.minimumPrefix) return undefined;
  const lifetime = ttl === undefined ? terms.lifetimes[0] : terms.lifetimes.find((l) => l.ttl === ttl);
  const price = priceOn(model, day, question.inputTokens ?? prefixTokens, question.tier);
  if (!lifetime || price?.input === undefined || price.cacheRead === undefined) return undefined;
  const write = lifetime.seconds >= 3600 ? (price.cacheWrite1h ?? price.cacheWrite) : price.cacheWrite;
  const first = amountOf(prefixTokens, write ?? price.input);
  const uncached = question.writes ? first : amountOf(prefixTokens, price.input);
  const following = amountOf(prefixTokens, price.cacheRead);
  if (following >= uncached) return undefined;
  const calls = Number((first - following) / (uncached - following)) + 1;
  return { uncached, first, following, calls, ttl: lifetime.ttl, lifetimeSeconds: lifetime.seconds };
}

/** What n calls within the lifetime cost less with caching than without; negative when caching costs more. */
export function cachingSaving(terms: BreakEven, calls: number): PicoUsd {
  if (calls < 1) return 0n;
  const n = BigInt(Math.floor(calls));
  return n * terms.uncached - terms.first - (n - 1n) * terms.following;
}
