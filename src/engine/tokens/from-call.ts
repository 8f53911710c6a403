import type { Content, LlmCall, Part, Tool } from "../calls/llm-call";
import type { Host } from "../files/host";
import type { Hole, Origin, TextValue, Value } from "../values/value";
import { extentOfSource } from "./media-source";
import type {
  ContentShape,
  Json,
  MediaShape,
  MessageShape,
  Piece,
  RequestShape,
  SchemaShape,
  Target,
  ToolShape,
} from "./request";

/** What a call in code sends, as far as it is known. `vendor` stands in for a provider that the call does not name. */
export function requestOfCall(call: LlmCall, vendor?: string, host?: Host): RequestShape {
  const [service = "", kind = "chat"] = call.api.split(".");
  const names = toolsByCall(call.parts);
  const shape: RequestShape = {
    target: targetOf(call.provider, service, kind, call.model.ids[0] ?? "", vendor),
    messages: call.parts.map((part) => messageOf(part, host, names)),
    tools: call.tools.map(toolOf),
    hidden: [...(call.adds ?? [])],
  };
  if (call.toolsHole) shape.toolsHole = call.toolsHole;
  if (call.schema) shape.schema = schemaOf(call.schema);
  if (shape.schema && call.sdk === "google-genai" && call.language === "python") shape.schema.ordered = true;
  if (untitled.has(call.sdk)) {
    for (const tool of shape.tools)
      if (tool.parameters !== undefined) tool.parameters = withoutTitles(tool.parameters, 0);
    if (shape.schema?.json !== undefined) shape.schema.json = withoutTitles(shape.schema.json, 0);
  }
  if (call.options.toolChoice !== undefined) shape.toolChoice = call.options.toolChoice;
  if (call.options.adaptiveThinking) shape.thinking = "adaptive";
  else if (call.output.thinkingBudget) shape.thinking = "thinking";
  if (call.options.jsonObject) shape.jsonObject = true;
  for (const tool of call.tools) if (tool.hosted) shape.hidden.push(`${tool.hosted} (run by the vendor)`);
  return shape;
}

/** APIs whose own name says who counts; for frameworks the provider or the model's vendor does. */
const services = new Set(["openai", "anthropic", "google", "bedrock", "mistral", "cohere", "ollama"]);

function targetOf(provider: string | undefined, service: string, kind: string, model: string, vendor?: string): Target {
  const route = provider ?? (services.has(service) ? service : (vendor ?? service));
  return { route, kind: services.has(service) ? kind : kindOf(service, kind, route), model: model.toLowerCase() };
}

/** What a framework calls underneath: the AI SDK speaks the Responses API to OpenAI. */
function kindOf(service: string, kind: string, route: string): string {
  if (kind === "embed") return "embeddings";
  return service === "ai-sdk" && route === "openai" ? "responses" : "chat";
}

/** Which tool each call was for, by its id, since an answer may give the id alone. */
function toolsByCall(parts: readonly Part[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const { content } of parts)
    for (const each of content) if (each.kind === "tool-call" && each.id !== undefined) names.set(each.id, each.name);
  return names;
}

function messageOf(part: Part, host: Host | undefined, names: ReadonlyMap<string, string>): MessageShape {
  const message: MessageShape = {
    role: part.role,
    content: part.content.map((content) => contentOf(content, host, names)),
    times: part.times,
    origin: part.origin,
  };
  if (part.name !== undefined) message.name = part.name;
  if (part.grows) message.grows = true;
  if (part.breakpoint) message.breakpoint = true;
  return message;
}

function contentOf(content: Content, host: Host | undefined, names: ReadonlyMap<string, string>): ContentShape {
  switch (content.kind) {
    case "text":
      return { kind: "text", text: piecesOf(content.text), breakpoint: content.breakpoint !== undefined };
    case "tool-call": {
      const { name, stated, origin } = content;
      return { kind: "call", name, arguments: piecesOf(content.arguments), ...(stated ? { stated } : {}), origin };
    }
    case "tool-result": {
      const name = content.name ?? names.get(content.id ?? "");
      const text = piecesOf(content.text);
      return { kind: "result", text, ...(name === undefined ? {} : { name }), origin: content.origin };
    }
    default: {
      const media: MediaShape = { kind: content.kind, name: content.kind, ...extentOfSource(content.source, host) };
      if (content.detail) media.detail = content.detail;
      return { kind: "media", media, breakpoint: content.breakpoint !== undefined, origin: content.origin };
    }
  }
}

