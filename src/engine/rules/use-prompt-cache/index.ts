import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { duration, money, tokenRange, unitPrice } from "../write";
import { placeBreakpoint } from "./breakpoint";

export const rule: Rule = {
  meta: {
    id: "use-prompt-cache",
    title: "A large fixed prefix that is not cached",
    what: "A request starts with a long text that is the same each time, the model caches only what a breakpoint marks, and none is written.",
    why: "The vendor reads a cached prefix at a small share of the input price; without a breakpoint every call pays for it in full.",
    whatToDo: "Put a cache breakpoint at the end of the fixed part.",
    severity: "warning",
    fixable: "safe",
    since: "0.1.0",
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model?.caching || count.cachedPrefix) return [];
    if (model.caching.mode !== "explicit" || !takesBreakpoints.test(call.api)) return [];
    if (call.caching.marks.length > 0 || call.caching.automatic || call.options.batch) return [];
    // a request that is the same to the last letter is not sent twice
    if (count.open.length === 0 || count.stablePrefix.low < model.caching.minimumPrefix) return [];
    const finding = describe(analysed, context);
    return finding ? [finding] : [];
  },
};

/** APIs and frameworks that hand a breakpoint on to the vendor. */
const takesBreakpoints = /^(?:anthropic\.|bedrock\.converse|ai-sdk\.|litellm\.|langchain\.chat)/;

function describe(analysed: AnalysedCall, context: RuleContext): RuleFinding | undefined {
  const { call, count, model } = analysed;
  const price = priceOf(model!, context, count.known.tokens);
  const lifetime = model!.caching!.lifetimes[0];
  if (price?.input === undefined || price.cacheRead === undefined || !lifetime) return undefined;
  const prefix = count.stablePrefix;
  const write = price.cacheWrite ?? price.input * lifetime.writeFactor;
  const hit = usdFor(prefix.tokens, price.input) - usdFor(prefix.tokens, price.cacheRead);
  const premium = usdFor(prefix.tokens, write) - usdFor(prefix.tokens, price.input);
  if (hit <= 0n) return undefined;
  const breakEven = 1 + Math.max(1, Number((premium + hit - 1n) / hit));
  const within = duration(lifetime.seconds);
  const edits = placeBreakpoint(analysed, model!.caching!.minimumPrefix, context.source);
  return {
    message: `The first ${tokenRange(prefix)} tokens are the same in every call and are billed in full, ${money(usdFor(prefix.tokens, price.input))} each time: a cache breakpoint pays from ${ordinal(breakEven)} call within ${within} and saves ${money(hit)} on each hit.`,
    saving: {
      perCall: hit,
      formula: `${tokenRange(prefix)} × (${unitPrice(price.input)} − ${unitPrice(price.cacheRead)}) = ${money(hit)} for each call that hits the cache; the first call within ${within} costs ${money(premium)} more`,
      basis: prefix.basis,
      overlaps: `${call.id} input`,
    },
    fixes: Array.isArray(edits)
      ? [{ title: "Add a cache breakpoint after the fixed part", safety: "safe", preferred: true, edits }]
      : [],
    disabled: Array.isArray(edits) ? undefined : edits,
  };
}

function ordinal(nth: number): string {
  return nth === 2 ? "the second" : nth === 3 ? "the third" : `the ${nth}th`;
}
