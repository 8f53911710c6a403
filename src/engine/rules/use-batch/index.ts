import type { LlmCall } from "../../calls/llm-call";
import { priceOn, serviceTier } from "../../models/price-on";
import { loopsOf, readsInput } from "../loops";
import { isChat, isTemplate } from "../request-text";
import type { Rule } from "../rule";
import { unitPrice } from "../write";
import { isInScript } from "./script";

export const rule: Rule = {
  meta: {
    id: "use-batch",
    title: "An offline loop at the full price",
    what: "A script goes through a collection and asks a model about each item, with nobody waiting for a single answer.",
    why: "The vendor's batch API does the same work within a day at a lower price.",
    whatToDo: "Write the requests to a file, send it to the batch API, and read the answers when they are done.",
    severity: "hint",
    fixable: "none",
    since: "0.1.0",
    options: { items: { default: 20, description: "Items from which a loop of known length is reported" } },
  },
  check(analysed, context) {
    const { call, count, model } = analysed;
    if (!isOfflineLoop(call, context.options.items!) || !model || isTemplate(call) || call.model.status !== "known")
      return [];
    if (!serviceTier(model, "batch")) return [];
    const normal = priceOn(model, context.day, count.known.tokens);
    const batch = priceOn(model, context.day, count.known.tokens, "batch");
    if (!normal?.input || !batch?.input || batch.input >= normal.input) return [];
    const percent = Math.round(100 - (100 * batch.input) / normal.input);
    const over = loopsOf(call).at(-1)!.factor.times.over;
    return [
      {
        message: `A script asks about each of \`${over}\` at the full price: the batch API does it within a day for ${percent} % less.`,
        saving: {
          formula: `input ${unitPrice(normal.input)} → ${unitPrice(batch.input)}, output ${unitPrice(normal.output ?? 0)} → ${unitPrice(batch.output ?? 0)}`,
          basis: "exact",
          overlaps: `${call.id} tier`,
        },
        fixes: [],
        disabled: "A batch is another program: its answers come later.",
      },
    ];
  },
};

/** One independent request for each item of a collection, in a file that is run as a script. */
function isOfflineLoop(call: LlmCall, items: number): boolean {
  if (
    !isChat(call) ||
    call.kind !== "call" ||
    call.multiplicity.historyGrows ||
    call.tools.length > 0 ||
    call.toolsHole
  )
    return false;
  const { stream, batch, tier } = call.options;
  if (stream || batch || tier !== undefined) return false;
  const loop = loopsOf(call).at(-1);
  const times = loop?.factor.times;
  if (!loop || !times?.over || (loop.node && loop.node.how !== "for-each") || readsInput(loop)) return false;
  if (times.max !== undefined && times.max < items) return false;
  return isInScript(call);
}
