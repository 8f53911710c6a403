import type { Sdk } from "./sdk";

const slots = {
  model: "Agent:model",
  system: ["instructions", "#1.instructions", "Agent:instructions"],
  messages: "#0",
  tools: "Agent:tools",
  schema: ["#1.structuredOutput.schema", "#1.output", "#1.experimental_output"],
  outputCap: ["#1.modelSettings.maxOutputTokens", "#1.maxTokens", "Agent:defaultOptions.modelSettings.maxOutputTokens"],
  temperature: ["#1.modelSettings.temperature", "#1.temperature"],
  steps: ["#1.maxSteps"],
};

export const sdk: Sdk = {
  name: "mastra",
  title: "Mastra",
  languages: ["typescript"],
  modules: ["@mastra/core", "@mastra/core/agent"],
  calls: [
    { paths: ["Agent().generate", "Agent().generateLegacy"], api: "mastra.agent", slots },
    { paths: ["Agent().stream", "Agent().streamLegacy"], api: "mastra.agent", stream: true, slots },
  ],
};
