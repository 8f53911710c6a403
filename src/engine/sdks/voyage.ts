import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "voyage",
  title: "Voyage AI",
  languages: ["typescript", "python"],
  modules: ["voyageai"],
  clients: [
    { names: ["Client", "AsyncClient", "VoyageAIClient"], provider: "voyage" },
    // `import voyageai` and its functions
    { names: [""], provider: "voyage" },
  ],
  calls: [
    {
      paths: ["client.embed", "client.contextualized_embed", "client.multimodal_embed"],
      api: "voyage.embed",
      kind: "embedding",
      slots: { model: ["model", "#1"], messages: ["texts", "input", "inputs", "#0"] },
    },
  ],
};
