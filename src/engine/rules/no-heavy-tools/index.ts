import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule } from "../rule";
import { count as countOf, money, tokenRange, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-heavy-tools",
    title: "Tool definitions that outweigh the request",
    what: "The definitions of a request's tools take more tokens than everything else that is known of it.",
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
    const { call, count, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model || call.tools.length < 2 || isCached(analysed)) return [];
    const lines = count.lines.filter((line) => line.hole === undefined && line.label.startsWith("tool"));
    const size = lines.reduce((sum, line) => sum + line.range.tokens, 0);
    const low = lines.reduce((sum, line) => sum + line.range.low, 0);
    if (low < context.options.leastTokens! || size * 2 < count.known.tokens) return [];
    const input = priceOf(model, context, count.known.tokens)?.input;
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
  },
};

function isCached({ call, model }: AnalysedCall): boolean {
  return model?.caching?.mode === "automatic" || call.caching.marks.length > 0 || call.caching.automatic !== undefined;
}
