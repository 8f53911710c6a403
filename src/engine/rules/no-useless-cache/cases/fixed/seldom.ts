import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const LONG = `{{1800 words}}`;
const ask = (content: string) => [{ role: "user" as const, content }];

// tokenbill: calls=30/day
export const hourly = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache At 913 calls a month one comes every 48 minutes on average, and what is cached lives 5 minutes
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: LONG, cache_control: { type: "ephemeral", ttl: "1h" } }],
    messages: ask(question),
  });

// tokenbill: calls=3/day
export const rare = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: no-useless-cache so remove the breakpoint
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: `${LONG} Be short.` }],
    messages: ask(question),
  });

// tokenbill: calls=5k/day
export const often = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: `${LONG} Be kind.`, cache_control: { type: "ephemeral" } }],
    messages: ask(question),
  });

// three mornings a day, each with many calls one behind the other
export async function together(questions: string[]) {
  for (const question of questions) {
    // tokenbill: calls=3/day
    await client.messages.create({
      model: "claude-sonnet-4-5",
      max_tokens: 500,
      system: [{ type: "text", text: `${LONG} Be precise.`, cache_control: { type: "ephemeral" } }],
      messages: ask(question),
    });
  }
}

export const nobodyKnows = (question: string) =>
  client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: [{ type: "text", text: `${LONG} Be calm.`, cache_control: { type: "ephemeral" } }],
    messages: ask(question),
  });
