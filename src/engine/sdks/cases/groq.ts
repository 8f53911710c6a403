import Groq from "groq-sdk";

const client = new Groq({ apiKey: "k" });

export async function run(queue: any) {
  await client.chat.completions.create({ model: "llama-3.3-70b-versatile", max_tokens: 64, messages: [{ role: "user", content: "hi" }] });
  //                            ^^^^^^ call: openai.chat sdk=groq provider=groq model=llama-3.3-70b-versatile cap=64 parts=user
  await client.models.list();
  await queue.messages.create({ body: "hi" });
}
