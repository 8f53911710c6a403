import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "vscode-lm",
  title: "VS Code language model API",
  languages: ["typescript"],
  words: ["selectChatModels", "LanguageModelChat", "model.sendRequest", "ChatRequest"],
  modules: ["vscode"],
  calls: [
    {
      // the model that a chat participant was asked with, and one that is handed on
      paths: ["ChatRequest().model.sendRequest", "LanguageModelChat().sendRequest", "client.model.sendRequest"],
      api: "vscode-lm.chat",
      stream: true,
      provider: "copilot",
      whenImported: true,
      slots: { messages: "#0", tools: "#1.tools" },
    },
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
