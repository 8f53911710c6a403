import type { HoleReason, Origin } from "../values/value";

/** How sure a figure is; see the README. */
export type Basis = "exact" | "estimated" | "assumed" | "measured";

/** A number of tokens with its error bar. `low <= tokens <= high`; all three are equal when the basis is exact. */
export interface TokenRange {
  tokens: number;
  low: number;
  high: number;
  basis: Basis;
}

/** The input of one request. */
export interface TokenCount {
  /** everything certain; holes are left out */
  known: TokenRange;
  /** with every hole at its bound; undefined when a hole has none */
  bounded?: TokenRange;
  /** holes left out of `known` (the number gets a `+`) */
  open: string[];
  /** where the tokens come from; their sum is `known` */
  lines: TokenLine[];
  /** tokens before the first thing that varies between two requests, breakpoints aside: what a cache could hold */
  stablePrefix: TokenRange;
  /** tokens up to the last breakpoint when one is written or the vendor caches by itself; undefined: nothing is cached */
  cachedPrefix?: TokenRange;
  /** where history grows: what is certain of the messages that each turn adds, answers left out; `known` is the first turn */
  perTurn?: TokenRange;
  /** recordings in the input whose length is known; their tokens, where the vendor has such, are part of `known` */
  sound?: { seconds: number; tokens: number };
  /** tokens of the longest answer that the response schema allows, where every field is bounded; thinking comes on top */
  answer?: { most: number; from: "schema" };
  /** which family of models counted, and what that rests on */
  counter?: Counter;
}

export interface Counter {
  /** the family's id in data/token-families.json */
  family: string;
  /** measured requests of this family; 0 when its parameters are those of `inherited` */
  rows: number;
  /** the family that stands in for one without measurements of its own */
  inherited?: string;
  source: string;
  asOf: string;
}
export interface TokenLine {
  /** "system", "user", "tools", "schema", "framing", "image", … */
  label: string;
  range: TokenRange;
  /** the hole's name when this line is left out of the number */
  hole?: string;
  origin?: Origin;
  /** where else the known text of this line is written: constants, templates, files */
  sources?: Origin[];
  /** what the code shows of the hole */
  about?: HoleFacts;
}
/** The bounds of a hole, and the texts of which it is one; otherwise only why nobody knows it. */
export interface HoleFacts {
  reason: HoleReason;
  /** it is put together out of so many pieces at most */
  pieces?: number;
  chars?: number;
  tokens?: number;
  texts?: Origin[];
}
