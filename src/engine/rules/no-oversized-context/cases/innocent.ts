import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const openai = new OpenAI();
const anthropic = new Anthropic();

const HANDBOOK = `{{5000 words}}`;

export const roomy = (question: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    messages: [
      { role: "system", content: HANDBOOK },
      { role: "user", content: question },
    ],
  });

export const fits = (question: string) =>
  openai.chat.completions.create({
    model: "gpt-4",
    max_tokens: 1000,
    messages: [
      { role: "system", content: HANDBOOK },
      { role: "user", content: question },
    ],
  });

export const small = (question: string) =>
  anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 64_000,
    messages: [{ role: "user", content: question }],
  });

export const embedding = (input: string) => openai.embeddings.create({ model: "text-embedding-3-small", input });
