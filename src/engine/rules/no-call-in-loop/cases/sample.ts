import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const RULES = `You label tickets. {{600 words}}`;

export async function label(tickets: string[]) {
  for (const ticket of tickets) {
    await client.messages.create({
      //                  ^^^^^^ finding: no-call-in-loop One request for each of `tickets`
      model: "claude-sonnet-4-5",
      max_tokens: 20,
      system: RULES,
      messages: [{ role: "user", content: ticket }],
    });
  }
}
