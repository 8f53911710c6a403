import {
  type ContentShape,
  isObject,
  type Json,
  type MessageShape,
  type RequestShape,
  type SchemaShape,
  type Target,
  type ToolShape,
} from "./request";
import { jsonLeaves } from "./schema-parts";
import { contentOf, messagesOf } from "./wire-messages";

type Body = { [key: string]: Json };

/**
 * A request body as a vendor's API takes it, in the shape that is counted. `api` is "route.kind", e.g. "openai.chat",
 * "bedrock.converse"; the body's own fields tell the dialect, so that a gateway may speak any of them.
 */
export function requestOfWire(api: string, body: Json, model = ""): RequestShape {
  const target = targetOf(api, model);
  const hidden: string[] = [];
  let request = isObject(body) ? body : {};
  // Bedrock's count endpoint wraps the request that it counts
  if (isObject(request.input) && isObject(request.input.converse)) request = { ...request, ...request.input };
  for (const key of ["generateContentRequest", "converse", "config"]) {
    const inner = request[key];
    if (isObject(inner)) request = { ...request, ...inner };
  }
  const shape: RequestShape = { target, messages: allMessages(request), tools: allTools(request, hidden), hidden };
  const schema = schemaOf(request);
  if (schema) shape.schema = isObject(body) && isObject(body.config) ? { ...schema, ordered: true } : schema;
  const choice = choiceOf(request);
  if (choice !== undefined) shape.toolChoice = choice;
  const thinking = thinkingOf(request);
  if (thinking) shape.thinking = thinking;
  if (asksForJson(request)) shape.jsonObject = true;
  if (request.raw === true || isUnframed(request, target)) shape.raw = true;
  return shape;
}

/** A prompt for completion has no frame; one to be filled in has, and Ollama puts one around it unless told not to. */
function isUnframed(request: Body, { route, kind }: Target): boolean {
  const whole = typeof request.prompt === "string" && request.suffix === undefined;
  return whole && route !== "ollama" && (kind === "completions" || kind === "invoke");
}

function targetOf(api: string, model: string): Target {
  const dot = api.indexOf(".");
  // a host's own dots ("other:api.example.org.chat") are part of the route
  const last = api.startsWith("other:") ? api.lastIndexOf(".") : dot;
  return { route: api.slice(0, last), kind: api.slice(last + 1), model: model.toLowerCase() };
}

function allMessages(request: Body): MessageShape[] {
  const messages: MessageShape[] = [];
  const system =
    request.system ??
    request.systemInstruction ??
    request.system_instruction ??
    request.instructions ??
    request.preamble;
  if (system !== undefined && system !== null) {
    const content = contentOf(isObject(system) ? (system.parts ?? system) : system);
    if (content.length > 0) messages.push({ role: "system", content });
  }
  const list = request.messages ?? request.contents ?? request.input ?? request.chat_history;
  const plain = request.prompt ?? request.inputText ?? request.texts ?? request.inputs;
  if (list !== undefined) messages.push(...messagesOf(list));
  if (request.message !== undefined) messages.push({ role: "user", content: contentOf(request.message) });
  if (list === undefined && plain !== undefined) messages.push({ role: "user", content: contentOf(plain) });
  if (typeof request.suffix === "string") messages.push({ role: "user", content: contentOf(request.suffix) });
  const single = isObject(request.singleEmbeddingParams) ? request.singleEmbeddingParams.text : undefined;
  if (isObject(single)) messages.push({ role: "user", content: contentOf(single.value ?? "") });
  if (Array.isArray(request.documents)) messages.push({ role: "user", content: request.documents.map(documentText) });
  // each answer asked for is billed with a prompt of its own
  const answers = request.num_generations;
  return typeof answers === "number" && answers > 1 && answers <= 20
    ? Array.from({ length: answers }, () => messages).flat()
    : messages;
}

/** A document that the answer may cite: its fields, without the syntax around them. */
function documentText(document: Json): ContentShape {
  const { texts } = jsonLeaves(JSON.stringify(isObject(document) ? (document.data ?? document) : document));
  return { kind: "text", text: [texts.join("\n")] };
}

function allTools(request: Body, hidden: string[]): ToolShape[] {
  const config = isObject(request.toolConfig) ? request.toolConfig.tools : undefined;
  const list = request.tools ?? config ?? request.functions;
  if (!Array.isArray(list)) return [];
  return list.flatMap((tool) => (isObject(tool) ? toolsOf(tool, hidden) : []));
}

