import type { Sdk } from "./sdk";

const config = {
  system: ["config.systemInstruction", "config.system_instruction"],
  tools: "config.tools",
  schema: [
    "config.responseSchema",
    "config.response_schema",
    "config.responseJsonSchema",
    "config.response_json_schema",
  ],
  outputCap: ["config.maxOutputTokens", "config.max_output_tokens"],
  thinkingBudget: ["config.thinkingConfig.thinkingBudget", "config.thinking_config.thinking_budget"],
  caching: ["config.cachedContent", "config.cached_content"],
  effort: ["config.thinkingConfig.thinkingLevel", "config.thinking_config.thinking_level"],
  tier: ["config.serviceTier", "config.service_tier"],
  stop: ["config.stopSequences", "config.stop_sequences"],
  n: ["config.candidateCount", "config.candidate_count"],
  temperature: "config.temperature",
};
const adds = [{ name: "the cached content", when: config.caching }];
const onChat = (slot: readonly string[] | string) =>
  (typeof slot === "string" ? [slot] : slot).flatMap((place) => [place, `create:${place}`]);

export const sdk: Sdk = {
  name: "google-genai",
  title: "Google Gen AI",
  languages: ["typescript", "python"],
  modules: ["@google/genai", "google.genai"],
  clients: [
    {
      names: ["GoogleGenAI", "Client", "default"],
      provider: "google",
      switch: { slot: ["vertexai", "enterprise"], provider: "vertex" },
    },
  ],
  transparent: ["aio"],
  calls: [
    {
      paths: ["client.models.generateContent", "client.models.generate_content"],
      api: "google.generate",
      slots: { model: "model", messages: "contents", ...config },
      adds,
      unmistakable: { has: ["model", "contents"] },
    },
    {
      paths: ["client.models.generateContentStream", "client.models.generate_content_stream"],
      api: "google.generate",
      stream: true,
      slots: { model: "model", messages: "contents", ...config },
      adds,
      unmistakable: { has: ["model", "contents"] },
    },
    {
      paths: ["client.models.embedContent", "client.models.embed_content"],
      api: "google.embed",
      kind: "embedding",
      slots: { model: "model", messages: "contents" },
      unmistakable: { has: ["model", "contents"] },
    },
    {
      paths: [
        "client.chats.create().sendMessage",
        "client.chats.create().sendMessageStream",
        "client.chats.create().send_message",
        "client.chats.create().send_message_stream",
      ],
      api: "google.generate",
      conversation: true,
      slots: {
        model: "create:model",
        messages: ["message", "#0"],
        system: onChat(config.system),
        tools: onChat(config.tools),
        schema: onChat(config.schema),
        outputCap: onChat(config.outputCap),
        thinkingBudget: onChat(config.thinkingBudget),
        temperature: onChat(config.temperature),
      },
    },
    {
      paths: ["client.interactions.create"],
      api: "google.generate",
      slots: {
        model: "model",
        system: "system_instruction",
        messages: "input",
        tools: "tools",
        schema: ["response_format", "response_schema"],
        outputCap: "generation_config.max_output_tokens",
        temperature: "generation_config.temperature",
        stream: "stream",
      },
      adds: [{ name: "earlier turns", when: "previous_interaction_id" }],
      unmistakable: { has: ["model|agent", "input"] },
    },
    {
      paths: [
        "client.models.generateImages",
        "client.models.generate_images",
        "client.models.editImage",
        "client.models.edit_image",
      ],
      api: "google.image",
      kind: "image",
      slots: {
        model: "model",
        messages: "prompt",
        file: ["referenceImages", "reference_images"],
        n: ["config.numberOfImages", "config.number_of_images"],
        size: ["config.imageSize", "config.image_size", "config.aspectRatio", "config.aspect_ratio"],
      },
      unmistakable: { has: ["model", "prompt"] },
    },
    {
      paths: ["client.models.generateVideos", "client.models.generate_videos"],
      api: "google.video",
      kind: "video",
      slots: {
        model: "model",
        messages: ["prompt", "source.prompt"],
        file: ["image", "source.image"],
        n: ["config.numberOfVideos", "config.number_of_videos"],
        size: ["config.resolution", "config.aspectRatio", "config.aspect_ratio"],
        seconds: ["config.durationSeconds", "config.duration_seconds"],
      },
      unmistakable: { has: ["model", "prompt|image|source"] },
    },
    {
      paths: ["client.live.connect"],
      api: "google.realtime",
      kind: "realtime",
      conversation: true,
      slots: { model: "model", ...config },
      unmistakable: { has: ["model", "config|callbacks"] },
    },
    {
      paths: ["client.batches.create"],
      api: "google.generate",
      batch: true,
      each: { list: ["src", "src.inlinedRequests", "src.inlined_requests"], request: "" },
      slots: { model: ["model", "#0.model"], messages: "contents", ...config },
      unmistakable: { has: ["model", "src"] },
    },
    {
      paths: ["client.batches.createEmbeddings", "client.batches.create_embeddings"],
      api: "google.embed",
      kind: "embedding",
      batch: true,
      slots: { model: "model", messages: ["src.inlinedRequests.contents", "src.inlined_requests.contents"] },
      unmistakable: { has: ["model", "src"] },
    },
  ],
};
