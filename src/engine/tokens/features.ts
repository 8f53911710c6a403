import type { Encoding } from "./encoding";
import type { Omission } from "./families";
import { renderTools } from "./openai-tools";
import { type ContentShape, type Json, type MessageShape, type RequestShape, runs } from "./request";
import { jsonLeaves, schemaParts } from "./schema-parts";
import { classTokens, traitsOf } from "./text-class";
import { prunedTool, spacedJson, toolJson } from "./tool-json";

/**
 * What a request is made of, for families whose tokenizer or rendering is private: counts by name, each of which has a
 * weight in data/token-families.json. Tokens are counted with a public encoding.
 */
export type Features = Record<string, number>;

export interface RequestFeatures {
  framing: Features;
  tools: Features;
  schema: Features;
  messages: Features[];
}

export function featuresOf(
  request: RequestShape,
  encoding: Encoding,
  smaller: Encoding,
  leavesOut: readonly Omission[] = [],
): RequestFeatures {
  const omits = (what: Omission) => leavesOut.includes(what);
  const isSystem = (message: MessageShape) => message.role === "system" || message.role === "developer";
  const framing: Features = request.raw ? { raw: 1 } : { request: 1 };
  if (request.messages.some(isSystem)) framing.system = 1;
  if (request.thinking) framing[request.thinking] = 1;
  if (request.jsonObject) framing.jsonObject = 1;
  let turns = 0;
  const messages = request.messages.map((message) => {
    if (!isSystem(message)) turns++;
    const said = omits("thoughtful-answers") && isThoughtful(message) ? { ...message, content: [] } : message;
    return messageFeatures(said, !isSystem(message) && turns > 1, encoding, smaller);
  });
  const typedOnly = omits("untyped-schemas");
  const unseen =
    (omits("unused-tools") && request.toolChoice === "none") ||
    (omits("earlier-tools") && request.messages[request.messages.length - 1]?.role !== "user");
  const tools = unseen ? {} : toolFeatures(request, encoding, typedOnly);
  return { framing, tools, schema: schemaFeatures(request, encoding, typedOnly), messages };
}

function messageFeatures(message: MessageShape, further: boolean, encoding: Encoding, smaller: Encoding): Features {
  const features: Features = {};
  const only = (kind: ContentShape["kind"]) =>
    message.content.length > 0 && message.content.every((each) => each.kind === kind);
  // a tool's answer has a frame of its own
  if (further && !only("result")) features.turn = 1;
  if (further && message.role === "assistant") features.assistant = 1;
  if (message.content.some((each) => each.kind === "call")) features.calling = 1;
  for (const content of message.content) addContent(features, content, encoding, smaller);
  return features;
}

/** A model's own markers in a prompt that was put together by hand: one token each. */
const marker = /<\|[a-z_]{1,40}\|>/g;

/** Thoughts that a model wrote into its answer: many templates leave them out when the answer is sent again. */
function withoutThoughts(text: string): [thoughts: string, said: string] {
  const end = text.startsWith("<think>") ? text.indexOf("</think>") : -1;
  if (end < 0) return ["", text];
  return [text.slice("<think>".length, end), text.slice(end + "</think>".length).trimStart()];
}

const isThoughtful = ({ role, content }: MessageShape): boolean =>
  role === "assistant" &&
  content.some((each) => each.kind === "text" && runs(each.text).some((run) => run.startsWith("<think>")));

