import type { Model, PicoUsd } from "../models/catalogue";
import type { Day } from "../models/day";
import { defined, type HeldPrices, longLifetime, priceOn, scaled, serviceTier } from "../models/price-on";
import type { Basis } from "../tokens/token-count";
import { amountOf, feeOf } from "./amount";
import type { CostLine } from "./cost";

/** What one request is billed for. `input` holds the cached tokens too. */
export interface Usage {
  input: number;
  /** how many of the input tokens are sound, which costs more than text with some vendors */
  sound?: number;
  cacheRead?: number;
  cacheWrite?: number;
  /** written for an hour instead of the vendor's default lifetime */
  cacheWrite1h?: number;
  output: number;
  /** how many of the output tokens may be thinking */
  reasoning?: number;
}

export interface Terms {
  model: Model;
  day: Day;
  /** service tier, "batch" among them */
  tier?: string;
  /** where the request is processed, if the code says so */
  region?: string;
  /** the least that it can be: outside the hours of a peak, and a fee that depends on what a request asks for */
  least?: boolean;
}

export interface Priced {
  amount: PicoUsd;
  lines: CostLine[];
  price: HeldPrices;
}

/**
 * What a request costs: every token class at its price, fees added. The prices are those of the tier that the whole
 * input falls into. A class without a price of its own costs what fresh input costs. Undefined when input, or output
 * that is asked for, has no price.
 */
export function priceRequest(terms: Terms, usage: Usage, basis: Basis): Priced | undefined {
  const price = held(terms, usage.input);
  if (price?.input === undefined) return undefined;
  if (usage.output > 0 && price.output === undefined) return undefined;
  const { sound = 0, cacheRead = 0, cacheWrite = 0, cacheWrite1h = 0, reasoning = 0 } = usage;
  const write = price.cacheWrite ?? price.input;
  const uncached = Math.max(0, usage.input - cacheRead - cacheWrite - cacheWrite1h);
  const heard = Math.min(sound, uncached);
  const embedding = terms.model.kind === "embedding";
  const classes: [string, CostLine["kind"], number, number][] = [
    [embedding ? "input to embed" : "input", embedding ? "embedding" : "input", uncached - heard, price.input],
    ["sound", "input", heard, price.inputAudio ?? price.input],
    ["cache write", "cache-write", cacheWrite, write],
    [
      `cache write (${longLifetime(terms.model)?.ttl ?? "1h"})`,
      "cache-write",
      cacheWrite1h,
      price.cacheWrite1h ?? write,
    ],
    ["cache read", "cache-read", cacheRead, price.cacheRead ?? price.input],
    ["thinking", "reasoning", Math.min(reasoning, usage.output), price.output ?? 0],
    ["output", "output", usage.output - Math.min(reasoning, usage.output), price.output ?? 0],
  ];
  const lines: CostLine[] = classes
    .filter(([, , tokens]) => tokens > 0)
    .map(([label, kind, tokens, p]) => ({ label, kind, tokens, basis, price: p, amount: amountOf(tokens, p) }));
  const { perThousandRequests, perThousandRequestsFrom = perThousandRequests } = price.row;
  const fee = terms.least ? perThousandRequestsFrom : perThousandRequests;
  if (fee) lines.push({ label: "request", kind: "request", tokens: 0, basis: "exact", amount: feeOf(fee) });
  return { amount: lines.reduce((sum, l) => sum + l.amount, 0n), lines, price };
}

export function held(terms: Terms, input: number): HeldPrices | undefined {
  const price = priceOn(terms.model, terms.day, input, knownTier(terms));
  if (!price) return undefined;
  const now = terms.least && price.row.offPeak ? { ...price, ...defined(price.row.offPeak) } : price;
  const factor = regionalOf(terms)?.factor ?? 1;
  return factor === 1 ? now : { ...now, ...scaled(now, () => factor) };
}

/**
 * What the region adds, if anything. "any" stands for every region but the global one: where the code names none, the least
 * is without it and every other figure with it.
 */
export function regionalOf({ model, region, least }: Terms): NonNullable<Model["regional"]>[number] | undefined {
  return model.regional?.find((entry) =>
    entry.region === "any" ? (region === undefined ? !least : region !== "global") : entry.region === region,
  );
}

/** The tier when its price is known; the standard price holds otherwise, and `tierNote` says so. */
export function knownTier({ model, tier }: Terms): string | undefined {
  return tier !== undefined && serviceTier(model, tier) ? tier : undefined;
}

/** Says that a tier is asked for whose price no source gives. */
export function tierNote({ model, tier }: Terms): string | undefined {
  return tier === undefined || serviceTier(model, tier)
    ? undefined
    : `no price is known for the service tier "${tier.slice(0, 40)}" of ${model.id}: standard prices are shown`;
}
