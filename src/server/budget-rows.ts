import type { Budgets } from "../engine/configuration";
import type { PicoUsd } from "../engine/costs/cost";
import type { Money } from "../engine/costs/money";
import { relativePath } from "../engine/files/paths";
import type { FullReport } from "../engine/reports/report";
import { billedOf } from "../engine/rules/billed";
import { budgetOf, monthBudgets, nearsBudget } from "../engine/rules/month-budgets";
import type { Monthly } from "../engine/rules/monthly";
import { isTemplate } from "../engine/rules/request-text";
import type { BudgetRow } from "../panel/messages";
import type { Workspace } from "./workspace";

/** Each budget of the configuration and how much of it is taken: the workspace's, then features', files', and that of one request. */
export function budgetRows(
  report: FullReport,
  workspace: Workspace,
  budgets: Budgets,
  includeTests: boolean,
  money: Money,
): BudgetRow[] {
  const billed = billedOf(report.calls, includeTests);
  const row = (of: BudgetRow["of"], budget: PicoUsd, spent: Monthly | undefined) => ({
    of,
    budget: money.amount(budget),
    ...(spent ? taken(budget, spent, budgets, money) : { spent: "", remaining: "", state: "unknown" as const }),
  });
  const months = monthBudgets(budgets, billed).map(({ of, name, budget, calls, ...month }): BudgetRow => {
    const amounts = row(of, budget, calls.length > 0 ? month : undefined);
    if (of !== "file") return { ...amounts, name };
    return { ...amounts, name: relativePath(name, report.folders), uri: workspace.uri(name) };
  });
  const call = budgetOf(budgets.call);
  const certain = billed.flatMap(({ call: one, cost }) => (cost && !isTemplate(one) ? [cost.floor] : []));
  const dearest = certain.reduce((most, amount) => (amount > most ? amount : most), 0n);
  const requests = call === undefined ? [] : [{ ...row("call", call, { from: dearest }), name: "" }];
  return [...months, ...requests];
}

/** What is surely taken, and what remains of the budget at most. */
function taken(
  budget: PicoUsd,
  { from, to }: Monthly,
  budgets: Budgets,
  { range, amount }: Money,
): Pick<BudgetRow, "spent" | "share" | "remaining" | "state"> {
  const remaining = budget - from;
  return {
    spent: range(from, to),
    share: Number((from * 10_000n) / budget) / 10_000,
    remaining: amount(remaining < 0n ? -remaining : remaining),
    state: remaining < 0n ? "over" : nearsBudget(from, budget, budgets) ? "near" : "within",
  };
}
