import {
  type CachingTerms,
  type Model,
  type PriceRow,
  type Prices,
  type ServiceTier,
  TOKEN_CLASSES,
} from "./catalogue";
import type { Day } from "./day";

/** The prices that hold for one request, in USD per million tokens. */
export interface HeldPrices extends Prices {
  row: PriceRow;
  /** input tokens above which this price holds, when a long-context tier applies */
  tier?: number;
}

/** The price row that holds on a day: the last whose `from` is not after it. */
export function rowOn(model: Model, day: Day): PriceRow | undefined {
  let held: PriceRow | undefined;
  for (const row of model.prices) if (hasBegun(row, day) && (row.from ?? "") >= (held?.from ?? "")) held = row;
  return held;
}

function hasBegun({ from }: PriceRow, day: Day): boolean {
  return from === undefined || day.has(from);
}

/**
 * The price of a request with this many input tokens (cached ones included) on a day, in USD per million tokens.
 * A long-context tier replaces the prices of the whole request. Undefined when no price is known; without an `input` where
 * nothing but units has one.
 */
export function priceOn(model: Model, day: Day, inputTokens: number, tier?: string): HeldPrices | undefined {
  const row = rowOn(model, day);
  if (!row || (row.input === undefined && !row.units)) return undefined;
  let prices: Prices = defined(row);
  let above: number | undefined;
  for (const t of row.tiers ?? [])
    if (inputTokens > t.above && t.above >= (above ?? 0)) {
      above = t.above;
      prices = { ...prices, ...defined(t) };
    }
  const service = tier === undefined ? undefined : serviceTier(model, tier);
  if (service?.factors.exact) prices = withCaching(model, { ...prices, ...service.factors.exact });
  else prices = withCaching(model, prices);
  if (service) prices = served(prices, service);
  return { ...prices, row, tier: above };
}

/** What a model's service tier is; undefined when no source gives its price. */
export function serviceTier(model: Model, tier: string): ServiceTier | undefined {
  const name = tier.toLowerCase().replace(/^service_tier_/, "");
  return model.serviceTiers?.find((t) => t.tier === name);
}

/** The prices alone, out of what holds them. */
export function defined(from: Prices): Prices {
  const out: Prices = {};
  for (const key of TOKEN_CLASSES) if (from[key] !== undefined) out[key] = from[key];
  return out;
}

/** Prices times a factor. */
export function scaled(prices: Prices, factorOf: (key: keyof Prices) => number | undefined): Prices {
  const out: Prices = {};
  for (const key of TOKEN_CLASSES) {
    const [value, factor] = [prices[key], factorOf(key)];
    if (value !== undefined) out[key] = factor === undefined ? value : micro(value * factor);
  }
  return out;
}

/** The lifetime of an hour or more whose writes cost extra: what `cacheWrite1h` is the price of. */
export function longLifetime(model: Model): CachingTerms["lifetimes"][number] | undefined {
  return model.caching?.lifetimes.find((l) => l.seconds >= 3600 && l.writeFactor > 1);
}

/** Where the list has no price for a write or read, the vendor's stated multiple of the input price applies. */
function withCaching(model: Model, prices: Prices): Prices {
  const terms = model.caching;
  if (!terms || prices.input === undefined) return prices;
  const short = terms.lifetimes[0]?.writeFactor;
  const times = (f: number | undefined) => (f === undefined ? undefined : micro((prices.input ?? 0) * f));
  return {
    ...prices,
    cacheRead: prices.cacheRead ?? times(terms.readFactor),
    cacheWrite: prices.cacheWrite ?? times(short),
    cacheWrite1h: prices.cacheWrite1h ?? times(longLifetime(model)?.writeFactor),
  };
}

function served(prices: Prices, { factors }: ServiceTier): Prices {
  return scaled(prices, (key) => factors[dimensionOf(key)] ?? factors.all);
}

/** Pictures, sound and film share the factor of the direction that they go in. */
function dimensionOf(key: keyof Prices): "input" | "output" | "cacheRead" | "cacheWrite" {
  if (key.startsWith("cacheRead")) return "cacheRead";
  if (key.startsWith("cacheWrite")) return "cacheWrite";
  return key.startsWith("output") ? "output" : "input";
}

/** Keeps a product of two decimal prices free of binary noise; nine decimals are finer than any published price. */
export function micro(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
