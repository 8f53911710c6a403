import type { Sdk } from "./sdk";

const slots = {
  model: "model",
  fallbacks: "fallbacks",
  system: "system",
  messages: "messages",
  tools: "tools",
  schema: ["output_format", "output_config.format", "response_model"],
  outputCap: "max_tokens",
  thinkingBudget: "thinking.budget_tokens",
  thinkingMode: "thinking.type",
  caching: "cache_control",
  effort: "output_config.effort",
  tier: ["speed", "service_tier"],
  region: "inference_geo",
  stop: "stop_sequences",
  stream: "stream",
  temperature: "temperature",
  toolChoice: ["tool_choice.type", "tool_choice"],
};

const adds = [
  { name: "tools of MCP servers", when: "mcp_servers" },
  { name: "skills of the container", when: "container.skills" },
];

export const sdk: Sdk = {
  name: "anthropic",
  title: "Anthropic",
  languages: ["typescript", "python"],
  modules: [
    "anthropic",
    "@anthropic-ai/sdk",
    "@anthropic-ai/bedrock-sdk",
    "@anthropic-ai/vertex-sdk",
    "@anthropic-ai/foundry-sdk",
    "@anthropic-ai/aws-sdk",
    "@anthropic-ai/google-cloud-sdk",
  ],
  clients: [
    {
      names: ["Anthropic", "AsyncAnthropic", "default", "Client", "AsyncClient"],
      modules: ["anthropic", "@anthropic-ai/sdk"],
      provider: "anthropic",
      baseUrl: ["base_url", "baseURL"],
    },
    { names: ["AnthropicBedrock", "AsyncAnthropicBedrock"], provider: "bedrock" },
    { names: ["AnthropicVertex", "AsyncAnthropicVertex"], provider: "vertex", region: "region" },
    { names: ["AnthropicFoundry", "AsyncAnthropicFoundry"], provider: "azure" },
    { names: ["default"], modules: ["@anthropic-ai/bedrock-sdk"], provider: "bedrock" },
    { names: ["default"], modules: ["@anthropic-ai/vertex-sdk"], provider: "vertex", region: "region" },
    { names: ["default"], modules: ["@anthropic-ai/foundry-sdk"], provider: "azure" },
    // Anthropic's own platform, reached through a cloud's account
    { names: ["AnthropicAws", "AnthropicGoogleCloud"], provider: "anthropic" },
    { names: ["default"], modules: ["@anthropic-ai/aws-sdk", "@anthropic-ai/google-cloud-sdk"], provider: "anthropic" },
    { names: ["wrap_anthropic"], modules: ["langsmith", "braintrust"], wraps: "#0" },
  ],
  transparent: ["with_raw_response", "with_streaming_response", "with_options()", "withOptions()", "beta"],
  calls: [
    {
      paths: ["client.messages.create", "client.messages.parse"],
      api: "anthropic.messages",
      slots,
      adds,
      // the same spelling sends a text message at Twilio: `{ body, from, to }`
      unmistakable: { has: ["max_tokens", "messages"], lacks: ["body", "to"] },
      requires: ["messages"],
    },
    {
      paths: ["client.messages.stream"],
      api: "anthropic.messages",
      stream: true,
      slots,
      adds,
      unmistakable: { has: ["max_tokens", "messages"] },
    },
    {
      paths: ["client.messages.toolRunner", "client.messages.tool_runner"],
      api: "anthropic.messages",
      slots: { ...slots, steps: ["max_iterations"] },
      adds,
      unmistakable: { has: ["max_tokens", "messages"] },
    },
    {
      paths: ["client.messages.batches.create"],
      api: "anthropic.messages",
      batch: true,
      slots,
      adds,
      each: { list: "requests", request: "params" },
      unmistakable: { has: ["requests"] },
    },
    {
      paths: ["client.completions.create", "client.completion", "client.acompletion"],
      api: "anthropic.messages",
      slots: { model: "model", messages: "prompt", outputCap: "max_tokens_to_sample", stream: "stream" },
      unmistakable: { has: ["max_tokens_to_sample"] },
    },
  ],
};
