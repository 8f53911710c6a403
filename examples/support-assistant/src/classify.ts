import OpenAI from "openai";
import { CLASSIFIER_MODEL } from "./models";

const openai = new OpenAI();

const LABELS = ["billing", "delivery", "returns", "account", "other"] as const;

export type Label = (typeof LABELS)[number];

/** Which queue a message belongs to. */
export async function classify(message: string): Promise<Label> {
  const completion = await openai.chat.completions.create({
    model: CLASSIFIER_MODEL,
    max_completion_tokens: 20,
    messages: [
      {
        role: "system",
        content: `Classify the customer's message. Answer with exactly one of these labels and nothing else: ${LABELS.join(", ")}.`,
      },
      { role: "user", content: message },
    ],
  });
  return completion.choices[0]?.message.content as Label;
}

/** Does a person have to look at it? */
export async function needsPerson(message: string): Promise<boolean> {
  const response = await openai.responses.create({
    model: "gpt-4o",
    max_output_tokens: 16,
    instructions: "Decide whether a human agent has to handle this message. Answer yes or no.",
    input: message.slice(0, 4000),
  });
  return response.output_text.trim().toLowerCase() === "yes";
}
