// case: {"files": {"package.json": "{\"dependencies\": {\"ai\": \"^5.0.44\"}}"}}
import { bedrock } from "@ai-sdk/amazon-bedrock";
import { anthropic } from "@ai-sdk/anthropic";
import { openai } from "@ai-sdk/openai";
import { generateText, type ModelMessage, streamText } from "ai";

const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export const prompted = (prompt: string) =>
  generateText({ model: anthropic("claude-sonnet-4-5"), system: POLICY, prompt, maxOutputTokens: 500 });
//^^^^^^^^^^^^ finding: use-prompt-cache saves $

export async function POST(request: Request) {
  const { messages }: { messages: ModelMessage[] } = await request.json();
  const result = streamText({
    //           ^^^^^^^^^^ finding: use-prompt-cache
    model: anthropic("claude-sonnet-4-5"),
    system: POLICY,
    messages,
    maxOutputTokens: 500,
  });
  return result.toUIMessageStreamResponse();
}

export const inMessages = (question: string) =>
  generateText({
//^^^^^^^^^^^^ finding: use-prompt-cache
    model: bedrock("anthropic.claude-sonnet-4-5-20250929-v1:0"),
    messages: [
      { role: "system", content: POLICY },
      { role: "user", content: question },
    ],
  });

export const marked = (question: string) =>
  generateText({
    model: anthropic("claude-sonnet-4-5"),
    messages: [
      { role: "system", content: POLICY, providerOptions: { anthropic: { cacheControl: { type: "ephemeral" } } } },
      { role: "user", content: question },
    ],
  });

// this vendor caches by itself
export const other = (prompt: string) => generateText({ model: openai("gpt-4.1"), system: POLICY, prompt });
