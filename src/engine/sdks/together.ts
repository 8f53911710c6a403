import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "together",
  title: "Together AI",
  languages: ["typescript", "python"],
  modules: ["together", "together-ai"],
  clients: [
    { names: ["Together", "AsyncTogether", "default"], provider: "together", baseUrl: ["base_url", "baseURL"] },
  ],
  like: "openai",
  calls: [
    {
      paths: ["client.batches.create_batch", "client.batches.createBatch"],
      api: "openai.chat",
      batch: true,
      each: { file: ["file_id>file", "#0>file"], written: ["custom_id", "body"], request: "body" },
      slots: {
        model: "model",
        messages: "messages",
        outputCap: ["max_tokens", "max_completion_tokens"],
        temperature: "temperature",
      },
    },
  ],
};
