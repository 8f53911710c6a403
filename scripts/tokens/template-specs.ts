import type { FamilySpec } from "./family-spec";
import { base, bracketed, chatml, dsml, frames, harmony, turns } from "./linear-priors";

/** families whose texts are counted by a tokenizer that their vendor publishes */
const googles = { method: "template", encoding: "gemma3" } as const;
const tekkens = { method: "template", encoding: "tekken", rendering: "mistral" } as const;
const qwens = { method: "template", encoding: "qwen3", rendering: "hermes" } as const;
const harmonies = { method: "template", encoding: "o200k", rendering: "harmony" } as const;
const deepseeks = { method: "template", encoding: "deepseek-v3", rendering: "dsml" } as const;

export const templates: FamilySpec[] = [
  {
    id: "gemini-embed",
    ...googles,
    match: [
      { kind: "^embed", model: "gemini" },
      { route: "^(google|vertex)$", kind: "^embed" },
    ],
    like: "gemini-3",
    weights: frames.texts,
    prior: { request: 1, turn: 1 },
  },
  {
    // what a tool answers is JSON in a text, and stays one
    id: "gemini-gateway",
    ...googles,
    match: [{ route: "^(openrouter|other.*)$", kind: "^chat", model: "gemini" }],
    like: "gemini-2-and-vertex",
    weights: { ...frames.eachText, resultTexts: 0, resultTokens: 1 },
    prior: { result: 14 },
  },
  {
    id: "gemini-gateway-objects",
    ...googles,
    match: [{ route: "^(openrouter|vercel_gateway|other.*)$", model: "gemini" }],
    like: "gemini-2-and-vertex",
    weights: frames.eachText,
    prior: {},
  },
  {
    id: "gemini-2-and-vertex",
    ...googles,
    match: [{ model: "gemini-(1|2\\.0)" }, { route: "^vertex$", model: "gemini-(2|3(\\.[0-4])?(?![.\\d]))" }],
    leavesOut: ["untyped-schemas"],
    weights: frames.eachText,
    prior: {},
  },
  {
    id: "gemini-3.5-vertex",
    ...googles,
    match: [{ route: "^vertex$" }],
    leavesOut: ["untyped-schemas"],
    like: "gemini-2-and-vertex",
    weights: frames.eachText,
    prior: { tools: 10 },
  },
  {
    // the count endpoint leaves the frame of further messages out
    id: "gemini-count",
    ...googles,
    rendering: "declarations",
    match: [{ route: "^google$", kind: "^countTokens" }],
    like: "gemini-3",
    weights: frames.written,
    prior: { request: 1 },
  },
  {
    id: "gemini-2.5",
    ...googles,
    rendering: "signatures",
    match: [{ model: "gemini-2" }],
    weights: { ...frames.written, callTexts: 1, resultTexts: 1 },
    prior: { ...turns, tools: 1, call: 8, result: 8 },
  },
  {
    id: "gemma",
    ...googles,
    match: [{ model: "gemma" }],
    weights: frames.texts,
    prior: { request: 9, turn: 5 },
  },
  {
    // later than any measured one
    id: "gemini-4",
    ...googles,
    rendering: "declarations",
    match: [{ model: "gemini-([4-9]|3\\.[7-9])" }],
    like: "gemini-3",
    weights: frames.written,
    prior: turns,
  },
  {
    id: "gemini-3",
    ...googles,
    rendering: "declarations",
    match: [{ model: "gemini" }],
    weights: frames.written,
    prior: turns,
  },
  {
    // a name that says nothing
    id: "google",
    ...googles,
    rendering: "declarations",
    match: [{ route: "^google$" }],
    like: "gemini-3",
    weights: frames.written,
    prior: turns,
  },
  {
    id: "mistral-small-4",
    ...tekkens,
    match: [{ model: "mistral-small-|magistral-small" }],
    leavesOut: ["unused-tools"],
    weights: frames.written,
    prior: { ...bracketed, request: 15, jsonObject: -12, schema: -12, forced: 0 },
  },
  {
    id: "mistral-1",
    match: [{ model: "mixtral|mistral-7b" }],
    prior: { ...base, request: 9, long: 0.3, rare: 0.5 },
  },
  {
    id: "mistral-embed",
    ...tekkens,
    match: [{ model: "mistral-embed" }],
    weights: frames.texts,
    prior: { request: 2, turn: 2 },
  },
  {
    id: "mistral",
    ...tekkens,
    match: [{ model: "mistral|mixtral|magistral|codestral|devstral|pixtral|ministral" }, { route: "^mistral$" }],
    weights: frames.written,
    prior: { ...bracketed, schema: 0 },
  },
  {
    // thinks unless told not to, by a prompt of its own
    id: "deepseek-v4-responses",
    ...deepseeks,
    match: [{ kind: "^responses", model: "deepseek-v4" }],
    like: "deepseek-v4",
    weights: frames.written,
    prior: { ...dsml, request: 84 },
  },
  {
    id: "deepseek-v4",
    ...deepseeks,
    match: [{ model: "deepseek-v4" }],
    like: "deepseek",
    weights: frames.written,
    prior: { ...dsml, thinking: 79 },
  },
  {
    id: "deepseek-reasoner",
    ...deepseeks,
    match: [{ route: "^deepseek$", model: "reasoner" }],
    like: "deepseek",
    weights: frames.written,
    prior: dsml,
  },
  {
    // later than any measured one
    id: "deepseek-5",
    ...deepseeks,
    match: [{ model: "deepseek-v[5-9]" }],
    like: "deepseek-v4",
    weights: frames.written,
    prior: { ...dsml, thinking: 79 },
  },
  {
    id: "deepseek",
    ...deepseeks,
    match: [{ route: "^deepseek$" }],
    weights: frames.written,
    prior: { ...dsml, jsonObject: 20 },
  },
  {
    id: "deepseek-ollama",
    ...deepseeks,
    match: [{ route: "^ollama$", model: "deepseek" }],
    like: "deepseek",
    weights: frames.written,
    prior: { ...dsml, request: 2, turn: 2 },
  },
  {
    // the template opens the thoughts
    id: "deepseek-hosted-thinking",
    ...deepseeks,
    match: [{ model: "deepseek-r1-0528" }, { route: "^bedrock$", model: "deepseek" }],
    leavesOut: ["thoughtful-answers"],
    like: "deepseek",
    weights: frames.written,
    prior: { ...dsml, request: 5 },
  },
  {
    id: "deepseek-hosted",
    ...deepseeks,
    match: [{ model: "deepseek" }],
    leavesOut: ["thoughtful-answers"],
    like: "deepseek",
    weights: frames.written,
    prior: { ...dsml, request: 3 },
  },
  {
    id: "gpt-oss-ollama",
    ...harmonies,
    match: [{ route: "^ollama$", model: "gpt-oss" }],
    like: "gpt-oss",
    weights: frames.written,
    prior: { ...harmony, system: 8, tools: 24 },
  },
  {
    id: "gpt-oss-groq",
    ...harmonies,
    match: [{ route: "^groq$", model: "gpt-oss" }],
    like: "gpt-oss",
    weights: frames.written,
    prior: { ...harmony, request: 71 },
  },
  {
    // a message of the format's own has four marks and words around it: https://github.com/openai/harmony
    id: "gpt-oss",
    ...harmonies,
    match: [{ model: "gpt-oss" }],
    weights: { ...frames.written, system: 4 },
    prior: harmony,
  },
  {
    // the template writes a system message of its own
    id: "qwen-2",
    ...qwens,
    match: [{ model: "qwen-?(1|2)" }],
    weights: frames.written,
    prior: { ...chatml, request: 29 },
  },
  {
    // a longer prompt says how to call tools, by markup
    id: "qwen-3.5",
    ...qwens,
    match: [{ model: "qwen-?3[.-][5-9]|qwen-?[4-9]|qwen3-coder" }],
    like: "qwen",
    weights: frames.written,
    prior: { ...chatml, tools: 220 },
  },
  {
    id: "qwen-ollama",
    ...qwens,
    rendering: "hermesOllama",
    match: [{ route: "^ollama$", model: "qwen" }],
    like: "qwen",
    weights: frames.written,
    prior: { ...chatml, request: 10 },
    source: "https://ollama.com/library/qwen3 (template) and measured requests",
  },
  {
    id: "qwen-llama.cpp",
    ...qwens,
    rendering: "hermesOllama",
    match: [{ route: "^gpustack$", model: "qwen" }],
    like: "qwen",
    weights: frames.written,
    prior: { ...chatml, tools: 150 },
  },
  {
    id: "qwen",
    ...qwens,
    match: [{ model: "qwen|qwq" }],
    weights: frames.written,
    prior: chatml,
  },
];
