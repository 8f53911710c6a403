import type { Sdk } from "./sdk";

const slots = {
  model: ["model", "agent_id", "agentId"],
  messages: "messages",
  tools: "tools",
  schema: ["response_format", "responseFormat"],
  outputCap: ["max_tokens", "maxTokens"],
  cacheKey: ["prompt_cache_key", "promptCacheKey"],
  stop: "stop",
  stream: "stream",
  n: "n",
  temperature: "temperature",
  toolChoice: ["tool_choice", "toolChoice"],
};

export const sdk: Sdk = {
  name: "mistral",
  title: "Mistral",
  languages: ["typescript", "python"],
  modules: ["mistralai", "@mistralai/mistralai"],
  clients: [
    {
      names: ["Mistral", "MistralClient", "MistralAsyncClient", "default"],
      provider: "mistral",
      baseUrl: ["server_url", "serverURL", "endpoint"],
    },
    { names: ["MistralAzure"], modules: ["mistralai_azure", "@mistralai/mistralai-azure"], provider: "azure" },
    {
      names: ["MistralGoogleCloud", "MistralGCP"],
      modules: ["mistralai_gcp", "@mistralai/mistralai-gcp"],
      provider: "vertex",
    },
  ],
  calls: [
    {
      paths: [
        "client.chat.complete",
        "client.chat.complete_async",
        "client.chat.parse",
        "client.chat.parse_async",
        "client.agents.complete",
        "client.agents.complete_async",
        "client.chat",
      ],
      api: "mistral.chat",
      slots,
    },
    {
      paths: [
        "client.chat.stream",
        "client.chat.stream_async",
        "client.chatStream",
        "client.chat_stream",
        "client.agents.stream",
      ],
      api: "mistral.chat",
      stream: true,
      slots,
    },
    {
      paths: ["client.fim.complete", "client.fim.complete_async", "client.fim.stream"],
      api: "mistral.chat",
      slots: { ...slots, messages: "prompt" },
    },
    {
      paths: ["client.embeddings.create", "client.embeddings.create_async", "client.embeddings"],
      api: "mistral.embeddings",
      kind: "embedding",
      slots: { model: "model", messages: ["inputs", "input"] },
    },
    {
      paths: [
        "client.audio.transcriptions.complete",
        "client.audio.transcriptions.complete_async",
        "client.audio.transcriptions.stream",
        "client.audio.transcriptions.stream_async",
      ],
      api: "mistral.transcription",
      kind: "transcription",
      slots: { model: "model", file: ["file", "file_url", "fileUrl", "file_id", "fileId"] },
    },
    {
      paths: ["client.batch.jobs.create", "client.batch.jobs.create_async"],
      api: "mistral.chat",
      batch: true,
      slots: { model: ["model", "agent_id", "agentId"] },
    },
  ],
};
