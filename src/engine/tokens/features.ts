import type { Encoding } from "./encoding";
import type { Family, Omission } from "./families";
import { countRendered, type Rendering } from "./renderings/rendering";
import { renderings } from "./renderings/renderings";
import { type ContentShape, type Json, type MessageShape, type RequestShape, runs } from "./request";
import { jsonLeaves, schemaParts } from "./schema-parts";
import { classTokens, traitsOf } from "./text-class";
import type { Tokenizers } from "./tokenizers";
import { prunedTool, spacedJson, toolJson } from "./tool-json";

/**
 * What a request is made of: counts by name, each of which has a weight in data/token-families.json. Tokens are counted with the
 * family's own encoding where that is public, or else with one that comes near to it.
 */
export type Features = Record<string, number>;

export interface RequestFeatures {
  framing: Features;
  tools: Features;
  schema: Features;
  messages: Features[];
}

/** What a text is counted with, and which features are asked for: those of the others are not worked out. */
interface Counter {
  encoding: Encoding;
  /** a vocabulary of half the size */
  smaller: () => Encoding;
  rendering?: Rendering;
  wants(name: string): boolean;
}

type Basis = Pick<Family, "encoding" | "leavesOut" | "rendering">;

/** The features of a request that have a weight; all of them where no weights are given. */
export function featuresOf(
  request: RequestShape,
  family: Basis,
  encodings: Tokenizers["encoding"],
  weights?: Family["weights"],
): RequestFeatures {
  const omits = (what: Omission) => family.leavesOut?.includes(what) === true;
  const counter: Counter = {
    encoding: encodings(family.encoding),
    smaller: () => encodings("cl100k"),
    rendering: family.rendering && renderings[family.rendering],
    wants: (name) => weights === undefined || weights[name] !== undefined,
  };
  const isSystem = (message: MessageShape) => message.role === "system" || message.role === "developer";
  const framing: Features = request.raw ? { raw: 1 } : { request: 1 };
  if (request.messages.some(isSystem)) framing.system = 1;
  if (request.thinking) framing[request.thinking] = 1;
  if (request.jsonObject) framing.jsonObject = 1;
  let turns = 0;
  const messages = request.messages.map((message) => {
    if (!isSystem(message)) turns++;
    const said = omits("thoughtful-answers") && isThoughtful(message) ? { ...message, content: [] } : message;
    return messageFeatures(said, !isSystem(message) && turns > 1, counter);
  });
  const typedOnly = omits("untyped-schemas");
  const unseen =
    (omits("unused-tools") && request.toolChoice === "none") ||
    (omits("earlier-tools") && request.messages[request.messages.length - 1]?.role !== "user");
  const tools = unseen ? {} : toolFeatures(request, counter, typedOnly);
  return { framing, tools, schema: schemaFeatures(request, counter, typedOnly), messages };
}

