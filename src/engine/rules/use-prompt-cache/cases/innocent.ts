import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const client = new Anthropic();
const openai = new OpenAI();

const POLICY = `You answer questions about orders.
{{1800 words}}
`;

// a breakpoint is there
export const cached = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });

// caching is on for the whole request
export const automatic = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    cache_control: { type: "ephemeral" },
    system: POLICY,
    messages: [{ role: "user", content: question }],
  });

// too short to be cached
export const short = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: "You answer questions about orders. {{200 words}}",
    messages: [{ role: "user", content: question }],
  });

// this model caches from 4,096 tokens on
export const belowMinimum = (question: string) =>
  client.messages.create({
    model: "claude-haiku-4-5",
    max_tokens: 1024,
    system: POLICY,
    messages: [{ role: "user", content: question }],
  });

// nothing in front is the same
export const variesFirst = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: `Now it is ${new Date().toISOString()}.\n${POLICY}`,
    messages: [{ role: "user", content: question }],
  });

// this vendor caches by itself
export const otherVendor = (question: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    messages: [
      { role: "system", content: POLICY },
      { role: "user", content: question },
    ],
  });

// nobody knows which model this is
export const unknownModel = (question: string, model: string) =>
  client.messages.create({
    model,
    max_tokens: 1024,
    system: POLICY,
    messages: [{ role: "user", content: question }],
  });
