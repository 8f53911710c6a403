import type { LlmCall, Part } from "../../calls/llm-call";
import type { Hole } from "../../values/value";
import { priceOf, usdFor } from "../prices";
import type { AnalysedCall, RuleContext, RuleFinding } from "../rule";
import { money, tokens, unitPrice } from "../write";
import { withoutMarks } from "./marks";

/**
 * A single question with its only breakpoint at its very end: the next one is another question, so that what this one writes is
 * read by nobody. A request that is the same to the last letter is not sent twice.
 */
export function neverRead(analysed: AnalysedCall, context: RuleContext): RuleFinding | undefined {
  const { call } = analysed;
  const hole = isSingle(call) && marksTheEnd(call) ? changing(call.parts.at(-1)!) : undefined;
  if (!hole) return undefined;
  const premium = premiumOf(analysed, context);
  return {
    message: `The cache breakpoint stands behind \`${hole.name}\`, which changes with each call, so nothing that it writes is read again${premium ? `: ${money(premium.usd)} more a call` : ""}. Put it behind the fixed part, or remove it.`,
    saving: premium && {
      perCall: premium.usd,
      formula: `${tokens(premium.tokens)} known tokens × (${unitPrice(premium.write)} − ${unitPrice(premium.input)}) = ${money(premium.usd)} a call, and as much for each token that is not known`,
      basis: analysed.count.known.basis,
      overlaps: `${call.id} input`,
    },
    ...withoutMarks(call),
  };
}

/** Instructions and one question, with nothing that sends them again: no tools, no conversation, no unknown messages. */
function isSingle({ parts, tools, toolsHole, multiplicity }: LlmCall): boolean {
  const questions = parts.filter(({ role }) => role !== "system" && role !== "developer");
  const isOne = questions.length === 1 && questions[0] === parts.at(-1) && questions[0]!.role === "user";
  return (
    isOne &&
    tools.length === 0 &&
    !toolsHole &&
    !multiplicity.historyGrows &&
    parts.every(({ times, grows }) => times.min === 1 && times.max === 1 && !grows) &&
    multiplicity.factors.every(({ kind }) => kind !== "agent-steps" && kind !== "samples")
  );
}

/** Nothing but the end of the request is marked. */
function marksTheEnd({ caching, parts }: LlmCall): boolean {
  if (caching.automatic) return caching.marks.length === 0;
  const last = parts.at(-1)!;
  const block = last.content.at(-1);
  const isMarked = last.breakpoint !== undefined || (block !== undefined && "breakpoint" in block && block.breakpoint);
  return caching.marks.length === 1 && Boolean(isMarked);
}

/** What of the last block a caller hands in. A clock may have been asked once, for several requests. */
function changing({ content }: Part): Hole | undefined {
  const block = content.at(-1);
  for (const piece of block?.kind === "text" ? block.text.pieces : [])
    if (piece.kind === "hole" && piece.hole.reason === "parameter") return piece.hole;
  return undefined;
}

function premiumOf({ count, model }: AnalysedCall, context: RuleContext) {
  const price = model && priceOf(model, context, count.known.tokens);
  const { input, cacheWrite: write } = price ?? {};
  if (input === undefined || write === undefined || write <= input) return undefined;
  const size = count.known.tokens;
  return { tokens: size, input, write, usd: usdFor(size, write) - usdFor(size, input) };
}
