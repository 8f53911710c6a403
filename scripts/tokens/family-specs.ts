import type { Family } from "../../src/engine/tokens/families";

/**
 * The families that scripts/tokens/fit.ts looks for. Constants read off the vendors' documents or off many rows at once
 * stand in `weights`; what stands in `prior` is fitted to the truth, pulled towards the value there.
 */
export interface FamilySpec {
  id: string;
  match: Family["match"];
  encoding?: Family["encoding"];
  /** linear unless said otherwise */
  method?: Family["method"];
  weights?: Record<string, number>;
  prior?: Record<string, number>;
  /** families with the same tokenizer: their texts are fitted together first */
  pool?: string;
  /** how freely the fit may leave the prior; 1 unless said otherwise */
  loosen?: number;
  /** the family whose fit is this one's prior */
  like?: string;
  media?: string;
  source?: string;
  asOf?: string;
}

const openaiRoutes = "^(openai|azure|openrouter|vercel_gateway|local|other.*)$";
const own = "^(openai|azure)$";
/** an id that names no other vendor's model: an alias, a fine-tune, a deployment */
const unnamed = "^(?!.*(embed-v|grok|claude|llama|mistral|deepseek|cohere|command|phi|qwen|kimi|glm|gemini|nova|oss))";
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
    weights: { ...responses, tools: -3, toolsMessage: 0, required: 9, call: 2, furtherCall: 4, schema: 1 },
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

/** What a private tokenizer makes of a request where nothing else is known: a little more than the public one, a short frame. */
const base = {
  request: 5,
  turn: 3,
  assistant: 0,
  system: 1,
  thinking: 0,
  jsonObject: 0,
  raw: 1,
  special: 1,
  digits: 0.5,
  caps: 0.1,
  breaks: 0.3,
  long: 0.1,
  rare: 0.3,
  prose: 1.0,
  code: 1.05,
  untypedTokens: 0.5,
  cjk: 1.1,
  script: 1.2,
  reasoning: 0.3,
  tools: 80,
  tool: 5,
  toolTokens: 1.1,
  toolStrings: 0,
  toolFields: 0,
  forced: 5,
  call: 15,
  callTokens: 1.1,
  result: 8,
  resultTokens: 1.08,
  schema: 0,
  schemaTokens: 0.5,
};

/** Anthropic's documented tool prompts: auto, and what "any" or a named tool adds. */
const claudeTools = (auto: number, any: number) => ({ tools: auto, forced: any - auto });
const claude = {
  ...base,
  request: 7,
  turn: 2.4,
  schema: 100,
  schemaTokens: 1.9,
  prose: 1.06,
  code: 1.12,
  long: 0.3,
  rare: 0.8,
  caps: 0.3,
  untypedTokens: 1.25,
  cjk: 1.2,
  script: 1.2,
  tool: 10,
  toolTokens: 1.25,
  call: 50,
  result: 15,
};
const docs = "https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview (tool prompts)";

