import type { LlmCall } from "../../calls/llm-call";
import { addArgument } from "../call-edits";
import { priceOf } from "../prices";
import { isChat, isTemplate } from "../request-text";
import type { Fix, Rule } from "../rule";
import { unitPrice } from "../write";
import { discardedAfter } from "./discarded";

export const rule: Rule = {
  meta: {
    id: "use-streaming-stop",
    title: "An answer that is cut at a mark, and paid for to its end",
    what: 'The code keeps only what stands before a mark in the answer (`text.split("###")[0]`), and the request has no stop sequence.',
    why: "What the model writes behind the mark is billed as output and thrown away.",
    whatToDo: "Make the mark a stop sequence: the model stops there.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
  },
  check({ call, count, model }, context) {
    if (call.kind !== "call" || !isChat(call) || isTemplate(call) || !model) return [];
    if (call.options.stop !== undefined || call.sites.stop || call.tools.length > 0 || call.toolsHole) return [];
    const key = stopKey[call.api];
    // OpenAI's reasoning models take no stop sequences
    if (key === undefined || (model.vendor === "openai" && model.capabilities.reasoning)) return [];
    const mark = discardedAfter(call);
    if (mark === undefined || !takes(call, mark)) return [];
    const output = priceOf(model, context, count.known.tokens)?.output;
    const shown = JSON.stringify(mark);
    return [
      {
        message: `What the answer says behind ${shown} is thrown away and billed${output ? ` at ${unitPrice(output)}` : ""}: make ${shown} a stop sequence.`,
        saving: output
          ? {
              formula: `output tokens behind the first ${shown} × ${unitPrice(output)}`,
              basis: "exact",
              overlaps: `${call.id} output`,
            }
          : undefined,
        ...fixOf(call, key, mark),
      },
    ];
  },
};

/** What the argument is called, at the top of the request. */
const stopKey: Record<string, string> = {
  "openai.chat": "stop",
  "openai.completions": "stop",
  "anthropic.messages": "stop_sequences",
  "ai-sdk.generate": "stopSequences",
  "mistral.chat": "stop",
};

/** Anthropic refuses a sequence of nothing but white space; a lone space would stop any answer at once. */
function takes({ api }: LlmCall, mark: string): boolean {
  if (mark.length > 40 || /^ *$/.test(mark)) return false;
  return mark.trim() !== "" || api.startsWith("openai.");
}

function fixOf(call: LlmCall, key: string, mark: string): { fixes: Fix[]; disabled?: string } {
  const edits = addArgument(call, key, [mark]);
  if (!edits) return { fixes: [], disabled: "The request is not written at the call." };
  return { fixes: [{ title: `Stop at ${JSON.stringify(mark)}`, safety: "suggestion", edits }] };
}
