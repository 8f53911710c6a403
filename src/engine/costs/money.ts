import type { PicoUsd } from "../models/catalogue";

const USD = 1_000_000_000_000n;

/** Another currency at a rate that a person fixed: how many of its units one USD buys. */
export interface Currency {
  /** ISO 4217 */
  code: string;
  /** what stands before the number: "€", "CHF " */
  symbol: string;
  perUsd: number;
}

/** How amounts are written for a person. What a machine reads is in USD, as numbers, and does not pass through here. */
export interface Money {
  /** "USD", or the code of the person's currency */
  code: string;
  /**
   * `$0.0031`, `$0.00042`, `$12.40`, `$1,234.50`: at least two decimals, at least two significant digits, and never `$0` for
   * an amount that is not zero.
   */
  amount(amount: PicoUsd): string;
  /** `$0.0031–$0.0131`; one figure when both read the same, `$0.0031+` when nothing bounds the upper end. */
  range(from: PicoUsd, to: PicoUsd | undefined): string;
  /** A price as a list states it, in USD per million tokens, per image, per minute: `$3`, `$2.50`, `$0.075`. */
  price(usd: number): string;
  /** The rate that the amounts rest on, as a sentence; empty for USD, which rests on none. */
  note: string;
}

/** Amounts in USD, or in a currency at its fixed rate. */
export function moneyIn(currency?: Currency): Money {
  const symbol = currency?.symbol ?? "$";
  const amount = (usd: PicoUsd) => format(currency ? converted(usd, currency.perUsd) : usd, symbol);
  return {
    code: currency?.code ?? "USD",
    amount,
    range(from, to) {
      const low = amount(from);
      if (to === undefined) return `${low}+`;
      const high = amount(to);
      return low === high ? low : `${low}–${high}`;
    },
    price: (usd) => `${symbol}${priceText(currency ? usd * currency.perUsd : usd)}`,
    note: currency ? `Amounts in ${currency.code}, at ${currency.perUsd} for one USD as configured.` : "",
  };
}

/** What 1,000 such calls cost. */
export function perThousand(amount: PicoUsd): PicoUsd {
  return amount * 1000n;
}

/** `$1,234.56`, `0.0031`, `12` → pico-USD; undefined for anything else or more than twelve decimals. */
export function parseUsd(text: string): PicoUsd | undefined {
  const match = /^(-)?\$?(\d{1,15}|\d{1,3}(?:,\d{3}){1,4})(?:\.(\d{1,12}))?$/.exec(text.trim().slice(0, 64));
  if (!match?.[2]) return undefined;
  const whole = BigInt(match[2].replaceAll(",", ""));
  const amount = whole * USD + BigInt((match[3] ?? "").padEnd(12, "0"));
  return match[1] ? -amount : amount;
}

/** `1,240` */
export function formatTokens(tokens: number): string {
  return separated(Math.round(tokens).toString());
}

function format(amount: PicoUsd, symbol: string): string {
  if (amount === 0n) return `${symbol}0`;
  const sign = amount < 0n ? "-" : "";
  const positive = amount < 0n ? -amount : amount;
  const decimals = positive >= USD ? 2 : Math.max(4, leadingZeros(positive) + 2);
  const rounded = roundedTo(positive, decimals);
  const whole = separated((rounded / USD).toString());
  const fraction = (rounded % USD).toString().padStart(12, "0").slice(0, Math.max(2, decimals));
  return `${sign}${symbol}${whole}.${trimmed(fraction)}`;
}

/** Zeros after the point before the first other digit, of an amount below one USD. */
function leadingZeros(amount: bigint): number {
  return Math.min(10, 12 - amount.toString().length);
}

function roundedTo(amount: bigint, decimals: number): bigint {
  const unit = 10n ** BigInt(12 - Math.min(12, decimals));
  return ((amount + unit / 2n) / unit) * unit;
}

function trimmed(fraction: string): string {
  let end = fraction.length;
  while (end > 2 && fraction[end - 1] === "0") end--;
  return fraction.slice(0, end);
}

function separated(digits: string): string {
  let out = "";
  for (let i = 0; i < digits.length; i++) {
    const left = digits.length - i;
    out += digits[i];
    if (left > 1 && left % 3 === 1 && digits[i] !== "-") out += ",";
  }
  return out;
}

/** Nine decimals hold every published price; a single one is filled up to cents. */
function priceText(price: number): string {
  const plain = String(Number(price.toFixed(9)));
  if (plain.includes("e")) return price.toFixed(12).replace(/0+$/, "");
  const decimals = plain.includes(".") ? plain.length - plain.indexOf(".") - 1 : 0;
  return decimals === 1 ? `${plain}0` : plain;
}

function converted(amount: PicoUsd, perUsd: number): PicoUsd {
  return (amount * BigInt(Math.round(perUsd * 1e6))) / 1_000_000n;
}
