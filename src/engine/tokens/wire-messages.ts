import { type ContentShape, isObject, type Json, type MessageShape } from "./request";
import { mediaOf } from "./wire-media";

type Body = { [key: string]: Json };

/** no API nests blocks deeper */
const depthLimit = 20;

const roles: Record<string, MessageShape["role"]> = {
  system: "system",
  developer: "developer",
  assistant: "assistant",
  model: "assistant",
  chatbot: "assistant",
  tool: "tool",
  function: "tool",
};

/** Messages, Responses items, Gemini contents, or plain texts. */
export function messagesOf(list: Json): MessageShape[] {
  const names = new Map<string, string>();
  return readMessages(list, names, 0);
}

/** `names`: which tool each call so far was for, by its id, since an answer may give the id alone. */
function readMessages(list: Json, names: Map<string, string>, depth: number): MessageShape[] {
  if (depth > depthLimit) return [];
  if (!Array.isArray(list)) return [{ role: "user", content: contentOf(list) }];
  if (typeof list[0] === "number")
    return [{ role: "user", content: [{ kind: "text", text: [], tokens: list.length }] }];
  const messages: MessageShape[] = [];
  for (const item of list) {
    if (Array.isArray(item)) messages.push(...readMessages(item, names, depth + 1));
    else if (!isObject(item)) messages.push({ role: "user", content: contentOf(item) });
    else if (typeof item.type === "string" && item.role === undefined) addItem(messages, item, names);
    else messages.push(messageOf(item, names));
  }
  return messages;
}

/** An answer with the name of its tool, where the call before it says that. */
function answerOf(text: string, id: Json | undefined, names: Map<string, string>): ContentShape {
  const name = typeof id === "string" ? names.get(id) : undefined;
  return { kind: "result", text: [text], ...(name === undefined ? {} : { name }) };
}

function messageOf(item: Body, names: Map<string, string>): MessageShape {
  const written = typeof item.role === "string" ? item.role.toLowerCase().replace("role_", "") : "user";
  const role = roles[written] ?? "user";
  const content: ContentShape[] = [];
  const reasoning = item.reasoning_content ?? item.reasoning;
  if (typeof reasoning === "string") content.push({ kind: "reasoning", text: [reasoning] });
  const body = item.content ?? item.parts ?? item.message;
  if (role === "tool") content.push(answerOf(flatText(body ?? ""), item.tool_call_id, names));
  else content.push(...contentOf(body ?? []));
  if (typeof item.refusal === "string") content.push({ kind: "refusal", text: [item.refusal] });
  for (const call of Array.isArray(item.tool_calls) ? item.tool_calls : [])
    if (isObject(call)) content.push(noted(call, call.id, names));
  if (isObject(item.function_call)) content.push(callOf(item.function_call));
  const message: MessageShape = { role, content };
  if (typeof item.name === "string" && role !== "tool") message.name = item.name;
  return message;
}

/** One item of the Responses API. Calls that stand together are made in parallel: one message. */
function addItem(messages: MessageShape[], item: Body, names: Map<string, string>): void {
  if (item.type === "function_call" || item.type === "custom_tool_call") {
    const last = messages[messages.length - 1];
    const call = { ...noted(item, item.call_id, names), ...(typeof item.status === "string" ? { stated: true } : {}) };
    if (last?.role === "assistant" && last.content.every((each) => each.kind === "call")) last.content.push(call);
    else messages.push({ role: "assistant", content: [call] });
  } else if (item.type === "function_call_output" || item.type === "custom_tool_call_output") {
    messages.push({ role: "tool", content: [answerOf(flatText(item.output ?? ""), item.call_id, names)] });
  } else if (item.type === "reasoning") {
    const text = flatText(item.content ?? []);
    messages.push({ role: "assistant", content: [{ kind: "reasoning", text: [text] }] });
  } else messages.push({ role: "user", content: contentOf(item.content ?? [item]) });
}

function noted(call: Body, id: Json | undefined, names: Map<string, string>): ContentShape & { kind: "call" } {
  const read = callOf(call);
  if (typeof id === "string") names.set(id, read.name);
  return read;
}

function callOf(call: Body): ContentShape & { kind: "call" } {
  const inner = isObject(call.function) ? call.function : call;
  const given = inner.arguments ?? inner.input ?? inner.args ?? inner.parameters ?? "";
  const text = typeof given === "string" ? given : JSON.stringify(given);
  return { kind: "call", name: typeof inner.name === "string" ? inner.name : "", arguments: [text] };
}

export function contentOf(content: Json, depth = 0): ContentShape[] {
  if (depth > depthLimit) return [];
  if (typeof content === "string") return [{ kind: "text", text: [content] }];
  if (Array.isArray(content)) return content.flatMap((each) => contentOf(each, depth + 1));
  if (!isObject(content)) return [];
  const call = content.toolUse ?? content.functionCall ?? content.function_call;
  if (isObject(call)) return [callOf(call)];
  if (content.type === "tool_use" || content.type === "server_tool_use") return [callOf(content)];
  const result = content.toolResult ?? content.functionResponse ?? content.function_response;
  if (isObject(result)) return resultOf(result, result.content ?? result.response ?? "");
  if (content.type === "tool_result") return resultOf(content, content.content ?? "");
  if (typeof content.thinking === "string") return [{ kind: "reasoning", text: [content.thinking] }];
  if (isObject(content.reasoningContent)) return [{ kind: "reasoning", text: [flatText(content.reasoningContent)] }];
  if (typeof content.refusal === "string") return [{ kind: "refusal", text: [content.refusal] }];
  if (typeof content.text === "string") {
    return [{ kind: content.thought === true ? "reasoning" : "text", text: [content.text] }];
  }
  if (Array.isArray(content.parts)) return contentOf(content.parts, depth + 1);
  if (isObject(content.guardContent)) return contentOf(content.guardContent.text ?? "", depth + 1);
  const media = mediaOf(content);
  return media ? [{ kind: "media", media }] : [];
}

function resultOf(holder: Body, content: Json): ContentShape[] {
  const result: ContentShape = { kind: "result", text: [flatText(content)] };
  if (typeof holder.name === "string") result.name = holder.name;
  // pictures inside a result are counted as pictures
  const media = Array.isArray(content) ? contentOf(content).filter((each) => each.kind === "media") : [];
  return [result, ...media];
}

/** All text of a content: strings as they are, text blocks joined, anything else as JSON. */
export function flatText(content: Json, depth = 0): string {
  if (depth > depthLimit) return "";
  if (typeof content === "string") return content;
  if (Array.isArray(content)) return content.map((each) => flatText(each, depth + 1)).join("");
  if (!isObject(content)) return content === null ? "" : String(content);
  if (typeof content.text === "string") return content.text;
  if (isObject(content.reasoningText)) return flatText(content.reasoningText, depth + 1);
  if (content.json !== undefined) return JSON.stringify(content.json);
  if (mediaOf(content)) return "";
  return JSON.stringify(content);
}
