import type { Money } from "../costs/money";
import type { PicoUsd } from "../models/catalogue";
import { requestsOf } from "../rules/monthly";
import type { Basis } from "../tokens/token-count";
import { MARK } from "./label";
import type { Report, ReportFinding } from "./report";

/** What mending a finding saves. Both undefined: its rule cannot say. */
export interface Worth {
  /** where a volume was written down */
  month?: PicoUsd;
  /** for one request */
  call?: PicoUsd;
  basis?: Basis;
}

interface Reported<Found extends ReportFinding = ReportFinding> extends Pick<Report, "calls"> {
  findings: Found[];
}

/** What each finding is worth. */
export function worths<Found extends ReportFinding>({ calls, findings }: Reported<Found>): Map<Found, Worth> {
  const byId = new Map(calls.map((analysed) => [analysed.call.id, analysed]));
  return new Map(
    findings.map((finding) => {
      const saving = finding.saving;
      if (saving?.perCall === undefined) return [finding, {}];
      const analysed = byId.get(finding.callId);
      const month = analysed && requestsOf(analysed, saving.perCall);
      return [finding, { month, call: saving.perCall, basis: saving.basis }];
    }),
  );
}

/**
 * What to do first: by the money of a month where the volume is known, then by what a request saves, which is the order by 1,000
 * requests too; the rest in the report's order.
 */
export function firstThingsFirst<Found extends ReportFinding>(report: Reported<Found>): Found[] {
  const worth = worths(report);
  const down = (a: PicoUsd = -1n, b: PicoUsd = -1n) => (a === b ? 0 : a > b ? -1 : 1);
  return [...report.findings].sort((a, b) => {
    const [left, right] = [worth.get(a)!, worth.get(b)!];
    return down(left.month, right.month) || down(left.call, right.call);
  });
}

/**
 * What mending everything saves in a month, as far as volumes are known. Savings at one call overlap: a shorter prompt saves less on
 * a cheaper model. Of them only the largest counts.
 */
export function savedInAMonth(report: Reported): { amount: PicoUsd; calls: number } {
  const largest = new Map<string, PicoUsd>();
  for (const [{ callId }, { month }] of worths(report)) {
    if (month !== undefined && month > (largest.get(callId) ?? 0n)) largest.set(callId, month);
  }
  return { amount: [...largest.values()].reduce((sum, month) => sum + month, 0n), calls: largest.size };
}

/** `~$12.40 a month`, `≈$0.65 per 1,000 calls`; empty where nothing is stated. */
export function worthLabel({ month, call, basis }: Worth, { amount }: Money): string {
  if (month !== undefined) return `~${amount(month)} a month`;
  if (call === undefined || basis === undefined) return "";
  return `${MARK[basis]}${amount(call * 1_000n)} per 1,000 calls${basis === "measured" ? ", measured" : ""}`;
}
