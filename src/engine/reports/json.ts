import type { PicoUsd } from "../costs/cost";
import { sumOverTurns } from "../costs/growth";
import { relativePath } from "../files/paths";
import { monthlyOf } from "../rules/monthly";
import type { BilledCall } from "../rules/rule";
import type { TokenRange } from "../tokens/token-count";
import { growthIn } from "./growth-label";
import type { Report, ReportFinding } from "./report";
import { totalsOf } from "./totals";
import { unboundOrigins } from "./unbound";

/** Raised when a field changes its meaning or goes away; new fields do not raise it. */
export const JSON_VERSION = 1;

/** The report as the documented contract `docs/report.schema.json`. Money is in USD; lines and columns are 1-based. */
export function jsonReport(report: Report, includeTests: boolean): string {
  const totals = totalsOf(report, includeTests);
  const groups = groupNumbers(report);
  const document = {
    version: JSON_VERSION,
    pricesAsOf: report.pricesAsOf,
    catalogueAsOf: report.catalogueAsOf,
    calls: report.calls.map((analysed) => callEntry(analysed, report, groups)),
    findings: report.findings.map((finding) => findingEntry(finding, report)),
    unbound: unboundOrigins(report, includeTests),
    skipped: report.skipped.map(({ path, reason }) => ({ file: relativePath(path, report.folders), reason })),
    files: report.files,
    totals: {
      ...totals,
      floor: usd(totals.floor),
      withCap: usd(totals.withCap),
      monthly: { from: usd(totals.monthly.from), to: usd(totals.monthly.to), calls: totals.monthly.calls },
      currency: "USD",
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Calls that exclude each other, numbered in the order of the report. */
function groupNumbers({ calls }: Report): Map<string, number> {
  const numbers = new Map<string, number>();
  for (const { call } of calls)
    if (call.alternatives !== undefined && !numbers.has(call.alternatives))
      numbers.set(call.alternatives, numbers.size + 1);
  return numbers;
}

function callEntry(analysed: BilledCall, report: Report, groups: ReadonlyMap<string, number>): unknown {
  const { call, count, cost, usage } = analysed;
  const monthly = monthlyOf(analysed);
  const start = report.position(call.path, call.anchor.start);
  const cap = call.output.cap;
  return {
    id: call.id,
    file: relativePath(call.path, report.folders),
    line: start.line,
    column: start.column,
    endLine: report.position(call.path, call.range.end).line,
    ...(start.cell === undefined ? {} : { cell: start.cell }),
    sdk: call.sdk,
    api: call.api,
    provider: call.provider ?? null,
    kind: call.kind,
    model: { status: call.model.status, ids: call.model.ids, origin: call.model.origin ?? null, how: call.model.how },
    input: {
      floor: count.known.tokens,
      ceiling: count.bounded?.tokens ?? null,
      low: count.known.low,
      high: count.known.high,
      basis: count.known.basis,
      open: count.open,
    },
    output: {
      cap: cap === undefined ? null : cap.max,
      from: call.output.from,
      basis: cap === undefined ? null : "exact",
    },
    staticTextChars: analysed.staticTextChars,
    stablePrefix: rangeEntry(count.stablePrefix),
    holes: count.open,
    cost:
      cost === undefined
        ? null
        : {
            floor: usd(cost.floor),
            withCap: usd(cost.withCap),
            ceiling: usd(cost.ceiling),
            likely: usd(cost.likely),
            currency: "USD",
            basis: cost.basis,
            models: cost.models,
            rates: cost.rates,
          },
    multiplicity: {
      min: call.multiplicity.times.min,
      max: call.multiplicity.times.max ?? null,
      historyGrows: call.multiplicity.historyGrows,
      factors: call.multiplicity.factors.map(({ kind, times }) => ({ kind, min: times.min, max: times.max ?? null })),
    },
    growth: growthEntry(analysed),
    scope: call.scope,
    feature: usage?.feature ?? null,
    monthly:
      monthly === undefined
        ? null
        : { from: usd(monthly.from), to: usd(monthly.to), currency: "USD", basis: "assumed" },
    calledFrom: call.calledFrom?.length ?? null,
    callersCut: call.callersCut ?? false,
    alternatives: groups.get(call.alternatives ?? "") ?? null,
    through: call.through?.functions ?? null,
  };
}

/** n turns send n × firstTokens + n(n − 1)/2 × addedTokens, and cost accordingly. */
function growthEntry(analysed: BilledCall): unknown {
  const growth = growthIn(analysed);
  if (!growth) return null;
  const { turns, first, added, addedWithCap, each, pair, eachCapped, pairCapped } = growth;
  const { max } = turns;
  return {
    turns: { min: turns.min, max: max ?? null },
    formula: "n × first + n(n − 1)/2 × added",
    tokens: { first, added, addedWithCap: addedWithCap ?? null, basis: analysed.count.known.basis },
    floor: each === undefined ? null : { first: usd(each), added: usd(pair) },
    withCap: eachCapped === undefined ? null : { first: usd(eachCapped), added: usd(pairCapped) },
    atMost:
      max === undefined || eachCapped === undefined || pairCapped === undefined
        ? null
        : usd(sumOverTurns(max, eachCapped, pairCapped)),
  };
}

function findingEntry(finding: ReportFinding, report: Report): unknown {
  const { path, start, end } = finding.range;
  const from = report.position(path, start);
  const to = report.position(path, end);
  return {
    rule: finding.rule,
    severity: finding.severity,
    file: relativePath(path, report.folders),
    line: from.line,
    column: from.column,
    endLine: to.line,
    endColumn: to.column,
    ...(from.cell === undefined ? {} : { cell: from.cell }),
    message: finding.message,
    saving:
      finding.saving === undefined
        ? null
        : {
            perCall: usd(finding.saving.perCall),
            formula: finding.saving.formula,
            basis: finding.saving.basis,
            currency: "USD",
          },
    fixable: finding.fixes.length > 0,
    call: finding.callId,
  };
}

function rangeEntry({ tokens, low, high, basis }: TokenRange): unknown {
  return { tokens, low, high, basis };
}

/** USD as a number: 12 decimals are more than a price can have. */
function usd(amount: PicoUsd | undefined): number | null {
  return amount === undefined ? null : Number(amount) / 1e12;
}
