import { randomUUID } from "node:crypto";
import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const openai = new OpenAI();
const anthropic = new Anthropic();
const RULES = `{{1800 words}}`;

export const date = (question: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    messages: [
      { role: "system", content: `Now it is ${new Date().toISOString()}.\n${RULES}` },
      //                                      ^^^^ finding: no-broken-cache-prefix changes with the clock
      { role: "user", content: question },
    ],
  });

export const time = (question: string) =>
  anthropic.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: "Time: " + Date.now() + "\n" + RULES,
    //                 ^^^^ finding: no-broken-cache-prefix
    messages: [{ role: "user", content: question }],
  });

export const request = (input: string) =>
  openai.responses.create({
    model: "gpt-4o",
    instructions: `Request ${randomUUID()}\n${RULES}`,
    //                       ^^^^ finding: no-broken-cache-prefix is random
    input,
  });

export const behind = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `${RULES}\nNow it is ${new Date().toISOString()}.`, input });

export const short = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `Now it is ${new Date().toISOString()}. Be brief.`, input });

// a fixed date
export const fixed = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `Since ${new Date("2024-01-01").getFullYear()}.\n${RULES}`, input });

// who the user is may well be the same in most calls
export const named = (name: string, input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `You help ${name}.\n${RULES}`, input });

// several values that change in one sentence: they can be moved together
export function rewrite(input: string) {
  const now = new Date();
  const month = now.getMonth() + 1;
  const instructions = `You expand queries. It is ${now.toISOString()}, month ${month} of ${now.getFullYear()}.\n${RULES}`;
  //                                                ^^^^ finding: no-broken-cache-prefix changes with the clock
  return openai.responses.create({ model: "gpt-4o", instructions, input });
}

// a date is the same all day long
export const day = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `Today is ${new Date().toISOString().split("T")[0]}.\n${RULES}`, input });
export const dayByPlace = (input: string) =>
  openai.responses.create({ model: "gpt-4o", instructions: `Today is ${new Date().toLocaleDateString()}.\n${RULES}`, input });
