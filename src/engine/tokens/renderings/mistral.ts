import { runs, type ToolShape } from "../request";
import { spacedJson } from "../tool-json";
import { jsonOf, mark, type Rendering } from "./rendering";

/** Tools as one JSON list, and marks around each part: https://github.com/mistralai/mistral-common (InstructTokenizerV13) */
export const mistral: Rendering = {
  tools: (tools) => `${mark}${spacedJson(tools.map(functionOf))}${mark}`,
  call: (name, args) => `${mark}${name}${mark}${respaced(args)}`,
  result: (text) => `${mark}${text}${mark}`,
};

function functionOf({ name, description, parameters }: ToolShape) {
  return {
    type: "function",
    function: { name, description: runs(description).join(""), parameters: parameters ?? {} },
  };
}

function respaced(args: string): string {
  const json = jsonOf(args);
  return json === undefined ? args : spacedJson(json);
}
