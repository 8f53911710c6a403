import type { Sdk } from "./sdk";

const shared = {
  model: ["model", "engine", "deployment_id", "client:azure_deployment", "client:deployment"],
  // OpenRouter's
  fallbacks: ["models", "extra_body.models"],
  tools: ["tools", "functions"],
  tier: "service_tier",
  stop: "stop",
  stream: "stream",
  n: "n",
  temperature: "temperature",
  toolChoice: "tool_choice",
  cacheKey: "prompt_cache_key",
};

// what is kept at the vendor and sent along
const kept = [
  { name: "the stored prompt", when: "prompt" },
  { name: "earlier turns", when: ["previous_response_id", "conversation"] },
];
const picture = {
  model: "model",
  messages: "prompt",
  file: ["image", "images", "mask"],
  n: "n",
  size: "size",
  quality: "quality",
  stream: "stream",
};
const sound = { model: ["model", "#0"], messages: "prompt", file: ["file", "#1"], stream: "stream" };
// a session is set up by the same keys wherever it is opened: beside the model, or inside `session`
const talk = {
  api: "openai.realtime",
  kind: "realtime" as const,
  provider: "openai",
  conversation: true,
  slots: {
    model: ["model", "session.model", "session.audio.input.transcription.model", "#0.model"],
    system: ["instructions", "session.instructions"],
    tools: ["tools", "session.tools"],
    outputCap: [
      "max_output_tokens",
      "max_response_output_tokens",
      "session.max_output_tokens",
      "session.max_response_output_tokens",
    ],
  },
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
      regionHosts: { "us.api.openai.com": "us", "eu.api.openai.com": "eu" },
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
      adds: kept,
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
      adds: kept,
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
        model: ["model", "assistant_id>model"],
        system: ["instructions", "additional_instructions", "assistant_id>instructions"],
        messages: "additional_messages",
        tools: ["tools", "assistant_id>tools"],
        schema: ["response_format", "assistant_id>response_format"],
        outputCap: "max_completion_tokens",
      },
      at: 1,
      unmistakable: { has: ["assistant_id"] },
    },
    {
      paths: [
        "client.threads.createAndRun",
        "client.threads.createAndRunPoll",
        "client.threads.createAndRunStream",
        "client.threads.create_and_run",
        "client.threads.create_and_run_poll",
        "client.threads.create_and_run_stream",
      ],
      api: "openai.responses",
      conversation: true,
      slots: {
        model: ["model", "assistant_id>model"],
        system: ["instructions", "assistant_id>instructions"],
        messages: "thread.messages",
        tools: ["tools", "assistant_id>tools"],
        schema: ["response_format", "assistant_id>response_format"],
        outputCap: "max_completion_tokens",
      },
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
    {
      paths: [
        "client.images.generate",
        "client.images.edit",
        "client.images.createVariation",
        "client.images.create_variation",
      ],
      api: "openai.image",
      kind: "image",
      slots: picture,
      unmistakable: { has: ["prompt|image", "model|size|n|quality"] },
      requires: ["prompt|image"],
    },
    {
      paths: ["Image.create", "Image.acreate", "Image.create_edit", "client.createImage", "client.createImageEdit"],
      api: "openai.image",
      kind: "image",
      slots: picture,
    },
    {
      paths: ["client.audio.speech.create"],
      api: "openai.speech",
      kind: "speech",
      slots: { model: "model", system: "instructions", messages: "input" },
      unmistakable: { has: ["input", "voice"] },
    },
    {
      paths: ["client.audio.transcriptions.create", "client.audio.translations.create"],
      api: "openai.transcription",
      kind: "transcription",
      slots: { ...sound, model: "model", file: "file" },
      unmistakable: { has: ["file", "model"] },
    },
    {
      paths: ["Audio.transcribe", "Audio.atranscribe", "Audio.translate", "Audio.atranslate"],
      api: "openai.transcription",
      kind: "transcription",
      slots: sound,
    },
    {
      paths: ["client.createTranscription", "client.createTranslation"],
      api: "openai.transcription",
      kind: "transcription",
      at: -1,
      slots: { model: "#1", file: "#0" },
    },
    {
      paths: ["client.videos.create", "client.videos.createAndPoll", "client.videos.create_and_poll"],
      api: "openai.video",
      kind: "video",
      slots: { model: "model", messages: "prompt", file: "input_reference", size: "size", seconds: "seconds" },
      unmistakable: { has: ["prompt", "model|seconds|size"] },
      requires: ["prompt"],
      defaults: { model: { value: "sora-2", source: "openai-python src/openai/resources/videos.py" } },
    },
    {
      ...talk,
      paths: [
        "client.realtime.connect",
        "client.realtime.sessions.create",
        "client.realtime.clientSecrets.create",
        "client.realtime.client_secrets.create",
      ],
      unmistakable: { has: ["model|session"] },
    },
    {
      ...talk,
      paths: [
        "OpenAIRealtimeWebSocket",
        "OpenAIRealtimeWS",
        "OpenAIRealtimeWebSocket.create",
        "OpenAIRealtimeWS.create",
      ],
    },
    {
      // what is asked stands in a file of JSON lines
      paths: ["client.batches.create"],
      api: "openai.chat",
      batch: true,
      each: { file: "input_file_id>file", written: ["custom_id", "body"], request: "body" },
      slots: {
        ...shared,
        system: "instructions",
        messages: ["messages", "input"],
        schema: "response_format",
        outputCap: ["max_completion_tokens", "max_tokens", "max_output_tokens"],
        effort: ["reasoning_effort", "reasoning.effort"],
      },
      unmistakable: { has: ["input_file_id", "endpoint"] },
      requires: ["input_file_id"],
    },
  ],
};
