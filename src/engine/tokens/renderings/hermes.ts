import { spacedJson, toolJson } from "../tool-json";
import { jsonOf, mark, type Rendering } from "./rendering";

/** Tools and calls as JSON between tags: https://huggingface.co/Qwen/Qwen3-0.6B (chat template) */
export const hermes: Rendering = {
  tools: (tools) => tools.map((tool) => `\n${spacedJson({ type: "function", function: toolJson(tool) })}`).join(""),
  call(name, args) {
    const json = jsonOf(args);
    const written = json === undefined ? args : spacedJson(json);
    return `\n${mark}\n{"name": "${name}", "arguments": ${written}}\n${mark}`;
  },
  result: (text) => `\n${mark}\n${text}\n${mark}`,
};
