import { google } from "@ai-sdk/google";
import { xai } from "@ai-sdk/xai";
import { GoogleGenAI } from "@google/genai";
import { ChatMistralAI } from "@langchain/mistralai";
import { Mistral } from "@mistralai/mistralai";
import { generateText, streamText } from "ai";

const mistral = new Mistral({ apiKey: process.env["MISTRAL_API_KEY"] ?? "" });
const genai = new GoogleGenAI({});
const MODEL = process.env["CHAT_MODEL"] ?? "mistral-large-latest";
//                                         ^ finding: no-stale-alias-price its price is that of

export const chat = (question: string) =>
  mistral.chat.complete({ model: MODEL, messages: [{ role: "user", content: question }] });

export const flash = (contents: string) => genai.models.generateContent({ model: "gemini-flash-latest", contents });
//                                                                               ^ finding: no-stale-alias-price

export const streamed = (prompt: string) => streamText({ model: google("gemini-flash-lite-latest"), prompt });
//                                                                     ^ finding: no-stale-alias-price

const model = new ChatMistralAI({ model: "mistral-small-latest", temperature: 0 });
//                                       ^ finding: no-stale-alias-price
export const chain = (question: string) => model.invoke(question);

// A version stands in the name: one generation, one price.
export const grok = (prompt: string) => generateText({ model: xai("grok-4.3-latest"), prompt });
export const chatLatest = (prompt: string) => generateText({ model: xai("grok-4-fast-reasoning-latest"), prompt });
export const dated = (question: string) =>
  mistral.chat.complete({ model: "mistral-large-2512", messages: [{ role: "user", content: question }] });
export const pinned = (contents: string) => genai.models.generateContent({ model: "gemini-3.5-flash", contents });
// No price is known, so none can go stale.
export const unpriced = (prompt: string) => generateText({ model: google("gemini-imaginary-latest"), prompt });
export const unknown = (prompt: string, name: string) => generateText({ model: google(name), prompt });
