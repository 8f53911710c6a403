import OpenAI from "openai";
import { describe } from "./prompts";

const openai = new OpenAI();

export const summarise = (order: object) =>
  openai.responses.create({ model: "gpt-6-luna", input: describe(order), max_output_tokens: 200 });
