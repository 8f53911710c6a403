import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "cerebras",
  title: "Cerebras",
  languages: ["typescript", "python"],
  modules: ["cerebras.cloud.sdk", "@cerebras/cerebras_cloud_sdk"],
  clients: [
    { names: ["Cerebras", "AsyncCerebras", "default"], provider: "cerebras", baseUrl: ["base_url", "baseURL"] },
  ],
  like: "openai",
  calls: [],
};
