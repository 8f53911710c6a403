import type { LlmCall, Part, Site } from "../../calls/llm-call";
import { addEntry, addItem } from "../../edits/edit-entry";
import { wrapValue } from "../../edits/edit-value";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { quoteIn, writeEntry } from "../../edits/write-literal";
import type { Program } from "../../syntax/program";
import { addArgument } from "../call-edits";
import { functionsAround } from "../enclosing";
import { hasHole } from "../request-text";
import type { AnalysedCall, RuleContext } from "../rule";
import { markAiSdk } from "./ai-sdk";
import { type BlockMark, markMessage, markTemplate } from "./message-block";
import { suitsAll, type WrittenRequest, whereWritten } from "./where-written";

const mark = { type: "ephemeral" };
const anthropicBlock: BlockMark = { key: "cache_control", value: mark };
const openaiBlock: BlockMark = { key: "prompt_cache_breakpoint", value: { mode: "explicit" } };

/** How an API has a cache marked. */
export type Marking = "anthropic" | "bedrock" | "ai-sdk" | "openai" | "gateway" | "langchain" | "mistral";

/** Undefined where an API hands no mark on to the vendor, or none is needed. */
export function markingOf({ call, model }: AnalysedCall): Marking | undefined {
  const { api, sdk, provider } = call;
  if (api.startsWith("anthropic.")) return "anthropic";
  if (api.startsWith("bedrock.converse")) return "bedrock";
  if (api === "mistral.chat" && provider === "mistral") return "mistral";
  if (api === "openai.chat" && provider === "openai") return writesAreBilled(model) ? "openai" : undefined;
  if (model?.vendor !== "anthropic") return undefined;
  if (api.startsWith("ai-sdk.")) return "ai-sdk";
  if (api === "openai.chat" && (sdk === "litellm" || provider === "openrouter")) return "gateway";
  return api === "langchain.chat" && provider === "anthropic" ? "langchain" : undefined;
}

/** The vendor caches by itself, behind the newest message, and bills what it writes: a single question never hits. */
function writesAreBilled(model: AnalysedCall["model"]): boolean {
  return model?.caching?.mode === "both" && (model.caching.lifetimes[0]?.writeFactor ?? 1) > 1;
}

/** Edits that mark the end of the fixed part for the vendor's cache, or why there are none. */
export function placeBreakpoint(
  analysed: AnalysedCall,
  marking: Marking,
  minimum: number,
  context: RuleContext,
): TextEdit[] | string {
  const written = whereWritten(analysed, context);
  const program = written?.call.call?.program;
  if (!written || !program) return "The request is written in another function.";
  const { call } = written;
  if (marking === "mistral") return addCacheKey(call, program);
  const { count } = analysed;
  const tools = tokensOf(count, "tools");
  const system = tools + tokensOf(count, "system") + tokensOf(count, "developer");
  if (system >= minimum && hasFixedInstructions(analysed)) {
    if (!suitsAll(written, minimum, hasFixedInstructions))
      return "The request is written in a function that others send no fixed instructions with.";
    const last = instructionsOf(call).at(-1) ?? instructionsOf(analysed.call).at(-1)!;
    return markSystem(written, program, last, marking, context);
  }
  if (analysed.call !== call) return "The request is written in another function.";
  const site = call.sites.tools;
  if (tools >= minimum && site && !call.toolsHole && (marking === "anthropic" || marking === "bedrock")) {
    const edits = marking === "bedrock" ? addCachePoint(program, site) : markLast(program, site);
    return edits ?? "The tools are not written where a breakpoint could be added.";
  }
  return "The fixed text and the changing text share one block: split it into two, and mark the first.";
}

function instructionsOf({ parts }: LlmCall): Part[] {
  return parts.filter(({ role }) => role === "system" || role === "developer");
}

function hasFixedInstructions({ call }: AnalysedCall): boolean {
  const instructions = instructionsOf(call);
  return instructions.length > 0 && instructions.every(({ content }) => content.every(isFixed));
}

