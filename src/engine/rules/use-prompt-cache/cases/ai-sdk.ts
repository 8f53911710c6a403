import { anthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";

const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export const latest = (prompt: string) =>
  generateText({ model: anthropic("claude-sonnet-4-5"), instructions: POLICY, prompt });
//^^^^^^^^^^^^ finding: use-prompt-cache

// no package.json says which version this is: no edit is offered
export const unknown = (prompt: string) =>
  generateText({ model: anthropic("claude-sonnet-4-5"), system: POLICY, prompt });
//^^^^^^^^^^^^ finding: use-prompt-cache
