import type { PicoUsd } from "../costs/cost";

/** A model of one provider with its terms. Everything is data from `data/models.json`; see scripts/models. */
export interface Model {
  /** the id as the provider writes it */
  id: string;
  /** whose price list: "openai", "anthropic", "google", "azure", "bedrock", "vertex", … */
  provider: string;
  /** who made the model: "openai", "anthropic", … */
  vendor: string;
  name: string;
  aliases: string[];
  /** tokens */
  contextWindow?: number;
  maxOutput?: number;
  capabilities: {
    tools?: boolean;
    vision?: boolean;
    structuredOutput?: boolean;
    caching?: boolean;
    reasoning?: boolean;
  };
  /** which counter and framing apply; a key of tokens/families */
  tokenizer: string;
  /** the next cheaper and the next dearer model of the same vendor's line-up */
  lineUp?: { family: string; rank: number };
  deprecated?: { on?: string; retires?: string; successor?: string };
  kind: "chat" | "embedding" | "image" | "audio" | "other";
  prices: PriceRow[];
  /** caching terms of its vendor and generation */
  caching?: CachingTerms;
  source: string;
  asOf: string;
}

/** Prices in USD per million tokens as the source writes them. The row that holds on a date is the last whose `from` is not after it. */
export interface PriceRow {
  from?: string;
  input?: number;
  output?: number;
  cacheRead?: number;
  cacheWrite?: number;
  cacheWrite1h?: number;
  /** whole-request tiers: when the input is above this many tokens, these prices replace the others */
  tiers?: {
    above: number;
    input?: number;
    output?: number;
    cacheRead?: number;
    cacheWrite?: number;
    cacheWrite1h?: number;
  }[];
  source: string;
  asOf: string;
}

export interface CachingTerms {
  /** "explicit": a breakpoint must be written; "automatic": the vendor caches by itself */
  mode: "explicit" | "automatic" | "both";
  /** tokens below which nothing is cached */
  minimumPrefix: number;
  lifetimes: { ttl: string; seconds: number; writeFactor: number }[];
  readFactor?: number;
  maxBreakpoints?: number;
  source: string;
  asOf: string;
}

export interface Catalogue {
  /** the newest date of its rows */
  asOf: string;
  models: readonly Model[];
  /**
   * The model an id means, for a provider if one is known. Exact id, listed alias, or one of the documented normalisations
   * (dated suffix, region prefix, gateway prefix, Bedrock ARN …); never a loose prefix, so an unknown newer model is undefined.
   */
  find(id: string, provider?: string): Model | undefined;
  /** The next cheaper models of the same vendor that can do what is asked, dearest first. */
  cheaper(
    model: Model,
    needs: { tools?: boolean; vision?: boolean; structuredOutput?: boolean; window?: number },
  ): Model[];
}

/** USD per million tokens → pico-USD per token. Exact for up to six decimals. */
export function picoPerToken(usdPerMillion: number): PicoUsd {
  return BigInt(Math.round(usdPerMillion * 1e6));
}