function markSystem(
  { call, senders }: WrittenRequest,
  program: Program,
  last: Part,
  marking: Exclude<Marking, "mistral">,
  context: RuleContext,
): TextEdit[] | string {
  const site = call.sites.system;
  const nowhere = "The system prompt is not written where a breakpoint could be added.";
  switch (marking) {
    case "ai-sdk":
      return markAiSdk(call, program, last, context) ?? nowhere;
    case "bedrock":
      return (site && addCachePoint(program, site)) ?? nowhere;
    case "anthropic": {
      const isPlain = senders.every((sender) => isText(sender.call, context.source));
      return (site && markText(program, site, isPlain)) ?? nowhere;
    }
    case "openai": {
      const block = markMessage(call, program, last, openaiBlock);
      const only = addArgument(call, "prompt_cache_options", { mode: "explicit" });
      return block && only ? [...block, ...only] : nowhere;
    }
    case "gateway":
      if (program.language !== "python")
        return "OpenAI's own types do not know the breakpoint that this gateway takes.";
      return markMessage(call, program, last, anthropicBlock) ?? nowhere;
    case "langchain":
      return markMessage(call, program, last, anthropicBlock) ?? markSharedTemplate(last, context) ?? nowhere;
  }
}

/** A prompt template stands outside of the call: every call that it is a part of has to go to a model that knows the mark. */
function markSharedTemplate(last: Part, { calls, source }: RuleContext): TextEdit[] | undefined {
  const { path, start } = last.origin;
  const program = source(path);
  const users = calls().filter(({ call }) =>
    call.parts.some(({ origin }) => origin.path === path && origin.start === start),
  );
  const agree = users.every((user) => markingOf(user) === "langchain" && hasFixedInstructions(user));
  return program && agree ? markTemplate(program, last, anthropicBlock) : undefined;
}

/**
 * One switch for the whole request: the vendor marks the newest message, so that a conversation is cached as it grows. Instructions
 * that change with each request would make each of them a new one.
 */
export function cacheWholeRequest(analysed: AnalysedCall): TextEdit[] | undefined {
  const { call } = analysed;
  const grows = call.multiplicity.historyGrows || call.parts.some((part) => part.grows);
  const isSame = instructionsOf(call).every(({ content }) => content.every(isFixed));
  return grows && isSame && call.kind === "call" && call.api === "anthropic.messages"
    ? addArgument(call, "cache_control", mark)
    : undefined;
}

/** Any text that is the same for all requests that share the prefix: the name of what sends them. */
function addCacheKey(call: LlmCall, program: Program): TextEdit[] | string {
  const file = program.path.slice(program.path.lastIndexOf("/") + 1).replace(/\.\w+$/, "");
  const name = functionsAround(call).at(-1)?.name ?? file;
  const key = program.language === "python" ? "prompt_cache_key" : "promptCacheKey";
  return addArgument(call, key, name) ?? "The request is not written at the call.";
}

function tokensOf(count: AnalysedCall["count"], label: string): number {
  let sum = 0;
  for (const line of count.lines) {
    if (line.hole === undefined && line.label.startsWith(label)) sum += line.range.low;
  }
  return sum;
}

function isFixed(content: Part["content"][number]): boolean {
  return content.kind === "text" && !hasHole(content.text);
}

/** True when the system prompt is one text where it is defined, and not a list of blocks. */
function isText(call: LlmCall, source: RuleContext["source"]): boolean {
  const systems = call.parts.filter((part) => part.role === "system");
  return systems.every(({ origin, content }) => {
    const first = source(origin.path)?.text[origin.start];
    return content.length === 1 && (first === undefined || !/[[{]/.test(first));
  });
}

/** A string becomes one marked block; in a list of blocks the last one is marked. */
function markText(program: Program, site: Site, isPlain: boolean): TextEdit[] | undefined {
  if (site.path !== program.path || !site.own) return undefined;
  if (findNode(program, site.value, "list")) return markLast(program, site);
  if (!isPlain || !findNode(program, site.value, "string", "name", "member", "binary", "call")) return undefined;
  const { language, text } = program;
  const quote = quoteIn(text, site.entry.start, site.entry.end);
  const entry = (key: string, value: string | typeof mark) => writeEntry(key, value, language, quote);
  const [open, close] = language === "python" ? ["[{", "}]"] : ["[{ ", " }]"];
  const textKey = language === "python" ? `${quote}text${quote}` : "text";
  return wrapValue(
    program,
    site,
    `${open}${entry("type", "text")}, ${textKey}: `,
    `, ${entry("cache_control", mark)}${close}`,
  );
}

/** Bedrock's Converse takes a block of its own behind the fixed ones. */
function addCachePoint(program: Program, site: Site): TextEdit[] | undefined {
  const list = site.own && site.path === program.path ? findNode(program, site.value, "list") : undefined;
  return list && addItem(program, list, { cachePoint: { type: "default" } });
}

function markLast(program: Program, site: Site): TextEdit[] | undefined {
  if (site.path !== program.path || !site.own) return undefined;
  const last = findNode(program, site.value, "list")?.items.at(-1);
  return last?.kind === "map" ? addEntry(program, last, "cache_control", mark) : undefined;
}
