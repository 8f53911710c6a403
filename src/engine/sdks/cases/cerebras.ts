import Cerebras from "@cerebras/cerebras_cloud_sdk";

const client = new Cerebras({ apiKey: "k" });

export async function run(queue: any) {
  await client.chat.completions.create({ model: "llama3.1-8b", max_tokens: 64, messages: [{ role: "user", content: "hi" }] });
  //                            ^^^^^^ call: openai.chat sdk=cerebras provider=cerebras model=llama3.1-8b cap=64 parts=user
  await client.models.list();
  await queue.messages.create({ body: "hi" });
}
