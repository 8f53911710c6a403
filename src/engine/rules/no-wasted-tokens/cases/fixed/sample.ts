import OpenAI from "openai";

const openai = new OpenAI();

export const summarise = (order: object) =>
  openai.responses.create({
    model: "gpt-4o-mini",
    input: `Summarise this order: ${JSON.stringify(order)}`,
    //                              ^^^^ finding: no-wasted-tokens write it compactly
  });
