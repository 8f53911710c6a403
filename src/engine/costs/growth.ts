import type { TokenCount } from "../tokens/token-count";
import type { Times } from "../values/value";
import type { PicoUsd } from "./cost";

/**
 * What a conversation costs of which every turn sends all earlier ones again. With `n` turns, a first request of F tokens and g
 * tokens that each turn adds, the input of all turns is the sum of F + i × g for i from 0 to n − 1, so n × F + n(n − 1)/2 × g.
 */
export interface Growth {
  turns: Times;
  /** input tokens of the first request, and those that each turn adds: what is certain of both */
  first: number;
  added: number;
  /** the same with the answer at its cap; undefined where nothing caps it */
  addedWithCap?: number;
  /** n × `each` + n(n − 1)/2 × `pair`: everything certain, answers left out */
  each?: PicoUsd;
  pair?: PicoUsd;
  /** the same with every answer at its cap, which is sent again too; undefined without a cap */
  eachCapped?: PicoUsd;
  pairCapped?: PicoUsd;
}

/** n × first + n(n − 1)/2 × added */
export function sumOverTurns(turns: number, first: bigint, added: bigint): bigint {
  const n = BigInt(Math.max(0, Math.round(turns)));
  return n * first + ((n * (n - 1n)) / 2n) * added;
}

/** The tokens of a growing history; undefined where it does not grow. */
export function growthOf(
  turns: Times | undefined,
  count: TokenCount,
  answerCap: number | undefined,
): Growth | undefined {
  if (!turns || !count.perTurn) return undefined;
  const { tokens, high } = count.perTurn;
  const growth: Growth = { turns, first: count.known.tokens, added: tokens };
  if (answerCap !== undefined) growth.addedWithCap = high + answerCap;
  return growth;
}
