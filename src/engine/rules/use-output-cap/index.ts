import type { LlmCall } from "../../calls/llm-call";
import { answerBound } from "../../costs/answer-bound";
import { addArgument } from "../call-edits";
import { priceOf, usdFor } from "../prices";
import { isChat } from "../request-text";
import type { AnalysedCall, Fix, Rule } from "../rule";
import { money, tokens, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "use-output-cap",
    title: "No limit on the answer",
    what: "A request sets no output cap, so the model's own maximum is the only limit on what one answer costs.",
    why: "Output is the dear side of the bill, and a single runaway answer can cost as much as hundreds of normal ones.",
    whatToDo: "Set a cap a little above the longest answer that you want.",
    severity: "hint",
    fixable: "suggestion",
    preset: "strict",
    since: "0.1.0",
    options: {
      cap: { default: 1_024, description: "Output tokens that the fix sets" },
      leastCents: { default: 10, description: "US cents that one answer must be able to cost before it is reported" },
    },
  },
  check(analysed, { day, options }) {
    const { call, count, model } = analysed;
    if (!isChat(call) || call.output.from !== "none" || !model?.maxOutput || call.model.status !== "known") return [];
    if (!takesCap.test(call.api) || call.kind === "wrapper-caller" || (call.multiplicity.times.max ?? 1) === 0)
      return [];
    // an answer that is held to a short form needs no other limit
    if (answerBound(call, model, count) !== undefined) return [];
    const price = priceOf(model, { day }, count.known.tokens);
    if (price?.output === undefined) return [];
    const ceiling = usdFor(model.maxOutput, price.output);
    if (ceiling < BigInt(options.leastCents!) * 10_000_000_000n) return [];
    const capped = usdFor(options.cap!, price.output);
    return [
      {
        message: `No output cap: one answer of ${model.id} may run to ${tokens(model.maxOutput)} tokens and cost ${money(ceiling)}, so set one (${tokens(options.cap!)} tokens cost at most ${money(capped)}).`,
        saving: {
          formula: `at most ${tokens(model.maxOutput)} × ${unitPrice(price.output)} = ${money(ceiling)} without a cap, ${tokens(options.cap!)} × ${unitPrice(price.output)} = ${money(capped)} with it`,
          basis: "exact",
          overlaps: `${call.id} output`,
        },
        ...capFix(analysed, options.cap!),
      },
    ];
  },
};

/** APIs that have an argument for it; an agent's is another matter. */
const takesCap =
  /^(?:openai\.(?:chat|responses|completions)|google\.generate|mistral\.chat|cohere\.chat|bedrock\.converse|litellm\.|ai-sdk\.generate|langchain\.chat|groq\.|together\.)/;

function capFix({ call, model }: AnalysedCall, cap: number): { fixes: Fix[]; disabled?: string } {
  const key = capName(call);
  if (!key) return { fixes: [], disabled: "Where this API takes a cap depends on its version." };
  if (model?.capabilities.reasoning) {
    return {
      fixes: [],
      disabled: "This model's hidden reasoning counts towards the cap: choose it with that in mind.",
    };
  }
  const edits = addArgument(call, key, cap);
  if (!edits) return { fixes: [], disabled: "The request is not written at the call." };
  return { fixes: [{ title: `Cap the output at ${tokens(cap)} tokens`, safety: "suggestion", edits }] };
}

/** What the cap is called. Only where the name is sure: `max_completion_tokens` is OpenAI's own, others kept `max_tokens`. */
function capName({ api, provider, call }: LlmCall): string | undefined {
  if (api === "openai.responses") return "max_output_tokens";
  if (api !== "openai.chat" || provider === undefined) return undefined;
  const callee = call ? call.program.text.slice(call.node.callee.start, call.node.callee.end) : "";
  // the Python package before 1.0
  if (/\bChatCompletion\.a?create$/.test(callee)) return "max_tokens";
  return provider === "openai" || provider === "azure" ? "max_completion_tokens" : "max_tokens";
}
