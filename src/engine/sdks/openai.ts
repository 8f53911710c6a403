import type { Sdk } from "./sdk";

const shared = {
  model: ["model", "engine", "deployment_id", "client:azure_deployment", "client:deployment"],
  tools: ["tools", "functions"],
  tier: "service_tier",
  stop: "stop",
  stream: "stream",
  n: "n",
  temperature: "temperature",
  toolChoice: "tool_choice",
  cacheKey: "prompt_cache_key",
};

export const sdk: Sdk = {
  name: "openai",
  title: "OpenAI",
  languages: ["typescript", "python"],
  modules: [
    "openai",
    "langfuse.openai",
    "@langfuse/openai",
    "@posthog/ai/openai",
    "posthog.ai.openai",
    "ddtrace.openai",
  ],
  providers: { openai: "openai" },
  clients: [
    {
      names: ["OpenAI", "AsyncOpenAI", "default", "", "Client", "AsyncClient", "OpenAIApi", "observeOpenAI"],
      provider: "openai",
      baseUrl: ["base_url", "baseURL", "api_base"],
      // `OpenAI(provider=bedrock(…))`, the only one there is
      switch: { slot: "provider", provider: "bedrock" },
    },
    { names: ["AzureOpenAI", "AsyncAzureOpenAI"], provider: "azure" },
    { names: ["wrap_openai", "wrapOpenAI", "wrapSDK"], modules: ["langsmith"], wraps: "#0" },
    { names: ["wrap_openai", "wrapOpenAI"], modules: ["braintrust"], wraps: "#0" },
  ],
  transparent: ["with_raw_response", "with_streaming_response", "with_options()", "withOptions()", "beta"],
  calls: [
    {
      paths: ["client.chat.completions.create", "client.chat.completions.parse"],
      api: "openai.chat",
      slots: {
        ...shared,
        messages: "messages",
        schema: ["response_format", "response_model"],
        outputCap: ["max_completion_tokens", "max_tokens"],
        effort: "reasoning_effort",
      },
      unmistakable: { has: ["messages"] },
    },
    {
      paths: ["client.chat.completions.stream"],
      api: "openai.chat",
      stream: true,
      slots: {
        ...shared,
        messages: "messages",
        schema: ["response_format", "response_model"],
        outputCap: ["max_completion_tokens", "max_tokens"],
        effort: "reasoning_effort",
      },
      unmistakable: { has: ["messages"] },
    },
    {
      paths: ["client.chat.completions.runTools"],
      api: "openai.chat",
      slots: {
        ...shared,
        messages: "messages",
        outputCap: ["max_completion_tokens", "max_tokens"],
        effort: "reasoning_effort",
        steps: "#1.maxChatCompletions",
      },
      unmistakable: { has: ["messages"] },
      defaults: { steps: { value: 10, source: "openai-node src/lib/AbstractChatCompletionRunner.ts" } },
    },
    {
      paths: ["client.responses.create", "client.responses.parse"],
      api: "openai.responses",
      slots: {
        ...shared,
        system: "instructions",
        messages: "input",
        schema: ["text_format", "text"],
        outputCap: "max_output_tokens",
        effort: "reasoning.effort",
      },
      unmistakable: { has: ["model", "input|instructions|prompt"] },
    },
    {
      paths: ["client.responses.stream"],
      api: "openai.responses",
      stream: true,
      slots: {
        ...shared,
        system: "instructions",
        messages: "input",
        schema: ["text_format", "text"],
        outputCap: "max_output_tokens",
        effort: "reasoning.effort",
      },
      unmistakable: { has: ["model", "input|instructions|prompt"] },
    },
    {
      paths: ["client.embeddings.create"],
      api: "openai.embeddings",
      kind: "embedding",
      slots: { model: ["model", "engine"], messages: "input" },
      unmistakable: { has: ["input", "model"] },
    },
    {
      paths: ["client.completions.create"],
      api: "openai.completions",
      slots: { ...shared, messages: "prompt", outputCap: "max_tokens" },
      unmistakable: { has: ["prompt", "model"] },
      // the API's own default for this endpoint
      defaults: { outputCap: { value: 16, source: "platform.openai.com/docs/api-reference/completions/create" } },
    },
    {
      // the model is the assistant's unless the run names one
      paths: [
        "client.threads.runs.create",
        "client.threads.runs.createAndPoll",
        "client.threads.runs.create_and_poll",
        "client.threads.runs.stream",
      ],
      api: "openai.responses",
      conversation: true,
      slots: {
        model: ["model", "#1.model"],
        system: ["instructions", "#1.instructions", "additional_instructions", "#1.additional_instructions"],
        messages: ["additional_messages", "#1.additional_messages"],
        tools: ["tools", "#1.tools"],
        outputCap: ["max_completion_tokens", "#1.max_completion_tokens"],
      },
      at: 1,
      unmistakable: { has: ["assistant_id"] },
    },
    {
      paths: ["ChatCompletion.create", "ChatCompletion.acreate", "client.createChatCompletion"],
      api: "openai.chat",
      slots: { ...shared, messages: "messages", outputCap: "max_tokens" },
      unmistakable: { has: ["messages"] },
    },
    {
      paths: ["Completion.create", "Completion.acreate", "client.createCompletion"],
      api: "openai.completions",
      slots: { ...shared, messages: "prompt", outputCap: "max_tokens" },
      defaults: { outputCap: { value: 16, source: "platform.openai.com/docs/api-reference/completions/create" } },
    },
    {
      paths: ["Embedding.create", "Embedding.acreate", "client.createEmbedding"],
      api: "openai.embeddings",
      kind: "embedding",
      slots: { model: ["model", "engine"], messages: "input" },
    },
  ],
};
