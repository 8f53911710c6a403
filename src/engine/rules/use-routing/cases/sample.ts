import OpenAI from "openai";

const openai = new OpenAI();
const MODEL = process.env["MODEL"] ?? "gpt-5";

export async function isSpam(mail: string) {
  const answer = await openai.chat.completions.create({
    //                                         ^^^^^^ finding: use-routing its model also serves 1 call that asks for more
    model: MODEL,
    max_completion_tokens: 200,
    messages: [{ role: "user", content: `Is this spam? Answer yes or no.\n${mail}` }],
  });
  return answer.choices[0]?.message.content === "yes";
}

export async function reply(mail: string) {
  return openai.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: `Write a thorough reply, step by step.\n${mail}` }],
  });
}
