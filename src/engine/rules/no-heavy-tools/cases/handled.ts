import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic();
const tool = { description: "It does what its name says.", input_schema: { type: "object" as const, properties: {} } };
const find = { name: "find_order", ...tool };
const refund = { name: "refund_order", ...tool };
const track = { name: "track_parcel", ...tool };

// the last arm takes what is left
export async function rest(content: string, shop: Record<string, (input: unknown) => void>) {
  const { content: blocks } = await client.messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 500,
    tools: [find, refund, track],
    messages: [{ role: "user", content }],
  });
  for (const block of blocks) {
    if (block.type !== "tool_use") continue;
    if (block.name === "find_order") shop.find(block.input);
    else if (block.name === "refund_order") shop.refund(block.input);
    else shop.track(block.input);
  }
}
