import type { LlmCall } from "../../calls/llm-call";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { quoteIn, writeString } from "../../edits/write-literal";
import type { Model } from "../../models/catalogue";
import type { Span } from "../../syntax/program";
import { spelled } from "../model-edit";
import type { RuleContext } from "../rule";

/** What a call names its model by, where it stands in the call itself. */
export interface WrittenModel extends Span {
  /** `{ model }`: the key has to be written out */
  key?: string;
}

/** The constant or setting that stands for the model in the call: `MODEL`, or the one in `openai(MODEL)`. */
export function writtenModel({ call, sites, kind }: LlmCall): WrittenModel | undefined {
  const site = sites.model;
  if (!call || kind !== "call" || !site?.own || site.path !== call.program.path) return undefined;
  const node = findNode(call.program, site.value, "name", "member", "index", "choice", "call");
  const inner = node?.kind === "call" ? (node.args.length === 1 ? node.args[0]!.value : undefined) : node;
  if (!inner || !/^(?:name|member|index|choice)$/.test(inner.kind)) return undefined;
  const { start, end } = inner;
  const isShorthand = site.entry.start === site.value.start && call.program.language !== "python" && node === inner;
  return isShorthand ? { start, end, key: call.program.text.slice(start, end) } : { start, end };
}

/** Edits that write another model's name into the call, in place of what all calls share. */
export function ownModel(call: LlmCall, from: Model, to: Model, context: RuleContext): TextEdit[] | undefined {
  const place = writtenModel(call);
  const next = spelled(call, from, to, context);
  if (!place || next === undefined) return undefined;
  const { program, node } = call.call!;
  const text = writeString(next, quoteIn(program.text, node.start, node.end));
  return [{ path: program.path, start: place.start, end: place.end, text: place.key ? `${place.key}: ${text}` : text }];
}
