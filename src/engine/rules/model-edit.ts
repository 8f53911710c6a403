import type { LlmCall } from "../calls/llm-call";
import { replaceString } from "../edits/edit-string";
import type { TextEdit } from "../edits/text-edit";
import type { Model } from "../models/catalogue";
import type { Origin } from "../values/value";
import type { RuleContext } from "./rule";

/** The edit that puts another model's id where this call's id is written; undefined when that is not one plain literal. */
export function modelEdit(
  call: LlmCall,
  from: Model | undefined,
  to: Model,
  context: Pick<RuleContext, "catalogue" | "source" | "text">,
  which = 0,
): TextEdit | undefined {
  const origin = call.model.sources[which];
  const written = call.model.ids[which];
  const next = spelled(call, from, to, context, which);
  if (!origin || written === undefined || next === undefined) return undefined;
  const source = context.source(origin.path);
  if (!source) return dataEdit(context.text(origin.path), origin, written, next);
  const code = source.text.slice(origin.start, origin.end);
  return code.includes(written) ? replaceString(source, origin, next) : undefined;
}

/** `openai/` or `openai:` before a model's name; in `llama3:8b` the colon stands before a size. */
const providerPrefix = /^(?:[a-z][\w-]*:(?=[a-z]))?(?:.*\/)?/;

/** How this call's client is told another model's name; undefined where it does not have that model. */
export function spelled(
  call: LlmCall,
  from: Model | undefined,
  to: Model,
  { catalogue }: Pick<RuleContext, "catalogue">,
  which = 0,
): string | undefined {
  const written = call.model.ids[which];
  // a model that was tuned by hand has no successor
  if (written === undefined || /^ft:/.test(written)) return undefined;
  if (from?.provider === "bedrock" && written !== from.id) return undefined;
  if (from && from.provider !== to.provider) return undefined;
  return spellings(written, to).find((one) => catalogue.find(one, call.provider ?? from?.provider)?.id === to.id);
}

/** With the prefix that stands there; a gateway's own ids (`google/gemini-2.5-flash`) bring theirs. */
function spellings(written: string, { id }: Model): string[] {
  const prefix = providerPrefix.exec(written)![0];
  if (!id.includes("/")) return [prefix + id];
  const gateway = prefix.slice(0, prefix.indexOf("/") + 1);
  return prefix === gateway ? [id] : [gateway + id, id];
}

/** The same in a JSON, YAML or .env file, where the name stands by itself or between quotes. */
function dataEdit(text: string | undefined, origin: Origin, written: string, next: string): TextEdit | undefined {
  const code = text?.slice(origin.start, origin.end);
  const quotes = code === written ? 0 : code === `"${written}"` || code === `'${written}'` ? 1 : undefined;
  if (quotes === undefined) return undefined;
  return { path: origin.path, start: origin.start + quotes, end: origin.end - quotes, text: next };
}
