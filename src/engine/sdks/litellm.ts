import type { Sdk } from "./sdk";

const slots = {
  model: ["model", "#0"],
  fallbacks: ["fallbacks", "Router:fallbacks"],
  messages: ["messages", "#1"],
  tools: ["tools", "functions"],
  schema: "response_format",
  outputCap: ["max_completion_tokens", "max_tokens"],
  effort: "reasoning_effort",
  tier: "service_tier",
  stop: "stop",
  stream: "stream",
  n: "n",
  temperature: "temperature",
  toolChoice: "tool_choice",
};

export const sdk: Sdk = {
  name: "litellm",
  title: "LiteLLM",
  languages: ["python"],
  modules: ["litellm"],
  calls: [
    {
      paths: ["completion", "acompletion", "Router().completion", "Router().acompletion", "completion_with_retries"],
      api: "openai.chat",
      slots,
      names: { list: "Router:model_list", name: "model_name", model: "litellm_params.model" },
      unmistakable: { has: ["model", "messages"] },
    },
    { paths: ["batch_completion"], api: "openai.chat", slots: { ...slots, items: ["messages", "#1"] } },
    {
      paths: ["text_completion", "atext_completion"],
      api: "openai.completions",
      slots: { ...slots, messages: ["prompt", "#1"] },
      unmistakable: { has: ["model", "prompt"] },
    },
    {
      paths: ["responses", "aresponses"],
      api: "openai.responses",
      slots: {
        ...slots,
        system: "instructions",
        messages: ["input", "#0"],
        model: ["model", "#1"],
        outputCap: "max_output_tokens",
      },
      unmistakable: { has: ["model", "input"] },
    },
    {
      paths: ["embedding", "aembedding", "Router().embedding", "Router().aembedding"],
      api: "openai.embeddings",
      kind: "embedding",
      slots: { model: ["model", "#0"], messages: ["input", "#1"] },
      unmistakable: { has: ["model", "input"] },
    },
    {
      paths: ["image_generation", "aimage_generation", "image_edit", "aimage_edit"],
      api: "openai.image",
      kind: "image",
      slots: { model: "model", messages: ["prompt", "#0"], file: "image", n: "n", size: "size", quality: "quality" },
    },
    {
      paths: ["speech", "aspeech"],
      api: "openai.speech",
      kind: "speech",
      slots: { model: ["model", "#0"], messages: ["input", "#1"] },
    },
    {
      paths: ["transcription", "atranscription"],
      api: "openai.transcription",
      kind: "transcription",
      slots: { model: ["model", "#0"], messages: "prompt", file: ["file", "#1"] },
    },
  ],
};