function messageFeatures(message: MessageShape, further: boolean, counter: Counter): Features {
  const features: Features = {};
  const only = (kind: ContentShape["kind"]) =>
    message.content.length > 0 && message.content.every((each) => each.kind === kind);
  // a tool's answer has a frame of its own
  if (further && !only("result")) features.turn = 1;
  if (further && message.role === "assistant") features.assistant = 1;
  if (message.content.some((each) => each.kind === "call")) features.calling = 1;
  for (const content of message.content) addContent(features, content, counter);
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

function addContent(features: Features, content: ContentShape, counter: Counter): void {
  const { encoding, rendering, wants } = counter;
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  const addJson = (kind: "call" | "result", run: string) => {
    const { texts, plain } = jsonLeaves(run);
    add(`${kind}Tokens`, encoding.count(run));
    if (wants(`${kind}Texts`)) add(`${kind}Texts`, countAll(texts, encoding) + plain);
    addMarks(features, kind, texts);
  };
  switch (content.kind) {
    case "text":
    case "refusal":
      for (const whole of runs(content.text)) addText(features, whole, counter);
      break;
    case "reasoning":
      for (const run of runs(content.text)) add("reasoning", encoding.count(run));
      break;
    case "call": {
      add("call", 1);
      add("callTokens", encoding.count(content.name));
      add("callTexts", encoding.count(content.name));
      addMarks(features, "call", [content.name]);
      const written = rendering?.call?.(content.name, runs(content.arguments).join(""));
      if (written !== undefined) add("renderedCalls", countRendered(written, encoding));
      for (const run of runs(content.arguments)) addJson("call", run);
      break;
    }
    case "result": {
      add("result", 1);
      if (content.name !== undefined) {
        add("resultTexts", encoding.count(content.name));
        addMarks(features, "result", [content.name]);
      }
      const written = rendering?.result?.(runs(content.text).join(""), content.name);
      if (written !== undefined) add("renderedResults", countRendered(written, encoding));
      for (const run of runs(content.text)) addJson("result", run);
      break;
    }
    case "media":
      break;
  }
}

function addText(features: Features, whole: string, { encoding, smaller, wants }: Counter): void {
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  const [thoughts, said] = withoutThoughts(whole);
  if (thoughts) add("reasoning", encoding.count(thoughts));
  const run = said.replace(marker, () => {
    add("special", 1);
    return "";
  });
  if (wants("text")) add("text", encoding.count(run));
  if (!wants("prose")) return;
  const parts: Features = { ...classTokens(run, encoding), ...traitsOf(run) };
  // what a vocabulary of half the size needs more
  if (wants("rare")) parts.rare = Math.max(0, smaller().count(run) - encoding.count(run));
  for (const name in parts) if (parts[name]! > 0) add(name, parts[name]!);
}

function toolFeatures(request: RequestShape, counter: Counter, typedOnly: boolean): Features {
  const tools = request.tools.filter((tool) => tool.hosted === undefined);
  if (tools.length === 0) return {};
  const { encoding, rendering, wants } = counter;
  const features: Features = { tools: 1, tool: tools.length };
  if (request.toolChoice && request.toolChoice !== "auto" && request.toolChoice !== "none") features.forced = 1;
  const add = (name: string, amount: number) => {
    features[name] = (features[name] ?? 0) + amount;
  };
  for (const tool of tools) {
    const json = toolJson(tool);
    if (wants("toolTokens")) add("toolTokens", encoding.count(JSON.stringify(json)));
    if (wants("spacedTokens")) add("spacedTokens", encoding.count(spacedJson({ type: "function", function: json })));
    if (wants("prunedTokens")) add("prunedTokens", encoding.count(JSON.stringify(prunedTool(json))));
    const texts = [tool.name, ...runs(tool.description)];
    if (wants("toolTexts")) add("toolTexts", countAll(texts, encoding));
    addMarks(features, "tool", texts);
    if (typedOnly && tool.untyped) continue;
    addSchema(features, "", tool.parameters, counter);
    if (tool.response !== undefined) {
      // what a tool answers is an object of its own
      add("objects", 1);
      addSchema(features, "", tool.response, counter);
    }
  }
  if (rendering && wants("rendered")) features.rendered = countRendered(rendering.tools(tools), encoding);
  return features;
}

function schemaFeatures({ schema }: RequestShape, counter: Counter, typedOnly: boolean): Features {
  if (!schema || (typedOnly && schema.untyped)) return {};
  const features: Features = { schema: 1 };
  if (schema.json === undefined) return features;
  if (counter.wants("schemaTokens")) features.schemaTokens = counter.encoding.count(JSON.stringify(schema.json));
  addSchema(features, "schema", schema.json, counter, schema.ordered);
  return features;
}

function addSchema(
  features: Features,
  prefix: "" | "schema",
  json: Json | undefined,
  { encoding, wants }: Counter,
  ordered = false,
): void {
  const parts = schemaParts(json);
  const amounts: Record<string, () => number> = {
    fieldTexts: () => countAll(parts.texts, encoding),
    titleTexts: () => countAll(parts.titles, encoding),
    presetTexts: () => countAll(parts.presets, encoding),
    requiredTexts: () => countAll(parts.required, encoding),
    orderTexts: () => countAll(ordered ? parts.order : parts.stated, encoding),
    types: () => parts.types,
    closed: () => parts.closed,
    fields: () => parts.properties,
    optional: () => parts.optional,
    described: () => parts.described,
    shaped: () => Math.min(1, parts.properties),
    objects: () => parts.objects,
  };
  // an answer's schema is not part of the text everywhere: its names stand apart
  if (!prefix) addMarks(features, "tool", [...parts.texts, ...parts.titles, ...parts.required]);
  for (const name in amounts) {
    const key = prefix ? `${prefix}${name[0]!.toUpperCase()}${name.slice(1)}` : name;
    if (!wants(key)) continue;
    const amount = amounts[name]!();
    if (amount > 0) features[key] = (features[key] ?? 0) + amount;
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
