import type { LlmCall } from "../../calls/llm-call";
import type { PicoUsd } from "../../costs/cost";
import type { Model } from "../../models/catalogue";
import type { HeldPrices } from "../../models/price-on";
import { priceOf } from "../prices";
import { sendsImages } from "../request-text";
import type { AnalysedCall, RuleContext } from "../rule";

export interface Candidate {
  model: Model;
  /** USD per million tokens now and after */
  now: HeldPrices;
  next: HeldPrices;
  percent: number;
  /** what the certain part of one call costs less */
  saved: PicoUsd;
  /** both amounts of one call, where nothing about it is open */
  amounts?: { now: PicoUsd; next: PicoUsd };
}

type Needs = Parameters<RuleContext["catalogue"]["cheaper"]>[1];

/**
 * Cheaper models that can do what the request asks for and save enough: first the same vendor's next smaller one that is not dear
 * itself, or its smallest; then those that a person has named, their own and local models last.
 */
export function candidates(analysed: AnalysedCall, now: HeldPrices, context: RuleContext): Candidate[] {
  const { call, count, model } = analysed;
  const cap = call.output.cap?.max ?? 0;
  const needs: Needs = {
    tools: call.tools.length > 0 || undefined,
    vision: sendsImages(call) || undefined,
    structuredOutput: call.schema !== undefined || undefined,
    window: (count.bounded?.high ?? count.known.high) + cap,
  };
  const { dearFrom, leastSaving } = context.options;
  const usable = (other: Model) => {
    if (other.deprecated || other.kind !== "chat" || (other.maxOutput ?? cap) < cap) return undefined;
    const compared = compare(analysed, other, now, context);
    return compared && compared.percent >= leastSaving! ? compared : undefined;
  };
  let own: Candidate | undefined;
  for (const smaller of smallerModels(model!, needs, context)) {
    const found = usable(smaller);
    own = found ?? own;
    if (found && found.next.input! < dearFrom!) break;
  }
  const named = namedModels(call, context);
  const others = [...named.filter((one) => !isOwn(one)), ...named.filter(isOwn)]
    .filter((one) => one.id !== own?.model.id && meets(one, needs))
    .flatMap((one) => usable(one) ?? []);
  return own ? [own, ...others] : others;
}

/** The models that a person has named, as the call's own host sells them where it does. */
export function namedModels({ provider }: LlmCall, { candidates, catalogue }: RuleContext): Model[] {
  return candidates.flatMap((id) => catalogue.find(id, provider) ?? catalogue.find(id) ?? []);
}

function isOwn({ provider }: Model): boolean {
  return provider === "private";
}

/** What stands below a model, dearest first; below its successor when it is about to be retired. */
function smallerModels(model: Model, needs: Needs, { catalogue }: RuleContext): Model[] {
  const successor = model.deprecated?.successor && catalogue.find(model.deprecated.successor, model.provider);
  return successor ? [successor, ...catalogue.cheaper(successor, needs)] : catalogue.cheaper(model, needs);
}

function meets({ capabilities: can, contextWindow }: Model, needs: Needs): boolean {
  if ((needs.tools && !can.tools) || (needs.vision && !can.vision)) return false;
  if (needs.structuredOutput && !can.structuredOutput) return false;
  return needs.window === undefined || (contextWindow !== undefined && contextWindow >= needs.window);
}

function compare(analysed: AnalysedCall, cheaper: Model, now: HeldPrices, context: RuleContext): Candidate | undefined {
  const { count, cost } = analysed;
  const next = priceOf(cheaper, context, count.known.tokens);
  const other = context.reprice(analysed, cheaper.id)?.cost;
  if (!cost || !other || !now.input || !now.output || !next?.input || !next.output) return undefined;
  const share = Math.max(next.input / now.input, next.output / now.output);
  const closed = count.open.length === 0 && analysed.call.output.cap !== undefined;
  return {
    model: cheaper,
    now,
    next,
    percent: Math.floor(100 - 100 * share),
    saved: cost.floor - other.floor,
    amounts:
      closed && cost.withCap !== undefined && other.withCap !== undefined
        ? { now: cost.withCap, next: other.withCap }
        : undefined,
  };
}
