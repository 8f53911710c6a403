import type { Sdk } from "./sdk";

const own = { name: "the agent's own instructions and tools" };

export const sdk: Sdk = {
  name: "claude-agent-sdk",
  title: "Claude Agent SDK",
  languages: ["typescript", "python"],
  modules: ["@anthropic-ai/claude-agent-sdk", "claude_agent_sdk", "@anthropic-ai/claude-code", "claude_code_sdk"],
  calls: [
    {
      paths: ["query"],
      api: "claude-agent-sdk.agent",
      provider: "anthropic",
      agent: true,
      slots: {
        model: "options.model",
        system: [
          "options.systemPrompt.append",
          "options.systemPrompt",
          "options.system_prompt.append",
          "options.system_prompt",
          "options.customSystemPrompt",
          "options.appendSystemPrompt",
        ],
        messages: ["prompt", "#0.prompt"],
        thinkingBudget: ["options.maxThinkingTokens", "options.max_thinking_tokens"],
        steps: ["options.maxTurns", "options.max_turns"],
      },
      adds: [own, { name: "tools of MCP servers", when: ["options.mcpServers", "options.mcp_servers"] }],
      requires: ["prompt"],
    },
    {
      paths: ["ClaudeSDKClient().query"],
      api: "claude-agent-sdk.agent",
      provider: "anthropic",
      agent: true,
      conversation: true,
      slots: {
        model: "ClaudeSDKClient:options.model",
        system: "ClaudeSDKClient:options.system_prompt",
        messages: ["prompt", "#0"],
        steps: "ClaudeSDKClient:options.max_turns",
      },
      adds: [own, { name: "tools of MCP servers", when: "ClaudeSDKClient:options.mcp_servers" }],
    },
  ],
};
