import type { Encoding } from "./encoding";
import {
  type ContentShape,
  isObject,
  type Json,
  type MessageShape,
  type RequestShape,
  runs,
  type ToolShape,
} from "./request";
import { classTokens, traitsOf } from "./text-class";

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

export function featuresOf(request: RequestShape, encoding: Encoding, smaller: Encoding): RequestFeatures {
  const isSystem = (message: MessageShape) => message.role === "system" || message.role === "developer";
  const framing: Features = request.raw ? { raw: 1 } : { request: 1 };
  if (request.messages.some(isSystem)) framing.system = 1;
  if (request.thinking) framing[request.thinking] = 1;
  if (request.jsonObject) framing.jsonObject = 1;
  let turns = 0;
  const messages = request.messages.map((message) => {
    if (!isSystem(message)) turns++;
    return messageFeatures(message, !isSystem(message) && turns > 1, encoding, smaller);
  });
  return { framing, tools: toolFeatures(request, encoding), schema: schemaFeatures(request, encoding), messages };
}

function messageFeatures(message: MessageShape, further: boolean, encoding: Encoding, smaller: Encoding): Features {
  const features: Features = {};
  if (further) features.turn = 1;
  if (further && message.role === "assistant") features.assistant = 1;
  for (const content of message.content) addContent(features, content, encoding, smaller);
  return features;
}

/** A model's own markers in a prompt that was put together by hand: one token each. */
const marker = /<\|[a-z_]{1,40}\|>/g;

function addContent(features: Features, content: ContentShape, encoding: Encoding, smaller: Encoding): void {
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  switch (content.kind) {
    case "text":
    case "refusal":
      for (const whole of runs(content.text)) {
        const run = whole.replace(marker, () => {
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
      for (const run of runs(content.arguments)) add("callTokens", encoding.count(run));
      break;
    case "result":
      add("result", 1);
      for (const run of runs(content.text)) add("resultTokens", encoding.count(run));
      break;
    case "media":
      break;
  }
}

function toolFeatures(request: RequestShape, encoding: Encoding): Features {
  const tools = request.tools.filter((tool) => tool.hosted === undefined);
  if (tools.length === 0) return {};
  const features: Features = { tools: 1, tool: tools.length, toolTokens: 0, toolStrings: 0, toolFields: 0 };
  if (request.toolChoice && request.toolChoice !== "auto" && request.toolChoice !== "none") features.forced = 1;
  for (const tool of tools) {
    const tokens = encoding.count(JSON.stringify(toolJson(tool)));
    const found = stringsOf(tool.parameters ?? null, 0);
    const strings = encoding.count([tool.name, runs(tool.description).join(""), ...found.texts].join(" "));
    if (tool.untyped) {
      features.untypedTokens = (features.untypedTokens ?? 0) + tokens;
      features.untypedStrings = (features.untypedStrings ?? 0) + strings;
      continue;
    }
    features.toolTokens! += tokens;
    features.toolStrings! += strings;
    features.toolFields! += found.fields;
  }
  return request.toolChoice === "none" ? unusedTools(features) : features;
}

/** Tools that may not be called: some vendors leave them out of the prompt. */
function unusedTools({ tools, tool, toolTokens, untypedTokens }: Features): Features {
  return { unusedTools: tools!, unusedTool: tool!, unusedTokens: toolTokens! + (untypedTokens ?? 0) };
}

/** A tool in the plainest JSON form. */
export function toolJson(tool: ToolShape): Json {
  const description = runs(tool.description).join("");
  return {
    name: tool.name,
    ...(description ? { description } : {}),
    ...(tool.parameters === undefined ? {} : { parameters: tool.parameters }),
    ...(tool.response === undefined ? {} : { response: tool.response }),
  };
}

/** Names and descriptions of a JSON schema: what stays when its syntax is compiled away. */
function stringsOf(json: Json, depth: number): { texts: string[]; fields: number } {
  const texts: string[] = [];
  let fields = 0;
  if (depth > 40 || !isObject(json)) return { texts, fields };
  if (typeof json.description === "string") texts.push(json.description);
  if (Array.isArray(json.enum)) texts.push(...json.enum.map(String));
  const add = (child: Json) => {
    const found = stringsOf(child, depth + 1);
    texts.push(...found.texts);
    fields += found.fields;
  };
  if (isObject(json.properties)) {
    for (const [name, child] of Object.entries(json.properties)) {
      texts.push(name);
      fields++;
      add(child);
    }
  }
  if (json.items !== undefined) add(json.items);
  for (const key of ["anyOf", "oneOf", "allOf"]) {
    const list = json[key];
    if (Array.isArray(list)) list.forEach(add);
  }
  for (const key of ["$defs", "definitions"]) {
    const map = json[key];
    if (isObject(map)) Object.values(map).forEach(add);
  }
  return { texts, fields };
}

function schemaFeatures(request: RequestShape, encoding: Encoding): Features {
  if (!request.schema) return {};
  const features: Features = { schema: 1 };
  if (request.schema.json !== undefined) {
    const name = request.schema.untyped ? "untypedSchema" : "schemaTokens";
    features[name] = encoding.count(JSON.stringify(request.schema.json));
    const { texts, fields } = stringsOf(request.schema.json, 0);
    features.schemaStrings = encoding.count(texts.join(" "));
    features.schemaFields = fields;
  }
  return features;
}
