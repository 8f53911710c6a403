import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const RULES = `{{700 words}}`;
const model = "claude-sonnet-4-5";

export async function each(tickets: string[]) {
  for (const ticket of tickets) {
    await client.messages.create({
      //                  ^^^^^^ finding: no-call-in-loop send several items in one request
      model,
      max_tokens: 50,
      system: RULES,
      messages: [{ role: "user", content: ticket }],
    });
  }
}

export const gathered = (tickets: string[]) =>
  Promise.all(
    tickets.map((ticket) =>
      client.messages.create({ model, max_tokens: 50, system: RULES, messages: [{ role: "user", content: ticket }] }),
      //              ^^^^^^ finding: no-call-in-loop One request for each of `tickets`
    ),
  );

export async function keys(byName: Record<string, string>) {
  for (const [name, ticket] of Object.entries(byName)) {
    const content = `${name}: ${ticket}`;
    await client.messages.create({ model, max_tokens: 50, system: RULES, messages: [{ role: "user", content }] });
    //                    ^^^^^^ finding: no-call-in-loop
  }
}

export const one = (content: string) =>
  client.messages.create({ model, max_tokens: 50, system: RULES, messages: [{ role: "user", content }] });

export async function attempts(content: string) {
  for (let attempt = 0; attempt < 3; attempt++) {
    await client.messages.create({ model, max_tokens: 50, system: RULES, messages: [{ role: "user", content }] });
  }
}

export async function cached(tickets: string[]) {
  for (const content of tickets) {
    await client.messages.create({
      model,
      max_tokens: 50,
      system: [{ type: "text", text: RULES, cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content }],
    });
  }
}
