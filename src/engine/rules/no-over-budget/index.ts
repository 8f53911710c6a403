import type { PicoUsd } from "../../costs/cost";
import { isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { money, tokens } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-over-budget",
    title: "A call over the budget",
    what: "A call costs at least, or with its likely size, more than the budget per call that you set, or nearly so.",
    why: "A budget that nobody watches is no budget.",
    whatToDo: "Shorten the request, cap the answer or choose a cheaper model; or raise the budget.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
    options: {
      cents: { default: 0, description: "Budget of one call in US cents; 0: none" },
      warnFrom: { default: 80, description: "Per cent of the budget from which a call is reported" },
    },
  },
  check({ call, cost }, { options }) {
    const budget = BigInt(Math.round(options.cents! * 1e10));
    if (budget <= 0n || !cost || isTemplate(call)) return [];
    const certain = overBudget(cost.floor, budget, options.warnFrom!);
    const amount = certain ? cost.floor : cost.likely;
    if (amount === undefined || !overBudget(amount, budget, options.warnFrom!)) return [];
    const share = tokens(Number((amount * 100n) / budget));
    const word = certain ? "at least" : "probably";
    return [
      {
        message: `This call costs ${word} ${money(amount)}, ${share} % of its budget of ${money(budget)}: shorten it, cap its answer or choose a cheaper model.`,
        fixes: [],
        disabled: "Where to save is yours to choose.",
      },
    ];
  },
};

function overBudget(amount: PicoUsd, budget: PicoUsd, fromPercent: number): boolean {
  return amount * 100n >= budget * BigInt(Math.round(fromPercent));
}
