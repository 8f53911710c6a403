import type { Day } from "./day";

/** Money in exact integers: 1e-12 USD. A price of $0.0375 per million tokens is 37,500 a token. Rounded once, at display. */
export type PicoUsd = bigint;

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
  /** the vendor's own id where a host sells it under another one: `us.anthropic.claude-opus-5` is `claude-opus-5` */
  direct?: string;
  /** Bedrock: the region profiles (`us.`, `eu.` …) that are sold at this row's price */
  regions?: string[];
  /** tokens */
  contextWindow?: number;
  maxOutput?: number;
  /** a missing entry means that no source says */
  capabilities: {
    tools?: boolean;
    vision?: boolean;
    structuredOutput?: boolean;
    caching?: boolean;
    reasoning?: boolean;
  };
  /** which counter and framing apply; a key of tokens/families */
  tokenizer: string;
  /** the model's place in its vendor's line-up; rank 0 is the dearest tier */
  lineUp?: { family: string; rank: number };
  deprecated?: { on?: string; retires?: string; successor?: string };
  kind: "chat" | "embedding" | "image" | "audio" | "video" | "other";
  /** empty: no price is known */
  prices: PriceRow[];
  /** caching terms of its vendor and generation */
  caching?: CachingTerms;
  /** what batch, flex, priority … do to its prices; a tier that is not listed has no known price */
  serviceTiers?: ServiceTier[];
  /** what a region's own processing adds to every price */
  regional?: { region: string; factor: number; source: string; asOf: string }[];
  /** "2 of 2", "1 of 1", "decided for …": how the sources agree */
  agreement?: string;
  source: string;
  asOf: string;
}

/** Prices in USD per million tokens as the source writes them. The row that holds on a date is the last whose `from` is not after it. */
export interface PriceRow extends Prices {
  from?: string;
  /** whole-request tiers: when the input is above this many tokens, these prices replace the others */
  tiers?: (Prices & { above: number })[];
  /** USD per 1,000 requests, beside the tokens; the least where it depends on what a request asks for */
  perThousandRequests?: number;
  perThousandRequestsFrom?: number;
  /** USD per 1,000 searches that the vendor runs for the model */
  perThousandSearches?: number;
  /** the same for searches in files that were handed to the vendor */
  perThousandFileSearches?: number;
  /** USD for keeping a million cached tokens for an hour */
  storage?: number;
  /** what is billed by something else than tokens; `mediaFrom` says where these, `storage` and prices of pictures and sound come from */
  units?: UnitPrice[];
  mediaFrom?: { source: string; asOf: string };
  /** prices outside the hours of the peak, which the row itself is for; `peak` says which those are */
  offPeak?: Prices & { peak: string };
  /** what the row leaves out */
  note?: string;
  source: string;
  asOf: string;
}
/**
 * Classes of tokens that have a price of their own. `cacheWrite1h`: a write that lives for an hour or more. Sound, pictures and
 * film cost what text costs where a row has no price for them.
 */
export const TOKEN_CLASSES = [
  "input",
  "output",
  "cacheRead",
  "cacheWrite",
  "cacheWrite1h",
  "inputAudio",
  "outputAudio",
  "cacheReadAudio",
  "inputImage",
  "outputImage",
  "cacheReadImage",
  "inputVideo",
  "outputVideo",
] as const;
export type Prices = { [Class in (typeof TOKEN_CLASSES)[number]]?: number };

/** What is counted where tokens are not: pictures made, minutes of sound heard, seconds of film made, characters spoken, pages read. */
export const UNITS = ["image", "minute", "second", "millionCharacters", "page"] as const;
export type Unit = (typeof UNITS)[number];

/** The price of one unit: in USD, or as tokens of its class. An entry without size or quality holds for every one. */
export interface UnitPrice {
  per: Unit;
  usd?: number;
  /** output tokens that one takes, at the row's `outputImage` */
  tokens?: number;
  /** "1024x1024", "2K", "1080p" */
  size?: string;
  quality?: string;
  /** what the vendor takes when a request does not say */
  default?: boolean;
}

/** Factors on the standard price; `exact` replaces it instead. */
export interface ServiceTier {
  tier: string;
  factors: { all?: number; input?: number; output?: number; cacheRead?: number; cacheWrite?: number; exact?: Prices };
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
  /** the day that its prices are taken for */
  day: Day;
  models: readonly Model[];
  /** the providers that sell models of their own making, not as a host of others' */
  vendors: readonly string[];
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
