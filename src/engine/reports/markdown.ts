import { formatTokens, type Money, moneyIn } from "../costs/money";
import { relativePath } from "../files/paths";
import type { BilledCall } from "../rules/rule";
import { inputLabel, modelLabel, moneyLabel, outputLabel, sumLabel } from "./label";
import type { Report } from "./report";
import { billedCalls, totalsOf } from "./totals";
import { firstThingsFirst } from "./worth";

/** The bill as a Markdown page: for a pull request, a job summary, a wiki. */
export function markdownReport(report: Report, includeTests: boolean, limit: number): string {
  const totals = totalsOf(report, includeTests);
  const money = moneyIn(report.currency);
  const calls = billedCalls(report, includeTests).sort(dearestFirst);
  const left = [
    totals.open > 0 ? `${formatTokens(totals.open)} with parts of unknown size, which are left out` : "",
    totals.unresolved > 0 ? `${formatTokens(totals.unresolved)} with a model chosen at run time` : "",
    totals.unpriced > 0 ? `${formatTokens(totals.unpriced)} with a model that has no price` : "",
    totals.baselined > 0 ? `${formatTokens(totals.baselined)} findings of the baseline, which are left out below` : "",
    totals.skipped > 0 ? `${formatTokens(totals.skipped)} notes on files that were not (wholly) read` : "",
  ].filter((line) => line !== "");
  const lines = [
    "## Model calls and their cost",
    "",
    `${formatTokens(totals.calls)} call${totals.calls === 1 ? "" : "s"}, each run once: **${escapeMarkdown(sumLabel(totals, money))}**, prices as of ${report.pricesAsOf}.${money.note === "" ? "" : ` ${escapeMarkdown(money.note)}`}`,
    ...left.map((line) => `- ${line}`),
    "",
    "| call | model | input | output | cost |",
    "|---|---|---|---|---|",
    ...calls.slice(0, limit).map((analysed) => row(analysed, report, money)),
    ...(calls.length > limit ? ["", `… and ${formatTokens(calls.length - limit)} more.`] : []),
  ];
  const findings = firstThingsFirst(report)
    .slice(0, limit)
    .map(({ rule, message, range }) => {
      return `- **${rule}** ${escapeMarkdown(place(report, range.path, range.start))}: ${escapeMarkdown(message)}`;
    });
  if (findings.length > 0) lines.push("", `### ${formatTokens(report.findings.length)} findings`, "", ...findings);
  return `${lines.join("\n")}\n`;
}

function dearestFirst(a: BilledCall, b: BilledCall): number {
  const left = a.cost?.withCap ?? a.cost?.floor ?? -1n;
  const right = b.cost?.withCap ?? b.cost?.floor ?? -1n;
  return left === right ? 0 : left > right ? -1 : 1;
}

function row(analysed: BilledCall, report: Report, money: Money): string {
  const { call } = analysed;
  const cells = [
    place(report, call.path, call.anchor.start),
    modelLabel(call.model, "unknown"),
    inputLabel(analysed),
    outputLabel(analysed),
    moneyLabel(analysed, money),
  ];
  return `| ${cells.map(escapeMarkdown).join(" | ")} |`;
}

function place(report: Report, path: string, offset: number): string {
  const { line, cell: index } = report.position(path, offset);
  return `${relativePath(path, report.folders)}:${index === undefined ? "" : `cell ${index + 1}:`}${line}`;
}

/** Workspace text inside a table: nothing in it is markup. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ")
    .replace(/[\\`*_{}[\]<>()#+!|~&]/g, (mark) => `\\${mark}`);
}
