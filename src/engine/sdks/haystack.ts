import type { Sdk } from "./sdk";

const generators = [
  ["OpenAIChatGenerator", "openai"],
  ["OpenAIGenerator", "openai"],
  ["AzureOpenAIChatGenerator", "azure"],
  ["AnthropicChatGenerator", "anthropic"],
  ["GoogleGenAIChatGenerator", "google"],
  ["MistralChatGenerator", "mistral"],
  ["CohereChatGenerator", "cohere"],
  ["OllamaChatGenerator", "ollama"],
  ["AmazonBedrockChatGenerator", "bedrock"],
] as const;

export const sdk: Sdk = {
  name: "haystack",
  title: "Haystack",
  languages: ["python"],
  modules: ["haystack", "haystack_integrations"],
  models: generators.map(([name, provider]) => ({
    modules: ["haystack", "haystack_integrations"],
    names: [name],
    id: ["model", "azure_deployment"],
    provider,
    outputCap: ["generation_kwargs.max_completion_tokens", "generation_kwargs.max_tokens"],
  })),
  calls: [
    ...generators.map(([name, provider]) => ({
      paths: [`${name}().run`, `${name}().run_async`],
      api: "haystack.chat",
      provider,
      slots: {
        model: [`${name}:model`, `${name}:azure_deployment`],
        system: ["system_prompt", `${name}:system_prompt`],
        messages: ["messages", "prompt", "#0"],
        tools: ["tools", `${name}:tools`],
        outputCap: [
          "generation_kwargs.max_completion_tokens",
          "generation_kwargs.max_tokens",
          `${name}:generation_kwargs.max_completion_tokens`,
          `${name}:generation_kwargs.max_tokens`,
        ],
      },
    })),
    {
      paths: ["Agent().run", "Agent().run_async"],
      api: "haystack.agent",
      slots: {
        model: "Agent:chat_generator",
        system: ["system_prompt", "Agent:system_prompt"],
        messages: ["messages", "#0"],
        tools: "Agent:tools",
        steps: "Agent:max_agent_steps",
      },
      defaults: { steps: { value: 100, source: "haystack/components/agents/agent.py" } },
    },
  ],
};
