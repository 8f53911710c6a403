import type { Model } from "../../models/catalogue";
import { isTemplate } from "../request-text";
import type { Rule, RuleContext } from "../rule";
import { unitPrice } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-stale-alias-price",
    title: "A name that moves to other models, and to other prices",
    what: "A call names a model by an alias without a version, such as `mistral-large-latest` or `gemini-flash-latest`.",
    why: "The vendor moves such an alias to its newest model, and the price of the call with it, without a change in your code.",
    whatToDo: "Name the version that you have tried, and move on when you have tried the next one.",
    severity: "hint",
    fixable: "none",
    preset: "strict",
    since: "0.1.0",
  },
  check({ call }, context) {
    if (isTemplate(call)) return [];
    return call.model.ids.flatMap((id, which) => {
      const source = call.model.sources[which];
      const elsewhere = call.kind === "wrapper-caller" && source?.path !== call.path;
      const model = elsewhere || !isMoving(id) ? undefined : context.catalogue.find(id, call.provider);
      if (!model || model.deprecated || model.prices.length === 0) return [];
      const here = source !== undefined && source.path === call.path && source.end > source.start;
      return [
        {
          message: `${id} means whatever its vendor's newest is: ${priceNote(model, context)}, so name the version that you have tried.`,
          range: here ? { path: source.path, start: source.start, end: source.end } : undefined,
          fixes: [],
          disabled: "Which version it means today is in its vendor's list of models.",
        },
      ];
    });
  },
};

/** `…-latest` behind a name without a version; `8b` is a size. `grok-4-latest` stays within one generation and its price. */
function isMoving(id: string): boolean {
  const name = /^(?:.*[/:])?(.*)-latest$/.exec(id)?.[1];
  return name !== undefined && !/\d(?!\d*(?:\.\d+)?b(?:-|$))/.test(name);
}

/** How its price has moved already, or the day that the price shown is of. */
function priceNote(model: Model, { day, catalogue }: RuleContext): string {
  const rows = model.prices.filter((row) => row.input !== undefined);
  const last = rows.at(-1)!;
  const before = rows.at(-2);
  if (last?.from !== undefined && before !== undefined && last.input !== before.input) {
    const verb = day.has(last.from) ? "went" : "goes";
    return `its price ${verb} from ${unitPrice(before.input!)} to ${unitPrice(last.input!)} of input on ${last.from}`;
  }
  return `its price is that of ${model.asOf || catalogue.asOf}`;
}
