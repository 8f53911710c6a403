import { isObject, type Json, runs, type ToolShape } from "../request";
import { compactJson, prunedTool, spacedJson, toolJson } from "../tool-json";
import { jsonOf, mark, type Rendering, type Schema } from "./rendering";

/** Tools and calls as JSON between tags, as vLLM hands them over: https://huggingface.co/Qwen/Qwen3-0.6B (chat template) */
export const hermes: Rendering = {
  tools: (tools) => tools.map((tool) => `\n${spacedJson({ type: "function", function: functionOf(tool) })}`).join(""),
  call(name, args) {
    const json = jsonOf(args);
    return `\n${mark}\n{"name": "${name}", "arguments": ${json === undefined ? args : spacedJson(json)}}\n${mark}`;
  },
  result: (text) => `\n${mark}\n${text}\n${mark}`,
};

/** The same by Ollama, which writes JSON without blanks: https://ollama.com/library/qwen3 (template) */
export const hermesOllama: Rendering = {
  ...hermes,
  tools: (tools) =>
    tools.map((tool) => `\n{"type": "function", "function": ${compactJson(prunedTool(toolJson(tool)))}}`).join(""),
  call(name, args) {
    const json = jsonOf(args);
    const sent: Json = isObject(json) ? sorted(json) : (json ?? args);
    return `\n${mark}\n{"name": "${name}", "arguments": ${compactJson(sent)}}\n${mark}`;
  },
};

const sorted = (json: Schema): Schema =>
  Object.fromEntries(Object.entries(json).sort(([one], [other]) => (one < other ? -1 : 1)));

const functionOf = ({ name, description, parameters }: ToolShape): Json => ({
  name,
  description: runs(description).join("") || null,
  parameters: parameters ?? null,
});
