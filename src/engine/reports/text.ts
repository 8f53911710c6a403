import { formatTokens, type Money, moneyIn } from "../costs/money";
import { relativePath } from "../files/paths";
import { catalogueAge } from "../models/refresh";
import type { BilledCall } from "../rules/rule";
import { baselineLabel, callLabel, modelLabel, sumLabel } from "./label";
import { plain } from "./plain";
import type { Report } from "./report";
import { billedCalls, type Totals, totalsOf } from "./totals";
import { unboundOrigins } from "./unbound";
import { firstThingsFirst, savedInAMonth, worthLabel, worths } from "./worth";

export interface TextOptions {
  includeTests: boolean;
  /** how many calls, findings and skipped files to print; the rest is counted */
  limit: number;
}

/** The bill as a person reads it in a terminal: totals, the dearest calls, what to do, what was left out. */
export function textReport(report: Report, options: TextOptions): string {
  const totals = totalsOf(report, options.includeTests);
  const money = moneyIn(report.currency);
  const sections = [
    totalsSection(report, totals, options, money),
    callsSection(report, options, money),
    findingsSection(report, options),
    unboundSection(report, options),
    skippedSection(report, options),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function totalsSection(report: Report, totals: Totals, { includeTests }: TextOptions, money: Money): string {
  if (totals.calls === 0 && totals.outOfScope === 0) {
    return `No model calls found in ${formatTokens(report.files.listed)} source files.`;
  }
  const lines = [
    `${count(totals.calls, "model call")} in ${count(filesWith(report, includeTests), "file")} (${formatTokens(report.files.listed)} source files read)`,
    billLine(totals, money),
    monthlyLine(totals, money),
    totals.unresolved > 0
      ? `${count(totals.unresolved, "call")} with a model that is chosen at run time: tokens only, no price`
      : "",
    totals.unpriced > 0 ? `${count(totals.unpriced, "call")} with a model that has no price in the catalogue` : "",
    totals.outOfScope > 0
      ? `${count(totals.outOfScope, "call")} in tests and examples left out (--include-tests counts them)`
      : "",
    pricesLine(report, money),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

/** The day that prices are taken for, the age of the lists they come from, and the rate of a currency. */
function pricesLine({ pricesAsOf, catalogueAsOf }: Report, { note }: Money): string {
  const { days, tooOld } = catalogueAge(catalogueAsOf, pricesAsOf);
  const old = tooOld ? `They were ${days} days old by then: tokenbill prices update fetches newer ones.` : "";
  const line = `Prices as of ${pricesAsOf}, from lists of ${catalogueAsOf}.`;
  return [line, old, note].filter((part) => part !== "").join(" ");
}

function billLine(totals: Totals, money: Money): string {
  if (totals.priced === 0) return "";
  const open = totals.open > 0 ? `; ${count(totals.open, "call")} with parts of unknown size, which are left out` : "";
  const uncapped =
    totals.withoutCap > 0
      ? `; ${count(totals.withoutCap, "call")} without an output cap, whose answers are left out`
      : "";
  const each = totals.priced === 1 ? "The priced call" : `Each of the ${formatTokens(totals.priced)} priced calls`;
  return `${each} run once: ${sumLabel(totals, money)}${open}${uncapped}`;
}

function monthlyLine({ monthly }: Totals, { range }: Money): string {
  if (monthly.calls === 0) return "";
  return `A month of the ${count(monthly.calls, "call")} whose volume is written down: ~${range(monthly.from, monthly.to)}`;
}

function callsSection(report: Report, { includeTests, limit }: TextOptions, money: Money): string {
  const calls = billedCalls(report, includeTests).sort(byCost);
  if (calls.length === 0) return "";
  const rows = calls.slice(0, limit).map((analysed) => {
    const { call } = analysed;
    const model = plain(modelLabel(call.model, "model unknown"));
    return `  ${place(report, call.path, call.anchor.start)}  ${model}\n      ${plain(callLabel(analysed, money))}`;
  });
  return [`Calls, dearest first`, ...rows, more(calls.length, limit)].filter((row) => row !== "").join("\n");
}

function byCost(a: BilledCall, b: BilledCall): number {
  const left = a.cost?.withCap ?? a.cost?.floor ?? -1n;
  const right = b.cost?.withCap ?? b.cost?.floor ?? -1n;
  return left === right ? b.count.known.tokens - a.count.known.tokens : left > right ? -1 : 1;
}

function findingsSection(report: Report, { limit }: TextOptions): string {
  const findings = firstThingsFirst(report);
  const worth = worths(report);
  const money = moneyIn(report.currency);
  const known = baselineLabel(report);
  if (findings.length === 0) return known;
  const rows = findings.slice(0, limit).map((finding) => {
    const { path, start } = finding.range;
    const saves = worthLabel(worth.get(finding)!, money);
    const rule = `${finding.severity} ${finding.rule}${saves === "" ? "" : `, saves ${saves}`}`;
    return `  ${place(report, path, start)}  ${rule}\n      ${plain(finding.message)}`;
  });
  return [
    `What to do first (${count(findings.length, "finding")})`,
    ...rows,
    more(findings.length, limit),
    together(report),
    known,
  ]
    .filter((row) => row !== "")
    .join("\n");
}

function together(report: Report): string {
  const { amount, calls } = savedInAMonth(report);
  if (amount === 0n) return "";
  const of = `the ${count(calls, "call")} with a saving whose volume is written down`;
  return `At ${of}: ~${moneyIn(report.currency).amount(amount)} a month, the largest saving of each`;
}

function unboundSection(report: Report, { includeTests, limit }: TextOptions): string {
  const origins = unboundOrigins(report, includeTests);
  if (origins.length === 0) return "";
  const rows = origins.slice(0, limit).map(({ origin, calls }) => `  ${plain(origin)}: ${count(calls, "call")}`);
  const title = 'Models chosen at run time; name them under "models" in tokenbill.jsonc to price their calls';
  return [title, ...rows, more(origins.length, limit)].filter((row) => row !== "").join("\n");
}

function skippedSection(report: Report, { limit }: TextOptions): string {
  if (report.skipped.length === 0) return "";
  const rows = report.skipped
    .slice(0, limit)
    .map(({ path, reason }) => `  ${plain(relativePath(path, report.folders))}: ${plain(reason)}`);
  return [`Not (wholly) in these numbers`, ...rows, more(report.skipped.length, limit)]
    .filter((row) => row !== "")
    .join("\n");
}

function place(report: Report, path: string, offset: number): string {
  const { line, column, cell } = report.position(path, offset);
  return `${plain(relativePath(path, report.folders))}:${cell === undefined ? "" : `cell ${cell + 1}:`}${line}:${column}`;
}

function filesWith(report: Report, includeTests: boolean): number {
  return new Set(billedCalls(report, includeTests).map(({ call }) => call.path)).size;
}

function more(total: number, limit: number): string {
  return total > limit ? `  … and ${formatTokens(total - limit)} more (--limit ${total} prints all)` : "";
}

function count(amount: number, noun: string): string {
  return `${formatTokens(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
