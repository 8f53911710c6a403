import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "fireworks",
  title: "Fireworks",
  languages: ["typescript", "python"],
  modules: ["fireworks", "fireworks-ai"],
  clients: [
    {
      names: ["Fireworks", "AsyncFireworks", "client.Fireworks", "LLM", "default"],
      provider: "fireworks",
      baseUrl: ["base_url", "baseURL"],
    },
  ],
  like: "openai",
  calls: [],
};
