import type { PicoUsd } from "../../costs/cost";
import { billedOf } from "../billed";
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
  const budget = usd(context.budgets.call);
  if (budget === undefined || !cost || isTemplate(call)) return [];
  const certain = isOver(cost.floor, budget, context);
  const amount = certain ? cost.floor : cost.likely;
  if (amount === undefined || !isOver(amount, budget, context)) return [];
  const word = certain ? "at least" : "probably";
  return [
    `This call costs ${word} ${money(amount)}, ${share(amount, budget)} of its budget of ${money(budget)}: shorten it, cap its answer or choose a cheaper model.`,
  ];
}

/** Said at the dearest call of those that the budget is for. */
function overMonth(analysed: AnalysedCall, context: RuleContext): string[] {
  const { file, features, workspace } = context.budgets;
  const feature = analysed.usage?.feature;
  const own = feature !== undefined && features && Object.hasOwn(features, feature) ? features[feature] : undefined;
  const scopes: [what: string, budget: number | undefined, has: (other: AnalysedCall) => boolean][] = [
    ["this file", file, (other) => other.call.path === analysed.call.path],
    [`the feature "${feature}"`, own, (other) => other.usage?.feature === feature],
    ["the workspace", workspace, () => true],
  ];
  return scopes.flatMap(([what, amount, has]) => {
    const budget = usd(amount);
    if (budget === undefined || monthlyOf(analysed) === undefined) return [];
    const months = billedOf(context.calls(), context.includeTests).flatMap((other) => {
      const from = has(other) ? monthlyOf(other)?.from : undefined;
      return from === undefined ? [] : [{ call: other.call, from }];
    });
    const total = months.reduce((sum, { from }) => sum + from, 0n);
    const dearest = months.reduce((most, month) => (month.from > most.from ? month : most), months[0]!);
    if (!isOver(total, budget, context) || !isSame(dearest?.call, analysed.call)) return [];
    const which = months.length === 1 ? "this call" : `${countOf(months.length, "call")}, of which this is the dearest`;
    return [
      `A month of ${what} costs at least ~${money(total)}, ${share(total, budget)} of its budget of ${money(budget)}, with ${which}.`,
    ];
  });
}

function isSame(a: AnalysedCall["call"] | undefined, b: AnalysedCall["call"]): boolean {
  return a?.path === b.path && a.range.start === b.range.start && a.anchor.start === b.anchor.start;
}

function usd(amount: number | undefined): PicoUsd | undefined {
  return amount === undefined || amount <= 0 ? undefined : BigInt(Math.round(amount * 1e6)) * 1_000_000n;
}

function share(amount: PicoUsd, budget: PicoUsd): string {
  return `${tokens(Number((amount * 100n) / budget))} %`;
}

function isOver(amount: PicoUsd, budget: PicoUsd, { budgets }: RuleContext): boolean {
  return amount * 100n >= budget * BigInt(Math.round(budgets.warnFrom ?? 80));
}
