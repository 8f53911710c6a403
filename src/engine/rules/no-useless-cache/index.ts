import type { CacheMark, Content, LlmCall } from "../../calls/llm-call";
import { removeEntry } from "../../edits/edit-entry";
import type { TextEdit } from "../../edits/text-edit";
import { enclosingMap } from "../call-edits";
import { hasHole, isChat, isTemplate, knownText } from "../request-text";
import type { AnalysedCall, Fix, Rule, RuleFinding } from "../rule";
import { count as countOf, tokenRange, tokens } from "../write";

export const rule: Rule = {
  meta: {
    id: "no-useless-cache",
    title: "A cache breakpoint that cannot work",
    what: "A breakpoint stands behind fewer tokens than the model caches at least, or a request has more breakpoints than its vendor takes.",
    why: "Below the minimum nothing is cached and no error says so; above the limit the request is rejected.",
    whatToDo: "Remove the breakpoint, or put it behind enough fixed text.",
    severity: "warning",
    fixable: "safe",
    since: "0.1.0",
  },
  check(analysed) {
    const { call, model } = analysed;
    if (!isChat(call) || isTemplate(call) || !model?.caching || call.model.status !== "known") return [];
    const limit = model.caching.maxBreakpoints;
    const marks = call.caching.marks;
    if (limit !== undefined && marks.length > limit) {
      return [
        {
          message: `${countOf(marks.length, "cache breakpoint")}, and ${model.id} takes ${tokens(limit)} at most: remove ${tokens(marks.length - limit)}.`,
          fixes: [],
          disabled: "Which of them to keep is yours to choose.",
        },
      ];
    }
    const found = belowMinimum(analysed);
    return found ? [found] : [];
  },
};

/** What a template engine may fill in before the text is sent: `{{doc}}`, `{doc}`, `<%= doc %>`. */
const placeholder = /\{\{?\s*[A-Za-z_][\w.]*\s*\}|<%/;

/** Only when everything in front of the last breakpoint is known, so that it is sure to be too little. */
function belowMinimum({ call, count, model }: AnalysedCall): RuleFinding | undefined {
  const prefix = count.cachedPrefix;
  const minimum = model!.caching!.minimumPrefix;
  if (call.caching.marks.length === 0 || !prefix || prefix.high >= minimum || !isKnownUpToLastMark(call))
    return undefined;
  const edits = call.caching.marks.map((mark) => removeMark(call, mark));
  const known = edits.every((edit) => edit !== undefined);
  const fixes: Fix[] = known
    ? [{ title: "Remove the cache breakpoint", safety: "safe", edits: edits.flatMap((edit) => edit ?? []) }]
    : [];
  return {
    message: `The cache breakpoint does nothing: ${tokenRange(prefix)} tokens stand before it, and ${model!.id} caches from ${tokens(minimum)} on.`,
    fixes,
    disabled: known ? undefined : "The breakpoint is written outside of the call.",
  };
}

function isKnownUpToLastMark(call: LlmCall): boolean {
  if (call.toolsHole || call.tools.some((tool) => !tool.hosted && !tool.parameters)) return false;
  if (call.tools.some((tool) => (tool.description && hasHole(tool.description)) || tool.parameters?.open)) return false;
  const last = call.parts.findLastIndex((part) => part.breakpoint ?? part.content.some(isMarked));
  return call.parts.slice(0, last + 1).every((part) => {
    const lastMarked = part === call.parts[last] ? part.content.findLastIndex(isMarked) : -1;
    const before = lastMarked >= 0 ? part.content.slice(0, lastMarked + 1) : part.content;
    return (
      part.times.max === 1 &&
      before.every((it) => it.kind === "text" && !hasHole(it.text) && !placeholder.test(knownText(it.text)))
    );
  });
}

function isMarked(content: Content): boolean {
  return "breakpoint" in content && content.breakpoint !== undefined;
}

function removeMark(call: LlmCall, mark: CacheMark): TextEdit[] | undefined {
  const program = call.call?.program;
  if (!program || mark.origin.path !== program.path) return undefined;
  const map = enclosingMap(program, mark.origin);
  return map && removeEntry(program, map, mark.origin);
}
