import type { PicoUsd } from "../../costs/cost";
import { billedOf } from "../billed";
import { budgetOf, type MonthBudget, monthBudgets, nearsBudget } from "../month-budgets";
import { monthlyOf } from "../monthly";
import { isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { count as countOf, money, tokens } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-over-budget",
    title: "Over the budget",
    what: "A call, or a month of a file, a feature or the workspace, costs more than what you allow it under `budgets` in `tokenbill.jsonc`, or nearly so.",
    why: "A budget that nobody watches is no budget.",
    whatToDo: "Shorten the request, cap the answer or choose a cheaper model; or raise the budget.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
  },
  check(analysed, context) {
    return [...overCall(analysed, context), ...overMonth(analysed, context)].map((message) => ({
      message,
      fixes: [],
      disabled: "Where to save is yours to choose.",
    })) satisfies RuleFinding[];
  },
};

function overCall({ call, cost }: AnalysedCall, context: RuleContext): string[] {
  const budget = budgetOf(context.budgets.call);
  if (budget === undefined || !cost || isTemplate(call)) return [];
  const certain = nearsBudget(cost.floor, budget, context.budgets);
  const amount = certain ? cost.floor : cost.likely;
  if (amount === undefined || !nearsBudget(amount, budget, context.budgets)) return [];
  const word = certain ? "at least" : "probably";
  return [
    `This call costs ${word} ${money(amount)}, ${share(amount, budget)} of its budget of ${money(budget)}: shorten it, cap its answer or choose a cheaper model.`,
  ];
}

/** Said at the dearest call of those that the budget is for. */
function overMonth(analysed: AnalysedCall, context: RuleContext): string[] {
  if (monthlyOf(analysed) === undefined) return [];
  const billed = billedOf(context.calls(), context.includeTests);
  return monthBudgets(context.budgets, billed).flatMap((month) => {
    const { budget, from, calls } = month;
    const dearest = calls.reduce((most, call) => (call.from > most.from ? call : most), calls[0]!);
    if (!nearsBudget(from, budget, context.budgets) || !isSame(dearest?.analysed.call, analysed.call)) return [];
    const which = calls.length === 1 ? "this call" : `${countOf(calls.length, "call")}, of which this is the dearest`;
    return [
      `A month of ${subject(month)} costs at least ~${money(from)}, ${share(from, budget)} of its budget of ${money(budget)}, with ${which}.`,
    ];
  });
}

function subject({ of, name }: MonthBudget<AnalysedCall>): string {
  return of === "file" ? "this file" : of === "feature" ? `the feature "${name}"` : "the workspace";
}

function isSame(a: AnalysedCall["call"] | undefined, b: AnalysedCall["call"]): boolean {
  return a?.path === b.path && a.range.start === b.range.start && a.anchor.start === b.anchor.start;
}

function share(amount: PicoUsd, budget: PicoUsd): string {
  return `${tokens(Number((amount * 100n) / budget))} %`;
}
