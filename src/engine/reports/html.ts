import { formatTokens, type Money, moneyIn } from "../costs/money";
import { relativePath } from "../files/paths";
import type { BilledCall } from "../rules/rule";
import { baselineLabel, inputLabel, modelLabel, moneyLabel, monthlyLabel, outputLabel, sumLabel } from "./label";
import type { Report, ReportFinding } from "./report";
import { billedCalls, totalsOf } from "./totals";
import { firstThingsFirst, worthLabel, worths } from "./worth";

/** Colours of their own, in light and dark: the page is read where no editor is. */
const STYLE = `
:root { color-scheme: light dark; --quiet: light-dark(#5a5a5a, #a8a8a8); --line: light-dark(#d4d4d4, #454545); }
body { max-width: 75rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; font: 0.9rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { margin-top: 2rem; font-size: 1.15rem; }
.quiet, th { color: var(--quiet); }
dl { display: flex; flex-wrap: wrap; gap: 0.5rem 2.5rem; } dd { margin: 0; font-size: 1.4rem; font-weight: 600; } dt { color: var(--quiet); }
table { width: 100%; border-collapse: collapse; } caption { text-align: left; color: var(--quiet); }
th, td { padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
meter { width: 6rem; } .scroller { overflow-x: auto; }
`;

/**
 * The bill as one page for a browser: nothing is loaded, nothing runs, and its policy forbids both. Text of the workspace is
 * escaped throughout.
 */
export function htmlReport(report: Report, includeTests: boolean): string {
  const totals = totalsOf(report, includeTests);
  const money = moneyIn(report.currency);
  const worth = worths(report);
  const calls = billedCalls(report, includeTests).sort(dearestFirst);
  const dearest = calls[0] === undefined ? 0 : Number(upper(calls[0]));
  const notes = [
    totals.open > 0 ? `${count(totals.open)} with parts of unknown size, which are left out.` : "",
    totals.unresolved > 0 ? `${count(totals.unresolved)} with a model that is chosen at run time: no price.` : "",
    totals.unpriced > 0 ? `${count(totals.unpriced)} with a model that has no price.` : "",
    totals.outOfScope > 0 ? `${count(totals.outOfScope)} in tests and examples, left out.` : "",
    baselineLabel(report),
    money.note,
  ].filter((note) => note !== "");
  const body = [
    "<h1>Model calls and their cost</h1>",
    definitions([
      ["Every call once", sumLabel(totals, money)],
      ["Known input", `${totals.estimated ? "≈" : ""}${formatTokens(totals.inputTokens)} tokens`],
      ["Calls", formatTokens(totals.calls)],
      ["Findings", formatTokens(totals.findings)],
    ]),
    `<p class="quiet">${escapeHtml(`${report.files.listed} files, ${report.files.parsed} of them parsed. Prices as of ${report.pricesAsOf}, catalogue of ${report.catalogueAsOf}.`)}</p>`,
    notes.length > 0 ? `<ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join("")}</ul>` : "",
    "<h2>Calls, dearest first</h2>",
    table(
      ["Call", "Model", "Input", "Output", "Cost", "Against the dearest"],
      calls.map((analysed) => callCells(analysed, report, money, dearest)),
      "No model calls were found.",
    ),
    "<h2>Findings</h2>",
    table(
      ["Where", "Finding", "Saves"],
      firstThingsFirst(report).map((finding) => findingCells(finding, report, worthLabel(worth.get(finding)!, money))),
      "No findings.",
    ),
    ...(report.skipped.length === 0
      ? []
      : [
          "<h2>Not (wholly) in these numbers</h2>",
          table(
            ["File", "Why"],
            report.skipped.map(({ path, reason }) => [text(relativePath(path, report.folders)), text(reason)]),
            "",
          ),
        ]),
  ];
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Model calls and their cost</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${body.filter((part) => part !== "").join("\n")}
</main>
</body>
</html>
`;
}

/** HTML of a cell, and whether it is a figure. */
interface Cell {
  html: string;
  numeric?: boolean;
}

const text = (value: string): Cell => ({ html: escapeHtml(value) });
const number = (value: string): Cell => ({ html: escapeHtml(value), numeric: true });

function callCells(analysed: BilledCall, report: Report, money: Money, dearest: number): Cell[] {
  const { call } = analysed;
  const share = dearest > 0 ? Number(upper(analysed)) / dearest : 0;
  const percent = `${Math.round(share * 100)} %`;
  return [
    text(place(report, call.path, call.anchor.start)),
    text(modelLabel(call.model, call.model.origin ?? "chosen at run time")),
    number(inputLabel(analysed)),
    number(outputLabel(analysed)),
    number([moneyLabel(analysed, money), monthlyLabel(analysed, money)].filter((part) => part !== "").join(" · ")),
    share > 0 ? { html: `<meter value="${share.toFixed(4)}" title="${percent}">${percent}</meter>` } : text(""),
  ];
}

function findingCells({ rule, severity, message, range }: ReportFinding, report: Report, saves: string): Cell[] {
  return [
    text(place(report, range.path, range.start)),
    { html: `${escapeHtml(message)}<br><span class="quiet">${escapeHtml(`${severity} ${rule}`)}</span>` },
    number(saves || "not stated"),
  ];
}

function definitions(pairs: readonly [string, string][]): string {
  return `<dl>${pairs.map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`).join("")}</dl>`;
}

function table(head: readonly string[], rows: readonly Cell[][], empty: string): string {
  const [first] = rows;
  if (first === undefined) return `<p class="quiet">${escapeHtml(empty)}</p>`;
  const of = ({ numeric }: Cell) => (numeric ? ' class="number"' : "");
  const titles = head.map((title, column) => `<th scope="col"${of(first[column]!)}>${escapeHtml(title)}</th>`).join("");
  const lines = rows.map((row) => `<tr>${row.map((cell) => `<td${of(cell)}>${cell.html}</td>`).join("")}</tr>`);
  return `<div class="scroller"><table><thead><tr>${titles}</tr></thead><tbody>\n${lines.join("\n")}\n</tbody></table></div>`;
}

function place(report: Report, path: string, offset: number): string {
  const { line, cell } = report.position(path, offset);
  return `${relativePath(path, report.folders)}:${cell === undefined ? "" : `cell ${cell + 1}:`}${line}`;
}

function count(calls: number): string {
  return `${formatTokens(calls)} call${calls === 1 ? "" : "s"}`;
}

function upper({ cost }: BilledCall): bigint {
  return cost?.withCap ?? cost?.floor ?? -1n;
}

function dearestFirst(a: BilledCall, b: BilledCall): number {
  return upper(a) === upper(b) ? 0 : upper(a) > upper(b) ? -1 : 1;
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Also without what would reverse the reading direction of what stands beside it. */
function escapeHtml(value: string): string {
  return value.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, " ").replace(/[&<>"']/g, (mark) => entities[mark]!);
}
