import Anthropic from "@anthropic-ai/sdk";
import { ANSWER_MODEL } from "./models";
import { SUPPORT_POLICY } from "./policy";

const anthropic = new Anthropic();

export interface Ticket {
  customer: string;
  orders: object[];
  message: string;
}

/** The mail that answers a ticket. */
export async function answer(ticket: Ticket) {
  const response = await anthropic.messages.create({
    model: ANSWER_MODEL,
    max_tokens: 800,
    system: SUPPORT_POLICY,
    messages: [
      {
        role: "user",
        content: `Customer: ${ticket.customer}\nOrders:\n${JSON.stringify(ticket.orders, null, 2)}\n\nMessage:\n${ticket.message}`,
      },
    ],
  });
  return response.content;
}
