import { BedrockRuntimeClient, ConverseCommand } from "@aws-sdk/client-bedrock-runtime";

const bedrock = new BedrockRuntimeClient({});
const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export const converse = (question: string) =>
  bedrock.send(
    new ConverseCommand({
      //^^^ finding: use-prompt-cache
      modelId: "anthropic.claude-sonnet-4-5-20250929-v1:0",
      system: [{ text: POLICY }, { cachePoint: { type: "default" } }],
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
