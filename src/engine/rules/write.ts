import type { PicoUsd } from "../costs/cost";
import { formatTokens, formatUsd } from "../costs/money";
import type { TokenRange } from "../tokens/token-count";

/** `$0.0031` */
export const money = (amount: PicoUsd): string => formatUsd(amount);

/** `1,240` */
export const tokens = (amount: number): string => formatTokens(amount);

/** `1,240`, `≈1,240` or `~1,240`, by how sure it is. */
export function tokenRange(range: TokenRange): string {
  const sign = range.basis === "estimated" ? "≈" : range.basis === "assumed" ? "~" : "";
  return sign + tokens(range.tokens);
}

/** USD per million tokens: `$3/M`, `$2.50/M`, `$0.075/M` */
export function unitPrice(usdPerMillion: number): string {
  const plain = String(Number(usdPerMillion.toFixed(6)));
  const decimals = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
  return `$${decimals === 1 ? `${plain}0` : plain}/M`;
}

export function count(amount: number, noun: string): string {
  return `${tokens(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

export function duration(seconds: number): string {
  return seconds % 3600 === 0 ? count(seconds / 3600, "hour") : count(Math.round(seconds / 60), "minute");
}
