import { openai } from "@ai-sdk/openai";
import { generateText } from "ai";
import { SUPPORT_POLICY } from "./policy";

/** A monthly look at what customers wrote about. */
export async function insights(month: string, mails: string[]) {
  const { text } = await generateText({
    model: openai("gpt-5.4"),
    system: "You are an analyst. Find the five topics that cost the support team the most time, with a quotation for each.",
    prompt: `Policy in force:\n${SUPPORT_POLICY}\n\nMails of ${month}:\n${mails.join("\n---\n")}`,
  });
  return text;
}
