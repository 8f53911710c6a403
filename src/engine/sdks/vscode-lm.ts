import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "vscode-lm",
  title: "VS Code language model API",
  languages: ["typescript"],
  words: ["selectChatModels"],
  modules: ["vscode"],
  calls: [
    {
      // language clients have a `sendRequest` too: only what `selectChatModels` handed out is a model
      paths: ["lm.selectChatModels().[].sendRequest", "lm.selectChatModels().sendRequest"],
      api: "vscode-lm.chat",
      stream: true,
      provider: "copilot",
      slots: { model: ["selectChatModels:family", "selectChatModels:id"], messages: "#0", tools: "#1.tools" },
    },
  ],
};
