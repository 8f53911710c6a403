import { asksForText } from "../../calls/asks-for-text";
import { priceOf, usdFor } from "../prices";
import { isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { money, tokenRange, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-oversized-context",
    title: "More context than the model, the price or the budget allows",
    what: "The fixed text of a request nearly fills or overruns the model's context window, crosses a long-context price threshold, or is larger than the budget per call.",
    why: "A request over the window is rejected, and one over a price threshold pays the higher price for every token of it.",
    whatToDo:
      "Send only what the question needs: retrieve passages in place of whole documents, trim examples, summarise history.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
    options: {
      budget: { default: 32_000, description: "Input tokens of one call above which it is reported" },
      windowShare: {
        default: 90,
        description: "Per cent of the context window, output cap included, from which a call is reported",
      },
    },
  },
  check(call, context) {
    if (isTemplate(call.call) || !asksForText(call.call)) return [];
    const found = overWindow(call, context) ?? overThreshold(call, context) ?? overBudget(call, context);
    return found ? [{ ...found, disabled: "What can be left out is yours to choose." }] : [];
  },
};

type Found = Omit<RuleFinding, "disabled">;

function overWindow({ call, count, model }: AnalysedCall, { options }: RuleContext): Found | undefined {
  const window = model?.contextWindow;
  if (!window) return undefined;
  const cap = call.output.cap?.min ?? 0;
  const least = count.known.low + cap;
  if (least < (window * options.windowShare!) / 100) return undefined;
  const output = cap > 0 ? ` and up to ${tokens(cap)} of output` : "";
  const head = `${tokenRange(count.known)} input tokens${output}`;
  const parts = dearParts(count);
  const what =
    least > window
      ? `${head} do not fit ${model.name}'s window of ${tokens(window)}, so the request fails`
      : `${head} fill ${Math.floor((100 * least) / window)} % of ${model.name}'s window of ${tokens(window)}`;
  return { message: `${what}: shorten ${parts}.`, fixes: [] };
}

/** Where the whole request gets dearer because its input is long. */
function overThreshold(analysed: AnalysedCall, context: RuleContext): Found | undefined {
  const { count, model } = analysed;
  if (!model) return undefined;
  const size = count.known.low;
  const long = priceOf(model, context, size);
  const above = long?.tier;
  if (above === undefined || long?.input === undefined) return undefined;
  const normal = priceOf(model, context, above);
  if (normal?.input === undefined || normal.input >= long.input) return undefined;
  const extra = usdFor(size, long.input) - usdFor(size, normal.input);
  const formula = `${tokens(size)} × (${unitPrice(long.input)} − ${unitPrice(normal.input)}) = ${money(extra)}`;
  return {
    message: `${tokenRange(count.known)} input tokens are over ${model.name}'s price threshold of ${tokens(above)}, which adds ${money(extra)} to the input of each call: shorten ${dearParts(count)}.`,
    saving: { perCall: extra, formula, basis: count.known.basis, overlaps: `${analysed.call.id} input` },
    fixes: [],
  };
}

function overBudget(analysed: AnalysedCall, context: RuleContext): Found | undefined {
  const { count, model } = analysed;
  const budget = context.options.budget!;
  if (count.known.low <= budget) return undefined;
  const input = model && priceOf(model, context, count.known.tokens)?.input;
  const cost = input === undefined ? "" : `, ${money(usdFor(count.known.tokens, input))} a call`;
  return {
    message: `${tokenRange(count.known)} input tokens${cost}, over the budget of ${tokens(budget)}: shorten ${dearParts(count)}.`,
    fixes: [],
  };
}

/** The one or two parts that most of the tokens are in. */
function dearParts(count: AnalysedCall["count"]): string {
  const lines = count.lines.filter((line) => line.hole === undefined && line.range.tokens > 0);
  lines.sort((a, b) => b.range.tokens - a.range.tokens);
  const dear = lines.slice(0, 2).filter((line) => line.range.tokens * 5 >= count.known.tokens);
  if (dear.length === 0) return "the input";
  return dear.map(({ label, range }) => `${named[label] ?? label} (${tokenRange(range)} tokens)`).join(" and ");
}

/** Roles, as one speaks of them. */
const named: Record<string, string> = {
  system: "the system prompt",
  developer: "the developer's prompt",
  user: "the user's message",
  assistant: "the assistant's messages",
};
