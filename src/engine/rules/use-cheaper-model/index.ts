import type { Model } from "../../models/catalogue";
import { modelEdit } from "../model-edit";
import { priceOf } from "../prices";
import { isChat, isTemplate, sendsImages } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { count, money } from "../write";
import { simpleTask } from "./simple-task";

export const rule: Rule = {
  meta: {
    id: "use-cheaper-model",
    title: "A simple task on a dear model",
    what: "A request asks for classification, routing, extraction, a yes or no or another short answer, with at most one tool, and sends it to one of its vendor's dearer models.",
    why: "The next smaller model of the same vendor usually does such work for a fraction of the price.",
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
    const found = candidate(analysed, context);
    return found ? [finding(analysed, task, found, context)] : [];
  },
};

interface Candidate {
  model: Model;
  now: bigint;
  then: bigint;
  /** "at most" when both figures are ceilings */
  bound: "at least" | "at most";
}

/** The next model down that can do what the request asks for and saves enough. */
function candidate(analysed: AnalysedCall, context: RuleContext): Candidate | undefined {
  const { call, count, model, cost } = analysed;
  if (!model || !cost) return undefined;
  const cap = call.output.cap?.max ?? 0;
  const needs = {
    tools: call.tools.length > 0 || undefined,
    vision: sendsImages(call) || undefined,
    structuredOutput: call.schema !== undefined || undefined,
    window: (count.bounded?.high ?? count.known.high) + cap,
  };
  for (const cheaper of context.catalogue.cheaper(model, needs)) {
    if (cheaper.deprecated || cheaper.kind !== "chat" || (cheaper.maxOutput ?? cap) < cap) continue;
    const other = context.reprice(analysed, cheaper.id)?.cost;
    if (!other) continue;
    const bound = call.output.cap && cost.ceiling !== undefined && other.ceiling !== undefined ? "at most" : "at least";
    const now = bound === "at most" ? cost.ceiling! : cost.floor;
    const then = bound === "at most" ? other.ceiling! : other.floor;
    if (now > 0n && (now - then) * 100n >= now * BigInt(context.options.leastSaving!)) {
      return { model: cheaper, now, then, bound };
    }
  }
  return undefined;
}

function finding(analysed: AnalysedCall, task: string, found: Candidate, context: RuleContext): RuleFinding {
  const { call, model } = analysed;
  const { now, then, bound } = found;
  const percent = Number(((now - then) * 100n) / now);
  const edit = modelEdit(call, model!, found.model, context);
  const shared = context.sharedBy(analysed);
  const title = `Use ${found.model.id} (−${percent} %, quality not assessed)`;
  const fix: Fix | undefined = edit && {
    title: shared > 1 ? `${title}: changes ${count(shared, "call")}` : title,
    safety: "suggestion",
    edits: [edit],
  };
  return {
    message: `This asks for ${task}, and ${model!.id} costs ${bound} ${money(now)} a call: ${found.model.id} would cost ${money(then)} (−${percent} %, quality not assessed), so compare the two on your own inputs.`,
    saving: {
      perCall: now - then,
      formula: `${money(now)} − ${money(then)} = ${money(now - then)}, both ${bound} for one call`,
      basis: analysed.cost!.basis,
      overlaps: `${call.id} model`,
    },
    fixes: fix ? [fix] : [],
    disabled: fix ? undefined : "The model's name is not written where an edit could change it.",
  };
}
