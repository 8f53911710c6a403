import type { LlmCall, Site } from "../../calls/llm-call";
import { addEntry, addItem } from "../../edits/edit-entry";
import { wrapValue } from "../../edits/edit-value";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { quoteIn, writeEntry } from "../../edits/write-literal";
import type { Program } from "../../syntax/program";
import { hasHole } from "../request-text";
import type { AnalysedCall, RuleContext } from "../rule";

const mark = { type: "ephemeral" };

/** Edits that mark the end of the fixed part for Anthropic's cache, or why there are none. */
export function placeBreakpoint(
  { call, count }: AnalysedCall,
  minimum: number,
  source: RuleContext["source"],
): TextEdit[] | string {
  const program = call.call?.program;
  if (!program || call.kind !== "call") return "The request is written in another function.";
  const isBedrock = call.api.startsWith("bedrock.");
  if (!isBedrock && !call.api.startsWith("anthropic.")) {
    return "Where this framework takes a breakpoint depends on its version.";
  }
  const tools = tokensOf(count, "tools");
  const system = tools + tokensOf(count, "system");
  const systemFixed = call.parts.every((part) => part.role !== "system" || part.content.every(isFixed));
  if (systemFixed && system >= minimum && call.sites.system) {
    const site = call.sites.system;
    const edits = isBedrock ? addCachePoint(program, site) : markSystem(program, site, isText(call, source));
    return edits ?? "The system prompt is not written where a breakpoint could be added.";
  }
  if (!isBedrock && tools >= minimum && call.sites.tools && !call.toolsHole) {
    return markLast(program, call.sites.tools) ?? "The tools are not written where a breakpoint could be added.";
  }
  return "The fixed text and the changing text share one block: split it into two, and mark the first.";
}

function tokensOf(count: AnalysedCall["count"], label: string): number {
  let sum = 0;
  for (const line of count.lines) {
    if (line.hole === undefined && line.label.startsWith(label)) sum += line.range.low;
  }
  return sum;
}

function isFixed(content: LlmCall["parts"][number]["content"][number]): boolean {
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
function markSystem(program: Program, site: Site, isPlain: boolean): TextEdit[] | undefined {
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
