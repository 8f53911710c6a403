import type { Evaluator } from "../values/evaluator";
import type { MapValue, Origin, TextValue, Value } from "../values/value";
import type { CacheMark, Content } from "./llm-call";
import { asMap } from "./slots";

/** Blocks in blocks: no vendor nests them deeper than three. What a call makes of its own answer has no end. */
const DEEPEST = 8;

/**
 * Message content of every vendor: a text, or blocks. What a block is shows by its keys, and the vendors' keys do not collide, so
 * one reader serves all: OpenAI's and Anthropic's `type`, Google's and Bedrock's bare `{ text }`, the AI SDK's parts.
 */
export function readContent(evaluator: Evaluator, value: Value, depth = 0): Content[] {
  if (value.kind !== "list") return readBlock(evaluator, value, depth);
  const contents: Content[] = [];
  for (const { value: item } of value.items) {
    const mark = bareMark(evaluator, item);
    const last = contents.at(-1);
    if (mark && last && (last.kind === "text" || "source" in last)) last.breakpoint = mark;
    else contents.push(...readBlock(evaluator, item, depth));
  }
  return contents;
}

/** Bedrock writes a breakpoint as a block of its own, behind what it marks: among contents and among tools. */
export function bareMark(evaluator: Evaluator, value: Value): CacheMark | undefined {
  if (value.kind !== "map" || value.entries.size !== 1) return undefined;
  return value.entries.has("cachePoint") || value.entries.has("cache_point") ? cacheMark(evaluator, value) : undefined;
}

function readBlock(evaluator: Evaluator, value: Value, depth: number): Content[] {
  const map = value.kind === "text" || depth > DEEPEST ? undefined : asMap(evaluator, value);
  if (!map) {
    if (value.kind === "none") return [];
    return [{ kind: "text", text: evaluator.text(value) }];
  }
  const breakpoint = cacheMark(evaluator, map);
  const content = blockOf(evaluator, map, value, depth);
  const last = content.at(-1);
  if (breakpoint && last && (last.kind === "text" || "source" in last)) last.breakpoint = breakpoint;
  return content;
}

const mediaKeys: readonly (readonly [string, "image" | "file" | "audio" | "video"])[] = [
  ["image_url", "image"],
  ["image", "image"],
  ["input_audio", "audio"],
  ["audio", "audio"],
  ["video", "video"],
  ["document", "file"],
  ["file", "file"],
  ["file_data", "file"],
  ["file_id", "file"],
  ["fileData", "file"],
  ["inlineData", "file"],
  ["inline_data", "file"],
  ["source", "image"],
];
const mediaTypes = new Map<string, "image" | "file" | "audio" | "video">(
  Object.entries({
    image: "image",
    image_url: "image",
    input_image: "image",
    document: "file",
    file: "file",
    input_file: "file",
    input_audio: "audio",
    audio: "audio",
    video: "video",
  }),
);

function blockOf(evaluator: Evaluator, map: MapValue, value: Value, depth: number): Content[] {
  const get = (key: string) => map.entries.get(key)?.value;
  const type = knownText(get("type"));
  const toolUse = get("toolUse") ?? get("functionCall") ?? get("function_call");
  if (type === "tool_use" || type === "function_call" || type === "tool-call" || toolUse) {
    const inner = (toolUse && asMap(evaluator, toolUse)) ?? map;
    const input = ["input", "arguments", "args"].map((key) => inner.entries.get(key)?.value).find((found) => found);
    return [toolCall(evaluator, inner, input ?? { kind: "text", pieces: [], origin: value.origin }, value.origin)];
  }
  const toolResult = get("toolResult") ?? get("functionResponse") ?? get("function_response");
  if (type === "tool_result" || type === "function_call_output" || type === "tool-result" || toolResult) {
    const inner = (toolResult && asMap(evaluator, toolResult)) ?? map;
    const output = ["content", "output", "response", "result"]
      .map((key) => inner.entries.get(key)?.value)
      .find((v) => v);
    return output ? [toolAnswer(evaluator, inner, output, value.origin)] : [];
  }
  if (bareMark(evaluator, map)) return [];
  const media = type ? mediaTypes.get(type) : undefined;
  if (media) return [mediaOf(map, media, value)];
  const text = get("text") ?? get("content") ?? get("parts") ?? (type === "refusal" ? get("refusal") : undefined);
  if (text) return readContent(evaluator, text, depth + 1);
  for (const [key, kind] of mediaKeys) if (map.entries.has(key)) return [mediaOf(map, kind, value)];
  if (type === "thinking" || type === "redacted_thinking" || type === "item_reference") return [];
  return [{ kind: "text", text: evaluator.text(value) }];
}

