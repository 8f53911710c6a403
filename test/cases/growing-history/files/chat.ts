import OpenAI from "openai";

const openai = new OpenAI();

export async function interview(next: () => Promise<string>) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [
    { role: "system", content: "You interview a candidate. Ask one question at a time, and be kind." },
  ];
  for (let turn = 0; turn < 8; turn++) {
    messages.push({ role: "user", content: `The candidate says: ${await next()}. Ask the next question.` });
    const answer = await openai.chat.completions.create({ model: "gpt-4o", max_tokens: 200, messages });
    messages.push(answer.choices[0].message);
  }
}
