import OpenAI from "openai";
import { LARGE } from "./models";
import { LABEL } from "./prompts";

const openai = new OpenAI();

export async function label(ticket: string) {
  return openai.chat.completions.create({
    model: LARGE,
    max_tokens: 10,
    messages: [
      { role: "system", content: LABEL },
      { role: "user", content: ticket },
    ],
  });
}

export async function priority(ticket: string) {
  return openai.chat.completions.create({
    model: LARGE,
    max_tokens: 10,
    messages: [{ role: "user", content: `Is this ticket urgent? Answer yes or no.\n${ticket}` }],
  });
}
