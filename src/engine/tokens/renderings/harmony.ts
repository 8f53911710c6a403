import { renderTools } from "../openai-tools";
import type { Rendering } from "./rendering";

/** Tools as a TypeScript namespace: https://github.com/openai/harmony */
export const harmony: Rendering = { tools: renderTools };
