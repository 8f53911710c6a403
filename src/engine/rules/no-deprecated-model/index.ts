import type { Model } from "../../models/catalogue";
import type { Origin } from "../../values/value";
import { modelEdit } from "../model-edit";
import { priceOf } from "../prices";
import type { AnalysedCall, Rule, RuleContext, RuleFinding } from "../rule";
import { count as countOf, unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-deprecated-model",
    title: "A model that its vendor retires",
    what: "A call names a model that its vendor has deprecated or retired.",
    why: "After the retirement date every request fails, and its successor has another price.",
    whatToDo: "Move to the successor and try it on your own inputs.",
    severity: "warning",
    fixable: "suggestion",
    since: "0.1.0",
    options: { withinDays: { default: 180, description: "Days before its retirement from which a model is reported" } },
  },
  check(analysed, context) {
    const { call } = analysed;
    // an SDK's own default moves with the SDK, and a long list is what a person chooses from
    if (call.model.how === "sdk-default" || call.model.ids.length > longestChoice) return [];
    return call.model.ids.flatMap((id, which) => {
      // a wrapper's own model is reported once, where the wrapper calls it
      if (call.kind === "wrapper-caller" && call.model.sources[which]?.path !== call.path) return [];
      if (!isWritten(id, call.model.sources[which], context)) return [];
      const model = context.catalogue.find(id, call.provider);
      if (model && hosts.has(model.provider)) return [];
      return model?.deprecated && isNear(model.deprecated, context) ? [describe(analysed, model, which, context)] : [];
    });
  },
};

/** They keep a model longer or shorter than its maker does, by their own dates. */
const hosts = new Set(["azure", "bedrock", "vertex"]);

const longestChoice = 3;

/** False where a model object was made without a name, so that the SDK's default applies. */
function isWritten(id: string, origin: Origin | undefined, { text }: RuleContext): boolean {
  if (!origin) return true;
  const name = id.slice(1 + Math.max(id.lastIndexOf("/"), id.indexOf(":")));
  return text(origin.path)?.slice(origin.start, origin.end).includes(name) ?? false;
}

function isNear({ retires }: NonNullable<Model["deprecated"]>, { day, options }: RuleContext): boolean {
  return retires === undefined || day.has(retires, options.withinDays!);
}

function describe(analysed: AnalysedCall, model: Model, which: number, context: RuleContext): RuleFinding {
  const { call, count } = analysed;
  const { on, retires, successor } = model.deprecated!;
  const when = retires
    ? context.day.has(retires)
      ? `was retired on ${retires}, so requests fail`
      : `retires on ${retires}`
    : on
      ? `has been deprecated since ${on}`
      : "is deprecated";
  const usable = current(successor, call.provider ?? model.provider, context);
  const edit = usable && modelEdit(call, model, usable, context, which);
  const advice = usable
    ? `move to ${usable.id}${priceNote(model, usable, count.known.tokens, context)}`
    : "choose a current model";
  const shared = context.sharedBy(analysed, which);
  const users = shared > 1 ? `, which ${countOf(shared, "call")} use,` : "";
  return {
    message: `${call.model.ids[which]}${users} ${when}: ${advice}.`,
    range: call.model.sources[which],
    fixes: edit ? [{ title: `Use ${usable.id} (answers may change)`, safety: "suggestion", edits: [edit] }] : [],
    disabled: edit
      ? undefined
      : usable
        ? "The model's name is not written where an edit could change it."
        : "No successor is known.",
  };
}

/** The successor, or its own where that one retires too. */
function current(successor: string | undefined, provider: string, { catalogue }: RuleContext): Model | undefined {
  let id = successor;
  for (let step = 0; step < 5 && id !== undefined; step++) {
    const model = catalogue.find(id, provider);
    if (!model?.deprecated) return model;
    id = model.deprecated.successor;
  }
  return undefined;
}

/** What it costs, and what the old one did. */
function priceNote(old: Model, next: Model, inputTokens: number, context: RuleContext): string {
  const [now, then] = [priceOf(old, context, inputTokens), priceOf(next, context, inputTokens)];
  if (then?.input === undefined || then.output === undefined) return "";
  const price = `${unitPrice(then.input)} in, ${unitPrice(then.output)} out`;
  if (now?.input === then.input && now.output === then.output) return " (the same price)";
  const before =
    now?.input === undefined || now.output === undefined
      ? ""
      : ` instead of ${unitPrice(now.input)} and ${unitPrice(now.output)}`;
  return ` (${price}${before})`;
}
