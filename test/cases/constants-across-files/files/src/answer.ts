import Anthropic from "@anthropic-ai/sdk";
import { POLICY } from "./prompts";

const client = new Anthropic();

export async function answer(question: string) {
  return client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: POLICY,
    messages: [{ role: "user", content: question }],
  });
}
