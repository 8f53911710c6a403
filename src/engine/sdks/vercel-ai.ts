import type { ModelShape, Sdk } from "./sdk";

const slots = {
  model: "model",
  fallbacks: ["providerOptions.gateway.models", "providerOptions.openrouter.models"],
  system: ["system", "instructions"],
  messages: ["messages", "prompt"],
  tools: "tools",
  schema: ["schema", "output", "experimental_output"],
  outputCap: ["maxOutputTokens", "maxTokens"],
  thinkingBudget: [
    "providerOptions.anthropic.thinking.budgetTokens",
    "providerOptions.google.thinkingConfig.thinkingBudget",
  ],
  cacheKey: "providerOptions.openai.promptCacheKey",
  effort: ["reasoning", "providerOptions.openai.reasoningEffort"],
  tier: "providerOptions.openai.serviceTier",
  stop: "stopSequences",
  temperature: "temperature",
  toolChoice: ["toolChoice.type", "toolChoice"],
};
const steps = ["stopWhen>#0", "maxSteps"];
const agents = ["ToolLoopAgent", "Agent", "Experimental_Agent", "Experimental_ToolLoopAgent"];
const ofAgent = (...places: string[]) => agents.flatMap((agent) => places.map((place) => `${agent}:${place}`));

const agentSlots = {
  model: ofAgent("model"),
  system: ofAgent("instructions", "system"),
  messages: ["messages", "prompt"],
  tools: ofAgent("tools"),
  schema: ofAgent("output"),
  outputCap: ofAgent("maxOutputTokens"),
  steps: ofAgent("stopWhen>#0"),
  temperature: ofAgent("temperature"),
  toolChoice: ofAgent("toolChoice"),
};
const agentDefaults = { steps: { value: 20, source: "vercel/ai packages/ai/src/agent/tool-loop-agent.ts" } };

/** A coding agent in a sandbox: it takes as many steps as it likes. */
const harnessed = {
  api: "ai-sdk.generate",
  agent: true,
  slots: {
    model: ["HarnessAgent:harness>model"],
    system: "HarnessAgent:instructions",
    messages: ["messages", "prompt"],
    tools: "HarnessAgent:tools",
  },
};

const provider = (name: string, ...modules: string[]): ModelShape => ({
  modules,
  names: ["*"],
  id: "#0",
  provider: name,
  baseUrl: "baseURL",
});

/** where providers and registries of the code's own hand out models, and where a provider lists them */
const methods = [
  "languageModel",
  "chatModel",
  "textEmbeddingModel",
  "embeddingModel",
  "imageModel",
  "speechModel",
  "transcriptionModel",
  "videoModel",
];
const tables = [
  "languageModels",
  "textEmbeddingModels",
  "embeddingModels",
  "imageModels",
  "speechModels",
  "transcriptionModels",
  "videoModels",
];

