import type { Content, LlmCall } from "../../calls/llm-call";
import { hasHole, knownText } from "../request-text";
import type { AnalysedCall, RuleFinding } from "../rule";
import { tokenRange, tokens } from "../write";
import { withoutMarks } from "./marks";

/** What a template engine may fill in before the text is sent: `{{doc}}`, `{doc}`, `<%= doc %>`. */
const placeholder = /\{\{?\s*[A-Za-z_][\w.]*\s*\}|<%/;

/** Only when everything in front of the last breakpoint is known, so that it is sure to be too little. */
export function tooShort({ call, count, model }: AnalysedCall): RuleFinding | undefined {
  const prefix = count.cachedPrefix;
  const minimum = model!.caching!.minimumPrefix;
  if (call.caching.marks.length === 0 || !prefix || prefix.high >= minimum || !isKnownUpToLastMark(call))
    return undefined;
  return {
    message: `The cache breakpoint does nothing: ${tokenRange(prefix)} tokens stand before it, and ${model!.id} caches from ${tokens(minimum)} on.`,
    ...withoutMarks(call),
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
