import OpenAI from "openai";

const openai = new OpenAI();

export const isFood = (url: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-oversized-images where low detail takes
    model: "gpt-4o",
    max_tokens: 5,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Does this picture show food? Answer yes or no." },
          { type: "image_url", image_url: { url, detail: "high" } },
        ],
      },
    ],
  });
