import type { Sdk } from "./sdk";

const retries = { retries: { value: 3, source: "instructor/client.py" } };
const slots = {
  model: ["model", "client:#0", "client:model"],
  system: ["system", "instructions"],
  messages: ["messages", "input"],
  schema: ["response_model", "responseModel.schema", "response_model.schema"],
  outputCap: ["max_completion_tokens", "max_tokens", "max_output_tokens"],
  temperature: "temperature",
  stream: "stream",
  n: "n",
  retries: ["max_retries", "maxRetries"],
};

export const sdk: Sdk = {
  name: "instructor",
  title: "Instructor",
  languages: ["typescript", "python"],
  modules: ["instructor", "@instructor-ai/instructor"],
  clients: [
    {
      names: [
        "from_openai",
        "from_anthropic",
        "from_litellm",
        "from_gemini",
        "from_genai",
        "from_mistral",
        "from_groq",
        "from_cohere",
        "from_bedrock",
        "from_fireworks",
        "from_cerebras",
        "patch",
        "apatch",
        "Instructor",
        "AsyncInstructor",
      ],
      wraps: "#0",
    },
    { names: ["default"], wraps: "client" },
    { names: ["from_provider"] },
  ],
  calls: [
    {
      paths: [
        "client.chat.completions.create",
        "client.chat.completions.create_partial",
        "client.chat.completions.create_iterable",
        "client.chat.completions.create_with_completion",
        "client.create",
        "client.create_partial",
        "client.create_iterable",
        "client.create_with_completion",
        "client.messages.create",
        "client.messages.create_with_completion",
      ],
      api: "instructor.chat",
      slots,
      unmistakable: { has: ["response_model", "messages|input"] },
      defaults: retries,
    },
  ],
};
