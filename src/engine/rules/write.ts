import type { PicoUsd } from "../costs/cost";
import { formatTokens, type Money } from "../costs/money";
import type { TokenRange } from "../tokens/token-count";

/** Around an amount inside a text: noncharacters of Unicode, kept for a program's own use and valid in no text that it reads. */
const [OPEN, CLOSE] = ["\ufdd0", "\ufdd1"];

/** An amount inside a rule's text. It stands for itself until `written` puts it in the reader's currency: `$0.0031`. */
export const money = (amount: PicoUsd): string => `${OPEN}${amount}${CLOSE}`;

/** `1,240` */
export const tokens = (amount: number): string => formatTokens(amount);

/** `1,240`, `≈1,240` or `~1,240`, by how sure it is. */
export function tokenRange(range: TokenRange): string {
  const sign = range.basis === "estimated" ? "≈" : range.basis === "assumed" ? "~" : "";
  return sign + tokens(range.tokens);
}

/** A price in USD per million tokens inside a rule's text, written as `$3/M`, `$2.50/M`, `$0.075/M`. */
export const unitPrice = (usdPerMillion: number): string => `${OPEN}/${usdPerMillion}${CLOSE}`;

const MARKED = new RegExp(`${OPEN}(?:(-?\\d{1,60})|/(\\d{1,20}(?:\\.\\d{1,20})?(?:e-?\\d{1,3})?))${CLOSE}`, "g");

/** A rule's text as a person reads it, with its amounts in their currency. */
export function written(text: string, money: Money): string {
  return text.replace(MARKED, (_, amount: string | undefined, price: string) =>
    amount === undefined ? `${money.price(Number(price))}/M` : money.amount(BigInt(amount)),
  );
}

export function count(amount: number, noun: string): string {
  return `${tokens(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}

export function duration(seconds: number): string {
  return seconds % 3600 === 0 ? count(seconds / 3600, "hour") : count(Math.round(seconds / 60), "minute");
}
