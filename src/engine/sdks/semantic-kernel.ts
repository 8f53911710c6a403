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

const agents = [
  "ChatCompletionAgent",
  "AzureAIAgent",
  "OpenAIAssistantAgent",
  "AzureAssistantAgent",
  "OpenAIResponsesAgent",
  "AzureResponsesAgent",
];
const groups = [
  "AgentGroupChat",
  "SequentialOrchestration",
  "ConcurrentOrchestration",
  "GroupChatOrchestration",
  "HandoffOrchestration",
  "MagenticOrchestration",
];
/** where a function that is made from a prompt has it */
const prompts = [
  "prompt",
  "prompt_template_config>template",
  "prompt_template_config.template",
  "prompt_template_config",
];
const service = { setters: ["add_service"], argument: "service", positional: true, name: "kernel.service" };
const ofAgent = (agent: string) => ({
  api: "semantic-kernel.agent",
  slots: {
    model: [`${agent}:service`, `${agent}:ai_model_id`, `${agent}:definition>model`],
    system: [`${agent}:instructions`, `${agent}:definition>instructions`],
    messages: ["messages", "#0"],
    tools: [`${agent}:plugins`, `${agent}:tools`],
  },
  adds: [
    { name: "tools of the definition", when: [`${agent}:definition>tools`, `${agent}:definition>tool_resources`] },
    { name: "the plugins of the kernel", when: `${agent}:kernel` },
  ],
});

export const sdk: Sdk = {
  name: "semantic-kernel",
  title: "Semantic Kernel",
  languages: ["python"],
  modules: ["semantic_kernel"],
  clients: [{ names: ["Kernel"] }],
  models: services.map(([name, provider]) => ({
    modules: ["semantic_kernel"],
    names: [name],
    id: ["ai_model_id", "deployment_name", "model_id", "gemini_model_id", "#0"],
    provider,
  })),
  calls: [
    ...agents.flatMap((agent) => [
      { ...ofAgent(agent), paths: [`${agent}().get_response`, `${agent}().invoke`] },
      { ...ofAgent(agent), paths: [`${agent}().invoke_stream`], stream: true },
    ]),
    ...["invoke", "get_response", "invoke_stream"].flatMap((method) => [
      {
        // an agent that a file describes
        paths: [
          "AgentRegistry.create_from_yaml",
          "AgentRegistry.create_from_file",
          "AgentRegistry.create_from_dict",
        ].map((maker) => `${maker}().${method}`),
        api: "semantic-kernel.agent",
        slots: { messages: ["messages", "#0"] },
        adds: [{ name: "what the agent's file says" }],
      },
      {
        paths: [`BedrockAgent.create_and_prepare_agent().${method}`],
        api: "semantic-kernel.agent",
        provider: "bedrock",
        slots: {
          model: "create_and_prepare_agent:foundation_model",
          system: "create_and_prepare_agent:instructions",
          messages: ["messages", "#0"],
        },
      },
    ]),
    ...groups.map((group) => ({
      paths: [`${group}().invoke`, `${group}().invoke_stream`],
      api: "semantic-kernel.agent",
      agent: true,
      slots: {
        model: [`${group}:agents>service`, `${group}:members>service`, `${group}:members>ai_model_id`],
        system: [`${group}:agents>instructions`, `${group}:members>instructions`],
        messages: "task",
      },
    })),
    {
      paths: ["client.invoke_prompt", "client.invoke_prompt_stream"],
      api: "semantic-kernel.chat",
      slots: { messages: ["prompt", "#0"] },
      ambient: service,
      unmistakable: { has: ["prompt"] },
      whenImported: true,
    },
    {
      // a kernel runs functions of any kind: only those made from a prompt are requests
      paths: ["client.invoke", "client.invoke_stream"],
      api: "semantic-kernel.chat",
      slots: { messages: ["function", "#0"].flatMap((made) => prompts.map((prompt) => `${made}>${prompt}`)) },
      needs: "messages",
      ambient: service,
      whenImported: true,
    },
    {
      paths: [
        "client.add_function().invoke",
        "KernelFunctionFromPrompt().invoke",
        "client.add_function().invoke_stream",
      ],
      api: "semantic-kernel.chat",
      slots: {
        messages: ["add_function", "KernelFunctionFromPrompt"].flatMap((made) =>
          prompts.map((prompt) => `${made}:${prompt}`),
        ),
      },
      needs: "messages",
      ambient: service,
      whenImported: true,
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
