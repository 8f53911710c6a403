import type { Sdk } from "./sdk";

const slots = {
  model: ["model", "client:model", "client:#0"],
  messages: ["messages", "#0"],
  tools: "tools",
  schema: "response_format",
  outputCap: ["max_tokens", "parameters.max_new_tokens", "max_new_tokens"],
  stream: "stream",
  temperature: "temperature",
};

export const sdk: Sdk = {
  name: "huggingface",
  title: "Hugging Face Inference",
  languages: ["typescript", "python"],
  modules: ["huggingface_hub", "@huggingface/inference"],
  clients: [
    {
      names: ["InferenceClient", "AsyncInferenceClient", "HfInference"],
      provider: "huggingface",
      baseUrl: ["base_url", "endpointUrl"],
    },
  ],
  calls: [
    {
      paths: ["client.chat_completion", "client.chatCompletion", "client.chat.completions.create"],
      api: "openai.chat",
      slots,
    },
    { paths: ["client.chatCompletionStream"], api: "openai.chat", stream: true, slots },
    {
      paths: ["client.text_generation", "client.textGeneration", "client.textGenerationStream"],
      api: "huggingface.generate",
      slots: { ...slots, messages: ["prompt", "inputs", "#0"] },
    },
  ],
};
