import type { Catalogue } from "../../models/catalogue";
import { isTemplate } from "../request-text";
import type { Origin } from "../../values/value";
import type { Rule, RuleFinding } from "../rule";
import { nearestId } from "./nearest-id";

/**
 * How the makers of models name theirs: a name of another kind is more likely at another provider than without a price. Who
 * hosts the models of others changes them every week: there only a name that is nearly one of theirs is reported.
 */
const ownNames = new Map<string, RegExp>([
  ["openai", /^(?:gpt-|chatgpt-|o\d|text-|davinci|babbage|codex|computer-use|ft:)/],
  ["anthropic", /^claude-/],
  ["google", /^(?:models\/)?(?:gemini|gemma|text-embedding)/],
  ["mistral", /^(?:mistral|ministral|magistral|codestral|devstral|pixtral|open-)/],
  ["deepseek", /^deepseek/],
  ["xai", /^grok/],
  ["cohere", /^(?:command|embed)/],
]);

export const rule: Rule = {
  meta: {
    id: "no-unpriced-model",
    title: "A model without a price",
    what: "A call names a model that the price catalogue does not know, so its cost is in no total.",
    why: "A bill that leaves a call out looks better than it is. Often the name is simply misspelt or out of date.",
    whatToDo: "Check the spelling against the vendor's list, or update Tokenbill's prices.",
    severity: "hint",
    fixable: "none",
    since: "0.1.0",
  },
  check({ call }, { catalogue }) {
    const { provider } = call;
    if (isTemplate(call) || provider === undefined || call.model.status !== "known") return [];
    return call.model.ids.flatMap((id, which) => report(id, provider, catalogue, call.model.sources[which]) ?? []);
  },
};

function report(id: string, provider: string, catalogue: Catalogue, range?: Origin): RuleFinding | undefined {
  if (catalogue.find(id, provider)?.prices.length) return undefined;
  const near = nearestId(id, provider, catalogue);
  const elsewhere = catalogue.find(id) !== undefined;
  if (!near && (elsewhere || !ownNames.get(provider)?.test(id))) return undefined;
  const advice = near
    ? `did you mean ${near}?`
    : 'check the name, or write its price under "pricing" in tokenbill.jsonc.';
  return {
    message: `No price is known for ${id} at ${provider}, so its calls are in no total: ${advice}`,
    range,
    fixes: [],
    disabled: "The right name or price is for you to say.",
  };
}
