// case: {"files": {"package.json": "{\"devDependencies\": {\"ai\": \"6.0.3\"}}"}}
import { anthropic } from "@ai-sdk/anthropic";
import { generateText, ToolLoopAgent } from "ai";

const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export const prompted = (prompt: string) =>
  generateText({
//^^^^^^^^^^^^ finding: use-prompt-cache
    model: anthropic("claude-sonnet-4-5"),
    system: POLICY,
    prompt,
  });

const agent = new ToolLoopAgent({ model: anthropic("claude-sonnet-4-5"), instructions: POLICY });
export const ask = (prompt: string) => agent.generate({ prompt });
//                                           ^^^^^^^^ finding: use-prompt-cache
