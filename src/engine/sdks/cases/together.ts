import Together from "together-ai";

const client = new Together({ apiKey: "k" });

export async function run(queue: any) {
  await client.chat.completions.create({ model: "meta-llama/Llama-3.3-70B-Instruct-Turbo", max_tokens: 64, messages: [{ role: "user", content: "hi" }] });
  //                            ^^^^^^ call: openai.chat sdk=together provider=together model=meta-llama/Llama-3.3-70B-Instruct-Turbo cap=64 parts=user
  await client.models.list();
  await queue.messages.create({ body: "hi" });
}
