import type { PicoUsd } from "../costs/cost";
import { formatTokens, type Money } from "../costs/money";
import { type Change, type Difference, place } from "./difference";
import { sumLabel } from "./label";
import { escapeMarkdown } from "./markdown";
import { plain } from "./plain";
import type { Totals } from "./totals";

export const DIFFERENCE_FORMATS = ["text", "markdown", "json"] as const;
export type DifferenceFormat = (typeof DIFFERENCE_FORMATS)[number];

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
const VERSION = 1;

export interface DifferenceOptions {
  /** what the present code is compared with, as a person says it: `HEAD (3f2a1c0b)` */
  base: string;
  pricesAsOf: string;
  money: Money;
  /** how many changed calls are printed; the rest is counted */
  limit: number;
}

/** `+$0.0031`, `−$0.0031`, `±$0`. */
export function signedAmount(amount: PicoUsd, money: Money): string {
  if (amount === 0n) return `±${money.amount(0n)}`;
  return amount > 0n ? `+${money.amount(amount)}` : `−${money.amount(-amount)}`;
}

/** `+$0.0023`, or `+$0.0023 to +$0.0131` where known input and output cap change by different amounts. */
export function signedRange(from: PicoUsd, to: PicoUsd, money: Money): string {
  return from === to ? signedAmount(from, money) : `${signedAmount(from, money)} to ${signedAmount(to, money)}`;
}

/** `~$93.10`: a month of the calls whose volume is written down. */
export function monthLabel({ monthly: { from, to, calls } }: Totals, money: Money): string {
  return calls === 0 ? "none" : `~${money.range(from, to)}`;
}

/** A difference in a format, as one text that ends with a line break. */
export function formatDifference(difference: Difference, format: DifferenceFormat, options: DifferenceOptions): string {
  if (format === "json") return json(difference, options);
  return format === "markdown" ? markdown(difference, options) : text(difference, options);
}

function text(difference: Difference, { base, pricesAsOf, limit, money }: DifferenceOptions): string {
  const lines = changes(difference, limit, money).map(
    ({ mark, where, model, amount, cost }) =>
      `  ${mark} ${plain(where)}  ${plain(model)}  ${amount}\n      ${plain(cost)}`,
  );
  const more = difference.changes.length - limit;
  return `${[
    `Compared with ${plain(base)}, at prices of ${pricesAsOf}`,
    ...(money.note === "" ? [] : [money.note]),
    ...summary(difference, money),
    ...(lines.length > 0 ? ["", "Changed calls, largest difference first", ...lines] : []),
    ...(more > 0 ? [`  … and ${formatTokens(more)} more (--limit ${difference.changes.length} prints all)`] : []),
  ].join("\n")}\n`;
}

function markdown(difference: Difference, { base, pricesAsOf, limit, money }: DifferenceOptions): string {
  const rows = changes(difference, limit, money).map(
    ({ mark, where, model, amount, cost }) =>
      `| ${[`${mark} ${where}`, model, amount, cost].map(escapeMarkdown).join(" | ")} |`,
  );
  const more = difference.changes.length - limit;
  return `${[
    "## What this change does to the bill",
    "",
    ...summary(difference, money).map((line) => `- ${escapeMarkdown(line)}`),
    "",
    ...(rows.length > 0 ? ["| call | model | difference | cost |", "|---|---|---|---|", ...rows, ""] : []),
    ...(more > 0 ? [`… and ${formatTokens(more)} more.`, ""] : []),
    `Compared with ${escapeMarkdown(base)}, at prices of ${pricesAsOf}.${money.note === "" ? "" : ` ${escapeMarkdown(money.note)}`}`,
  ].join("\n")}\n`;
}

/** Sentences for the sums of both sides. */
function summary(difference: Difference, money: Money): string[] {
  const { before, after, floor, withCap, monthly, unchanged } = difference;
  const kinds = (["added", "removed", "changed"] as const)
    .map((kind) => [kind, difference.changes.filter((change) => change.kind === kind).length] as const)
    .filter(([, count]) => count > 0)
    .map(([kind, count]) => `${formatTokens(count)} ${kind}`);
  const unpriced = after.unpriced + after.unresolved - before.unpriced - before.unresolved;
  return [
    `Each call run once: ${sumLabel(before, money)} before, ${sumLabel(after, money)} now: ${signedRange(floor, withCap, money)}`,
    monthly === undefined
      ? ""
      : `A month of the calls whose volume is written down: ${monthLabel(before, money)} before, ${monthLabel(after, money)} now: ${signedRange(monthly.from, monthly.to, money)}`,
    `Calls: ${kinds.length === 0 ? "none changed" : kinds.join(", ")}, ${formatTokens(unchanged)} as before`,
    unpriced > 0 ? `${formatTokens(unpriced)} more without a price: they are in neither sum` : "",
  ].filter((line) => line !== "");
}

const marks = { added: "+", removed: "−", changed: "~" };

function changes({ changes: all }: Difference, limit: number, money: Money) {
  return all.slice(0, limit).map((change) => {
    const { file, line } = place(change);
    return {
      mark: marks[change.kind],
      where: `${file}:${line}`,
      model: both(change, "model"),
      amount: change.amount === undefined ? "no figure" : signedAmount(change.amount, money),
      cost: [both(change, "size"), both(change, "cost")].join(" · "),
    };
  });
}

/** What a call was and what it is, or the one that there is. */
function both(change: Change, key: "model" | "size" | "cost"): string {
  if (change.kind !== "changed") return place(change)[key];
  const [before, after] = [change.before[key], change.after[key]];
  return before === after ? after : `${before} → ${after}`;
}

/** As the documented contract `docs/difference.schema.json`. */
function json(difference: Difference, { base, pricesAsOf }: DifferenceOptions): string {
  const { before, after, floor, withCap, monthly, changes: all, unchanged } = difference;
  const side = (totals: Totals) => ({
    calls: totals.calls,
    priced: totals.priced,
    floor: usd(totals.floor),
    withCap: usd(totals.withCap),
    monthly: { from: usd(totals.monthly.from), to: usd(totals.monthly.to), calls: totals.monthly.calls },
  });
  const row = (change: Change, which: "before" | "after") => {
    const found = which in change ? (change as Record<typeof which, ReturnType<typeof place>>)[which] : undefined;
    if (found === undefined) return null;
    const { file, line, column, api, model } = found;
    return { file, line, column, api, model, floor: usd(found.floor), withCap: usd(found.withCap) };
  };
  const document = {
    version: VERSION,
    base,
    pricesAsOf,
    currency: "USD",
    before: side(before),
    after: side(after),
    difference: {
      floor: usd(floor),
      withCap: usd(withCap),
      monthly: monthly === undefined ? null : { from: usd(monthly.from), to: usd(monthly.to) },
    },
    changes: all.map((change) => ({
      kind: change.kind,
      amount: usd(change.amount),
      before: row(change, "before"),
      after: row(change, "after"),
    })),
    unchanged,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function usd(amount: PicoUsd | undefined): number | null {
  return amount === undefined ? null : Number(amount) / 1e12;
}
