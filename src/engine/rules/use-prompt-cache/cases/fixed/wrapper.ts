import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const POLICY = `You answer questions about orders.
{{1800 words}}`;

class Assistant {
  constructor(private readonly instructions: string) {}

  async ask(question: string) {
    const answer = await client.messages.create({
      //                                 ^^^^^^ finding: use-prompt-cache
      model: "claude-sonnet-4-5",
      max_tokens: 500,
      system: [{ type: "text", text: this.instructions, cache_control: { type: "ephemeral" } }],
      messages: [{ role: "user", content: question }],
    });
    return answer.content;
  }
}

export const orders = (question: string) => new Assistant(POLICY).ask(question);

// what each customer sends differs, and would be written into the cache for nothing
async function about(customer: string, question: string, system: string) {
  return client.messages.create({
    //                   ^^^^^^ finding: use-prompt-cache
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    system,
    messages: [{ role: "user", content: question }],
  });
}

export const known = (question: string) => about("", question, POLICY);
export const filled = (customer: string, question: string) => about(customer, question, `${customer}\n${POLICY}`);
