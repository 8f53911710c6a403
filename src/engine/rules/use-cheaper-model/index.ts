import { basename } from "../../files/paths";
import type { Model } from "../../models/catalogue";
import { modelEdit } from "../model-edit";
import { priceOf } from "../prices";
import { isChat, isTemplate, whereAsked } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleContext, RuleFinding } from "../rule";
import { count, money, unitPrice } from "../write";
import { type Candidate, candidates, namedModels } from "./candidates";
import { evaluation } from "./evaluation";
import { harderCalls, isEscalation } from "../use-routing/mixed-work";
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
    // a model that somebody has chosen for such work
    if (namedModels(call, context).some(({ id }) => id === model.id)) return [];
    const { outputCap, promptChars } = context.options;
    const task = simpleTask(call, { outputCap: outputCap!, promptChars: promptChars! });
    // where the model serves harder work too, use-routing says what to do
    if (!task || isEscalation(analysed, context) || harderCalls(analysed, context).length > 0) return [];
    const found = candidates(analysed, price, context);
    return found.length > 0 ? [finding(analysed, task, found, context)] : [];
  },
};

/** Models that fixes are offered for, of those that would do. */
const mostOffered = 3;

function finding(analysed: AnalysedCall, task: string, found: Candidate[], context: RuleContext): RuleFinding {
  const { call, model } = analysed;
  const [first] = found as [Candidate, ...Candidate[]];
  const { percent, now, next, amounts } = first;
  const fixes = found.slice(0, mostOffered).flatMap((one) => fixesFor(analysed, one, context));
  const from = amounts
    ? `at most ${money(amounts.now)} a call`
    : `${unitPrice(now.input!)} in, ${unitPrice(now.output!)} out`;
  const to = amounts ? money(amounts.next) : `${unitPrice(next.input!)} in, ${unitPrice(next.output!)} out`;
  return {
    message: `This asks for ${task}, and ${model!.id} costs ${from}: ${first.model.id} costs ${to} (−${percent} %, quality not assessed), so compare the two on your own inputs.`,
    range: whereAsked(call),
    saving: {
      perCall: first.saved,
      formula: `input × (${unitPrice(now.input!)} − ${unitPrice(next.input!)}) + output × (${unitPrice(now.output!)} − ${unitPrice(next.output!)}); at least ${money(first.saved)} a call for the known input`,
      basis: analysed.cost!.basis,
      overlaps: `${call.id} model`,
    },
    fixes,
    disabled: fixes.length > 0 ? undefined : reason(first.model, model!),
  };
}

/** Another model's name where this one's is written; and the same with an evaluation of both beside it. */
function fixesFor(analysed: AnalysedCall, { model: next, percent }: Candidate, context: RuleContext): Fix[] {
  const { call, model } = analysed;
  const edit = modelEdit(call, model!, next, context);
  if (!edit) return [];
  const shared = context.sharedBy(analysed);
  const changes = shared > 1 ? `: changes ${count(shared, "call")}` : "";
  const title = `Use ${next.id} (−${percent} %, quality not assessed)${changes}`;
  const fix: Fix = { title, safety: "suggestion", edits: [edit] };
  const file = evaluation(call, model!, next, context);
  if (!file) return [fix];
  const compared = `Use ${next.id}, and compare the two with promptfoo in ${basename(file.path)}${changes}`;
  return [fix, { ...fix, title: compared, creates: [file] }];
}

function reason(next: Model, { vendor }: Model): string {
  return next.vendor === vendor
    ? "The model's name is not written where an edit could change it."
    : `${next.id} needs another client than this call has.`;
}
