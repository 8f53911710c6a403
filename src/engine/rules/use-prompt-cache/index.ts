import type { Part } from "../../calls/llm-call";
import type { TextEdit } from "../../edits/text-edit";
import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { duration, money, tokenRange, unitPrice } from "../write";
import { cacheWholeRequest, type Marking, markingOf, placeBreakpoint } from "./breakpoint";

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
    options: {
      leastTokens: {
        default: 500,
        description: "Tokens of fixed prefix from which it is reported, where a vendor caches less",
      },
    },
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model?.caching || call.options.batch) return [];
    const { marks, automatic, key } = call.caching;
    const marking = marks.length > 0 || automatic || key ? undefined : markingOf(analysed);
    if (marking === undefined || (model.caching.mode !== "explicit" && marking !== "openai")) return [];
    // behind the newest message of a conversation the vendor's own breakpoint is in the right place
    if (marking === "openai" && (call.multiplicity.historyGrows || call.parts.some(isAnswer))) return [];
    // a request that is the same to the last letter is not sent twice
    const least = Math.max(model.caching.minimumPrefix, context.options.leastTokens!);
    if (count.open.length === 0 || count.stablePrefix.low < least) return [];
    const finding = describe(analysed, marking, context);
    return finding ? [finding] : [];
  },
};

function isAnswer({ role, grows }: Part): boolean {
  return grows === true || role === "assistant" || role === "tool";
}

function describe(analysed: AnalysedCall, marking: Marking, context: RuleContext): RuleFinding | undefined {
  const { call, count, model } = analysed;
  const price = priceOf(model!, context, count.known.tokens);
  const lifetime = model!.caching!.lifetimes[0];
  if (price?.input === undefined || price.cacheRead === undefined || !lifetime) return undefined;
  const prefix = count.stablePrefix;
  const write = price.cacheWrite ?? price.input * lifetime.writeFactor;
  // where the vendor writes each new prompt by itself, that is what a call pays now
  const now = marking === "openai" ? write : price.input;
  const hit = usdFor(prefix.tokens, now) - usdFor(prefix.tokens, price.cacheRead);
  const premium = usdFor(prefix.tokens, write) - usdFor(prefix.tokens, now);
  if (hit <= 0n) return undefined;
  const breakEven = 1 + Math.max(1, Number((premium + hit - 1n) / hit));
  const within = duration(lifetime.seconds);
  const edits = placeBreakpoint(analysed, marking, model!.caching!.minimumPrefix, context);
  const billed = marking === "openai" ? "written into the cache anew" : "billed in full";
  const what = marking === "mistral" ? "cache key" : "cache breakpoint";
  return {
    message: `The first ${tokenRange(prefix)} tokens are the same in every call and are ${billed}, ${money(usdFor(prefix.tokens, now))} each time: a ${what} pays from ${ordinal(breakEven)} call within ${within} and saves ${money(hit)} on each hit.`,
    saving: {
      perCall: hit,
      formula: `${tokenRange(prefix)} × (${unitPrice(now)} − ${unitPrice(price.cacheRead)}) = ${money(hit)} for each call that hits the cache; the first call within ${within} costs ${money(premium)} more`,
      basis: prefix.basis,
      overlaps: `${call.id} input`,
    },
    ...fixesOf(analysed, marking, edits),
  };
}

function fixesOf(
  { call }: AnalysedCall,
  marking: Marking,
  edits: TextEdit[] | string,
): Pick<RuleFinding, "fixes" | "disabled"> {
  const fixes: Fix[] = [];
  const title = marking === "mistral" ? "Add a cache key" : "Add a cache breakpoint after the fixed part";
  if (Array.isArray(edits)) fixes.push({ title, safety: "safe", preferred: true, edits });
  const whole = cacheWholeRequest(call);
  if (whole) fixes.push({ title: "Cache the conversation as it grows", safety: "safe", edits: whole });
  return { fixes, disabled: fixes.length > 0 || Array.isArray(edits) ? undefined : edits };
}

function ordinal(nth: number): string {
  return nth === 2 ? "the second" : nth === 3 ? "the third" : `the ${nth}th`;
}
