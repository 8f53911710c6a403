import OpenAI from "openai";

const openai = new OpenAI();
const user = (content: string) => [{ role: "user" as const, content }];

// a small model already
export const small = (ticket: string) =>
  openai.chat.completions.create({
    model: "gpt-4o-mini",
    max_tokens: 10,
    messages: user(`Classify the ticket as billing or other. Answer with one word.\n${ticket}`),
  });

// hard work
export const essay = (topic: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 200,
    messages: user(`Write an essay about ${topic} and classify its arguments.`),
  });

export const stepByStep = (problem: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    messages: user(`Think step by step, then answer yes or no only.\n${problem}`),
  });

// the task is only known at run time
export const anything = (prompt: string) =>
  openai.chat.completions.create({ model: "gpt-4o", max_tokens: 10, messages: user(prompt) });

// a long answer
export const report = (text: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 4000,
    messages: user(`Classify every sentence of this text and quote it.\n${text}`),
  });

// looks at a picture
export const picture = (url: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 10,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Classify the picture. Answer with one word." },
          { type: "image_url", image_url: { url } },
        ],
      },
    ],
  });

// nobody knows which model this is
export const chosen = (ticket: string) =>
  openai.chat.completions.create({
    model: process.env.MODEL!,
    max_tokens: 10,
    messages: user(`Classify the ticket as billing or other. Answer with one word.\n${ticket}`),
  });
