import type { Sdk } from "./sdk";

const addsOf = (agent: string) => [
  { name: "CrewAI's own words around the role and the task" },
  { name: "tools to delegate", when: `${agent}allow_delegation` },
  { name: "tools of MCP servers", when: `${agent}mcps` },
  { name: "answers of remote agents", when: `${agent}a2a` },
];

export const sdk: Sdk = {
  name: "crewai",
  title: "CrewAI",
  languages: ["python"],
  modules: ["crewai"],
  models: [
    {
      modules: ["crewai"],
      names: ["LLM"],
      id: ["model", "#0"],
      outputCap: ["max_tokens", "max_completion_tokens"],
      baseUrl: "base_url",
    },
  ],
  calls: [
    {
      paths: ["LLM().call", "LLM().acall"],
      api: "crewai.chat",
      slots: {
        model: ["LLM:model", "LLM:#0"],
        messages: ["messages", "#0"],
        tools: "tools",
        schema: ["response_model", "LLM:response_format"],
        outputCap: ["LLM:max_tokens", "LLM:max_completion_tokens"],
      },
    },
    {
      paths: ["Agent().kickoff", "Agent().kickoff_async"],
      api: "crewai.agent",
      slots: {
        model: ["Agent:llm", "Agent:config.llm"],
        system: ["Agent:backstory", "Agent:goal"],
        messages: ["messages", "#0"],
        tools: "Agent:tools",
        schema: "response_format",
        steps: "Agent:max_iter",
      },
      adds: addsOf("Agent:"),
      defaults: {
        model: { value: "gpt-4.1-mini", source: "crewai constants.py DEFAULT_LLM_MODEL", unless: "Agent:config" },
        steps: { value: 25, source: "crewai agents/agent_builder/base_agent.py" },
      },
    },
    {
      // one task is one run of its agent
      paths: ["Task"],
      api: "crewai.agent",
      requires: ["description|config"],
      slots: {
        model: ["agent>llm", "agent>config.llm"],
        system: ["agent>backstory", "agent>goal"],
        messages: ["description"],
        tools: ["tools", "agent>tools"],
        schema: ["output_pydantic", "output_json"],
        steps: "agent>max_iter",
      },
      adds: addsOf("agent>"),
      defaults: {
        model: {
          value: "gpt-4.1-mini",
          source: "crewai constants.py DEFAULT_LLM_MODEL",
          unless: ["config", "agent>config"],
        },
        steps: { value: 25, source: "crewai agents/agent_builder/base_agent.py" },
      },
    },
  ],
};
