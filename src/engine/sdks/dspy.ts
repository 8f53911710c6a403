import type { Sdk } from "./sdk";

const modules = [
  "Predict",
  "ChainOfThought",
  "ProgramOfThought",
  "ReAct",
  "CodeAct",
  "TypedPredictor",
  "TypedChainOfThought",
];
const steps: Record<string, number> = { ReAct: 20, CodeAct: 5, ProgramOfThought: 3 };

export const sdk: Sdk = {
  name: "dspy",
  title: "DSPy",
  languages: ["python"],
  modules: ["dspy"],
  models: [{ modules: ["dspy"], names: ["LM", "OpenAI"], id: ["model", "#0"], outputCap: "max_tokens" }],
  calls: [
    ...modules.map((module) => ({
      paths: [`${module}()()`, `${module}().acall`, `${module}().forward`],
      api: "dspy.predict",
      inputs: { but: ["lm", "config", "demos", "signature", "n", "temperature"] },
      ambient: { setters: ["configure", "context"], argument: "lm", name: "dspy.settings.lm" },
      slots: {
        model: "lm",
        system: [`${module}:signature`, `${module}:#0`],
        tools: `${module}:tools`,
        steps: `${module}:max_iters`,
      },
      ...(steps[module]
        ? {
            agent: true,
            defaults: {
              steps: {
                value: steps[module],
                source: `dspy/predict/${module === "ReAct" ? "react" : module === "CodeAct" ? "code_act" : "program_of_thought"}.py`,
              },
            },
          }
        : {}),
    })),
    {
      paths: ["LM()()"],
      api: "dspy.chat",
      slots: {
        model: ["LM:model", "LM:#0"],
        messages: ["messages", "prompt", "#0"],
        outputCap: ["max_tokens", "LM:max_tokens"],
      },
    },
  ],
};
