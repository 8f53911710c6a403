import type { Sdk } from "./sdk";

const services = [
  ["OpenAIChatCompletion", "openai"],
  ["AzureChatCompletion", "azure"],
  ["AnthropicChatCompletion", "anthropic"],
  ["GoogleAIChatCompletion", "google"],
  ["MistralAIChatCompletion", "mistral"],
  ["OllamaChatCompletion", "ollama"],
  ["BedrockChatCompletion", "bedrock"],
] as const;

export const sdk: Sdk = {
  name: "semantic-kernel",
  title: "Semantic Kernel",
  languages: ["python"],
  modules: ["semantic_kernel"],
  models: services.map(([name, provider]) => ({
    modules: ["semantic_kernel"],
    names: [name],
    id: ["ai_model_id", "deployment_name", "model_id", "gemini_model_id", "#0"],
    provider,
  })),
  calls: [
    {
      paths: [
        "ChatCompletionAgent().get_response",
        "ChatCompletionAgent().invoke",
        "ChatCompletionAgent().invoke_stream",
      ],
      api: "semantic-kernel.agent",
      slots: {
        model: "ChatCompletionAgent:service",
        system: "ChatCompletionAgent:instructions",
        messages: ["messages", "#0"],
        tools: "ChatCompletionAgent:plugins",
      },
    },
    ...services.map(([name, provider]) => ({
      paths: [`${name}().get_chat_message_content`, `${name}().get_chat_message_contents`],
      api: "semantic-kernel.chat",
      provider,
      slots: {
        model: [`${name}:ai_model_id`, `${name}:deployment_name`, `${name}:#0`],
        messages: ["chat_history", "#0"],
        outputCap: ["settings>max_tokens", "#1>max_tokens", "settings>max_completion_tokens"],
      },
    })),
  ],
};
