import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();

const POLICY = `You answer questions about orders. These are the rules of the shop.
{{1800 words}}
`;

export async function answer(question: string) {
  const message = await client.messages.create({
    //                                  ^^^^^^ finding: use-prompt-cache tokens are the same in every call
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });
  return message.content;
}

export async function answerInline(question: string) {
  return client.messages.create({
    //                   ^^^^^^ finding: use-prompt-cache pays from the second call within 5 minutes
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: "You answer questions about orders. {{1800 words}}", cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });
}

export async function answerInOneLine(question: string) {
  const system = POLICY;
  const messages = [{ role: "user" as const, content: question }];
  return client.messages.create({ model: "claude-opus-4-1", max_tokens: 500, system: [{ type: "text", text: system, cache_control: { type: "ephemeral" } }], messages });
  //                     ^^^^^^ finding: use-prompt-cache
}

export async function answerWithBlocks(question: string) {
  return client.messages.create({
    //                   ^^^^^^ finding: use-prompt-cache
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [
      { type: "text", text: "You answer questions about orders." },
      {
        type: "text",
        text: POLICY,
        cache_control: { type: "ephemeral" },
      },
    ],
    messages: [{ role: "user", content: question }],
  });
}

export function streamAnswer(question: string) {
  return client.messages.stream({
    //                   ^^^^^^ finding: use-prompt-cache
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: POLICY + "\nAnswer in one paragraph.", cache_control: { type: "ephemeral" } }],
    messages: [{ role: "user", content: question }],
  });
}

export function answerWithDate(question: string) {
  return client.messages.create({
    //                   ^^^^^^ finding: use-prompt-cache
    model: "claude-sonnet-4-5",
    max_tokens: 1024,
    system: [{ type: "text", text: `${POLICY}\n`, cache_control: { type: "ephemeral" } }, { type: "text", text: `Today is ${new Date().toISOString()}.` }],
    messages: [{ role: "user", content: question }],
  });
}

const BLOCKS = [{ type: "text" as const, text: POLICY }];

// the list of blocks is written elsewhere, where other calls may use it: no edit is offered
export const sharedBlocks = (question: string) =>
  client.messages.create({
    //            ^^^^^^ finding: use-prompt-cache
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system: BLOCKS,
    messages: [{ role: "user", content: question }],
  });
