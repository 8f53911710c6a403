import type { PicoUsd } from "../costs/cost";
import type { BilledCall } from "../rules/rule";
import { billedOf, counts } from "../rules/billed";
import { monthlyOf } from "../rules/monthly";
import type { Report } from "./report";

/** Sums over the calls that count, each run once. Open and unpriced calls are counted beside the money, never inside it. */
export interface Totals {
  /** calls in the sums: production code, or all with tests included */
  calls: number;
  /** calls in tests and examples that were left out */
  outOfScope: number;
  priced: number;
  /** the model is known but has no price */
  unpriced: number;
  /** the model is not known before the program runs */
  unresolved: number;
  floor: PicoUsd;
  /** floor, with the whole output cap of the calls that have one */
  withCap: PicoUsd;
  /** priced calls without an output cap: their answers are not in the sums */
  withoutCap: number;
  /** calls with parts of unknown size, which are not in the sums */
  open: number;
  /** a month's bill of the calls whose volume was written down, and how many they are */
  monthly: { from: PicoUsd; to: PicoUsd; calls: number };
  inputTokens: number;
  /** some tokens are estimates */
  estimated: boolean;
  findings: number;
  /** findings that the baseline knows, not among them */
  baselined: number;
  skipped: number;
}

export function totalsOf(report: Report, includeTests: boolean): Totals {
  const billed = report.calls.filter((analysed) => analysed.call.calledFrom === undefined);
  const counted = billedCalls(report, includeTests);
  const priced = counted.filter((analysed) => analysed.cost !== undefined);
  return {
    calls: counted.length,
    outOfScope: billed.filter((analysed) => !counts(analysed, includeTests) && counts(analysed, true)).length,
    priced: priced.length,
    unpriced: counted.filter(({ call, cost }) => cost === undefined && call.model.status !== "unknown").length,
    unresolved: counted.filter(({ call, cost }) => cost === undefined && call.model.status === "unknown").length,
    floor: sum(priced.map(({ cost }) => cost?.floor)),
    withCap: sum(priced.map(({ cost }) => cost?.withCap ?? cost?.floor)),
    withoutCap: priced.filter(({ cost }) => cost?.withCap === undefined).length,
    open: priced.filter(isOpen).length,
    monthly: monthlyTotal(priced),
    inputTokens: counted.reduce((total, { count }) => total + count.known.tokens, 0),
    estimated: counted.some(({ count }) => count.known.basis !== "exact"),
    findings: report.findings.length,
    baselined: report.baseline.findings.length,
    skipped: report.skipped.length,
  };
}

/** Whether parts of unknown size are billed: not where the figure with the output cap is all that the request can cost. */
export function isOpen({ count, cost }: BilledCall): boolean {
  return count.open.length > 0 && (cost?.ceiling === undefined || cost.ceiling !== cost.withCap);
}

function monthlyTotal(calls: readonly BilledCall[]): Totals["monthly"] {
  const known = calls.map(monthlyOf).filter((monthly) => monthly !== undefined);
  return {
    from: sum(known.map(({ from }) => from)),
    to: sum(known.map(({ from, to }) => to ?? from)),
    calls: known.length,
  };
}

/** The calls that a total is made of, in the report's order. */
export function billedCalls(report: Report, includeTests: boolean): BilledCall[] {
  return billedOf(report.calls, includeTests);
}

function sum(amounts: readonly (PicoUsd | undefined)[]): PicoUsd {
  return amounts.reduce<PicoUsd>((total, amount) => total + (amount ?? 0n), 0n);
}
