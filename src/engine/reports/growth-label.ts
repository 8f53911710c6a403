import { type Growth, growthOf, sumOverTurns } from "../costs/growth";
import { formatTokens, type Money } from "../costs/money";
import type { BilledCall } from "../rules/rule";
import { isOpen } from "./totals";

/** The growth of a call's history: priced, or in tokens alone where the model has no price. */
export function growthIn({ call, count, cost }: BilledCall): Growth | undefined {
  return cost?.growth ?? growthOf(call.multiplicity.turns, count, undefined);
}

/**
 * `10 turns: $0.062–$0.31+`, `n turns: $0.0031 × n + $0.0004 × n(n−1)/2+`. The plus stands for what turns add that nobody knows, the
 * answers among it where nothing caps them.
 */
export function growthLabel(analysed: BilledCall, money: Money): string {
  const growth = growthIn(analysed);
  if (!growth) return "";
  const { turns } = growth;
  const name = turns.max === undefined ? "n turns" : turnsLabel(turns.min, turns.max);
  return `${name}: ${turns.max === undefined ? formula(growth, money) : bounded(growth, turns.max, money)}${plus(analysed)}`;
}

function turnsLabel(min: number, max: number): string {
  return min === max ? `${formatTokens(max)} turns` : `${formatTokens(min)}–${formatTokens(max)} turns`;
}

function bounded(
  { turns, each, pair, eachCapped, pairCapped, first, added }: Growth,
  max: number,
  money: Money,
): string {
  if (each === undefined || pair === undefined)
    return `${formatTokens(Number(sumOverTurns(max, BigInt(first), BigInt(added))))} in`;
  const least = sumOverTurns(turns.min, each, pair);
  if (eachCapped === undefined || pairCapped === undefined) return `from ${money.amount(least)}`;
  return money.range(least, sumOverTurns(max, eachCapped, pairCapped));
}

/** What n turns cost, in n. */
export function formula({ each, pair, first, added }: Growth, money: Money): string {
  const inMoney = each !== undefined && pair !== undefined;
  const [once, more] = inMoney ? [money.amount(each), money.amount(pair)] : [formatTokens(first), formatTokens(added)];
  const grows = added === 0 ? "" : ` + ${more} × n(n−1)/2`;
  return `${once} × n${grows}${inMoney ? "" : " in"}`;
}

/** What a turn adds is never known whole: the answer is part of it. */
function plus(analysed: BilledCall): string {
  const capped = analysed.cost?.growth?.eachCapped !== undefined && analysed.cost.growth.turns.max !== undefined;
  return capped && !isOpen(analysed) ? "" : "+";
}
