import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const tool = { description: "It does what its name says.", input_schema: { type: "object" as const, properties: {} } };
const find = { name: "find_order", ...tool };
const refund = { name: "refund_order", ...tool };
const track = { name: "track_parcel", ...tool };
//            ^^^^ finding: no-heavy-tools nothing here handles it

export async function support(content: string, shop: Record<string, (input: unknown) => void>) {
  const answer = await client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    tools: [find, refund, track],
    messages: [{ role: "user", content }],
  });
  for (const block of answer.content) {
    if (block.type !== "tool_use") continue;
    switch (block.name) {
      case "find_order":
        shop.find(block.input);
        break;
      case "refund_order":
        shop.refund(block.input);
        break;
    }
  }
}
