import type { LlmCall } from "../../calls/llm-call";
import type { Origin } from "../../values/value";
import { priceOf, usdFor } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { money, tokens, unitPrice } from "../write";
import { sharedText } from "./shared-text";

export const rule: Rule = {
  meta: {
    id: "no-repeated-context",
    title: "The same text twice in one request",
    what: "One request holds the same long text more than once, or several calls send the same long text behind different beginnings.",
    why: "Each copy is billed, and the model learns nothing from the second; a text that is not in front cannot be read from another call's cache.",
    whatToDo: "Send it once, and refer to it; put what several calls share in front.",
    severity: "warning",
    fixable: "none",
    since: "0.1.0",
    options: {
      leastChars: {
        default: 600,
        description: "Characters from which a text that is repeated in a request is reported",
      },
      sharedTokens: { default: 1_024, description: "Tokens from which a text that calls share is reported" },
    },
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    if (!isChat(call) || isTemplate(call)) return [];
    const repeated = repeatedText(call, context.options.leastChars!);
    if (!repeated) return [sharedText(analysed, context) ?? []].flat();
    const share = repeated.extraChars / Math.max(1, repeated.allChars);
    const extra = Math.round(count.lines.reduce((sum, line) => sum + (line.hole ? 0 : textTokens(line)), 0) * share);
    const input = model && priceOf(model, context, count.known.tokens)?.input;
    const price = input === undefined ? undefined : usdFor(extra, input);
    const cost = price === undefined ? "" : ` (${money(price)} a call)`;
    return [
      {
        message: `A text of ${tokens(repeated.chars)} characters stands ${repeated.times} times in this request, about ${tokens(extra)} tokens too many${cost}: send it once.`,
        saving:
          price === undefined
            ? undefined
            : {
                perCall: price,
                formula: `≈${tokens(extra)} × ${unitPrice(input!)} = ${money(price)}`,
                basis: "estimated",
                overlaps: `${call.id} input`,
              },
        fixes: [],
        disabled: "Which copy to keep is yours to choose.",
      },
    ];
  },
};

function textTokens({ label, range }: { label: string; range: { tokens: number } }): number {
  return /^(?:tool|schema|framing|image|audio|file)/.test(label) ? 0 : range.tokens;
}

interface Repeated {
  chars: number;
  times: number;
  extraChars: number;
  allChars: number;
}

/** The longest known piece of text that stands there more than once, from the same or another place. */
function repeatedText(call: LlmCall, leastChars: number): Repeated | undefined {
  const seen = new Map<string, Origin[]>();
  let allChars = 0;
  for (const part of call.parts) {
    if (part.times.min < 1) continue;
    for (const content of part.content) {
      if (content.kind !== "text") continue;
      for (const piece of content.text.pieces) {
        if (piece.kind !== "known") continue;
        allChars += piece.text.length;
        const key = piece.text.trim();
        if (key.length >= leastChars) seen.set(key, [...(seen.get(key) ?? []), piece.origin]);
      }
    }
  }
  let longest: Repeated | undefined;
  for (const [text, places] of seen) {
    if (places.length < 2 || (longest && longest.chars >= text.length)) continue;
    longest = { chars: text.length, times: places.length, extraChars: text.length * (places.length - 1), allChars };
  }
  return longest;
}
