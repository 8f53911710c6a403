import type { Sdk } from "./sdk";

const agents = ["CodeAgent", "ToolCallingAgent"];
const defaults = { steps: { value: 20, source: "smolagents src/smolagents/agents.py" } };

export const sdk: Sdk = {
  name: "smolagents",
  title: "smolagents",
  languages: ["python"],
  modules: ["smolagents"],
  models: [
    {
      modules: ["smolagents"],
      names: ["OpenAIModel", "OpenAIServerModel"],
      id: ["model_id", "#0"],
      provider: "openai",
      baseUrl: "api_base",
      outputCap: "max_tokens",
    },
    {
      modules: ["smolagents"],
      names: ["AzureOpenAIModel", "AzureOpenAIServerModel"],
      id: ["model_id", "#0"],
      provider: "azure",
      outputCap: "max_tokens",
    },
    { modules: ["smolagents"], names: ["LiteLLMModel"], id: ["model_id", "#0"], outputCap: "max_tokens" },
    {
      modules: ["smolagents"],
      names: ["InferenceClientModel", "HfApiModel"],
      id: ["model_id", "#0"],
      provider: "huggingface",
      outputCap: "max_tokens",
    },
  ],
  calls: agents.map((agent) => ({
    paths: [`${agent}().run`],
    api: "smolagents.agent",
    agent: true,
    slots: {
      model: [`${agent}:model`, `${agent}:#1`],
      system: `${agent}:instructions`,
      messages: ["task", "#0"],
      tools: [`${agent}:tools`, `${agent}:#0`],
      steps: ["max_steps", `${agent}:max_steps`],
    },
    adds: [{ name: "the agent's own instructions" }],
    defaults,
  })),
};
