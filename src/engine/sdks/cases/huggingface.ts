import { InferenceClient } from "@huggingface/inference";

const client = new InferenceClient("token");

export async function run(hub: any) {
  await client.chatCompletion({ model: "Qwen/Qwen3-8B", messages: [{ role: "user", content: "hi" }], max_tokens: 10 });
  //           ^^^^^^^^^^^^^^ call: openai.chat sdk=huggingface provider=huggingface cap=10
  await hub.uploadFile("a");
}
