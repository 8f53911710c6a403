import { isChat, isTemplate } from "../request-text";
import type { AnalysedCall, Rule, RuleFinding } from "../rule";
import { count as countOf, tokens } from "../write";
import { marksOf } from "./marks";
import { neverRead } from "./never-read";
import { tooSeldom } from "./too-seldom";
import { tooShort } from "./too-short";

export const rule: Rule = {
  meta: {
    id: "no-useless-cache",
    title: "A cache breakpoint that does not pay",
    what: "A breakpoint stands behind fewer tokens than the model caches at least, or behind a question that is never asked again; a request has more breakpoints than its vendor takes; or calls come too seldom, by the volume that you wrote down, to find anything in the cache.",
    why: "Below the minimum nothing is cached and no error says so; above the limit the request is rejected; and what is written and never read costs more than plain input.",
    whatToDo: "Put the breakpoint behind enough fixed text, keep the cache for longer, or remove it.",
    severity: "warning",
    fixable: "safe",
    since: "0.1.0",
  },
  check(analysed, context) {
    const { call, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model?.caching || call.model.status !== "known") return [];
    if (marksOf(call).length === 0) return [];
    const found =
      tooMany(analysed) ?? tooShort(analysed) ?? neverRead(analysed, context) ?? tooSeldom(analysed, context);
    return found ? [found] : [];
  },
};

function tooMany({ call, model }: AnalysedCall): RuleFinding | undefined {
  const limit = model!.caching!.maxBreakpoints;
  const { length } = call.caching.marks;
  if (limit === undefined || length <= limit) return undefined;
  return {
    message: `${countOf(length, "cache breakpoint")}, and ${model!.id} takes ${tokens(limit)} at most: remove ${tokens(length - limit)}.`,
    fixes: [],
    disabled: "Which of them to keep is yours to choose.",
  };
}
