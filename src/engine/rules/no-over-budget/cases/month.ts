// case: {"budgets": {"file": 50}, "usage": {"month.ts": {"calls": "2k/day", "context": "1k", "output": 300}}}
import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

export const answer = (content: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-over-budget A month of this file costs at least ~$
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    messages: [{ role: "user", content }],
  });

export const label = (content: string) =>
  client.messages.create({ model: "claude-haiku-4-5", max_tokens: 500, messages: [{ role: "user", content }] });
