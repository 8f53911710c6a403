import type { LlmCall } from "../calls/llm-call";
import { replaceString } from "../edits/edit-string";
import type { TextEdit } from "../edits/text-edit";
import type { Model } from "../models/catalogue";
import type { RuleContext } from "./rule";

/** The edit that puts another model's id where this call's id is written; undefined when that is not one plain literal. */
export function modelEdit(
  call: LlmCall,
  from: Model | undefined,
  to: Model,
  context: Pick<RuleContext, "catalogue" | "source">,
  which = 0,
): TextEdit | undefined {
  const origin = call.model.sources[which];
  const written = call.model.ids[which];
  const source = origin && context.source(origin.path);
  if (!source || written === undefined) return undefined;
  if (from?.provider === "bedrock" && written !== from.id) return undefined;
  const prefix = written.slice(0, written.lastIndexOf("/") + 1);
  const code = source.text.slice(origin.start, origin.end);
  if (!code.includes(written)) return undefined;
  const next = prefix + to.id;
  if (context.catalogue.find(next, call.provider)?.id !== to.id) return undefined;
  return replaceString(source, origin, next);
}
