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
  calls: [],
};
