import { loopsOf } from "../loops";
import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { money, tokenRange, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-call-in-loop",
    title: "The same instructions, sent once for each item",
    what: "A loop over a collection makes one request for each item, and each of them carries the same long instructions.",
    why: "The instructions are paid for as often as there are items; a request for several items pays for them once.",
    whatToDo: "Send several items in one request and ask for a list of answers, or cache the instructions.",
    severity: "hint",
    fixable: "none",
    since: "0.1.0",
    options: {
      fixedTokens: { default: 500, description: "Tokens of fixed text in each request from which it is reported" },
      items: { default: 10, description: "Items from which a loop of known length is reported" },
      together: { default: 10, description: "Items in one request that the saving is worked out for" },
    },
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    const { fixedTokens, items, together } = context.options;
    if (!isChat(call) || isTemplate(call) || call.multiplicity.historyGrows || call.options.batch || !model) return [];
    const loop = loopsOf(call).findLast(
      ({ factor, node }) => !node || node.how === "for-each" || factor.times.max !== undefined,
    );
    const max = loop?.factor.times.max;
    if (!loop || (max !== undefined && max < items!) || !loop.factor.times.over) return [];
    const fixed = count.stablePrefix;
    if (fixed.low < fixedTokens! || call.caching.marks.length > 0 || model.caching?.mode === "automatic") return [];
    const input = priceOf(model, context, count.known.tokens)?.input;
    if (input === undefined) return [];
    const each = usdFor(fixed.tokens, input);
    const saved = (each * BigInt(together! - 1)) / BigInt(together!);
    return [
      {
        message: `One request for each of \`${loop.factor.times.over}\`, and each pays ${money(each)} for the same ${tokenRange(fixed)} tokens: send several items in one request.`,
        saving: {
          perCall: saved,
          formula: `${tokenRange(fixed)} × ${unitPrice(input)} × ${tokens(together! - 1)}/${tokens(together!)} = ${money(saved)} an item with ${tokens(together!)} items in one request`,
          basis: fixed.basis,
          overlaps: `${call.id} input`,
        },
        fixes: [],
        disabled: "How many items one request can take depends on them.",
      },
    ];
  },
};
