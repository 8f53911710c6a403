import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const POLICY = `You are a support assistant. {{1800 words}}`;

export const answer = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: use-prompt-cache pays from the second call within 5 minutes
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });
