import type { FamilySpec } from "./family-spec";

/**
 * What a private tokenizer makes of a request where nothing else is known: a little more than the public one, a short frame.
 * A family has the parameters that its prior names, and no others.
 */
const text = {
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
  words: 0,
  capitals: 0,
  joints: 0,
  contractions: 0,
  prose: 1.0,
  code: 1.05,
  cjk: 1.1,
  script: 1.2,
  reasoning: 0.3,
};
/** where each digit, hyphen, underscore and contraction is a token of its own */
const apart = { digits: 1, joints: 0.8, contractions: 1 };
/** tools, calls and schemas as JSON in the prompt */
const base = {
  ...text,
  tools: 80,
  tool: 5,
  toolTokens: 1.1,
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
  cjk: 1.2,
  script: 1.2,
  adaptive: 0,
  tool: 10,
  toolTokens: 1.25,
  call: 50,
  result: 15,
};
const docs = "https://docs.anthropic.com/en/docs/agents-and-tools/tool-use/overview (tool prompts)";

/**
 * The Gemini tokenizer has each digit and each blank before a number apart. Its vocabulary is public as Gemma's
 * (https://github.com/google/gemma_pytorch/tree/main/tokenizer), with which these counts were compared.
 */
const gemini = { ...text, request: 0, turn: 0, system: 0, ...apart, reasoning: 0 };
/** Billed for the texts of tools, schemas, calls and answers, each on its own, and one for a type: nothing for the syntax around. */
const leaves = {
  toolTexts: 1,
  fieldTexts: 1,
  requiredTexts: 1,
  types: 1,
  callTexts: 1,
  resultTexts: 1,
  schemaFieldTexts: 2,
  schemaRequiredTexts: 1,
  schemaTypes: 1,
};
/** An answer's schema is not in the prompt, and neither is a choice. */
const declared = { toolTexts: 1, fieldTexts: 1, forced: 0, call: 10, callTokens: 1, result: 10, resultTokens: 1 };
/** Tools as signatures: a frame for each, for each parameter, for those that may be left out, and a class for each object. */
const signatures = { ...declared, tool: 16, fields: 8, types: 2, optional: 4, described: -1, objects: 32 };
/** Tools as declarations of names and values between marks. */
const declarations = { ...declared, tool: 13, shaped: 11, fields: 10, optional: -3, described: 5, objects: 10 };

/** A system message of the format's own, and tools as OpenAI renders them: https://github.com/openai/harmony */
const harmony = {
  ...text,
  turn: 5,
  prose: 1,
  code: 1,
  tools: 20,
  rendered: 1,
  forced: 0,
  call: 17,
  callTokens: 1,
  result: 10,
  resultTokens: 1,
  schema: 10,
  schemaTokens: 1,
};

