import OpenAI from "openai";

const openai = new OpenAI();
const HANDBOOK = `{{7200 words}}`;

export const answer = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-oversized-context do not fit
    model: "gpt-4",
    max_tokens: 1000,
    messages: [
      { role: "system", content: HANDBOOK },
      { role: "user", content: question },
    ],
  });
