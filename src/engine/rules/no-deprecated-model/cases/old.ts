import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const anthropic = new Anthropic();
const openai = new OpenAI();
const MODEL = "claude-3-opus-20240229";
//            ^^^^ finding: no-deprecated-model was retired on
const messages = [{ role: "user" as const, content: "Hello" }];

export const literal = () =>
  anthropic.messages.create({ model: "claude-3-7-sonnet-20250219", max_tokens: 100, messages });
  //                                 ^^^^ finding: no-deprecated-model so requests fail: 
export const constant = () => anthropic.messages.create({ model: MODEL, max_tokens: 100, messages });

export const either = (large: boolean) =>
  anthropic.messages.create({
    model: large ? "claude-opus-4-20250514" : "claude-haiku-5-5",
    //             ^^^^ finding: no-deprecated-model claude-opus-4-20250514
    max_tokens: 100,
    messages,
  });

export const fallback = () =>
  anthropic.messages.create({
    model: process.env.MODEL ?? "claude-sonnet-4-20250514",
    //                          ^^^^ finding: no-deprecated-model
    max_tokens: 100,
    messages,
  });

export const openaiOld = (input: string) => openai.responses.create({ model: "gpt-3.5-turbo-1106", input });
//                                                                           ^^^^ finding: no-deprecated-model
export const current = () => anthropic.messages.create({ model: "claude-sonnet-5", max_tokens: 100, messages });
export const small = (input: string) => openai.responses.create({ model: "gpt-6-luna", input });
export const unknown = (model: string) => anthropic.messages.create({ model, max_tokens: 100, messages });
