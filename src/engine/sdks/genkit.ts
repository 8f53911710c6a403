import type { Sdk } from "./sdk";

const slots = {
  model: ["model", "client:model"],
  system: "system",
  messages: ["messages", "prompt", "#0"],
  tools: "tools",
  schema: ["output.schema", "output_schema"],
  outputCap: ["config.maxOutputTokens", "config.max_output_tokens"],
  temperature: "config.temperature",
  steps: ["maxTurns", "max_turns"],
};
const defaults = { steps: { value: 5, source: "firebase/genkit js/ai/src/generate/action.ts" } };

export const sdk: Sdk = {
  name: "genkit",
  title: "Genkit",
  languages: ["typescript", "python"],
  modules: ["genkit", "@genkit-ai/ai"],
  clients: [{ names: ["genkit", "Genkit", "genkitBeta"] }],
  models: [
    { modules: ["@genkit-ai/google-genai", "@genkit-ai/googleai"], names: ["*"], id: "#0", provider: "google" },
    { modules: ["@genkit-ai/vertexai"], names: ["*"], id: "#0", provider: "vertex" },
    { modules: ["@genkit-ai/compat-oai", "genkitx-openai"], names: ["*"], id: "#0", provider: "openai" },
    { modules: ["genkitx-anthropic", "@genkit-ai/anthropic"], names: ["*"], id: "#0", provider: "anthropic" },
    { modules: ["genkitx-ollama"], names: ["*"], id: "#0", provider: "ollama" },
  ],
  calls: [
    { paths: ["client.generate"], api: "genkit.generate", slots, defaults },
    {
      paths: ["client.generateStream", "client.generate_stream"],
      api: "genkit.generate",
      stream: true,
      slots,
      defaults,
    },
    {
      paths: ["client.definePrompt()()"],
      api: "genkit.generate",
      slots: {
        model: ["definePrompt:model", "client:model"],
        system: "definePrompt:system",
        messages: ["definePrompt:messages", "definePrompt:prompt", "definePrompt:#1"],
        tools: "definePrompt:tools",
        schema: "definePrompt:output.schema",
        outputCap: "definePrompt:config.maxOutputTokens",
      },
    },
    {
      paths: ["client.embed", "client.embedMany", "client.embed_many"],
      api: "genkit.embed",
      kind: "embedding",
      slots: { model: "embedder", messages: "content" },
      unmistakable: { has: ["embedder", "content"] },
    },
    {
      paths: ["client.chat().send", "client.chat().sendStream", "client.createSession().chat().send"],
      api: "genkit.generate",
      conversation: true,
      slots: {
        model: ["model", "chat:model", "chat:#0>model", "client:model"],
        system: ["chat:system", "chat:#0>system"],
        messages: ["messages", "prompt", "#0"],
        tools: ["chat:tools", "chat:#0>tools"],
        schema: "output.schema",
        outputCap: ["config.maxOutputTokens", "chat:config.maxOutputTokens"],
      },
      defaults,
    },
  ],
};
