import { isTemplate } from "../request-text";
import type { Rule } from "../rule";

/** Providers that send no bill, and Azure, where a deployment has whatever name its owner gave it. */
const silent = new Set(["ollama", "lmstudio", "llamacpp", "vllm", "local", "azure"]);

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
    if (isTemplate(call) || call.provider === undefined || silent.has(call.provider)) return [];
    if (call.model.status !== "known") return [];
    return call.model.ids
      .filter((id) => catalogue.find(id, call.provider) === undefined)
      .map((id) => ({
        message: `No price is known for ${id} at ${call.provider}, so this call is in no total: check the name.`,
        fixes: [],
        disabled: "The right name or price is for you to say.",
      }));
  },
};
