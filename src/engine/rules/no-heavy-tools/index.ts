import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { unhandledTools } from "./unhandled";
import { count as countOf, money, tokenRange, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-heavy-tools",
    title: "Tools that outweigh the request, or that nothing handles",
    what: "The definitions of a request's tools take more tokens than everything else that is known of it; or the code handles some tools by name and never this one.",
    why: "They are sent, and billed, with every call, whether a tool is used or not.",
    whatToDo: "Send only the tools that this request can need, and shorten their descriptions.",
    severity: "information",
    fixable: "none",
    since: "0.1.0",
    options: {
      leastTokens: { default: 2_000, description: "Tokens of tool definitions from which they are reported" },
    },
  },
  check(analysed, context) {
    const { call, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model || call.tools.length < 2) return [];
    return [...unused(analysed, context), ...tooHeavy(analysed, context)];
  },
};

function unused(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  return unhandledTools(analysed.call, context).map((tool) => {
    const { count } = analysed;
    const size = count.lines.find(({ label, hole }) => hole === undefined && label === `tool ${tool.name}`)?.range;
    const shown = size ? `, ${tokenRange(size)} tokens,` : "";
    return {
      message: `\`${tool.name}\` is sent with every call${shown} and nothing here handles it: leave it out, or handle it.`,
      range: tool.origin,
      fixes: [],
      disabled: "Whether to handle it or to leave it out is yours to choose.",
    };
  });
}

function tooHeavy(analysed: AnalysedCall, context: RuleContext): RuleFinding[] {
  const { call, count, model } = analysed;
  if (isCached(analysed)) return [];
  const lines = count.lines.filter((line) => line.hole === undefined && line.label.startsWith("tool"));
  const size = lines.reduce((sum, line) => sum + line.range.tokens, 0);
  const low = lines.reduce((sum, line) => sum + line.range.low, 0);
  if (low < context.options.leastTokens! || size * 2 < count.known.tokens) return [];
  const input = priceOf(model!, context, count.known.tokens)?.input;
  if (input === undefined) return [];
  const price = usdFor(size, input);
  const shown = tokenRange({ ...lines[0]!.range, tokens: size });
  return [
    {
      message: `${countOf(call.tools.length, "tool definition")} take ${shown} of ${tokens(count.known.tokens)} known tokens, ${money(price)} a call: send only the tools that this request can need.`,
      saving: {
        formula: `${shown} × ${unitPrice(input)} = ${money(price)} a call for all of them`,
        basis: lines[0]!.range.basis,
        overlaps: `${call.id} input`,
      },
      fixes: [],
      disabled: "Which tools a request needs is yours to choose.",
    },
  ];
}

function isCached({ call, model }: AnalysedCall): boolean {
  return model?.caching?.mode === "automatic" || call.caching.marks.length > 0 || call.caching.automatic !== undefined;
}
