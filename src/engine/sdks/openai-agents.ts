import type { Sdk } from "./sdk";

const slots = {
  model: ["#0>model", "starting_agent>model"],
  system: ["#0>instructions", "starting_agent>instructions"],
  messages: ["#1", "input"],
  tools: ["#0>tools", "starting_agent>tools"],
  schema: ["#0>output_type", "#0>outputType"],
  outputCap: ["#0>model_settings.max_tokens", "#0>modelSettings.maxTokens"],
  temperature: ["#0>model_settings.temperature", "#0>modelSettings.temperature"],
  effort: ["#0>model_settings.reasoning.effort", "#0>modelSettings.reasoning.effort"],
  steps: ["max_turns", "#2.maxTurns"],
};
const defaults = {
  model: { value: "gpt-5.6-luna", source: "openai-agents-python src/agents/models/default_models.py" },
  steps: { value: 10, source: "openai-agents-python src/agents/run_config.py" },
};

const adds = [
  {
    name: "tools of MCP servers",
    when: ["#0>mcp_servers", "#0>mcpServers", "starting_agent>mcp_servers"],
  },
  { name: "tools of the sandbox", when: ["#0>capabilities", "#0>defaultManifest", "#0>default_manifest"] },
  { name: "handoffs, as tools", when: ["#0>handoffs", "starting_agent>handoffs"] },
];
const realtime = { value: "gpt-realtime-2.1" };

export const sdk: Sdk = {
  name: "openai-agents",
  title: "OpenAI Agents SDK",
  languages: ["typescript", "python"],
  modules: ["agents", "@openai/agents", "@openai/agents-core", "@openai/agents-realtime"],
  models: [
    {
      modules: ["agents", "@openai/agents"],
      names: ["OpenAIChatCompletionsModel", "OpenAIResponsesModel"],
      id: ["model", "#0"],
      provider: "openai",
    },
    {
      modules: ["agents.extensions.models.litellm_model", "agents.extensions"],
      names: ["LitellmModel"],
      id: ["model", "#0"],
    },
    { modules: ["@openai/agents-extensions"], names: ["aisdk"], id: "#0", wraps: "#0" },
  ],
  calls: [
    {
      paths: ["Runner.run", "Runner.run_sync", "run", "Runner().run"],
      api: "openai-agents.agent",
      at: -1,
      provider: "openai",
      slots,
      adds,
      defaults,
    },
    {
      paths: ["Runner.run_streamed"],
      api: "openai-agents.agent",
      at: -1,
      provider: "openai",
      stream: true,
      slots,
      adds,
      defaults,
    },
    {
      paths: ["RealtimeSession().connect"],
      api: "openai.realtime",
      kind: "realtime",
      provider: "openai",
      conversation: true,
      slots: {
        model: "RealtimeSession:#1.model",
        system: "RealtimeSession:#0>instructions",
        tools: "RealtimeSession:#0>tools",
      },
      defaults: {
        model: { ...realtime, source: "openai-agents-js packages/agents-realtime/src/openaiRealtimeBase.ts" },
      },
    },
    {
      paths: ["RealtimeRunner().run"],
      api: "openai.realtime",
      kind: "realtime",
      provider: "openai",
      conversation: true,
      slots: {
        model: ["model_config.initial_model_settings.model_name", "RealtimeRunner:config.model_settings.model_name"],
        system: ["RealtimeRunner:#0>instructions", "RealtimeRunner:starting_agent>instructions"],
        tools: ["RealtimeRunner:#0>tools", "RealtimeRunner:starting_agent>tools"],
      },
      defaults: { model: { ...realtime, source: "openai-agents-python src/agents/realtime/openai_realtime.py" } },
    },
  ],
};