const piecesOf = (text: TextValue): Piece[] =>
  text.pieces.map((piece) => (piece.kind === "known" ? piece.text : piece.hole));

function toolOf(tool: Tool): ToolShape {
  const holes: Hole[] = [];
  const shape: ToolShape = {
    name: tool.name,
    description: tool.description ? piecesOf(tool.description) : [],
    holes,
    origin: tool.origin,
  };
  if (tool.parameters) shape.parameters = jsonOf(tool.parameters, holes, 0);
  else if (!tool.hosted) holes.push(unknown(`${tool.name} parameters`, tool.origin));
  if (tool.free) shape.untyped = true;
  if (tool.hosted) shape.hosted = tool.hosted;
  if (tool.breakpoint) shape.breakpoint = true;
  return shape;
}

function schemaOf(schema: NonNullable<LlmCall["schema"]>): SchemaShape {
  const holes: Hole[] = [];
  const shape: SchemaShape = { holes, origin: schema.origin };
  if (schema.name !== undefined) shape.name = schema.name;
  if (schema.free) shape.untyped = true;
  if (schema.value) shape.json = jsonOf(schema.value, holes, 0);
  else holes.push(unknown("response schema", schema.origin));
  return shape;
}

/**
 * SDKs that take the titles out of the schemas they send: langchain_core/utils/function_calling.py (`_rm_titles`), and
 * pydantic_ai/tools.py (`GenerateToolJsonSchema`).
 */
const untitled = new Set(["langchain", "pydantic-ai"]);

/** Without the titles of properties; a property may be called "title" itself. */
function withoutTitles(json: Json, depth: number): Json {
  if (depth > depthLimit || typeof json !== "object" || json === null) return json;
  if (Array.isArray(json)) return json.map((each) => withoutTitles(each, depth + 1));
  const kept = Object.entries(json).filter(
    ([key, value]) => key !== "title" || typeof value !== "string" || depth === 0,
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutTitles(value, depth + 1)]));
}

const unknown = (name: string, origin: Origin): Hole => ({ name, origin, reason: "not understood" });

const depthLimit = 40;

/** `Type.OBJECT`: a schema's type as an SDK's own constants spell it. */
function namedType(value: Value): string | undefined {
  const last = value.kind === "reference" ? value.steps.at(-1) : undefined;
  return last?.kind === "member" && /^[A-Z]+$/.test(last.name) ? last.name : undefined;
}

/** A value as JSON; what is not known is left out and its hole noted. */
function jsonOf(value: Value, holes: Hole[], depth: number): Json {
  if (depth > depthLimit) return null;
  switch (value.kind) {
    case "text": {
      let text = "";
      for (const piece of value.pieces) {
        if (piece.kind === "known") text += piece.text;
        else holes.push(piece.hole);
      }
      return text;
    }
    case "number":
      return value.min;
    case "boolean":
      return value.value;
    case "none":
      return null;
    case "list":
      return value.items.filter((item) => item.times.min > 0).map((item) => jsonOf(item.value, holes, depth + 1));
    case "map": {
      if (value.open) holes.push(value.open);
      const entries = [...value.entries].map(([key, field]) => [
        key,
        (key === "type" ? namedType(field.value) : undefined) ?? jsonOf(field.value, holes, depth + 1),
      ]);
      return Object.fromEntries(entries) as Json;
    }
    case "choice":
      return jsonOf(value.options[0]!, holes, depth + 1);
    case "reference":
      holes.push(value.root.kind === "unknown" ? value.root.hole : unknown("value", value.origin));
      return null;
    default:
      holes.push(unknown("value", value.origin));
      return null;
  }
}
