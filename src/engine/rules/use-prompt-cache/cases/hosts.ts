import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";
import { anthropic } from "@ai-sdk/anthropic";
import { generateText } from "ai";

const bedrock = new BedrockRuntimeClient({});
const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export const converse = (question: string) =>
  bedrock.send(
    new ConverseCommand({
      //^^^ finding: use-prompt-cache
      modelId: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      system: [{ text: POLICY }],
      messages: [{ role: "user", content: [{ text: question }] }],
      inferenceConfig: { maxTokens: 500 },
    }),
  );

export const marked = (question: string) =>
  bedrock.send(
    new ConverseCommand({
      modelId: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      system: [{ text: POLICY }, { cachePoint: { type: "default" } }],
      messages: [{ role: "user", content: [{ text: question }] }],
    }),
  );

export const framework = (prompt: string) =>
  generateText({ model: anthropic("claude-sonnet-4-5"), system: POLICY, prompt, maxOutputTokens: 500 });
//^^^^ finding: use-prompt-cache saves $
