// case: {"ruleOptions": {"no-heavy-tools": {"leastTokens": 300}}}
import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const model = "claude-sonnet-4-5";
const ask = (content: string) => [{ role: "user" as const, content }];
const find = { name: "find", description: `{{200 words}}`, input_schema: { type: "object" as const, properties: {} } };
const refund = { name: "refund", description: `{{200 words}}`, input_schema: { type: "object" as const, properties: {} } };

export const inline = (question: string) =>
  client.messages.create({ model, max_tokens: 500, tools: [find, refund], messages: ask(question) });
  //              ^^^^^^ finding: no-heavy-tools 2 tool definitions take

export const withSystem = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-heavy-tools
    model,
    max_tokens: 500,
    system: "You are a support assistant.",
    tools: [find, refund],
    messages: ask(question),
  });

export function withHistory(question: string) {
  const tools = [find, refund];
  return client.messages.create({ model, max_tokens: 500, tools, messages: ask(question) });
  //                     ^^^^^^ finding: no-heavy-tools
}

export const one = (question: string) =>
  client.messages.create({ model, max_tokens: 500, tools: [find], messages: ask(question) });

export const cached = (question: string) =>
  client.messages.create({
    model,
    max_tokens: 500,
    tools: [find, { ...refund, cache_control: { type: "ephemeral" } }],
    messages: ask(question),
  });

export const none = (question: string) => client.messages.create({ model, max_tokens: 500, messages: ask(question) });
