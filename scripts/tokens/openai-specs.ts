import type { FamilySpec } from "./family-spec";

export const own = "^(openai|azure)$";
/** an id that names no other vendor's model: an alias, a fine-tune, a deployment */
export const unnamed =
  "^(?!.*(embed-v|grok|claude|llama|mistral|deepseek|cohere|command|phi|qwen|kimi|glm|gemini|nova|oss))";
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

export const openai: FamilySpec[] = [
  // a prompt of its own asks for the summary
  {
    id: "openai-compact",
    method: "openai",
    weights: { ...responses, priming: 96 },
    match: [{ route: own, kind: "^responses\\.compact" }],
  },
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
    weights: { ...responses, tools: -3, toolsMessage: 0, required: 9, call: 2, furtherCall: 4, stated: 4, schema: 1 },
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
    id: "openai-6-chat",
    method: "openai",
    like: "openai-5.x-chat",
    weights: { ...chat, ...reasoning, tools: 80, call: 9 },
    match: [{ route: own, kind: chatKinds, model: "gpt-[6-9]" }],
  },
  {
    id: "openai-6-responses",
    method: "openai",
    like: "openai-5.x-responses",
    weights: { ...responses, ...reasoning, call: 9 },
    match: [{ model: "gpt-[6-9]" }],
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