export const linear: FamilySpec[] = [
  { id: "claude-2", match: [{ model: "claude-(v?[12]|instant)" }], prior: { ...claude }, like: "claude-3-opus" },
  {
    id: "claude-3-opus",
    match: [{ model: "claude-3-opus" }],
    prior: { ...claude, ...claudeTools(530, 281) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3-sonnet",
    match: [{ model: "claude-3-sonnet" }],
    prior: { ...claude, ...claudeTools(159, 235) },
    pool: "claude-old",
    source: docs,
  },
  {
    id: "claude-3-haiku",
    match: [{ model: "claude-3-haiku" }],
    prior: { ...claude, ...claudeTools(264, 340) },
    pool: "claude-old",
    source: docs,
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
    prior: { ...claude, ...claudeTools(496, 588), thinking: 20, adaptive: 16, schema: 100, schemaTokens: 1.9 },
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
    id: "gemini-gateway",
    match: [{ route: "^(openrouter|vercel_gateway|other.*)$", model: "gemini" }],
    like: "gemini-2-and-vertex",
    prior: { ...gemini, ...leaves, resultTexts: 0, result: 3, resultTokens: 1 },
  },
  {
    id: "gemini-2-and-vertex",
    match: [{ model: "gemini-(1|2\\.0)" }, { route: "^vertex$", model: "gemini-(2|3(\\.[0-4])?(?![.\\d]))" }],
    typedOnly: true,
    prior: { ...gemini, ...leaves },
  },
  {
    id: "gemini-3.5-vertex",
    match: [{ route: "^vertex$" }],
    typedOnly: true,
    like: "gemini-2-and-vertex",
    prior: { ...gemini, ...leaves, tools: 11 },
  },
  {
    id: "gemini-2.5",
    match: [{ model: "gemini-2" }],
    prior: { ...gemini, request: 1, turn: 1, ...signatures },
  },
  {
    id: "gemma",
    match: [{ model: "gemma" }],
    prior: { ...base, request: 9, turn: 5, system: 0 },
  },
  { id: "gemini-4", match: [{ model: "gemini-[4-9]" }], prior: { ...gemini, ...declarations }, like: "gemini-3" },
  {
    id: "gemini-3",
    match: [{ model: "gemini" }, { route: "^google$" }],
    prior: { ...gemini, request: 1, turn: 1, ...declarations },
  },
  {
    id: "nova-2",
    match: [{ model: "nova-2-(?!multi)" }],
    prior: { ...base, ...apart, thinking: 50, request: 46, tools: 800, toolTokens: 1.36, prose: 1, code: 1.05 },
  },
  {
    id: "nova-1",
    match: [{ model: "nova-(?!2-multi)" }],
    loosen: 0.4,
    prior: { ...base, ...apart, caps: 0.35, request: 0, turn: 0, system: 0, tools: 390, toolTokens: 1.2, prose: 1.0 },
  },
  { id: "titan", match: [{ model: "titan" }], prior: { ...base, request: 0, prose: 1.1 } },
  {
    id: "mistral-small-4",
    match: [{ model: "mistral-small-|magistral-small" }],
    prior: {
      ...base,
      unusedTools: 0,
      unusedTool: 0,
      unusedTokens: 0,
      jsonObject: -11,
      schema: -11,
      schemaTokens: 0,
      request: 14,
      tools: 10,
      toolTokens: 1.3,
      call: 25,
    },
  },
  {
    id: "mistral-1",
    match: [{ model: "mixtral|mistral-7b" }],
    prior: { ...base, request: 9, long: 0.3, rare: 0.5 },
  },
  {
    id: "mistral",
    match: [{ model: "mistral|mixtral|magistral|codestral|devstral|pixtral|ministral" }, { route: "^mistral$" }],
    prior: { ...base, request: 3, system: 3, tools: 10, tool: 10, toolTokens: 1.3, call: 10 },
  },
  {
    id: "cohere-embed",
    match: [{ model: "cohere[-.]embed|^embed-(v|english|multi)" }, { route: "^cohere$", kind: "^embed" }],
    prior: { ...base, ...apart, request: 0, turn: 0, system: 0 },
  },
  {
    id: "cohere",
    match: [{ model: "command|cohere" }, { route: "^cohere$" }],
    prior: { ...base, ...apart, request: 0, turn: 0.5, system: 1, tools: 0, tool: 0, call: 0, result: 0 },
  },
  { id: "deepseek-v4", match: [{ model: "deepseek-v4" }], prior: { ...base, request: 4, thinking: 80, tools: 200 } },
  {
    id: "deepseek",
    match: [{ route: "^deepseek$" }],
    prior: { ...base, jsonObject: 16, request: 4, turn: 5, tools: 180, toolTokens: 1.2, call: 35 },
  },
  {
    id: "deepseek-ollama",
    match: [{ route: "^ollama$", model: "deepseek" }],
    prior: { ...base, request: 2, prose: 1, code: 1 },
  },
  {
    id: "deepseek-hosted",
    match: [{ model: "deepseek" }],
    like: "deepseek",
    prior: { ...base, reasoning: 0, request: 4 },
  },
  {
    id: "grok-4.3",
    match: [{ model: "grok-4\\.[3-9]|grok-[5-9]" }],
    prior: { ...base, schema: 25, schemaTokens: 1, request: 190, tools: 20, prose: 0.98, code: 1 },
  },
  {
    id: "grok-azure",
    match: [{ route: "^azure$", model: "grok" }],
    prior: { ...base, schema: 25, schemaTokens: 1, request: 0, tools: 150, prose: 0.99, code: 1, call: 20 },
  },
  {
    id: "grok-3",
    match: [{ model: "grok-[123]" }],
    prior: { ...base, schema: 25, schemaTokens: 1, request: 7, tools: 90, prose: 1, code: 1 },
  },
  {
    id: "grok",
    match: [{ model: "grok" }, { route: "^xai$" }],
    prior: { ...base, schema: 25, schemaTokens: 1, request: 130, tools: 200, prose: 1, code: 1 },
  },
  {
    id: "gpt-oss-ollama",
    match: [{ route: "^ollama$", model: "gpt-oss" }],
    like: "gpt-oss",
    prior: { ...harmony, request: 65 },
  },
  {
    id: "gpt-oss",
    match: [{ model: "gpt-oss" }],
    prior: { ...harmony, request: 67 },
  },
  { id: "llama-guard", match: [{ model: "guard" }], prior: { ...base, request: 190 } },
  {
    id: "llama-4-groq",
    match: [{ route: "^groq$", model: "llama-?4" }],
    prior: {
      ...base,
      unusedTools: 0,
      unusedTool: 0,
      unusedTokens: 0,
      request: 8,
      turn: 4,
      system: 5,
      tools: 650,
      prose: 1,
      code: 1,
    },
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
    id: "llama-3-ollama",
    match: [{ route: "^ollama$", model: "llama" }],
    prior: { ...base, request: 10, turn: 5, system: 5, prose: 1, code: 1 },
  },
  {
    // the template writes the dates of its knowledge and of the day into a system message
    id: "llama-3.1",
    match: [{ model: "llama-?v?3[-.][123](?!\\d)" }],
    prior: { ...base, request: 35, turn: 10, system: 0, prose: 1, code: 1, tools: 100 },
  },
  {
    id: "llama",
    match: [{ model: "llama" }],
    prior: { ...base, request: 10, turn: 5, system: 5, prose: 1, code: 1, tools: 100 },
  },
  {
    id: "qwen-2",
    match: [{ model: "qwen-?(1|2)" }],
    prior: { ...base, request: 30, turn: 5, system: 0, tools: 110, toolTokens: 1, prose: 1, code: 1.01 },
  },
  {
    id: "qwen-ollama",
    match: [{ route: "^ollama$", model: "qwen" }],
    like: "qwen",
    prior: { ...base, ...apart, request: 10, turn: 5, system: 6, tools: 110, toolTokens: 1, prose: 1, code: 1.01 },
  },
  {
    id: "qwen",
    match: [{ model: "qwen|qwq" }],
    prior: {
      ...base,
      reasoning: 0,
      ...apart,
      request: 8,
      turn: 5,
      system: 6,
      tools: 110,
      toolTokens: 1,
      prose: 1,
      code: 1.01,
    },
  },
  {
    id: "kimi",
    match: [{ model: "kimi|moonshot" }],
    prior: { ...base, request: 6, turn: 5, system: 5, tools: 60, prose: 1 },
  },
  {
    id: "glm",
    match: [{ model: "glm" }, { route: "^zai$" }],
    prior: { ...base, reasoning: 0, request: 5, turn: 2, tools: 96, toolTokens: 1.28, prose: 1 },
  },
  { id: "embeddings", match: [{ kind: "^embed" }], prior: { ...base, request: 1, prose: 1.05 } },
  { id: "other", match: [{}], prior: { ...base } },
];
