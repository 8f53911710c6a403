import type { Sdk } from "./sdk";

const chat = {
  model: "model",
  messages: "messages",
  tools: ["tools", "functions"],
  schema: "response_format",
  outputCap: ["max_completion_tokens", "max_tokens"],
  effort: "reasoning_effort",
  tier: "service_tier",
  stop: "stop",
  stream: "stream",
  n: "n",
  temperature: "temperature",
  toolChoice: "tool_choice",
};
const google = {
  system: ["systemInstruction", "system_instruction"],
  messages: "contents",
  tools: "tools",
  schema: ["generationConfig.responseSchema", "generation_config.response_schema"],
  outputCap: ["generationConfig.maxOutputTokens", "generation_config.max_output_tokens"],
  thinkingBudget: "generationConfig.thinkingConfig.thinkingBudget",
  temperature: "generationConfig.temperature",
};

export const sdk: Sdk = {
  name: "raw-http",
  title: "HTTP requests to known endpoints",
  languages: ["typescript", "python"],
  modules: [],
  calls: [],
  http: {
    senders: [
      { names: ["fetch", "fetchEventSource", "fetchWithTimeout"], url: "#0", body: "#1.body" },
      {
        names: ["post", "stream", "request"],
        url: ["url", "#0", "#1"],
        body: ["json", "data", "content", "body", "#1.json", "#1.body", "#1.data", "#1"],
      },
      {
        names: ["axios", "got", "ky", "urlopen", "Request"],
        url: ["url", "#0"],
        body: ["data", "json", "body", "#1.json", "#1.data", "#1.body"],
      },
    ],
    endpoints: [
      {
        path: "/chat/completions",
        api: "openai.chat",
        has: ["model", "messages"],
        slots: chat,
        modelAfter: "/deployments/",
      },
      {
        path: "/v1/responses",
        api: "openai.responses",
        has: ["model"],
        slots: {
          ...chat,
          system: "instructions",
          messages: "input",
          schema: "text",
          outputCap: "max_output_tokens",
          effort: "reasoning.effort",
        },
      },
      {
        path: "/v1/completions",
        has: ["model", "prompt"],
        api: "openai.completions",
        slots: { ...chat, messages: "prompt", outputCap: "max_tokens" },
      },
      {
        path: "/v1/embeddings",
        has: ["model"],
        api: "openai.embeddings",
        kind: "embedding",
        slots: { model: "model", messages: "input" },
      },
      {
        path: "/v1/messages",
        api: "anthropic.messages",
        has: ["max_tokens"],
        slots: {
          model: "model",
          system: "system",
          messages: "messages",
          tools: "tools",
          outputCap: "max_tokens",
          thinkingBudget: "thinking.budget_tokens",
          caching: "cache_control",
          stream: "stream",
          temperature: "temperature",
        },
      },
      { path: ":generateContent", has: ["contents"], api: "google.generate", slots: google, modelAfter: "/models/" },
      {
        path: ":streamGenerateContent",
        has: ["contents"],
        api: "google.generate",
        stream: true,
        slots: google,
        modelAfter: "/models/",
      },
      {
        path: ":11434/api/chat",
        api: "ollama.chat",
        has: ["messages"],
        slots: {
          model: "model",
          messages: "messages",
          tools: "tools",
          outputCap: "options.num_predict",
          stream: "stream",
        },
      },
      {
        path: ":11434/api/generate",
        api: "ollama.generate",
        has: ["prompt"],
        slots: {
          model: "model",
          system: "system",
          messages: "prompt",
          outputCap: "options.num_predict",
          stream: "stream",
        },
      },
    ],
  },
};
