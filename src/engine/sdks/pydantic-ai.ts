import type { ModelShape, Sdk } from "./sdk";

const slots = {
  model: ["model", "Agent:model", "Agent:#0"],
  system: ["instructions", "Agent:instructions", "Agent:system_prompt"],
  messages: ["user_prompt", "#0"],
  tools: ["Agent:tools", "Agent:builtin_tools"],
  schema: ["output_type", "Agent:output_type", "Agent:result_type"],
  outputCap: ["model_settings.max_tokens", "Agent:model_settings.max_tokens"],
  temperature: ["model_settings.temperature", "Agent:model_settings.temperature"],
  steps: "usage_limits>request_limit",
};
const adds = [
  { name: "tools of toolsets", when: ["toolsets", "Agent:toolsets"] },
  { name: "tools of MCP servers", when: "Agent:mcp_servers" },
];
const decorated = { object: "Agent", tools: ["tool", "tool_plain"], system: ["system_prompt", "instructions"] };
const defaults = { steps: { value: 50, source: "pydantic-ai pydantic_ai_slim/pydantic_ai/usage.py" } };
const model = (name: string, provider: string, ...classes: string[]): ModelShape => ({
  modules: [`pydantic_ai.models.${name}`],
  names: classes,
  id: ["model_name", "#0"],
  provider,
  outputCap: "settings.max_tokens",
});

export const sdk: Sdk = {
  name: "pydantic-ai",
  title: "Pydantic AI",
  languages: ["python"],
  modules: ["pydantic_ai"],
  models: [
    model("openai", "openai", "OpenAIModel", "OpenAIChatModel", "OpenAIResponsesModel"),
    model("anthropic", "anthropic", "AnthropicModel"),
    model("google", "google", "GoogleModel"),
    model("gemini", "google", "GeminiModel"),
    model("groq", "groq", "GroqModel"),
    model("mistral", "mistral", "MistralModel"),
    model("cohere", "cohere", "CohereModel"),
    model("bedrock", "bedrock", "BedrockConverseModel"),
    model("openrouter", "openrouter", "OpenRouterModel"),
    {
      modules: ["pydantic_ai.models.fallback"],
      names: ["FallbackModel"],
      id: "#0",
      among: ["#0", "#1", "#2", "#3", "#4"],
    },
  ],
  calls: [
    {
      paths: ["Agent().run", "Agent().run_sync", "Agent().iter"],
      api: "pydantic-ai.agent",
      slots,
      adds,
      decorated,
      defaults,
    },
    {
      paths: ["Agent().run_stream", "Agent().run_stream_events"],
      api: "pydantic-ai.agent",
      stream: true,
      slots,
      adds,
      decorated,
      defaults,
    },
    {
      paths: ["direct.model_request", "direct.model_request_sync", "direct.model_request_stream"],
      api: "pydantic-ai.agent",
      slots: { model: ["model", "#0"], messages: ["messages", "#1"] },
    },
  ],
};
