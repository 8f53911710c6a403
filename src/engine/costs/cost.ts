import type { Basis } from "../tokens/token-count";

/** Money in exact integers: 1e-12 USD. A price of $0.0375 per million tokens is 37,500 a token. Rounded once, at display. */
export type PicoUsd = bigint;

/** What one request costs. Undefined figures do not exist; they are never zero. */
export interface Cost {
  /** everything certain: known input plus nothing for output */
  floor: PicoUsd;
  /** with the output cap and bounded holes; undefined when the code sets no bound and the model has none */
  ceiling?: PicoUsd;
  /** only where its inputs were assumed or measured */
  likely?: PicoUsd;
  basis: Basis;
  lines: CostLine[];
  /** the model the figures are for; two when a range over a choice is shown: cheapest, dearest */
  models: string[];
  /** the price rows used, with their dates */
  rows: PriceNote[];
}
export interface CostLine {
  label: string;
  kind: "input" | "cache-read" | "cache-write" | "output" | "reasoning" | "image" | "request" | "embedding";
  tokens: number;
  basis: Basis;
  /** USD per million tokens, as in the catalogue */
  price?: number;
  amount: PicoUsd;
}
export interface PriceNote {
  model: string;
  source: string;
  asOf: string;
}
