import type { Sdk } from "./sdk";

const slot = (...names: string[]) =>
  names.flatMap((name) => [name, `chatRequest.${name}`, `chatGenerationParams.${name}`]);

export const sdk: Sdk = {
  name: "openrouter",
  title: "OpenRouter",
  languages: ["typescript", "python"],
  modules: ["@openrouter/sdk", "openrouter"],
  clients: [{ names: ["OpenRouter"], provider: "openrouter" }],
  calls: [
    {
      paths: ["client.chat.send", "client.chat.send_async", "client.chat.sendStream"],
      api: "openai.chat",
      slots: {
        model: slot("model", "models"),
        messages: slot("messages"),
        tools: slot("tools"),
        schema: slot("responseFormat", "response_format"),
        outputCap: slot("maxCompletionTokens", "maxTokens", "max_completion_tokens", "max_tokens"),
        stop: slot("stop"),
        stream: slot("stream"),
        temperature: slot("temperature"),
      },
    },
  ],
};
