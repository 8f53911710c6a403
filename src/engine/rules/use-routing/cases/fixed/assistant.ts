import { openai } from "@ai-sdk/openai";
import Anthropic from "@anthropic-ai/sdk";
import { generateText } from "ai";

const client = new Anthropic();
const CLAUDE = "claude-opus-4-5";
const chatModel = "gpt-5";

export const topic = (text: string) =>
  client.messages.create({
    //            ^^^^^^ finding: use-routing This asks for classification
    model: "claude-haiku-4-5",
    max_tokens: 10,
    messages: [{ role: "user", content: `Categorize the text: sports, politics or culture. Answer with one word.\n${text}` }],
  });

export async function language(text: string) {
  const message = await client.messages.create({
    //                                  ^^^^^^ finding: use-routing also serves 1 call
    model: "claude-haiku-4-5",
    max_tokens: 10,
    messages: [{ role: "user", content: `Detect the language. Reply with the language code only.\n${text}` }],
  });
  return message.content;
}

export const report = (text: string) =>
  client.messages.create({
    model: CLAUDE,
    max_tokens: 4000,
    messages: [{ role: "user", content: `Write a comprehensive report on this.\n${text}` }],
  });

export async function title(chat: string) {
  const { text } = await generateText({
    //                   ^^^^^^^^^^^^ finding: use-routing a short title
    model: openai("gpt-6-luna"),
    prompt: `Generate a short title for this chat. Respond with the title only.\n${chat}`,
  });
  return text;
}

export const essay = (subject: string) =>
  generateText({ model: openai(chatModel), prompt: `Write an essay, in depth, on ${subject}.` });

// Every call of this constant is simple: one cheaper model serves them all.
const SIMPLE = "gpt-4.1";
export const positive = (text: string) =>
  generateText({ model: openai(SIMPLE), maxOutputTokens: 5, prompt: `Is this positive? Answer yes or no.\n${text}` });
export const polite = (text: string) =>
  generateText({ model: openai(SIMPLE), maxOutputTokens: 5, prompt: `Is this polite? Answer yes or no.\n${text}` });

// A cheap model serves both.
const NANO = "gpt-5-nano";
export const short = (text: string) =>
  generateText({ model: openai(NANO), maxOutputTokens: 5, prompt: `Is this short? Answer yes or no.\n${text}` });
export const story = (text: string) => generateText({ model: openai(NANO), prompt: `Write a story about ${text}.` });

// A model of its own.
export const apart = (text: string) =>
  generateText({ model: openai("gpt-5"), maxOutputTokens: 5, prompt: `Is this rude? Answer yes or no.\n${text}` });
