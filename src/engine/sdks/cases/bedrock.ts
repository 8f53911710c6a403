import { BedrockRuntimeClient, ConverseCommand, ConverseStreamCommand, InvokeModelCommand } from "@aws-sdk/client-bedrock-runtime";
import { SendMessageCommand } from "@aws-sdk/client-sqs";

const client = new BedrockRuntimeClient({ region: "eu-west-1" });

export async function run(prompt: string) {
  await client.send(
    new ConverseCommand({
  //    ^^^^^^^^^^^^^^^ call: bedrock.converse model=anthropic.claude-3-5-sonnet-20240620-v1:0 cap=512 parts=system,user marks=1 provider=bedrock
      modelId: "anthropic.claude-3-5-sonnet-20240620-v1:0",
      system: [{ text: "You are brief." }, { cachePoint: { type: "default" } }],
      messages: [{ role: "user", content: [{ text: prompt }] }],
      inferenceConfig: { maxTokens: 512 },
    }),
  );
  const stream = new ConverseStreamCommand({ modelId: "amazon.nova-lite-v1:0", messages: [] });
  //                 ^^^^^^^^^^^^^^^^^^^^^ call: bedrock.converse stream
  const command = new InvokeModelCommand({
    //                ^^^^^^^^^^^^^^^^^^ call: bedrock.invoke cap=1500 parts=user
    modelId: "anthropic.claude-3-sonnet-20240229-v1:0",
    body: JSON.stringify({ anthropic_version: "bedrock-2023-05-31", max_tokens: 1500, messages: [{ role: "user", content: prompt }] }),
  });
  await client.send(new SendMessageCommand({ QueueUrl: "q", MessageBody: "m" }));
  return [stream, command];
}

export async function lazily(load: () => Promise<any[]>, prompt: string) {
  await import("@aws-sdk/client-bedrock-runtime");
  const [{ ConverseCommand: Converse }, sender] = await load();
  const [{ ConverseStreamCommand }] = await load();
  await sender.send(new ConverseStreamCommand({ modelId: "amazon.nova-lite-v1:0", messages: [{ role: "user", content: [{ text: prompt }] }] }));
  //                    ^^^^^^^^^^^^^^^^^^^^^ call: bedrock.converse model=amazon.nova-lite-v1:0 stream
  return new Converse({ modelId: "x", messages: [] });
}