function mediaOf(map: MapValue, kind: "image" | "file" | "audio" | "video", value: Value): Content {
  let source: Value = value;
  let detail: string | undefined;
  for (const key of [...mediaKeys.map(([name]) => name), "data", "url"]) {
    const found = map.entries.get(key)?.value;
    if (!found) continue;
    const inner = found.kind === "map" ? found : undefined;
    source = inner
      ? (["url", "data", "bytes", "uri"].map((name) => inner.entries.get(name)?.value).find((v) => v) ?? found)
      : found;
    detail = knownText(inner?.entries.get("detail")?.value);
    const mime = knownText(
      (inner ?? map).entries.get("mimeType")?.value ??
        (inner ?? map).entries.get("mime_type")?.value ??
        (inner ?? map).entries.get("media_type")?.value,
    );
    if (mime)
      kind = mime.startsWith("image/")
        ? "image"
        : mime.startsWith("audio/")
          ? "audio"
          : mime.startsWith("video/")
            ? "video"
            : "file";
    break;
  }
  detail ??= knownText(map.entries.get("detail")?.value);
  return detail ? { kind, source, detail, origin: value.origin } : { kind, source, origin: value.origin };
}

type ToolCall = Extract<Content, { kind: "tool-call" }>;
type ToolAnswer = Extract<Content, { kind: "tool-result" }>;

/** A call as it is sent back: `about` holds its id and, in the Responses API, its state. */
export function toolCall(
  evaluator: Evaluator,
  named: MapValue,
  input: Value,
  origin: Origin,
  about: MapValue = named,
): ToolCall {
  const name = firstText(named, ["name", "toolName"]) ?? "";
  const call: ToolCall = { kind: "tool-call", name, arguments: evaluator.json(input), origin };
  const id = firstText(about, ["call_id", "id"]);
  if (id !== undefined) call.id = id;
  if (about.entries.has("status")) call.stated = true;
  return call;
}

/** A tool's answer; `about` says which tool or which call it answers. */
export function toolAnswer(evaluator: Evaluator, about: MapValue, output: Value, origin: Origin): ToolAnswer {
  const answer: ToolAnswer = { kind: "tool-result", text: plainText(evaluator, output), origin };
  const name = firstText(about, ["name", "toolName"]);
  const id = firstText(about, ["tool_call_id", "call_id"]);
  if (name !== undefined) answer.name = name;
  if (id !== undefined) answer.id = id;
  return answer;
}

function firstText(map: MapValue, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const text = knownText(map.entries.get(key)?.value);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The text of a tool's answer, which may be blocks itself. */
function plainText(evaluator: Evaluator, value: Value): TextValue {
  if (value.kind !== "list") return evaluator.json(value);
  const pieces = readContent(evaluator, value).flatMap((content) =>
    content.kind === "text" ? content.text.pieces : [],
  );
  return { kind: "text", pieces, origin: value.origin };
}

/** `cache_control`, OpenAI's `prompt_cache_breakpoint`, Bedrock's `cachePoint`, the AI SDK's `providerOptions`: a breakpoint at the end of what carries it. */
export function cacheMark(evaluator: Evaluator, map: MapValue): CacheMark | undefined {
  const written =
    map.entries.get("cache_control") ??
    map.entries.get("cachePoint") ??
    map.entries.get("cache_point") ??
    map.entries.get("prompt_cache_breakpoint") ??
    providerMark(evaluator, map);
  if (!written || written.value.kind === "none") return undefined;
  const ttl = knownText(asMap(evaluator, written.value)?.entries.get("ttl")?.value);
  return ttl ? { ttl, origin: written.entry } : { origin: written.entry };
}

function providerMark(evaluator: Evaluator, map: MapValue) {
  const options = map.entries.get("providerOptions") ?? map.entries.get("experimental_providerMetadata");
  const all = options && asMap(evaluator, options.value);
  for (const field of all?.entries.values() ?? []) {
    const own = asMap(evaluator, field.value);
    const mark = own?.entries.get("cacheControl") ?? own?.entries.get("cachePoint");
    if (mark) return mark;
  }
  return undefined;
}

/** The text of a value when all of it is known. */
export function knownText(value: Value | undefined): string | undefined {
  if (!value) return undefined;
  if (value.kind === "choice") return value.options.length === 1 ? knownText(value.options[0]) : undefined;
  if (value.kind !== "text") return undefined;
  let text = "";
  for (const piece of value.pieces) {
    if (piece.kind === "hole") return undefined;
    text += piece.text;
  }
  return text;
}
