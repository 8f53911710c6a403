import type { Part } from "../../calls/llm-call";
import { cachingBreakEven } from "../../costs/caching";
import type { TextEdit } from "../../edits/text-edit";
import { priceOf } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { duration, money, tokenRange, unitPrice } from "../write";
import { cacheWholeRequest, type Marking, markingOf, placeBreakpoint } from "./breakpoint";
import { splitInstructions } from "./split-block";

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
  const prefix = count.stablePrefix;
  const sizes = { prefixTokens: prefix.tokens, inputTokens: count.known.tokens };
  const writes = marking === "openai";
  const cached = cachingBreakEven({ model: model!, day: context.day, ...sizes, writes });
  if (!cached || price?.input === undefined || price.cacheRead === undefined) return undefined;
  const now = writes ? (price.cacheWrite ?? price.input) : price.input;
  const hit = cached.uncached - cached.following;
  const premium = cached.first - cached.uncached;
  const within = duration(cached.lifetimeSeconds);
  const edits = placeBreakpoint(analysed, marking, model!.caching!.minimumPrefix, context);
  const billed = writes ? "written into the cache anew" : "billed in full";
  const what = marking === "mistral" ? "cache key" : "cache breakpoint";
  return {
    message: `The first ${tokenRange(prefix)} tokens are the same in every call and are ${billed}, ${money(cached.uncached)} each time: a ${what} pays from ${ordinal(cached.calls)} call within ${within} and saves ${money(hit)} on each hit.`,
    // callers of one function have one place to mark
    range: call.through?.inner,
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
  analysed: AnalysedCall,
  marking: Marking,
  edits: TextEdit[] | string,
): Pick<RuleFinding, "fixes" | "disabled"> {
  const fixes: Fix[] = [];
  const title = marking === "mistral" ? "Add a cache key" : "Add a cache breakpoint after the fixed part";
  if (Array.isArray(edits)) fixes.push({ title, safety: "safe", preferred: true, edits });
  const two = Array.isArray(edits) || marking !== "anthropic" ? undefined : splitInstructions(analysed.call);
  if (two)
    fixes.push({ title: "Split the instructions, and cache the fixed beginning", safety: "suggestion", edits: two });
  const whole = cacheWholeRequest(analysed);
  if (whole) fixes.push({ title: "Cache the conversation as it grows", safety: "safe", edits: whole });
  return { fixes, disabled: fixes.length > 0 || Array.isArray(edits) ? undefined : edits };
}

function ordinal(nth: number): string {
  return nth === 2 ? "the second" : nth === 3 ? "the third" : `the ${nth}th`;
}
