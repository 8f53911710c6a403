import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

export const answer = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-6",
    //     ^^^^ finding: no-deprecated-model was retired on 2026-02-19
    max_tokens: 500,
    messages: [{ role: "user", content: question }],
  });
