import type { CachingTerms, Model, PriceRow, Prices, ServiceTier } from "./catalogue";

/** The prices that hold for one request, in USD per million tokens. */
export interface HeldPrices extends Prices {
  row: PriceRow;
  /** input tokens above which this price holds, when a long-context tier applies */
  tier?: number;
}

/** The price row that holds on a day: the last whose `from` is not after it. */
export function rowOn(model: Model, asOf: string): PriceRow | undefined {
  let held: PriceRow | undefined;
  for (const row of model.prices) if ((row.from ?? "") <= asOf && (row.from ?? "") >= (held?.from ?? "")) held = row;
  return held;
}

/**
 * The price of a request with this many input tokens (cached ones included) on a day, in USD per million tokens.
 * A long-context tier replaces the prices of the whole request. Undefined when no price is known.
 */
export function priceOn(model: Model, asOf: string, inputTokens: number, tier?: string): HeldPrices | undefined {
  const row = rowOn(model, asOf);
  if (!row || row.input === undefined) return undefined;
  const { input, output, cacheRead, cacheWrite, cacheWrite1h } = row;
  let prices: Prices = { input, output, cacheRead, cacheWrite, cacheWrite1h };
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

function defined(t: Prices & { above: number }): Prices {
  const out: Prices = {};
  for (const key of ["input", "output", "cacheRead", "cacheWrite", "cacheWrite1h"] as const)
    if (t[key] !== undefined) out[key] = t[key];
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
  const of = (key: keyof Prices, factor = factors.all) => {
    const value = prices[key];
    return value === undefined || factor === undefined ? value : micro(value * factor);
  };
  const write = factors.cacheWrite ?? factors.all;
  return {
    input: of("input", factors.input ?? factors.all),
    output: of("output", factors.output ?? factors.all),
    cacheRead: of("cacheRead", factors.cacheRead ?? factors.all),
    cacheWrite: of("cacheWrite", write),
    cacheWrite1h: of("cacheWrite1h", write),
  };
}

/** Keeps a product of two decimal prices free of binary noise; nine decimals are finer than any published price. */
function micro(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
