import { basename } from "../../files/paths";
import { isChat, isTemplate, whereAsked } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { spelled } from "../model-edit";
import { priceOf } from "../prices";
import { type Candidate, candidates } from "../use-cheaper-model/candidates";
import { simpleTask } from "../use-cheaper-model/simple-task";
import { count, money, unitPrice } from "../write";
import { cascade } from "./cascade";
import { harderCalls, isEscalation } from "./mixed-work";
import { fallbackChain, ownObject } from "./langchain";
import { ownModel } from "./own-model";
import { routerFile } from "./router-file";

export const rule: Rule = {
  meta: {
    id: "use-routing",
    title: "One dear model for easy and hard work",
    what: "One constant or setting names a dear model for calls of which this one asks for simple work, and others for more.",
    why: "The easy part of the work could go to a model at a fraction of the price, while the hard part keeps the dear one.",
    whatToDo:
      "Give the simple call a model of its own, or ask a small model first and the dear one when the answer does not pass a check.",
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
    if (!task || isEscalation(analysed, context)) return [];
    const harder = harderCalls(analysed, context).length;
    const [found] = harder > 0 ? candidates(analysed, price, context) : [];
    return found ? [finding(analysed, task, harder, found, context)] : [];
  },
};

function finding(
  analysed: AnalysedCall,
  task: string,
  harder: number,
  found: Candidate,
  context: RuleContext,
): RuleFinding {
  const { call, model } = analysed;
  const { model: next, percent, now, next: then, saved } = found;
  const fixes: Fix[] = [];
  const alone = ownModel(call, model!, next, context) ?? ownObject(call, model!, next, context);
  const title = `Use ${next.id} for this call alone (−${percent} %, quality not assessed)`;
  if (alone) fixes.push({ title, safety: "suggestion", edits: alone });
  const small = spelled(call, model!, next, context);
  const file = alone && small !== undefined ? routerFile(call, small, context) : undefined;
  if (alone && file) {
    const both = `Use ${next.id} for this call alone, and write a router file with both models, ${basename(file.path)}`;
    fixes.push({ title: both, safety: "suggestion", edits: alone, creates: [file] });
  }
  const steps = cascade(call, model!, next, context) ?? fallbackChain(call, model!, next, context);
  const first = `Ask ${next.id} first, and ${model!.id} when the answer is not complete`;
  if (steps) fixes.push({ title: first, safety: "suggestion", edits: steps });
  return {
    message: `This asks for ${task}, and its model also serves ${count(harder, "call")} that ${harder === 1 ? "asks" : "ask"} for more: give it one of its own, such as ${next.id} (−${percent} %, quality not assessed).`,
    range: whereAsked(call),
    saving: {
      perCall: saved,
      formula: `input × (${unitPrice(now.input!)} − ${unitPrice(then.input!)}) + output × (${unitPrice(now.output!)} − ${unitPrice(then.output!)}); at least ${money(saved)} a call for the known input`,
      basis: analysed.cost!.basis,
      overlaps: `${call.id} model`,
    },
    fixes,
    disabled: fixes.length > 0 ? undefined : "The model is not chosen where the call is written.",
  };
}
