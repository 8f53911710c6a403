import OpenAI from "openai";
import { DRAFT_MODEL } from "./models";

const openai = new OpenAI();

/** Every short text of the assistant goes through here. */
export async function ask(system: string, text: string, model = DRAFT_MODEL, maxTokens = 300) {
  const completion = await openai.chat.completions.create({
    model,
    max_completion_tokens: maxTokens,
    messages: [
      { role: "system", content: system },
      { role: "user", content: text },
    ],
  });
  return completion.choices[0]?.message.content ?? "";
}
