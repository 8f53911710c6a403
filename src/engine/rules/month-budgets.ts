import type { Budgets } from "../configuration";
import type { PicoUsd } from "../costs/cost";
import { type Monthly, monthlyOf } from "./monthly";
import type { BilledCall } from "./rule";

/** A budget for a month, and what the calls with a volume take of it. */
export interface MonthBudget<Call extends BilledCall> extends Monthly {
  of: "workspace" | "feature" | "file";
  /** of a feature its name, of a file its path */
  name: string;
  budget: PicoUsd;
  calls: { analysed: Call; from: PicoUsd }[];
}

/**
 * The budgets of the configuration, each with its calls: the workspace's, the features', and that of each file with calls that have a
 * volume. An amount of 0 is no budget.
 *
 * @param billed the calls that a bill is made of
 */
export function monthBudgets<Call extends BilledCall>(
  { workspace, features = {}, file }: Budgets,
  billed: readonly Call[],
): MonthBudget<Call>[] {
  const months = billed.flatMap((analysed) => {
    const monthly = monthlyOf(analysed);
    return monthly === undefined ? [] : [{ analysed, ...monthly }];
  });
  const use = (of: MonthBudget<Call>["of"], name: string, amount: number | undefined): MonthBudget<Call>[] => {
    const budget = budgetOf(amount);
    if (budget === undefined) return [];
    const own = months.filter(({ analysed: { call, usage } }) =>
      of === "workspace" ? true : of === "file" ? call.path === name : usage?.feature === name,
    );
    const from = own.reduce((sum, month) => sum + month.from, 0n);
    const isBounded = own.every(({ to }) => to !== undefined);
    const to = isBounded ? own.reduce((sum, month) => sum + month.to!, 0n) : undefined;
    return [{ of, name, budget, from, to, calls: own }];
  };
  const files = [...new Set(months.map(({ analysed }) => analysed.call.path))];
  return [
    ...use("workspace", "", workspace),
    ...Object.entries(features).flatMap(([name, amount]) => use("feature", name, amount)),
    ...files.flatMap((path) => use("file", path, file)),
  ];
}

/** An amount of the configuration; undefined when it is no budget. */
export function budgetOf(usd: number | undefined): PicoUsd | undefined {
  return usd === undefined || usd <= 0 ? undefined : BigInt(Math.round(usd * 1e6)) * 1_000_000n;
}

/** Whether an amount has come so near to its budget that it is reported; from 80 % on when nothing else is configured. */
export function nearsBudget(amount: PicoUsd, budget: PicoUsd, { warnFrom = 80 }: Budgets): boolean {
  return amount * 100n >= budget * BigInt(Math.round(warnFrom));
}
