import { anthropic } from "@ai-sdk/anthropic";
import { openai as provider } from "@ai-sdk/openai";
import { ChatOpenAI } from "@langchain/openai";
import { generateText } from "ai";
import { unstable_now as now } from "./clock";
import OpenAI from "openai";

const openai = new OpenAI();

export async function GET() {
  const { text } = await generateText({
    //                   ^^^^^^^^^^^^ finding: use-response-cache each time this runs
    model: provider("gpt-4.1-mini"),
    temperature: 0,
    prompt: "List the ten most common questions about parcels, one on a line.",
  });
  return Response.json({ text });
}

export async function seed(pages: string[], save: (page: string, intro: string) => Promise<void>) {
  for (const page of pages) {
    const { text } = await generateText({
      //                   ^^^^^^^^^^^^ finding: use-response-cache in each turn of the loop
      model: anthropic("claude-haiku-4-5"),
      temperature: 0,
      prompt: "Write a short introduction for a help page of a parcel service.",
    });
    await save(page, text);
  }
}

class Glossary {
  terms() {
    return openai.chat.completions.create({
      //                           ^^^^^^ finding: use-response-cache at temperature 0
      model: "gpt-4o",
      temperature: 0,
      messages: [{ role: "user", content: "Define the ten words that a sender of parcels should know." }],
    });
  }
}
export const glossary = new Glossary();

// It takes an input, and nobody has measured how often it repeats.
export const classify = (text: string) =>
  generateText({ model: provider("gpt-4o"), temperature: 0, prompt: `Which language is this?\n${text}` });

// Another answer each time is what it is for.
export const slogan = () => generateText({ model: provider("gpt-4o"), prompt: "Invent a slogan for a bakery." });
export const poem = () => generateText({ model: provider("gpt-4o"), temperature: 0.9, prompt: "A poem on bread." });

// The time goes into it.
export const daily = () => generateText({ model: provider("gpt-4o"), temperature: 0, prompt: `A fact on ${now()}.` });

const cached = new ChatOpenAI({ model: "gpt-4o-mini", temperature: 0, cache: true });
export const again = () => cached.invoke("List the ten most common questions about parcels.");

let answer: string | undefined;
export async function remembered() {
  if (answer === undefined) {
    const result = await generateText({ model: provider("gpt-4o"), temperature: 0, prompt: "Define a parcel." });
    answer = result.text;
  }
  return answer;
}
