import type { Encoding } from "./encoding";
import type { Family } from "./families";
import type { PartCounts } from "./count-request";
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
  const choice =
    request.toolChoice && !generalChoices.has(request.toolChoice) && request.tools.length > 0
      ? count(request.toolChoice) + of(weights, "choice")
      : 0;
  return {
    framing: of(weights, "priming") + choice,
    tools,
    schema,
    messages: request.messages.map((message) => countMessage(message, weights, count)),
  };
}

const generalChoices = new Set(["auto", "required", "none", "any"]);

function toolTokens(request: RequestShape, weights: Weights, count: (text: string) => number): number {
  const functions = request.tools.filter((tool) => tool.hosted === undefined);
  if (functions.length === 0) return 0;
  const first = request.messages[0];
  const shared = first && (first.role === "system" || first.role === "developer");
  return count(renderTools(functions)) + of(weights, "tools") + (shared ? 0 : of(weights, "toolsMessage"));
}

function schemaTokens(request: RequestShape, weights: Weights, count: (text: string) => number): number {
  const { schema } = request;
  if (!schema?.json) return 0;
  const text = JSON.stringify(withoutKeys(schema.json, 0));
  return count(text) + count(schema.name ?? "") + count(schema.description ?? "") + of(weights, "schema");
}

const silent = new Set(["$schema", "additionalProperties", "required"]);

function withoutKeys(json: Json, depth: number): Json {
  if (depth > 40) return null;
  if (Array.isArray(json)) return json.map((each) => withoutKeys(each, depth + 1));
  if (!isObject(json)) return json;
  const kept = Object.entries(json).filter(
    ([key, value]) => !(silent.has(key) && typeof value !== "object") && !(key === "required" && Array.isArray(value)),
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutKeys(value, depth + 1)]));
}

function countMessage(message: MessageShape, weights: Weights, count: (text: string) => number): number {
  const calls = message.content.filter((content) => content.kind === "call");
  const rest = message.content.filter((content) => content.kind !== "call");
  let tokens = 0;
  const text = rest.flatMap(textOf);
  if (rest.length > 0 || calls.length === 0) {
    tokens += of(weights, "message") + of(weights, "role") + countPieces(text, count);
    if (message.role === "assistant") tokens += of(weights, "assistant");
    if (message.name !== undefined) tokens += count(`:${message.name}`);
  }
  const parallel = calls.length > 1;
  for (const call of calls) {
    const recipient = `functions.${call.name}`;
    tokens += countPieces(call.arguments, count) + count(call.name) + count(recipient) + of(weights, "call");
    if (parallel) tokens += of(weights, "parallelCall");
  }
  if (parallel) tokens += of(weights, "parallel");
  return tokens;
}

function textOf(content: ContentShape): Piece[] {
  return content.kind === "text" || content.kind === "refusal" || content.kind === "result" ? content.text : [];
}

function countPieces(pieces: readonly Piece[], count: (text: string) => number): number {
  return runs(pieces).reduce((sum, run) => sum + count(run), 0);
}
