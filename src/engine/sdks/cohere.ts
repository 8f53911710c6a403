import type { Sdk } from "./sdk";

const slots = {
  model: "model",
  system: "preamble",
  messages: ["messages", "message"],
  tools: "tools",
  schema: ["response_format", "responseFormat"],
  outputCap: ["max_tokens", "maxTokens"],
  stop: ["stop_sequences", "stopSequences"],
  temperature: "temperature",
};

export const sdk: Sdk = {
  name: "cohere",
  title: "Cohere",
  languages: ["typescript", "python"],
  modules: ["cohere", "cohere-ai"],
  clients: [
    {
      names: ["Client", "ClientV2", "AsyncClient", "AsyncClientV2", "CohereClient", "CohereClientV2", "default"],
      provider: "cohere",
      baseUrl: "base_url",
    },
    { names: ["BedrockClient", "BedrockClientV2", "AwsClient"], provider: "bedrock" },
  ],
  transparent: ["v2"],
  calls: [
    { paths: ["client.chat"], api: "cohere.chat", slots },
    { paths: ["client.chatStream", "client.chat_stream"], api: "cohere.chat", stream: true, slots },
    { paths: ["client.generate"], api: "cohere.chat", slots: { ...slots, messages: "prompt" } },
    {
      paths: ["client.embed"],
      api: "cohere.embed",
      kind: "embedding",
      slots: { model: "model", messages: ["texts", "inputs"] },
    },
  ],
};
