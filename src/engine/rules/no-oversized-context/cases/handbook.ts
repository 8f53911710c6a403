import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const openai = new OpenAI();
const anthropic = new Anthropic();

const HANDBOOK = `{{7200 words}}`;
const NEARLY = `{{6800 words}}`;
const ARCHIVE = `{{32000 words}}`;
const LIBRARY = `{{100000 words}}`;

// more than the window holds
export const full = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-oversized-context do not fit
    model: "gpt-4",
    max_tokens: 1000,
    messages: [
      { role: "system", content: HANDBOOK },
      { role: "user", content: question },
    ],
  });

// nearly full
export const nearly = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-oversized-context % of
    model: "gpt-4",
    messages: [
      { role: "system", content: NEARLY },
      { role: "user", content: question },
    ],
  });

// over the budget
export const dear = (question: string) =>
  anthropic.messages.create({
    //               ^^^^^^ finding: no-oversized-context over the budget of 32,000: shorten the system prompt
    model: "claude-sonnet-4-5",
    max_tokens: 1000,
    system: ARCHIVE,
    messages: [{ role: "user", content: question }],
  });

// over a price threshold
export const longContext = (question: string) =>
  anthropic.messages.create({
    //               ^^^^^^ finding: no-oversized-context price threshold
    model: "claude-haiku-5-5",
    max_tokens: 1000,
    system: LIBRARY,
    messages: [{ role: "user", content: question }],
  });
