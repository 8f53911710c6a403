import Fireworks from "fireworks-ai";

const client = new Fireworks({ apiKey: "k" });

export async function run(queue: any) {
  await client.chat.completions.create({ model: "accounts/fireworks/models/deepseek-v3", max_tokens: 64, messages: [{ role: "user", content: "hi" }] });
  //                            ^^^^^^ call: openai.chat sdk=fireworks provider=fireworks model=accounts/fireworks/models/deepseek-v3 cap=64 parts=user
  await client.models.list();
  await queue.messages.create({ body: "hi" });
}
