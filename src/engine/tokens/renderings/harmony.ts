import { renderTools } from "../openai-tools";
import { mark, type Rendering } from "./rendering";

/** Tools as a TypeScript namespace, calls and answers as messages to and from it: https://github.com/openai/harmony */
export const harmony: Rendering = {
  tools: renderTools,
  call: (name, args) => `${mark}assistant${mark}commentary to=functions.${name} ${mark}json${mark}${args}${mark}`,
  result: (text, name) => `${mark}functions.${name ?? ""} to=assistant${mark}commentary${mark}${text}${mark}`,
};
