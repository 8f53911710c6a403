import { type ContentShape, holesOfContent, type Json, type MessageShape, type RequestShape, runs } from "./request";

/** The formats that vendors' count endpoints take. */
export type CountFormat = "anthropic" | "openai" | "google";

/**
 * The body that a vendor's count endpoint takes for a request. Only what is wholly known can be counted by somebody else: for
 * anything else the reason, in words, why not.
 */
export function countBody(
  request: RequestShape,
  format: CountFormat,
  model: string,
): { body: { [key: string]: Json } } | { missing: string } {
  const missing = missingOf(request);
  if (missing !== undefined) return { missing };
  const system = request.messages.filter(isSystem).map(textOf).join("\n\n");
  const messages = request.messages.filter((message) => !isSystem(message));
  if (messages.length === 0) return { missing: "it has no message of a user" };
  return { body: bodies[format](model, system, messages, request) };
}

/**
 * The messages of a request that is text alone, for a counter that takes nothing else; undefined for any other request.
 * Such counters know no system role: instructions stand as a message of the user.
 */
export function plainMessages(request: RequestShape): { role: "user" | "assistant"; text: string }[] | undefined {
  if (missingOf(request) !== undefined || request.tools.length > 0) return undefined;
  return request.messages.map((message) => ({ role: roleOf(message), text: textOf(message) }));
}

type Write = (
  model: string,
  system: string,
  messages: MessageShape[],
  request: RequestShape,
) => { [key: string]: Json };

const bodies: Record<CountFormat, Write> = {
  anthropic: (model, system, messages, { tools }) => ({
    model,
    ...(system && { system }),
    messages: messages.map((message) => ({ role: roleOf(message), content: textOf(message) })),
    ...(tools.length > 0 && {
      tools: tools.map((tool) => ({
        name: tool.name,
        ...(tool.description.length > 0 && { description: runs(tool.description).join("") }),
        input_schema: tool.parameters ?? { type: "object" },
      })),
    }),
  }),
  openai: (model, system, messages, { tools }) => ({
    model,
    ...(system && { instructions: system }),
    input: messages.map((message) => ({ role: roleOf(message), content: textOf(message) })),
    ...(tools.length > 0 && { tools: tools.map((tool) => ({ type: "function", ...functionOf(tool), strict: false })) }),
  }),
  google: (model, system, messages, { tools }) => ({
    generateContentRequest: {
      model: `models/${model}`,
      ...(system && { systemInstruction: { parts: [{ text: system }] } }),
      contents: messages.map((message) => ({
        role: message.role === "assistant" ? "model" : "user",
        parts: [{ text: textOf(message) }],
      })),
      ...(tools.length > 0 && { tools: [{ functionDeclarations: tools.map(functionOf) }] }),
    },
  }),
};

function functionOf(tool: RequestShape["tools"][number]): { [key: string]: Json } {
  return {
    name: tool.name,
    ...(tool.description.length > 0 && { description: runs(tool.description).join("") }),
    ...(tool.parameters !== undefined && { parameters: tool.parameters }),
  };
}

const isSystem = ({ role }: MessageShape) => role === "system" || role === "developer";
const roleOf = ({ role }: MessageShape) => (role === "assistant" ? "assistant" : "user");

function textOf({ content }: MessageShape): string {
  return content.flatMap((each) => (each.kind === "text" ? runs(each.text) : [])).join("\n");
}

/** What keeps a request from being counted elsewhere, the first of it. */
function missingOf({
  messages,
  tools,
  toolsHole,
  schema,
  hidden,
  toolChoice,
  thinking,
}: RequestShape): string | undefined {
  const hole = toolsHole ?? tools.flatMap(({ holes }) => holes)[0];
  if (hole !== undefined) return `${hole.name} is not known before it runs`;
  if (hidden.length > 0) return `${hidden[0]} has no text that could be sent`;
  if (schema !== undefined) return "its response schema has no place in a count request";
  if (toolChoice !== undefined || thinking !== undefined) return "it sets a tool choice or a thinking budget";
  for (const { content, times, grows, role } of messages) {
    const open = content.flatMap(holesOfContent)[0];
    if (open !== undefined) return `${open.name} is not known before it runs`;
    if (grows || (times !== undefined && (times.min !== 1 || times.max !== 1)))
      return `how many ${role} messages there are is not known before it runs`;
    const other = content.find(({ kind }: ContentShape) => kind !== "text");
    if (other !== undefined) return `it holds more than text: ${other.kind}`;
  }
  return undefined;
}