function addContent(features: Features, content: ContentShape, encoding: Encoding, smaller: Encoding): void {
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  const addJson = (kind: "call" | "result", run: string) => {
    const { texts, plain } = jsonLeaves(run);
    add(`${kind}Tokens`, encoding.count(run));
    add(`${kind}Texts`, countAll(texts, encoding) + plain);
    addMarks(features, kind, texts);
  };
  switch (content.kind) {
    case "text":
    case "refusal":
      for (const whole of runs(content.text)) {
        const [thoughts, said] = withoutThoughts(whole);
        if (thoughts) add("reasoning", encoding.count(thoughts));
        const run = said.replace(marker, () => {
          add("special", 1);
          return "";
        });
        const parts: Features = { ...classTokens(run, encoding), ...traitsOf(run) };
        // what a vocabulary of half the size needs more
        parts.rare = Math.max(0, smaller.count(run) - encoding.count(run));
        for (const name in parts) if (parts[name]! > 0) add(name, parts[name]!);
      }
      break;
    case "reasoning":
      for (const run of runs(content.text)) add("reasoning", encoding.count(run));
      break;
    case "call":
      add("call", 1);
      add("callTokens", encoding.count(content.name));
      add("callTexts", encoding.count(content.name));
      addMarks(features, "call", [content.name]);
      for (const run of runs(content.arguments)) addJson("call", run);
      break;
    case "result":
      add("result", 1);
      if (content.name !== undefined) {
        add("resultTexts", encoding.count(content.name));
        addMarks(features, "result", [content.name]);
      }
      for (const run of runs(content.text)) addJson("result", run);
      break;
    case "media":
      break;
  }
}

function toolFeatures(request: RequestShape, encoding: Encoding, typedOnly: boolean): Features {
  const tools = request.tools.filter((tool) => tool.hosted === undefined);
  if (tools.length === 0) return {};
  const features: Features = {
    tools: 1,
    tool: tools.length,
    toolTokens: 0,
    spacedTokens: 0,
    prunedTokens: 0,
    toolTexts: 0,
  };
  if (request.toolChoice && request.toolChoice !== "auto" && request.toolChoice !== "none") features.forced = 1;
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  for (const tool of tools) {
    const json = toolJson(tool);
    features.toolTokens! += encoding.count(JSON.stringify(json));
    features.spacedTokens! += encoding.count(spacedJson({ type: "function", function: json }));
    features.prunedTokens! += encoding.count(JSON.stringify(prunedTool(json)));
    const texts = [tool.name, ...runs(tool.description)];
    features.toolTexts! += countAll(texts, encoding);
    addMarks(features, "tool", texts);
    if (typedOnly && tool.untyped) continue;
    addSchema(features, "", tool.parameters, encoding);
    if (tool.response !== undefined) {
      // what a tool answers is an object of its own
      add("objects", 1);
      addSchema(features, "", tool.response, encoding);
    }
  }
  features.rendered = encoding.count(renderTools(tools));
  return features;
}

function schemaFeatures({ schema }: RequestShape, encoding: Encoding, typedOnly: boolean): Features {
  if (!schema || (typedOnly && schema.untyped)) return {};
  const features: Features = { schema: 1 };
  if (schema.json === undefined) return features;
  features.schemaTokens = encoding.count(JSON.stringify(schema.json));
  addSchema(features, "schema", schema.json, encoding);
  return features;
}

function addSchema(features: Features, prefix: "" | "schema", json: Json | undefined, encoding: Encoding): void {
  const parts = schemaParts(json);
  const amounts: Features = {
    fieldTexts: countAll(parts.texts, encoding),
    requiredTexts: countAll(parts.required, encoding),
    types: parts.types,
    fields: parts.properties,
    optional: parts.optional,
    described: parts.described,
    shaped: Math.min(1, parts.properties),
    objects: parts.objects,
  };
  // an answer's schema is not part of the text everywhere: its names stand apart
  if (!prefix) addMarks(features, "tool", [...parts.texts, ...parts.required]);
  for (const name in amounts) {
    const key = prefix ? `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}` : name;
    if (amounts[name]! > 0) features[key] = (features[key] ?? 0) + amounts[name]!;
  }
}

/** Places that some tokenizers cut finer, in texts that are counted in the lump: digits, hyphens and underscores. */
function addMarks(features: Features, of: "call" | "result" | "tool", texts: readonly string[]): void {
  let marks = 0;
  for (const text of texts) {
    const { joints, digits } = traitsOf(text);
    marks += joints + digits;
  }
  if (marks > 0) features[`${of}Marks`] = (features[`${of}Marks`] ?? 0) + marks;
}

const countAll = (texts: readonly string[], encoding: Encoding): number =>
  texts.reduce((sum, text) => sum + encoding.count(text), 0);
