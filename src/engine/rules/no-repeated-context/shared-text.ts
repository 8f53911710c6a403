import type { LlmCall } from "../../calls/llm-call";
import { priceOf, usdFor } from "../prices";
import { isChat } from "../request-text";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { count as countOf, money, tokens, unitPrice } from "../write";

/** A long text that stands behind another one in a request. */
interface Behind {
  /** where the text is defined, and what it is */
  key: string;
  chars: number;
  /** what stands before it */
  lead: string;
}

/**
 * A long text that several calls to one model send, each behind a beginning of its own: with the text first, they would share one
 * cached prefix. Said at each call that has something before it.
 */
export function sharedText(analysed: AnalysedCall, context: RuleContext): RuleFinding | undefined {
  const { call, count, model } = analysed;
  const price = model && priceOf(model, context, count.known.tokens);
  if (!model?.caching || price?.input === undefined || price.cacheRead === undefined) return undefined;
  const own = longTexts(call);
  const all = own.reduce((sum, { chars, lead }) => Math.max(sum, lead.length + chars), 1);
  for (const { key, chars, lead } of own) {
    const size = Math.floor((chars / all) * Math.min(count.known.low, count.stablePrefix.low));
    if (lead === "" || size < Math.max(model.caching.minimumPrefix, context.options.sharedTokens!)) continue;
    const others = context.calls().filter((other) => isOther(other, call) && sendsElsewhere(other.call, key, lead));
    if (others.length === 0) continue;
    const saved = usdFor(size, price.input) - usdFor(size, price.cacheRead);
    if (saved <= 0n) return undefined;
    return {
      message: `About ${tokens(size)} tokens of this prompt are also sent by ${countOf(others.length, "other call")}, each behind a beginning of its own, so that none can read them from the other's cache: put the shared text first in all of them.`,
      saving: {
        perCall: saved,
        formula: `≈${tokens(size)} × (${unitPrice(price.input)} − ${unitPrice(price.cacheRead)}) = ${money(saved)} for each call that hits the other's cache`,
        basis: "estimated",
        overlaps: `${call.id} input`,
      },
      fixes: [],
      disabled: "What a prompt can begin with is yours to choose.",
    };
  }
  return undefined;
}

/** Another call of the same model and without tools, which would stand before everything else. */
function isOther({ call }: AnalysedCall, own: LlmCall): boolean {
  return (
    isChat(call) &&
    call.calledFrom === undefined &&
    call.scope !== "test" &&
    call.tools.length + own.tools.length === 0 &&
    call.model.ids.length === 1 &&
    call.model.ids[0] === own.model.ids[0] &&
    (call.path !== own.path || call.range.start !== own.range.start)
  );
}

function sendsElsewhere(call: LlmCall, key: string, lead: string): boolean {
  return longTexts(call).some((text) => text.key === key && text.lead !== lead);
}

const known = new WeakMap<LlmCall["parts"], Behind[]>();
/** Characters from which a text is long enough to be looked at. */
const long = 1_000;

/** The long texts of a request in front of which everything is known, the system prompt first. */
function longTexts({ parts }: LlmCall): Behind[] {
  let found = known.get(parts);
  if (found) return found;
  found = [];
  let lead = "";
  const isSystem = ({ role }: LlmCall["parts"][number]) => role === "system" || role === "developer";
  const ordered = [...parts.filter(isSystem), ...parts.filter((part) => !isSystem(part))];
  scan: for (const part of ordered) {
    if (part.times.min !== 1 || part.times.max !== 1) break;
    for (const content of part.content) {
      if (content.kind !== "text") break scan;
      for (const piece of content.text.pieces) {
        if (piece.kind !== "known") break scan;
        const { path, start } = piece.origin;
        const chars = piece.text.length;
        if (chars >= long) found.push({ key: `${path}:${start}`, chars, lead: lead.trim() });
        lead += piece.text;
      }
    }
  }
  known.set(parts, found);
  return found;
}
