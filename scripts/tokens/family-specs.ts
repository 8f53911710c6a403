import type { Family } from "../../src/engine/tokens/families";

/**
 * The families that scripts/tokens/fit.ts looks for. Constants read off the vendors' documents or off many rows at once
 * stand in `weights`; what `fit` names is fitted to the truth, pulled towards the values in `prior`.
 */
export interface FamilySpec {
  id: string;
  match: Family["match"];
  encoding?: Family["encoding"];
  method: Family["method"];
  weights?: Record<string, number>;
  fit?: string[];
  prior?: Record<string, number>;
  /** the family whose fit stands in where this one has few rows */
  like?: string;
  media?: string;
  source?: string;
}

const openaiRoutes = "^(openai|azure|openrouter|vercel_gateway|local|other.*)$";
const own = "^(openai|azure)$";
/** an id that names no other vendor's model: an alias, a fine-tune, a deployment */
const unnamed = "^(?!.*(grok|claude|llama|mistral|deepseek|cohere|command|phi|qwen|kimi|glm|gemini|nova|oss))";
const chatKinds = "^(?!responses|embed|completions|transcri|speech|image)";
const chat = {
  priming: 3,
  message: 3,
  role: 1,
  call: 4,
  tools: -1,
  toolsMessage: 4,
  schema: 4,
  schemaMessage: 4,
  nullable: 3,
  choice: 7,
  parallel: 10,
};
const { parallel: _, ...flat } = chat;
const responses = { ...flat, schema: 0, schemaMessage: 0 };
const reasoning = { furtherCall: 6, priming: 2, assistant: 2, toolsApart: 1, schemaApart: 1 };

const openai: FamilySpec[] = [
  {
    id: "openai-cl100k-chat",
    encoding: "cl100k",
    method: "openai",
    weights: chat,
    match: [{ kind: chatKinds, model: "gpt-(4|3\\.?5)(?![\\do.])" }],
  },
  {
    id: "openai-cl100k-responses",
    encoding: "cl100k",
    method: "openai",
    weights: responses,
    match: [{ kind: "^responses", model: "gpt-(4|3\\.?5)(?![\\do.])" }],
  },
  {
    id: "openai-o200k-chat",
    method: "openai",
    weights: chat,
    match: [{ kind: chatKinds, model: "gpt-4[o.]|chatgpt" }],
  },
  {
    id: "openai-o200k-responses",
    method: "openai",
    weights: { ...responses, tools: -3, toolsMessage: 0, required: 9, schema: 1 },
    match: [{ kind: "^responses", model: "gpt-4[o.]|chatgpt" }],
  },
  {
    id: "openai-o-series-chat",
    method: "openai",
    weights: { ...chat, ...reasoning, tools: 0 },
    match: [{ kind: chatKinds, model: "(^|[/.])o[1-9](?!\\d)" }],
  },
  {
    id: "openai-o-series-responses",
    method: "openai",
    weights: { ...responses, ...reasoning },
    match: [{ kind: "^responses", model: "(^|[/.])o[1-9](?!\\d)" }],
  },
  {
    id: "openai-5-chat",
    method: "openai",
    weights: { ...chat, ...reasoning, tools: 81, call: 8 },
    match: [{ route: own, kind: chatKinds, model: "gpt-5(?!\\.)" }],
  },
  {
    id: "openai-5-responses",
    method: "openai",
    weights: { ...responses, ...reasoning, call: 6 },
    match: [{ model: "gpt-5(?!\\.)" }],
  },
  {
    id: "openai-5.x-chat",
    method: "openai",
    weights: { ...chat, ...reasoning, tools: 80, call: 9 },
    match: [
      { route: own, kind: chatKinds, model: "gpt-[5-9]|codex" },
      { route: own, kind: chatKinds, model: unnamed },
    ],
  },
  {
    id: "openai-5.x-responses",
    method: "openai",
    weights: { ...responses, ...reasoning, call: 9 },
    match: [{ model: "gpt-[5-9]|codex" }, { route: own, kind: "^responses", model: unnamed }],
  },
];

export const specs: FamilySpec[] = [
  {
    id: "openai-embeddings",
    encoding: "cl100k",
    method: "text",
    match: [
      { kind: "^embed", model: "ada-002|embedding-3-" },
      { route: "^(openai|azure)$", kind: "^embed" },
    ],
  },
  {
    id: "openai-completions",
    encoding: "cl100k",
    method: "text",
    match: [
      { kind: "^completions", model: "gpt|davinci|babbage" },
      { route: "^(openai|azure)$", kind: "^completions" },
    ],
  },
  ...openai.map((spec) => ({ ...spec, match: spec.match.map((row) => ({ route: openaiRoutes, ...row })) })),
  {
    id: "other",
    method: "linear",
    weights: {
      request: 7,
      turn: 2.4,
      prose: 1.1,
      code: 1.15,
      cjk: 1.3,
      script: 1.3,
      tools: 300,
      toolTokens: 1.3,
      forced: 30,
      call: 50,
      callTokens: 1.2,
      result: 10,
      resultTokens: 1.15,
      reasoning: 1.1,
      schema: 0,
      schemaTokens: 1,
    },
    match: [{}],
  },
];
