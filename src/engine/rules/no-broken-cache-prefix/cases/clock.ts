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
