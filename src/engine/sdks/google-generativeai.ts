import type { Sdk } from "./sdk";

const makers = ["GenerativeModel", "getGenerativeModel", "from_cached_content"];
const from = (...places: string[]) => makers.flatMap((maker) => places.map((place) => `${maker}:${place}`));

const slots = {
  model: from("model", "model_name", "#0", "#1.model"),
  system: ["systemInstruction", ...from("systemInstruction", "system_instruction", "#1.systemInstruction")],
  messages: ["contents", "#0", "prompt"],
  tools: ["tools", ...from("tools")],
  schema: [
    "generationConfig.responseSchema",
    "generation_config.response_schema",
    ...from(
      "generationConfig.responseSchema",
      "generation_config.response_schema",
      "#1.generationConfig.responseSchema",
    ),
  ],
  outputCap: [
    "generationConfig.maxOutputTokens",
    "generation_config.max_output_tokens",
    ...from(
      "generationConfig.maxOutputTokens",
      "generation_config.max_output_tokens",
      "#1.generationConfig.maxOutputTokens",
    ),
  ],
  stream: "stream",
};

export const sdk: Sdk = {
  name: "google-generativeai",
  title: "Google Generative AI (older SDK) and Vertex AI",
  languages: ["typescript", "python"],
  modules: [
    "@google/generative-ai",
    "google.generativeai",
    "@google-cloud/vertexai",
    "vertexai",
    "firebase/ai",
    "firebase/vertexai",
    "@firebase/ai",
  ],
  providers: {
    "google.generativeai": "google",
    "@google/generative-ai": "google",
    vertexai: "vertex",
    "@google-cloud/vertexai": "vertex",
    "firebase/ai": "google",
    "firebase/vertexai": "vertex",
    "@firebase/ai": "google",
  },
  clients: [
    { names: ["GoogleGenerativeAI"], provider: "google" },
    { names: ["VertexAI"], provider: "vertex" },
  ],
  transparent: ["preview"],
  calls: [
    {
      paths: [
        "client.getGenerativeModel().generateContent",
        "getGenerativeModel().generateContent",
        "GenerativeModel().generateContent",
        "GenerativeModel().generate_content",
        "GenerativeModel().generate_content_async",
        "GenerativeModel.from_cached_content().generate_content",
        "client.generateContent",
        "client.generate_content",
        "client.generate_content_async",
      ],
      api: "google.generate",
      slots,
      adds: [{ name: "the cached content", when: ["from_cached_content:cached_content", "from_cached_content:#0"] }],
      whenImported: true,
    },
    {
      paths: [
        "client.getGenerativeModel().generateContentStream",
        "getGenerativeModel().generateContentStream",
        "GenerativeModel().generateContentStream",
      ],
      api: "google.generate",
      stream: true,
      slots,
      whenImported: true,
    },
    {
      paths: [
        "client.getGenerativeModel().startChat().sendMessage",
        "client.getGenerativeModel().startChat().sendMessageStream",
        "getGenerativeModel().startChat().sendMessage",
        "getGenerativeModel().startChat().sendMessageStream",
        "GenerativeModel().start_chat().send_message",
        "GenerativeModel().start_chat().send_message_async",
        "GenerativeModel().startChat().sendMessage",
      ],
      api: "google.generate",
      conversation: true,
      slots,
    },
    {
      paths: ["client.getGenerativeModel().embedContent", "embed_content", "embed_content_async"],
      api: "google.embed",
      kind: "embedding",
      slots: { model: ["model", ...slots.model], messages: ["content", "#0"] },
    },
  ],
};
