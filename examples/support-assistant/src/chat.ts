import Anthropic from "@anthropic-ai/sdk";

const anthropic = new Anthropic();

const history: Anthropic.MessageParam[] = [];

/** The chat window on the shop's page: the whole conversation is sent again with every turn. */
export async function reply(message: string) {
  history.push({ role: "user", content: message });
  const response = await anthropic.messages.create({
    model: "claude-haiku-5-5",
    max_tokens: 500,
    system: `You are the chat assistant of an online shop. Today is ${new Date().toISOString()}. Answer in at most three sentences.`,
    messages: history,
  });
  history.push({ role: "assistant", content: response.content });
  return response;
}
