import type { PicoUsd } from "../../costs/cost";
import type { Model } from "../../models/catalogue";
import type { HeldPrices } from "../../models/price-on";
import { modelEdit } from "../model-edit";
import { priceOf } from "../prices";
import { isChat, isTemplate, sendsImages, whereAsked } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { count, money, unitPrice } from "../write";
import { simpleTask } from "./simple-task";

export const rule: Rule = {
  meta: {
    id: "use-cheaper-model",
    title: "A simple task on a dear model",
    what: "A request asks for classification, routing, extraction, a yes or no or another short answer, with at most one tool, and sends it to one of its vendor's dearer models.",
    why: "A smaller model of the same vendor usually does such work for a fraction of the price.",
    whatToDo: "Try the smaller model on your own examples, compare the answers, and switch if they hold.",
    severity: "information",
    fixable: "suggestion",
    since: "0.1.0",
    options: {
      dearFrom: { default: 1, description: "USD per million input tokens from which a model counts as dear" },
      leastSaving: { default: 40, description: "Per cent that the cheaper model must save" },
      outputCap: { default: 300, description: "Output tokens up to which an answer counts as short" },
      promptChars: {
        default: 6_000,
        description: "Characters of fixed prompt above which a task does not count as simple",
      },
    },
  },
  check(analysed, context) {
    const { call, model } = analysed;
    if (!model || !isChat(call) || isTemplate(call) || call.model.status !== "known") return [];
    const price = priceOf(model, context, analysed.count.known.tokens);
    if (model.kind !== "chat" || price?.input === undefined || price.input < context.options.dearFrom!) return [];
    const { outputCap, promptChars } = context.options;
    const task = simpleTask(call, { outputCap: outputCap!, promptChars: promptChars! });
    if (!task) return [];
    const found = candidate(analysed, price, context);
    return found ? [finding(analysed, task, found, context)] : [];
  },
};

interface Candidate {
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

/**
 * A smaller model of the line-up that can do what the request asks for and saves enough: the first that is not dear itself,
 * or the smallest.
 */
function candidate(analysed: AnalysedCall, now: HeldPrices, context: RuleContext): Candidate | undefined {
  const { call, count, model } = analysed;
  const cap = call.output.cap?.max ?? 0;
  const needs = {
    tools: call.tools.length > 0 || undefined,
    vision: sendsImages(call) || undefined,
    structuredOutput: call.schema !== undefined || undefined,
    window: (count.bounded?.high ?? count.known.high) + cap,
  };
  const { dearFrom, leastSaving } = context.options;
  let found: Candidate | undefined;
  for (const cheaper of smallerModels(model!, needs, context)) {
    if (cheaper.deprecated || cheaper.kind !== "chat" || (cheaper.maxOutput ?? cap) < cap) continue;
    const compared = compare(analysed, cheaper, now, context);
    if (!compared || compared.percent < leastSaving!) continue;
    found = compared;
    if (compared.next.input! < dearFrom!) break;
  }
  return found;
}

type Needs = Parameters<RuleContext["catalogue"]["cheaper"]>[1];

/** What stands below a model, dearest first; below its successor when it is about to be retired. */
function smallerModels(model: Model, needs: Needs, { catalogue }: RuleContext): Model[] {
  const successor = model.deprecated?.successor && catalogue.find(model.deprecated.successor, model.provider);
  return successor ? [successor, ...catalogue.cheaper(successor, needs)] : catalogue.cheaper(model, needs);
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

function finding(analysed: AnalysedCall, task: string, found: Candidate, context: RuleContext): RuleFinding {
  const { call, model } = analysed;
  const { percent, now, next, amounts } = found;
  const edit = modelEdit(call, model!, found.model, context);
  const shared = context.sharedBy(analysed);
  const title = `Use ${found.model.id} (−${percent} %, quality not assessed)`;
  const fix: Fix | undefined = edit && {
    title: shared > 1 ? `${title}: changes ${count(shared, "call")}` : title,
    safety: "suggestion",
    edits: [edit],
  };
  const from = amounts
    ? `at most ${money(amounts.now)} a call`
    : `${unitPrice(now.input!)} in, ${unitPrice(now.output!)} out`;
  const to = amounts ? money(amounts.next) : `${unitPrice(next.input!)} in, ${unitPrice(next.output!)} out`;
  return {
    message: `This asks for ${task}, and ${model!.id} costs ${from}: ${found.model.id} costs ${to} (−${percent} %, quality not assessed), so compare the two on your own inputs.`,
    range: whereAsked(call),
    saving: {
      perCall: found.saved,
      formula: `input × (${unitPrice(now.input!)} − ${unitPrice(next.input!)}) + output × (${unitPrice(now.output!)} − ${unitPrice(next.output!)}); at least ${money(found.saved)} a call for the known input`,
      basis: analysed.cost!.basis,
      overlaps: `${call.id} model`,
    },
    fixes: fix ? [fix] : [],
    disabled: fix ? undefined : "The model's name is not written where an edit could change it.",
  };
}
