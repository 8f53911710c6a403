import type { LlmCall } from "../calls/llm-call";
import type { Model } from "../models/catalogue";
import type { TokenCount, TokenRange } from "./token-count";

/** What a vendor's count endpoint said about a call's request; undefined when it was not asked, or the request has changed. */
export type Measured = (call: LlmCall, model: Model | undefined) => number | undefined;

/** A count with the vendor's own number in place of the estimate. */
export function withMeasured(count: TokenCount, tokens: number): TokenCount {
  const known: TokenRange = { tokens, low: tokens, high: tokens, basis: "measured" };
  const within = ({ tokens: part, low, high, basis }: TokenRange): TokenRange => ({
    tokens: Math.min(part, tokens),
    low: Math.min(low, tokens),
    high: Math.min(high, tokens),
    basis,
  });
  return {
    ...count,
    known,
    lines: [{ label: "request, counted by the vendor", range: known }],
    stablePrefix: within(count.stablePrefix),
    ...(count.bounded && { bounded: known }),
    ...(count.cachedPrefix && { cachedPrefix: within(count.cachedPrefix) }),
  };
}
