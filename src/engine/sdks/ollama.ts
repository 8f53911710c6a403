import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "ollama",
  title: "Ollama",
  languages: ["typescript", "python"],
  modules: ["ollama"],
  clients: [{ names: ["", "default", "Client", "AsyncClient", "Ollama"], provider: "ollama" }],
  calls: [
    {
      paths: ["client.chat"],
      api: "ollama.chat",
      slots: {
        model: ["model", "#0"],
        messages: ["messages", "#1"],
        tools: "tools",
        schema: "format",
        outputCap: "options.num_predict",
        stop: "options.stop",
        stream: "stream",
        temperature: "options.temperature",
      },
    },
    {
      paths: ["client.generate"],
      api: "ollama.generate",
      slots: {
        model: ["model", "#0"],
        system: "system",
        messages: ["prompt", "#1"],
        schema: "format",
        outputCap: "options.num_predict",
        stop: "options.stop",
        stream: "stream",
        temperature: "options.temperature",
      },
    },
    {
      paths: ["client.embed", "client.embeddings"],
      api: "ollama.embed",
      kind: "embedding",
      slots: { model: ["model", "#0"], messages: ["input", "prompt", "#1"] },
    },
  ],
};
