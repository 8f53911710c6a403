import { HumanMessage } from "@langchain/core/messages";
import { ChatOpenAI } from "@langchain/openai";
import OpenAI from "openai";

const openai = new OpenAI();

export const category = (image: string) =>
  openai.responses.create({
    //             ^^^^^^ finding: no-oversized-images This asks for classification
    model: "gpt-4.1",
    max_output_tokens: 20,
    input: [
      {
        role: "user",
        content: [
          { type: "input_text", text: "Classify the picture: landscape, portrait or still life. Answer with one word." },
          { type: "input_image", image_url: image, detail: "high" },
        ],
      },
    ],
  });

export const compare = (before: string, after: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-oversized-images 2 images in high detail take
    model: "gpt-4o",
    max_completion_tokens: 5,
    messages: [
      { role: "system", content: "Is the same animal in both pictures? Reply only yes or no." },
      {
        role: "user",
        content: [
          { type: "image_url", image_url: { url: before, detail: "high" } },
          { type: "image_url", image_url: { url: after, detail: "high" } },
        ],
      },
    ],
  });

const vision = new ChatOpenAI({ model: "gpt-4o", maxTokens: 10 });
export const mood = (data: string) =>
  vision.invoke([
    //   ^^^^^^ finding: no-oversized-images
    new HumanMessage({
      content: [
        { type: "text", text: "Determine the sentiment of the face: happy, sad or neutral. Answer with one word only." },
        { type: "image_url", image_url: { url: `data:image/jpeg;base64,${data}`, detail: "high" } },
      ],
    }),
  ]);

// The vendor chooses.
export const automatic = (url: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 5,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Does this picture show food? Answer yes or no." },
          { type: "image_url", image_url: { url, detail: "auto" } },
        ],
      },
    ],
  });

// Small print has to be read.
export const receipt = (url: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 20,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Extract the total amount from this receipt. Return only the number." },
          { type: "image_url", image_url: { url, detail: "high" } },
        ],
      },
    ],
  });

// No simple question.
export const page = (url: string) =>
  openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 4000,
    messages: [
      {
        role: "user",
        content: [
          { type: "text", text: "Write a component in React that looks exactly like this." },
          { type: "image_url", image_url: { url, detail: "high" } },
        ],
      },
    ],
  });

// What low detail costs with this model is not known.
export const patches = (url: string) =>
  openai.chat.completions.create({
    model: "gpt-4.1-mini",
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
