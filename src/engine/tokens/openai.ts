import type { PartCounts } from "./count-request";
import type { Encoding } from "./encoding";
import type { Family } from "./families";
import { renderTools } from "./openai-tools";
import {
  type ContentShape,
  isObject,
  type Json,
  type MessageShape,
  type Piece,
  type RequestShape,
  runs,
} from "./request";

type Weights = Family["weights"];
const of = (weights: Weights, name: string): number => weights[name] ?? 0;

/** The request as OpenAI renders it: a header for each message, tools as TypeScript, calls as messages of their own. */
export function countOpenai(request: RequestShape, weights: Weights, encoding: Encoding): PartCounts {
  const count = (text: string): number => encoding.count(text);
  const tools = toolTokens(request, weights, count);
  const schema = schemaTokens(request, weights, count);
  return {
    framing: of(weights, "priming") + choiceTokens(request, weights, count),
    tools,
    schema,
    messages: request.messages.map((message, index) => {
      const wrapped = weights["parallel"] !== undefined && answersParallel(request.messages, index);
      return countMessage(wrapped ? escaped(message) : message, weights, count);
    }),
  };
}

const generalChoices = new Set(["auto", "none"]);

function choiceTokens(request: RequestShape, weights: Weights, count: (text: string) => number): number {
  const { toolChoice, tools } = request;
  if (!toolChoice || tools.length === 0 || generalChoices.has(toolChoice)) return 0;
  return toolChoice === "required" || toolChoice === "any"
    ? of(weights, "required")
    : count(toolChoice) + of(weights, "choice");
}

function toolTokens(request: RequestShape, weights: Weights, count: (text: string) => number): number {
  const functions = request.tools.filter((tool) => tool.hosted === undefined);
  if (functions.length === 0) return 0;
  return sharedTokens(renderTools(functions), "tools", request, weights, count);
}

function schemaTokens(request: RequestShape, weights: Weights, count: (text: string) => number): number {
  const { schema } = request;
  if (!schema?.json) return 0;
  const comment = schema.description ? `// ${schema.description}\n` : "";
  const json = JSON.stringify(withoutSilent(schema.json, 0));
  const section = `# Response Formats\n\n## ${schema.name ?? ""}\n\n${comment}${json}`;
  const nullable = nullables(schema.json, 0) * of(weights, "nullable");
  return sharedTokens(section, "schema", request, weights, count) + nullable;
}

/** A section behind the first system message, whose last characters may merge with what parts the two; else one of its own. */
function sharedTokens(
  section: string,
  name: string,
  request: RequestShape,
  weights: Weights,
  count: (text: string) => number,
): number {
  const first = request.messages[0];
  const isSystem = first && (first.role === "system" || first.role === "developer");
  if (!isSystem || weights[`${name}Apart`]) return count(section) + of(weights, name) + of(weights, `${name}Message`);
  const system = runs(first.content.flatMap(textOf)).join("");
  return count(`${system}\n\n${section}`) - count(system) + of(weights, name);
}

/** what strict decoding enforces, or drops, costs nothing */
const silent = new Set(["$schema", "additionalProperties", "default", "minimum", "maximum", "minItems", "maxItems"]);

function withoutSilent(json: Json, depth: number): Json {
  if (depth > 40) return null;
  if (Array.isArray(json)) return json.map((each) => withoutSilent(each, depth + 1));
  if (!isObject(json)) return json;
  const kept = Object.entries(json).filter(([key, value]) => !isSilent(key, value));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutSilent(value, depth + 1)]));
}

/** A property may bear the name of a keyword: then its value is a schema. */
function isSilent(key: string, value: Json): boolean {
  return key === "required" ? Array.isArray(value) : silent.has(key) && !(isObject(value) && value.type !== undefined);
}

function nullables(json: Json, depth: number): number {
  if (depth > 40 || typeof json !== "object" || json === null) return 0;
  const own =
    isObject(json) && Array.isArray(json.anyOf) && json.anyOf.some((each) => isObject(each) && each.type === "null");
  return Object.values(json).reduce((all: number, each) => all + nullables(each, depth + 1), own ? 1 : 0);
}

function countMessage(message: MessageShape, weights: Weights, count: (text: string) => number): number {
  const calls = message.content.filter((content) => content.kind === "call");
  const text = message.content.flatMap(textOf);
  let tokens = of(weights, "message") + of(weights, "role") + countPieces(text, count);
  if (message.role === "assistant") tokens += of(weights, "assistant");
  if (message.name !== undefined) tokens += count(`:${message.name}`);
  if (calls.length > 1 && weights["parallel"] !== undefined) return tokens + parallelCalls(calls, weights, count);
  for (const call of calls) {
    tokens +=
      countPieces(call.arguments, count) + count(call.name) + count(`functions.${call.name}`) + of(weights, "call");
    if (call.stated) tokens += of(weights, "stated");
  }
  return tokens + Math.max(0, calls.length - 1) * of(weights, "furtherCall");
}

/** Whether a tool's answer belongs to calls that were made at once. */
function answersParallel(messages: readonly MessageShape[], index: number): boolean {
  let at = index;
  while (at >= 0 && messages[at]!.role === "tool") at--;
  return at < index && at >= 0 && messages[at]!.content.filter((each) => each.kind === "call").length > 1;
}

/** Answers to calls made at once are listed as JSON strings. */
function escaped(message: MessageShape): MessageShape {
  const quote = (piece: Piece): Piece => (typeof piece === "string" ? JSON.stringify(piece).slice(1, -1) : piece);
  const content = message.content.map((each) =>
    each.kind === "result" ? { ...each, text: each.text.map(quote) } : each,
  );
  return { ...message, content };
}

/** Calls made at once are one call of a wrapper that lists them. */
function parallelCalls(
  calls: (ContentShape & { kind: "call" })[],
  weights: Weights,
  count: (text: string) => number,
): number {
  const uses = calls.map(
    (call) => `{"recipient_name":"functions.${call.name}","parameters":${runs(call.arguments).join("")}}`,
  );
  return count(`{"tool_uses":[${uses.join(",")}]}`) + of(weights, "parallel");
}

function textOf(content: ContentShape): Piece[] {
  return content.kind === "text" || content.kind === "refusal" || content.kind === "result" ? content.text : [];
}

function countPieces(pieces: readonly Piece[], count: (text: string) => number): number {
  return runs(pieces).reduce((sum, run) => sum + count(run), 0);
}
