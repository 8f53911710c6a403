import type { Sdk } from "./sdk";

const teams = ["RoundRobinGroupChat", "SelectorGroupChat", "MagenticOneGroupChat", "Swarm", "GraphFlow", "MagenticOne"];
const ofTeam = (team: string) => ({
  api: "autogen.agent",
  agent: true,
  conversation: true,
  slots: {
    model: [
      `${team}:participants>model_client`,
      `${team}:#0>model_client`,
      `${team}:model_client`,
      `${team}:client`,
      `${team}:#0>#1`,
    ],
    system: [`${team}:participants>system_message`, `${team}:#0>system_message`],
    messages: ["task", "#0"],
    steps: `${team}:max_turns`,
  },
});
/** Agents of version 0.2, whose model stands in `llm_config`. */
const speakers = ["ConversableAgent", "AssistantAgent", "UserProxyAgent", "GPTAssistantAgent"];
const config = (...places: string[]) =>
  places.flatMap((place) => [`${place}llm_config.config_list.0.model`, `${place}llm_config.model`]);

const adds = [
  { name: "AutoGen's standard system message", unless: "AssistantAgent:system_message" },
  { name: "tools of the workbench", when: "AssistantAgent:workbench" },
];

export const sdk: Sdk = {
  name: "autogen",
  title: "AutoGen",
  languages: ["python"],
  modules: ["autogen_agentchat", "autogen_ext", "autogen_core", "autogen", "pyautogen"],
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
      adds,
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
      adds,
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
    ...teams.flatMap((team) => [
      { ...ofTeam(team), paths: [`${team}().run`] },
      { ...ofTeam(team), paths: [`${team}().run_stream`], stream: true },
    ]),
    ...speakers.map((speaker) => ({
      paths: [`${speaker}().initiate_chat`, `${speaker}().a_initiate_chat`],
      api: "autogen.agent",
      agent: true,
      conversation: true,
      slots: {
        model: config("recipient>", "#0>", `${speaker}:`),
        system: ["recipient>system_message", "#0>system_message", `${speaker}:system_message`],
        messages: "message",
        steps: "max_turns",
      },
    })),
    ...speakers.map((speaker) => ({
      paths: [`${speaker}().generate_reply`, `${speaker}().a_generate_reply`],
      api: "autogen.chat",
      slots: {
        model: config(`${speaker}:`),
        system: `${speaker}:system_message`,
        messages: ["messages", "#0"],
      },
    })),
  ],
};