function toolsOf(tool: Body, hidden: string[]): ToolShape[] {
  const declarations = tool.functionDeclarations ?? tool.function_declarations;
  if (Array.isArray(declarations)) return declarations.filter(isObject).map(functionOf);
  const inner = tool.function ?? tool.toolSpec;
  if (isObject(inner)) return [functionOf(inner)];
  const parameters = tool.parameters ?? tool.input_schema ?? tool.parameter_definitions;
  if (
    typeof tool.name === "string" &&
    (parameters !== undefined || tool.type === "function" || tool.type === undefined)
  ) {
    return [functionOf(tool)];
  }
  const name = typeof tool.type === "string" ? tool.type : (Object.keys(tool)[0] ?? "tool");
  if (name === "cachePoint") return [];
  hidden.push(`${name} (run by the vendor)`);
  return [{ name, description: [], holes: [], hosted: name }];
}

function functionOf(tool: Body): ToolShape {
  const wrapped = tool.inputSchema ?? tool.input_schema;
  const typed =
    tool.parameters ??
    (isObject(wrapped) && wrapped.json !== undefined ? wrapped.json : wrapped) ??
    tool.parameter_definitions;
  const untyped = tool.parametersJsonSchema ?? tool.parameters_json_schema;
  const parameters = parsed(typed ?? untyped);
  const shape: ToolShape = {
    name: typeof tool.name === "string" ? tool.name : "",
    description: typeof tool.description === "string" ? [tool.description] : [],
    holes: [],
  };
  if (parameters !== undefined && parameters !== null) shape.parameters = parameters;
  const response = tool.response ?? tool.responseJsonSchema;
  if (isObject(response)) shape.response = response;
  if (typed === undefined && untyped !== undefined) shape.untyped = true;
  return shape;
}

/** Some clients send JSON inside a string. */
function parsed(json: Json | undefined): Json | undefined {
  if (typeof json !== "string") return json;
  try {
    return JSON.parse(json) as Json;
  } catch {
    return json;
  }
}

function schemaOf(request: Body): SchemaShape | undefined {
  const generation = request.generationConfig ?? request.generation_config;
  const google = isObject(generation) ? generation : request;
  const typed = google.responseSchema ?? google.response_schema;
  if (isObject(typed)) return { json: typed, holes: [] };
  const untyped = google.responseJsonSchema ?? google.response_json_schema;
  if (isObject(untyped)) return { json: untyped, untyped: true, holes: [] };
  const text = isObject(request.text) ? request.text.format : undefined;
  const output = isObject(request.output_config) ? request.output_config.format : undefined;
  const converse = isObject(request.outputConfig) ? request.outputConfig.textFormat : undefined;
  for (const format of [request.response_format, text, output, converse, request.output_format, request.format]) {
    const found = isObject(format) ? formatSchema(format) : undefined;
    if (found) return found;
  }
  return undefined;
}

function formatSchema(format: Body): SchemaShape | undefined {
  const structure = isObject(format.structure) ? format.structure : format;
  const wrapper = structure.json_schema ?? structure.jsonSchema;
  const holder = isObject(wrapper) ? wrapper : structure;
  const json = parsed(holder.schema) ?? (holder.properties !== undefined ? holder : undefined);
  if (!isObject(json)) return undefined;
  const schema: SchemaShape = { json, holes: [] };
  if (typeof holder.name === "string") schema.name = holder.name;
  if (typeof holder.description === "string") schema.description = holder.description;
  return schema;
}

function choiceOf(request: Body): string | undefined {
  const config = request.toolConfig ?? request.tool_config;
  const google = isObject(config)
    ? (config.functionCallingConfig ?? config.function_calling_config ?? config.toolChoice)
    : undefined;
  const choice = request.tool_choice ?? request.function_call ?? google;
  if (typeof choice === "string") return choice.toLowerCase();
  if (!isObject(choice)) return undefined;
  const named = isObject(choice.function)
    ? choice.function.name
    : isObject(choice.tool)
      ? choice.tool.name
      : choice.name;
  if (typeof named === "string") return named;
  const mode = choice.type ?? choice.mode ?? Object.keys(choice)[0];
  return typeof mode === "string" ? mode.toLowerCase().replace("tool_mode_", "") : undefined;
}

function thinkingOf(request: Body): RequestShape["thinking"] {
  const fields = request.additionalModelRequestFields;
  const inner = isObject(fields) ? [fields.thinking, fields.reasoningConfig, fields.reasoning_config] : [];
  for (const each of [request.thinking, ...inner]) {
    if (isObject(each) && each.type !== "disabled") return each.type === "adaptive" ? "adaptive" : "thinking";
  }
  const { reasoning } = request;
  return isObject(reasoning) && reasoning.enabled !== false && reasoning.effort !== "none" ? "thinking" : undefined;
}

function asksForJson(request: Body): boolean {
  return isObject(request.response_format) && request.response_format.type === "json_object";
}
