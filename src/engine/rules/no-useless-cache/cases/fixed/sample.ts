import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

export const answer = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache The cache breakpoint does nothing
    model: "claude-haiku-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: "You are a support assistant." }],
    messages: [{ role: "user", content: question }],
  });
