import type { FamilySpec } from "./family-spec";
import {
  apart,
  base,
  compact,
  grok,
  grokSchema,
  llama,
  ollama,
  plain,
  unbilledCalls,
  withTools,
} from "./linear-priors";

export const linear: FamilySpec[] = [
  {
    id: "nova-2",
    match: [{ model: "nova-2-(?!multi)" }],
    prior: { ...compact, ...apart, thinking: 50, request: 46, tools: 800, toolTokens: 1.3, prose: 1, code: 1.05 },
  },
  {
    id: "nova-1",
    match: [{ model: "nova-(?!2-multi)" }],
    loosen: 0.4,
    prior: { ...base, ...apart, caps: 0.35, request: 0, turn: 0, system: 0, tools: 330, prose: 1.0 },
  },
  { id: "titan", match: [{ model: "titan" }], prior: { ...base, request: 0, prose: 1.1 } },
  {
    id: "cohere-embed-3",
    match: [{ model: "embed-(english|multilingual)(-light)?-v[23]|embed-v3" }],
    prior: { ...base, ...apart, request: 0, turn: 0, system: 0 },
  },
  {
    id: "cohere-embed",
    match: [{ model: "cohere[-.]embed|^embed-(v|english|multi)" }, { route: "^cohere$", kind: "^embed" }],
    prior: { ...base, request: 0, turn: 0, system: 0, digits: 1 },
  },
  {
    // of tools, the texts alone are billed
    id: "cohere-command-r",
    match: [{ model: "command-r(?!7b)|command-(light|nightly)|^(cohere\\.)?command$|command-text" }],
    like: "cohere",
    prior: {
      ...withTools,
      ...apart,
      ...unbilledCalls,
      toolTexts: 1,
      fieldTexts: 1,
      requiredTexts: 1,
      types: 1,
      tools: 0,
    },
  },
  {
    id: "cohere",
    match: [{ model: "command|cohere" }, { route: "^cohere$" }],
    prior: { ...plain, ...apart, ...unbilledCalls, tools: -5 },
  },
  {
    id: "grok-4.3",
    match: [{ model: "grok-4\\.[3-9]|grok-[5-9]" }],
    prior: { ...grok, request: 190, tools: 36, tool: -15, prose: 0.98 },
  },
  {
    id: "grok-azure",
    match: [{ route: "^azure$", model: "grok" }],
    prior: { ...compact, ...grokSchema, request: 0, tools: 150, prose: 0.99, code: 1, call: 20 },
  },
  {
    id: "grok-3-mini",
    match: [{ model: "grok-3-mini" }],
    like: "grok-3",
    prior: { ...grok, request: 7, tools: 204 },
  },
  { id: "grok-3", match: [{ model: "grok-[123]" }], prior: { ...grok, request: 7, tools: 84 } },
  {
    id: "grok-code",
    match: [{ model: "grok-code" }],
    like: "grok",
    prior: { ...compact, ...grokSchema, request: 130, tools: 200, prose: 1, code: 1 },
  },
  {
    id: "grok",
    match: [{ model: "grok" }, { route: "^xai$" }],
    prior: { ...compact, ...grokSchema, request: 130, tools: 200, prose: 1, code: 1 },
  },
  { id: "llama-guard", match: [{ model: "guard" }], prior: { ...base, request: 190 } },
  {
    id: "llama-4-groq",
    match: [{ route: "^groq$", model: "llama-?4" }],
    leavesOut: ["unused-tools"],
    prior: { ...base, request: 8, turn: 4, system: 5, tools: 650, prose: 1, code: 1 },
  },
  {
    id: "llama-4",
    match: [{ model: "llama-?4" }],
    prior: { ...base, request: 8, turn: 4, system: 5, tools: 90, prose: 1.02, code: 1.02 },
  },
  {
    id: "llama-3.2-ollama",
    encoding: "cl100k",
    match: [{ route: "^ollama$", model: "llama3\\.2" }],
    leavesOut: ["earlier-tools"],
    prior: { ...ollama, request: 25, turn: 5, system: 2 },
    source: "https://ollama.com/library/llama3.2 (template) and measured requests",
  },
  {
    id: "llama-3-ollama",
    encoding: "cl100k",
    match: [{ route: "^ollama$", model: "llama" }],
    leavesOut: ["earlier-tools"],
    prior: { ...ollama, request: 10 },
  },
  {
    // the template writes the dates of its knowledge and of the day into a system message
    id: "llama-3.1",
    encoding: "cl100k",
    match: [{ model: "llama-?v?3[-.][123](?!\\d)" }],
    prior: { ...llama, request: 35, turn: 5, system: 0 },
  },
  {
    id: "llama",
    encoding: "cl100k",
    match: [{ model: "llama" }],
    prior: { ...llama, request: 10 },
  },
  {
    id: "kimi",
    match: [{ model: "kimi-k2(?![-.]?[5-9])" }],
    prior: { ...base, request: 6, turn: 5, system: 5, tools: 5, prose: 1 },
  },
  {
    id: "kimi-k2.5",
    match: [{ model: "kimi|moonshot" }],
    prior: { ...compact, request: 6, turn: 5, system: 5, tools: 12, prose: 1 },
  },
  {
    id: "glm",
    match: [{ model: "glm" }, { route: "^zai$" }],
    prior: { ...base, reasoning: 0, request: 5, turn: 2, tools: 92, prose: 1 },
  },
  { id: "embeddings", match: [{ kind: "^embed" }], prior: { ...base, request: 1, prose: 1.05 } },
  { id: "other", match: [{}], prior: { ...base } },
];
