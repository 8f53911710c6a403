import type { LlmCall, Part, Site } from "../../calls/llm-call";
import { addEntry, removeEntry } from "../../edits/edit-entry";
import { wrapValue } from "../../edits/edit-value";
import { findNode } from "../../edits/find-node";
import type { TextEdit } from "../../edits/text-edit";
import { type Literal, quoteIn, writeEntry } from "../../edits/write-literal";
import type { MapEntry, MapNode, Program } from "../../syntax/program";
import { enclosingMap } from "../call-edits";
import type { RuleContext } from "../rule";
import { isOwn } from "./message-block";

/** The first major version in which `system` takes a message object, and in which `providerOptions` is what it is called. */
const systemTakesMessages = 6;
const hasProviderOptions = 5;

/**
 * The AI SDK's way: a system message with provider options. Where the instructions are a text beside the messages, they become a
 * message of their own, in the form that the version in the nearest `package.json` takes.
 */
export function markAiSdk(
  call: LlmCall,
  program: Program,
  system: Part,
  context: RuleContext,
): TextEdit[] | string | undefined {
  const site = call.sites.system;
  if (!site) {
    const message = isOwn(call, program, system) ? findNode(program, system.origin, "map") : undefined;
    return message && addEntry(program, message, "providerOptions", providerOptions(call));
  }
  if (site.path !== program.path) return undefined;
  const written = program.text.slice(site.entry.start, site.entry.end);
  if (/^["']?instructions\b/.test(written)) return asMessage(call, program, site);
  const version = context.dependency(program.path, "ai");
  const major = Number(/^\D*(\d+)/.exec(version ?? "")?.[1]);
  if (major >= systemTakesMessages) return asMessage(call, program, site);
  if (major === hasProviderOptions) return intoMessages(call, program, site);
  return "Which form the AI SDK takes depends on its version, and no package.json above this file names one that is known.";
}

function providerOptions({ provider }: LlmCall): { [key: string]: Literal } {
  return provider === "bedrock"
    ? { bedrock: { cachePoint: { type: "default" } } }
    : { anthropic: { cacheControl: { type: "ephemeral" } } };
}

/** `{ role: "system", content:` … `, providerOptions: { … } }` */
function around(call: LlmCall, { language, text }: Program, { entry }: Site): [before: string, after: string] {
  const quote = quoteIn(text, entry.start, entry.end);
  const options = writeEntry("providerOptions", providerOptions(call), language, quote);
  return [`{ ${writeEntry("role", "system", language, quote)}, content: `, `, ${options} }`];
}

function asMessage(call: LlmCall, program: Program, site: Site): TextEdit[] | undefined {
  if (!findNode(program, site.value, "string", "name", "member", "binary", "call")) return undefined;
  return wrapValue(program, site, ...around(call, program, site));
}

/** The text moves into the messages, or the prompt becomes messages. */
function intoMessages(call: LlmCall, program: Program, site: Site): TextEdit[] | undefined {
  const request = enclosingMap(program, site.entry);
  const removed = request && removeEntry(program, request, site.entry);
  if (!request || !removed || !findNode(program, site.value, "string", "name", "member", "binary", "call"))
    return undefined;
  const [before, after] = around(call, program, site);
  const message = before + program.text.slice(site.value.start, site.value.end) + after;
  const messages = entryOf(request, "messages");
  if (messages) {
    const put = wrapValue(program, { value: messages.value, entry: messages }, `[${message}, ...`, "]");
    return put && [...removed, ...put];
  }
  const prompt = entryOf(request, "prompt");
  if (!prompt) return undefined;
  const content = program.text.slice(prompt.value.start, prompt.value.end);
  const quote = quoteIn(program.text, prompt.start, prompt.end);
  const user = `{ ${writeEntry("role", "user", program.language, quote)}, content: ${content} }`;
  const { start, end } = prompt;
  return [...removed, { path: program.path, start, end, text: `messages: [${message}, ${user}]` }];
}

function entryOf(map: MapNode, name: string): MapEntry | undefined {
  return map.entries.find((entry): entry is MapEntry => {
    if (entry.kind !== "entry" || entry.key.kind !== "string") return false;
    const [part] = entry.key.parts;
    return part?.kind === "text" && part.text === name;
  });
}