const linear: FamilySpec[] = [
  { id: "claude-2", match: [{ model: "claude-(v?[12]|instant)" }], prior: { ...claude }, like: "claude-3" },
  {
    id: "claude-3",
    match: [{ model: "claude-3-(opus|sonnet|haiku)" }],
    prior: { ...claude, tools: 250 },
    pool: "claude-old",
  },
  {
    id: "claude-3.5-haiku",
    match: [{ model: "claude-3[-.]5-haiku" }],
    prior: { ...claude, ...claudeTools(264, 355) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3.5-sonnet",
    match: [{ model: "claude-3[-.]5" }],
    prior: { ...claude, ...claudeTools(298, 340) },
    pool: "claude-old",
  },
  {
    id: "claude-4",
    match: [{ model: "claude-3[-.]7|claude-(sonnet|opus)-4([-.][01](?!\\d))?(?![-.]\\d(?!\\d))" }],
    prior: { ...claude, ...claudeTools(313, 315), thinking: 28 },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-4.5",
    match: [{ model: "claude-(haiku|sonnet|opus)-4[-.][56]" }],
    prior: { ...claude, ...claudeTools(496, 588), thinking: 20, schema: 100, schemaTokens: 1.9 },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-4.7",
    match: [{ model: "claude-opus-4[-.][789]" }],
    prior: { ...claude, ...claudeTools(290, 410), prose: 1.4, code: 1.35, cjk: 1.6, toolTokens: 1.5 },
    pool: "claude-new",
    source: docs,
  },
  {
    id: "claude-5.5",
    match: [{ model: "claude-[a-z]+-(5[-.]\\d(?!\\d)|[6-9])" }],
    prior: { ...claude },
    like: "claude-5",
  },
  {
    id: "claude-5",
    match: [{ model: "claude" }, { route: "^anthropic$" }],
    prior: { ...claude, ...claudeTools(354, 474), prose: 1.35, code: 1.35, cjk: 1.6, toolTokens: 1.5 },
    pool: "claude-new",
    source: docs,
  },
  {
    id: "gemini-2-vertex",
    match: [{ route: "^vertex$", model: "gemini-(1|2\\.0)" }],
    prior: {
      ...base,
      request: 0,
      turn: 0,
      system: 0,
      tools: 0,
      tool: 0,
      toolTokens: 0.1,
      toolStrings: 1,
      untypedTokens: 0,
      toolFields: 1,
      forced: 0,
      call: 0,
      result: 0,
      schemaTokens: 0.4,
    },
  },
  {
    id: "gemini-2.5-vertex",
    match: [{ route: "^vertex$", model: "gemini-2" }],
    like: "gemini-2-vertex",
    prior: {
      ...base,
      schemaTokens: 0,
      request: 0,
      turn: 0,
      system: 0,
      tools: 0,
      tool: 0,
      toolTokens: 0.1,
      toolStrings: 1,
      untypedTokens: 0,
      toolFields: 1,
      forced: 0,
      call: 0,
      result: 0,
    },
  },
  {
    id: "gemini-3-vertex",
    match: [{ route: "^vertex$" }],
    like: "gemini-2.5-vertex",
    prior: {
      ...base,
      schemaTokens: 0,
      request: 0,
      turn: 0,
      system: 0,
      tools: 0,
      tool: 0,
      toolTokens: 0.1,
      toolStrings: 1,
      untypedTokens: 0,
      toolFields: 1,
      forced: 0,
      call: 0,
      result: 0,
    },
  },
  {
    id: "gemini-gateway",
    match: [{ route: "^(openrouter|vercel_gateway|other.*)$", model: "gemini" }],
    prior: {
      ...base,
      request: 0,
      turn: 1,
      system: 0,
      tools: 5,
      tool: 5,
      toolTokens: 0.7,
      toolStrings: 0.4,
      forced: 0,
      call: 5,
      result: 5,
    },
  },
  {
    id: "gemini-2",
    match: [{ model: "gemini-(1|2\\.0)" }],
    prior: {
      ...base,
      request: 0,
      turn: 0,
      system: 0,
      tools: 0,
      tool: 4,
      toolTokens: 0.1,
      toolStrings: 1,
      untypedTokens: 0,
      untypedStrings: 1,
      toolFields: 1,
      forced: 0,
      call: 0,
      result: 0,
      schemaTokens: 0.3,
    },
  },
  {
    id: "gemini-2.5",
    match: [{ model: "gemini-2" }],
    prior: {
      ...base,
      request: 1,
      turn: 1,
      system: 0,
      tools: 5,
      tool: 5,
      toolTokens: 0.7,
      toolStrings: 0.2,
      forced: 0,
      call: 5,
      result: 5,
      schemaTokens: 0,
    },
  },
  {
    id: "gemma",
    match: [{ model: "gemma" }],
    prior: { ...base, request: 9, turn: 5, system: 0 },
  },
  { id: "gemini-4", match: [{ model: "gemini-[4-9]" }], prior: { ...base }, like: "gemini-3" },
  {
    id: "gemini-3",
    match: [{ model: "gemini" }, { route: "^google$" }],
    prior: {
      ...base,
      request: 1,
      turn: 1,
      system: 0,
      tools: 10,
      tool: 20,
      toolTokens: 0.9,
      toolStrings: 0.3,
      forced: 0,
      call: 8,
      result: 8,
      schemaTokens: 0,
    },
  },
  {
    id: "nova-2",
    match: [{ model: "nova-2-(?!multi)" }],
    prior: { ...base, request: 46, tools: 800, toolTokens: 1.36, prose: 1, code: 1.05 },
  },
  {
    id: "nova-1",
    match: [{ model: "nova-(?!2-multi)" }],
    loosen: 0.4,
    prior: { ...base, caps: 0.35, digits: 1, request: 0, turn: 0, system: 0, tools: 390, toolTokens: 1.2, prose: 1.0 },
  },
  { id: "titan", match: [{ model: "titan" }], prior: { ...base, request: 0, prose: 1.1 } },
  {
    id: "mistral-small-4",
    match: [{ model: "mistral-small-|magistral-small" }],
    prior: { ...base, request: 14, tools: 10, toolTokens: 1.3, call: 25 },
  },
  {
    id: "mistral",
    match: [{ model: "mistral|mixtral|magistral|codestral|devstral|pixtral|ministral" }, { route: "^mistral$" }],
    prior: { ...base, request: 3, system: 3, tools: 10, tool: 10, toolTokens: 1.3, call: 10 },
  },
  {
    id: "cohere-embed",
    match: [
      { model: "embed", route: "cohere|bedrock|azure" },
      { route: "^cohere$", kind: "^embed" },
    ],
    prior: { ...base, request: 0, turn: 0, system: 0 },
  },
  {
    id: "cohere",
    match: [{ model: "command|cohere" }, { route: "^cohere$" }],
    prior: { ...base, request: 0, turn: 0.5, system: 1, tools: 0, tool: 0, call: 0, result: 0 },
  },
  { id: "deepseek-v4", match: [{ model: "deepseek-v4" }], prior: { ...base, request: 4, thinking: 80, tools: 200 } },
  {
    id: "deepseek",
    match: [{ route: "^deepseek$" }],
    prior: { ...base, request: 4, turn: 5, tools: 180, toolTokens: 1.2, call: 35 },
  },
  { id: "deepseek-hosted", match: [{ model: "deepseek" }], like: "deepseek", prior: { ...base, request: 3 } },
  {
    id: "grok-4.3",
    match: [{ model: "grok-4\\.[3-9]|grok-[5-9]" }],
    prior: { ...base, request: 190, tools: 20, prose: 0.98, code: 1 },
  },
  {
    id: "grok-azure",
    match: [{ route: "^azure$", model: "grok" }],
    prior: { ...base, request: 0, tools: 150, prose: 0.99, code: 1, call: 20 },
  },
  { id: "grok-3", match: [{ model: "grok-[123]" }], prior: { ...base, request: 7, tools: 90, prose: 1, code: 1 } },
  {
    id: "grok",
    match: [{ model: "grok" }, { route: "^xai$" }],
    prior: { ...base, request: 130, tools: 200, prose: 1, code: 1 },
  },
  {
    id: "gpt-oss-ollama",
    match: [{ route: "^ollama$", model: "gpt-oss" }],
    like: "gpt-oss",
    prior: { ...base, request: 65, turn: 5, tools: 35, prose: 1, code: 1, toolTokens: 0.6, toolStrings: 0.7 },
  },
  {
    id: "gpt-oss",
    match: [{ model: "gpt-oss" }],
    prior: { ...base, request: 67, turn: 5, tools: 35, prose: 1, code: 1, toolTokens: 0.6, toolStrings: 0.7, call: 17 },
  },
  { id: "llama-guard", match: [{ model: "guard" }], prior: { ...base, request: 190 } },
  {
    id: "llama-4-groq",
    match: [{ route: "^groq$", model: "llama-?4" }],
    prior: { ...base, request: 8, turn: 4, system: 5, tools: 650, prose: 1, code: 1 },
  },
  {
    id: "llama-4",
    match: [{ model: "llama-?4" }],
    prior: { ...base, request: 8, turn: 4, system: 5, tools: 90, prose: 1.02, code: 1.02 },
  },
  {
    id: "llama-3.2-ollama",
    match: [{ route: "^ollama$", model: "llama3\\.2" }],
    prior: { ...base, request: 25, turn: 5, system: 2, tools: 90, prose: 1, code: 1 },
  },
  {
    id: "llama-watsonx",
    match: [{ route: "^watsonx$", model: "llama" }],
    prior: { ...base, request: 35, turn: 5, system: 5, prose: 1, code: 1 },
  },
  {
    id: "llama-3-ollama",
    match: [{ route: "^ollama$", model: "llama" }],
    prior: { ...base, request: 10, turn: 5, system: 5, prose: 1, code: 1 },
  },
  {
    id: "llama",
    match: [{ model: "llama" }],
    prior: { ...base, request: 15, turn: 5, system: 15, prose: 1, code: 1, tools: 100 },
  },
  {
    id: "qwen",
    match: [{ model: "qwen|qwq" }],
    prior: { ...base, request: 8, turn: 5, system: 6, tools: 110, toolTokens: 1, prose: 1, code: 1.01 },
  },
  { id: "kimi", match: [{ model: "kimi|moonshot" }], prior: { ...base, request: 6, turn: 5, tools: 60, prose: 1 } },
  {
    id: "glm",
    match: [{ model: "glm" }, { route: "^zai$" }],
    prior: { ...base, request: 5, turn: 2, tools: 96, toolTokens: 1.28, prose: 1 },
  },
  { id: "embeddings", match: [{ kind: "^embed" }], prior: { ...base, request: 1, prose: 1.05 } },
  { id: "other", match: [{}], prior: { ...base } },
];

/** The first that matches counts, so OpenAI's catch-all for unnamed deployments stands behind the named families. */
/** which media formula a family takes, by the start of its id */
const mediaFamilies: [RegExp, string][] = [
  [/^claude-(2|3|4$|4\.5)/, "claude"],
  [/^claude/, "claude-new"],
  [/^gemini-2(-vertex)?$/, "gemini-2.0"],
  [/^gemini-(2\.5|gateway)/, "gemini-2.5"],
  [/^gemini/, "gemini-3"],
  [/^mistral/, "mistral"],
  [/^nova/, "nova"],
];

function mediaOf(id: string): { media?: string } {
  const media = mediaFamilies.find(([pattern]) => pattern.test(id))?.[1];
  return media ? { media } : {};
}

export const specs: FamilySpec[] = [
  {
    id: "openai-embeddings",
    encoding: "cl100k",
    method: "text",
    match: [
      { kind: "^embed", model: "ada-002|embedding-3-" },
      { route: own, kind: "^embed", model: unnamed },
    ],
  },
  {
    id: "openai-completions",
    encoding: "cl100k",
    method: "text",
    match: [{ route: own, kind: "^completions", model: unnamed }],
  },
  ...openai.map((spec) => ({
    ...spec,
    media: "openai",
    match: spec.match.map((row) => ({ route: openaiRoutes, ...row })),
  })),
  ...linear.map((spec) => ({ ...spec, ...mediaOf(spec.id) })),
];
