import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "groq",
  title: "Groq",
  languages: ["typescript", "python"],
  modules: ["groq", "groq-sdk"],
  clients: [{ names: ["Groq", "AsyncGroq", "default"], provider: "groq", baseUrl: ["base_url", "baseURL"] }],
  like: "openai",
  calls: [],
};
