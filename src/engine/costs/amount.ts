import type { PicoUsd } from "../models/catalogue";

/** What tokens cost at a price in USD per million tokens, rounded half up to 1e-12 USD. Exact for prices of up to six decimals. */
export function amountOf(tokens: number, usdPerMillion: number): PicoUsd {
  const count = BigInt(Math.max(0, Math.round(tokens)));
  const nano = BigInt(Math.round(usdPerMillion * 1e9));
  return (count * nano + 500n) / 1000n;
}

/** A fee of this many USD per 1,000 requests, for one. */
export function feeOf(usdPerThousand: number): PicoUsd {
  return BigInt(Math.round(usdPerThousand * 1e9));
}
