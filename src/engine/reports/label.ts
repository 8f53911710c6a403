import { asksForText } from "../calls/asks-for-text";
import type { ModelSlot } from "../calls/llm-call";
import { answerBound } from "../costs/answer-bound";
import type { Cost, Rate } from "../costs/cost";
import { formatTokens, type Money } from "../costs/money";
import { monthlyOf } from "../rules/monthly";
import type { BilledCall } from "../rules/rule";
import type { Basis, TokenRange } from "../tokens/token-count";
import { growthLabel } from "./growth-label";
import type { Report } from "./report";
import { isOpen, type Totals } from "./totals";

/** What stands before a figure of each basis. */
export const MARK: Record<Basis, string> = { exact: "", estimated: "≈", assumed: "~", measured: "" };

/** `1,240`, `≈1,240`, `~1,240`, `1,240 measured`; with `+` when parts of unknown size are left out. */
export function tokensLabel(range: TokenRange, open = false): string {
  const suffix = range.basis === "measured" ? " measured" : "";
  return `${MARK[range.basis]}${formatTokens(range.tokens)}${open ? "+" : ""}${suffix}`;
}

/** The line above a call: `1,240+ in · ≤ 1,000 out · $0.0031–$0.0131 a call`. Says what is missing instead of guessing. */
export function callLabel(analysed: BilledCall, money: Money): string {
  const { call } = analysed;
  if (call.calledFrom !== undefined) return wrappedLabel(analysed, call.calledFrom.length);
  return [
    inputLabel(analysed),
    outputLabel(analysed),
    moneyLabel(analysed, money),
    growthLabel(analysed, money) || timesLabel(analysed),
    monthlyLabel(analysed, money),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

/** `1,240+ in`, `≈905 in, 1 min 30 s of sound`, `≈98–1,118 in` where all that is open has a bound; what has no tokens is named alone. */
export function inputLabel({ count: { known, open, bounded, sound } }: BilledCall): string {
  const heard = sound && `${durationLabel(sound.seconds)} of sound`;
  if (heard && known.tokens === 0 && open.length === 0) return `${heard} in`;
  const within = open.length > 0 && bounded !== undefined && bounded.tokens > known.tokens;
  const tokens = within ? `${tokensLabel(known)}–${formatTokens(bounded.tokens)}` : tokensLabel(known, open.length > 0);
  return `${tokens} in${heard ? `, ${heard}` : ""}`;
}

function durationLabel(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  return [minutes > 0 ? `${formatTokens(minutes)} min` : "", rest > 0 ? `${rest} s` : ""].filter(Boolean).join(" ");
}

/** `≤ 1,000 out`, `≤ 24 out by its schema` */
export function outputLabel({ call, model, count }: BilledCall): string {
  if (call.kind === "embedding") return "";
  const cap = call.output.cap?.max ?? Number.POSITIVE_INFINITY;
  const schema = model ? answerBound(call, model, count) : undefined;
  if (schema !== undefined && schema < cap) return `≤ ${formatTokens(schema)} out by its schema`;
  return Number.isFinite(cap) ? `≤ ${formatTokens(cap)} out` : "";
}

/** The money of one request, or why there is none. */
export function moneyLabel(analysed: BilledCall, money: Money): string {
  const { call, cost, unpriced } = analysed;
  if (cost === undefined) {
    if (call.model.status === "unknown") return unresolvedLabel(call.model.origin);
    return `no price for ${ids(unpriced.length > 0 ? unpriced : call.model.ids)}`;
  }
  const rates = cost.rates.map((rate) => rateLabel(rate, money));
  if (rates.length > 0 && cost.floor === 0n && cost.withCap === undefined) return rates.join(" + ");
  return [figureLabel(analysed, cost, money), ...rates].join(" + ");
}

/** `$0.006 a minute of sound` */
export function rateLabel({ usd, per }: Rate, { price }: Money): string {
  return `${price(usd)} ${/^(?:[aeiou]|hour)/.test(per) ? "an" : "a"} ${per}`;
}

function figureLabel(analysed: BilledCall, cost: Cost, { amount, range }: Money): string {
  const { call, count } = analysed;
  const open = isOpen(analysed) ? "+" : "";
  if (cost.floor === 0n && (cost.withCap ?? 0n) === 0n) return `cost depends on ${count.open[0] ?? "the input"}`;
  if (cost.withCap === undefined)
    return asksForText(call) ? `from ${amount(cost.floor)} a call, no output cap` : `from ${amount(cost.floor)} a call`;
  if (cost.withCap <= cost.floor) return `${amount(cost.floor)}${open} a call`;
  return `${range(cost.floor, cost.withCap)}${open} a call`;
}

/** `~$93.10 a month`, where a person wrote down the volume. */
export function monthlyLabel(analysed: BilledCall, { amount, range }: Money): string {
  const monthly = monthlyOf(analysed);
  if (monthly === undefined) return "";
  const open = analysed.cost?.likely === undefined && isOpen(analysed) ? "+" : "";
  if (monthly.to === undefined) return `from ~${amount(monthly.from)} a month`;
  return `~${range(monthly.from, monthly.to)}${open} a month`;
}

/** `$0.0127–$0.1054+`: each call once, with a plus where something of unknown size is left out. */
export function sumLabel({ priced, floor, withCap, open, withoutCap }: Totals, { range }: Money): string {
  if (priced === 0) return "none priced";
  const partial = open > 0 || withoutCap > 0;
  if (withCap === 0n && partial) return "size not known";
  return `${range(floor, withCap)}${partial ? "+" : ""}`;
}

function timesLabel({ call }: BilledCall): string {
  const { min, max, over } = call.multiplicity.times;
  if (min === 1 && max === 1) return "";
  if (max === undefined) return over === undefined ? "× unbounded" : `× each of ${over}`;
  return min === max ? `× ${formatTokens(max)}` : `× up to ${formatTokens(max)}`;
}

/** `gpt-5`, `gpt-5 or claude-opus-5`, `gpt-5 or one from settings.model`; `unknown` where nothing is known. */
export function modelLabel({ status, ids, origin }: ModelSlot, unknown: string): string {
  if (status === "unknown") return unknown;
  const more = status === "choice" && origin !== undefined ? [`one from ${origin}`] : [];
  return [...ids, ...more].join(" or ");
}

function unresolvedLabel(origin: string | undefined): string {
  return origin === undefined ? "model chosen at run time" : `model from ${origin}`;
}

/** `1,240+ in · called from 2 places, billed there`: where the prompt stands here, what is known of it is of use here. */
function wrappedLabel(analysed: BilledCall, callers: number): string {
  const cut = analysed.call.callersCut === true;
  const where =
    callers === 1 && !cut
      ? "called from 1 place, billed there"
      : `called from ${formatTokens(callers)}${cut ? "+" : ""} places, billed there`;
  return analysed.staticTextChars > 0 ? `${inputLabel(analysed)} · ${where}` : where;
}

function ids(list: readonly string[]): string {
  return list.length > 2 ? `${list.slice(0, 2).join(", ")} …` : list.join(", ");
}

/** `12 findings of the baseline left out; 3 of its entries match nothing: …`; empty without a baseline. */
export function baselineLabel({ baseline: { findings, gone } }: Pick<Report, "baseline">): string {
  const known = `${formatTokens(findings.length)} finding${findings.length === 1 ? "" : "s"} of the baseline left out`;
  const stale = `${formatTokens(gone)} of its entries match nothing: tokenbill baseline --prune`;
  return [findings.length > 0 ? known : "", gone > 0 ? stale : ""].filter((part) => part !== "").join("; ");
}
