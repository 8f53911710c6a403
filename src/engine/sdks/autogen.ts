import type { Sdk } from "./sdk";

export const sdk: Sdk = {
  name: "autogen",
  title: "AutoGen",
  languages: ["python"],
  modules: ["autogen_agentchat", "autogen_ext", "autogen_core"],
  clients: [
    { names: ["OpenAIChatCompletionClient"], provider: "openai", baseUrl: "base_url" },
    { names: ["AzureOpenAIChatCompletionClient"], provider: "azure" },
    { names: ["AnthropicChatCompletionClient"], provider: "anthropic" },
    { names: ["OllamaChatCompletionClient"], provider: "ollama" },
  ],
  models: [
    {
      modules: ["autogen_ext"],
      names: ["OpenAIChatCompletionClient"],
      id: "model",
      provider: "openai",
      baseUrl: "base_url",
      outputCap: "max_tokens",
    },
    {
      modules: ["autogen_ext"],
      names: ["AzureOpenAIChatCompletionClient"],
      id: ["model", "azure_deployment"],
      provider: "azure",
      outputCap: "max_tokens",
    },
    {
      modules: ["autogen_ext"],
      names: ["AnthropicChatCompletionClient"],
      id: "model",
      provider: "anthropic",
      outputCap: "max_tokens",
    },
    { modules: ["autogen_ext"], names: ["OllamaChatCompletionClient"], id: "model", provider: "ollama" },
  ],
  calls: [
    {
      paths: ["AssistantAgent().run"],
      api: "autogen.agent",
      slots: {
        model: ["AssistantAgent:model_client", "AssistantAgent:#1"],
        system: "AssistantAgent:system_message",
        messages: ["task", "#0"],
        tools: "AssistantAgent:tools",
        schema: "AssistantAgent:output_content_type",
        steps: "AssistantAgent:max_tool_iterations",
      },
    },
    {
      paths: ["AssistantAgent().run_stream"],
      api: "autogen.agent",
      stream: true,
      slots: {
        model: ["AssistantAgent:model_client", "AssistantAgent:#1"],
        system: "AssistantAgent:system_message",
        messages: ["task", "#0"],
        tools: "AssistantAgent:tools",
        steps: "AssistantAgent:max_tool_iterations",
      },
    },
    {
      paths: ["client.create", "client.create_stream"],
      api: "autogen.chat",
      slots: {
        model: "client:model",
        messages: ["messages", "#0"],
        tools: "tools",
        schema: "json_output",
        outputCap: ["extra_create_args.max_tokens", "client:max_tokens"],
      },
    },
  ],
};
