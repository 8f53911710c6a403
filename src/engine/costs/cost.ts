import type { PicoUsd, Unit } from "../models/catalogue";
import type { Basis } from "../tokens/token-count";
import type { Growth } from "./growth";

export type { PicoUsd };

/** What one request costs. Undefined figures do not exist; they are never zero. */
export interface Cost {
  /**
   * Everything certain: the known input, at the count that is shown and the least that it can cost (a warm cache where the
   * code asks for one), and nothing for output. A hit in a cache that the vendor keeps by itself can cost less.
   */
  floor: PicoUsd;
  /**
   * The most it can cost: a cold cache, holes at their bound, output at its cap. Undefined when neither the code nor the
   * model sets a bound.
   */
  ceiling?: PicoUsd;
  /**
   * The known input (open holes left out, a cold cache) and the output at the cap that the code or the SDK sets; the input
   * alone where there is no output. Undefined where nothing but the model's own maximum caps the output.
   */
  withCap?: PicoUsd;
  /** what bounds the ceiling: the code alone, or the model's window or maximum output somewhere */
  bound?: "code" | "model";
  /** only where its inputs were assumed or measured */
  likely?: PicoUsd;
  /** where every turn sends all earlier ones again: what n turns cost together */
  growth?: Growth;
  basis: Basis;
  /** the dearest request part by part: where holes and output are bounded, their sum is the ceiling of an exact count */
  lines: CostLine[];
  /** the request of `withCap` part by part; where there is no such figure, the known input */
  shown: CostLine[];
  /** where prompt caching engages, asked for or not: what the input costs on the first call, and on following ones within the lifetime */
  caching?: { first: PicoUsd; following: PicoUsd; lifetimeSeconds: number };
  /** the model the figures are for; two when a range over a choice is shown: cheapest, dearest */
  models: string[];
  /** the price rows used, with their dates */
  rows: PriceNote[];
  /** what is billed beside the figures by an amount that nobody knows: each minute of a recording, each search */
  rates: Rate[];
  /** what the figures leave out: an unknown service tier, a cheaper hour */
  notes: string[];
}
export interface Rate {
  /** USD for one */
  usd: number;
  /** "minute of sound", "search that the vendor runs" */
  per: string;
}
export interface CostLine {
  label: string;
  kind: "input" | "cache-read" | "cache-write" | "output" | "reasoning" | "unit" | "request" | "embedding";
  /** 0 for a fee, and where units are billed */
  tokens: number;
  /** pictures, seconds, characters: what is billed instead of tokens */
  units?: { per: Unit; count: number };
  basis: Basis;
  /** USD per million tokens, or per unit, as in the catalogue */
  price?: number;
  amount: PicoUsd;
}
export interface PriceNote {
  model: string;
  source: string;
  asOf: string;
}