export const sdk: Sdk = {
  name: "vercel-ai",
  title: "Vercel AI SDK",
  languages: ["typescript"],
  modules: ["ai", "@ai-sdk/rsc", "ai/rsc", "@ai-sdk/harness"],
  models: [
    provider("openai", "@ai-sdk/openai"),
    provider("azure", "@ai-sdk/azure"),
    provider("anthropic", "@ai-sdk/anthropic"),
    provider("google", "@ai-sdk/google"),
    provider("vertex", "@ai-sdk/google-vertex"),
    provider("bedrock", "@ai-sdk/amazon-bedrock"),
    provider("mistral", "@ai-sdk/mistral"),
    provider("cohere", "@ai-sdk/cohere"),
    provider("groq", "@ai-sdk/groq"),
    provider("xai", "@ai-sdk/xai"),
    provider("deepseek", "@ai-sdk/deepseek"),
    provider("together", "@ai-sdk/togetherai"),
    provider("fireworks", "@ai-sdk/fireworks"),
    provider("perplexity", "@ai-sdk/perplexity"),
    provider("cerebras", "@ai-sdk/cerebras"),
    provider("openrouter", "@openrouter/ai-sdk-provider"),
    provider("ollama", "ollama-ai-provider", "ollama-ai-provider-v2", "ai-sdk-ollama"),
    { modules: ["@ai-sdk/openai-compatible"], names: ["*"], id: "#0", baseUrl: "baseURL" },
    { modules: ["@ai-sdk/gateway"], names: ["*"], id: "#0" },
    { modules: ["ai"], names: ["gateway", "createGateway"], id: "#0" },
    {
      modules: ["ai"],
      names: ["wrapLanguageModel", "experimental_wrapLanguageModel", "wrapEmbeddingModel", "wrapImageModel"],
      id: "#0",
      wraps: "model",
      outputCap: ["middleware>settings.maxOutputTokens", "middleware>settings.maxTokens"],
    },
    {
      modules: ["ai"],
      names: ["customProvider", "experimental_customProvider"].flatMap((maker) =>
        methods.map((method) => `${maker}.${method}`),
      ),
      id: "#0",
      table: tables,
    },
    {
      modules: ["@posthog/ai", "braintrust", "langsmith/wrappers", "@langfuse/vercel"],
      names: ["*"],
      id: "#0",
      wraps: "#0",
    },
    { modules: ["ai-fallback"], names: ["createFallback"], id: "#0", among: "models" },
    { modules: ["ai"], names: methods, id: "#0", prefixed: true, table: tables },
  ],
  calls: [
    { paths: ["generateText", "experimental_generateText"], api: "ai-sdk.generate", slots: { ...slots, steps } },
    {
      paths: ["streamText", "streamUI", "experimental_streamText"],
      api: "ai-sdk.generate",
      stream: true,
      slots: { ...slots, steps },
    },
    { paths: ["generateObject", "experimental_generateObject"], api: "ai-sdk.generate", slots },
    { paths: ["streamObject", "experimental_streamObject"], api: "ai-sdk.generate", stream: true, slots },
    { paths: ["embed"], api: "ai-sdk.embed", kind: "embedding", slots: { model: "model", messages: "value" } },
    { paths: ["embedMany"], api: "ai-sdk.embed", kind: "embedding", slots: { model: "model", messages: "values" } },
    {
      paths: agents.map((agent) => `${agent}().generate`),
      api: "ai-sdk.generate",
      slots: agentSlots,
      defaults: agentDefaults,
    },
    {
      paths: agents.map((agent) => `${agent}().stream`),
      stream: true,
      api: "ai-sdk.generate",
      slots: agentSlots,
      defaults: agentDefaults,
    },
    {
      ...harnessed,
      paths: ["HarnessAgent().generate"],
    },
    {
      ...harnessed,
      paths: ["HarnessAgent().stream"],
      stream: true,
    },
    {
      paths: ["generateImage", "experimental_generateImage"],
      api: "ai-sdk.image",
      kind: "image",
      slots: {
        model: "model",
        messages: ["prompt.text", "prompt"],
        file: "prompt.images",
        n: "n",
        size: ["size", "aspectRatio"],
        quality: "providerOptions.openai.quality",
      },
    },
    {
      paths: ["generateSpeech", "experimental_generateSpeech"],
      api: "ai-sdk.speech",
      kind: "speech",
      slots: { model: "model", system: "instructions", messages: "text" },
    },
    {
      paths: ["transcribe", "experimental_transcribe"],
      api: "ai-sdk.transcription",
      kind: "transcription",
      slots: { model: "model", file: "audio" },
    },
    {
      paths: ["generateVideo", "experimental_generateVideo"],
      api: "ai-sdk.video",
      kind: "video",
      slots: {
        model: "model",
        messages: ["prompt.text", "prompt"],
        file: "prompt.image",
        n: "n",
        size: ["resolution", "aspectRatio"],
        seconds: "duration",
      },
    },
  ],
};
