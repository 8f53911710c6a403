import { isObject, type Json } from "../request";
import { spacedJson, toolJson } from "../tool-json";
import { jsonOf, mark, type Rendering } from "./rendering";

/** Tools as JSON, one a line, and calls as markup: https://huggingface.co/deepseek-ai/DeepSeek-V3.2 (encoding) */
export const dsml: Rendering = {
  tools: (tools) => tools.map((tool) => spacedJson(toolJson(tool))).join("\n"),
  call(name, args) {
    const json = jsonOf(args);
    const fields = isObject(json) ? Object.entries(json) : [];
    const lines = fields.map(([key, value]) => parameter(key, value)).join("");
    return `<${mark}invoke name="${name}">\n${lines}</${mark}invoke>\n`;
  },
  result: (text) => `\n<result>${text}</result>`,
};

function parameter(key: string, value: Json): string {
  const isText = typeof value === "string";
  const written = isText ? value : spacedJson(value);
  return `<${mark}parameter name="${key}" string="${isText}">${written}</${mark}parameter>\n`;
}
