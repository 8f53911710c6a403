import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const SHORT = "You answer questions about orders.";
const LONG = `{{1800 words}}`;
const ask = (content: string) => [{ role: "user" as const, content }];

export const inline = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache tokens stand before it, and claude-sonnet-4-5 caches from 1,024 on
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: SHORT }],
    messages: ask(question),
  });

export const ownLine = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache The cache breakpoint does nothing
    model: "claude-haiku-4-5",
    max_tokens: 500,
    system: [
      {
        type: "text",
        text: LONG,
      },
    ],
    messages: ask(question),
  });

export const tooMany = (a: string, b: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache takes 4 at most: remove 1
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [
      { type: "text", text: LONG, cache_control: { type: "ephemeral" } },
      { type: "text", text: LONG, cache_control: { type: "ephemeral" } },
      { type: "text", text: LONG, cache_control: { type: "ephemeral" } },
    ],
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: a, cache_control: { type: "ephemeral" } },
          { type: "text", text: b, cache_control: { type: "ephemeral" } },
        ],
      },
    ],
  });

export const useful = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: LONG, cache_control: { type: "ephemeral" } }],
    messages: ask(question),
  });

// how long the document is, nobody knows
export const document = (text: string, question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [
      { type: "text", text: SHORT },
      { type: "text", text, cache_control: { type: "ephemeral" } },
    ],
    messages: ask(question),
  });

export const unknownTools = (tools: Anthropic.Tool[], question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    tools,
    system: [{ type: "text", text: SHORT, cache_control: { type: "ephemeral" } }],
    messages: ask(question),
  });

export const unmarked = (question: string) =>
  client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 500, system: SHORT, messages: ask(question) });
