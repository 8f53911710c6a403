import OpenAI from "openai";

const openai = new OpenAI();

export const summarise = (text: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: use-output-cap No output cap
    model: "gpt-4o",
    messages: [{ role: "user", content: `Summarise this text:\n${text}` }],
    max_completion_tokens: 1024,
  });
