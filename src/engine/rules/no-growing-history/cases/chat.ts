import { createInterface } from "node:readline/promises";
import OpenAI from "openai";

const openai = new OpenAI();
const terminal = createInterface({ input: process.stdin, output: process.stdout });

export async function chat() {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "system", content: "You are a support assistant." }];
  while (true) {
    messages.push({ role: "user", content: await terminal.question("> ") });
    const completion = await openai.chat.completions.create({ model: "gpt-4o", messages });
    //                                               ^^^^^^ finding: no-growing-history 20 turns are billed like about 210
    messages.push(completion.choices[0].message);
  }
}

export async function endless(next: () => Promise<string>) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  for (;;) {
    messages.push({ role: "user", content: await next() });
    const completion = await openai.chat.completions.create({ model: "gpt-4o", messages });
    //                                               ^^^^^^ finding: no-growing-history
    messages.push(completion.choices[0].message);
  }
}

export async function once(questions: string[]) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  for (const question of questions) messages.push({ role: "user", content: question });
  return openai.chat.completions.create({ model: "gpt-4o", messages });
}

export async function trimmed(next: () => Promise<string>) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [];
  while (true) {
    messages.push({ role: "user", content: await next() });
    if (messages.length > 20) messages.shift();
    const completion = await openai.chat.completions.create({ model: "gpt-4o", messages });
    messages.push(completion.choices[0].message);
  }
}

export async function separate(next: () => Promise<string>) {
  while (true) {
    await openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: await next() }] });
  }
}
