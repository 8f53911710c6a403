import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const openai = new OpenAI();
const anthropic = new Anthropic();
const local = new OpenAI({ baseURL: "http://localhost:11434/v1", apiKey: "-" });
const MODEL = "gpt-4o-minni";
//            ^^^^ finding: no-unpriced-model No price is known for gpt-4o-minni at openai

// said once, where the name is written
export const misspelt = (input: string) => openai.responses.create({ model: MODEL, input });
export const again = (input: string) => openai.responses.create({ model: MODEL, input, max_output_tokens: 5 });
export const invented = (input: string) => openai.responses.create({ model: "gpt-99", input });
//                                                                          ^^^^^^ finding: no-unpriced-model its price under "pricing"
// sold by another vendor: the client may well be pointed elsewhere
export const otherVendor = (content: string) =>
  anthropic.messages.create({ model: "gpt-4o", max_tokens: 10, messages: [{ role: "user", content }] });

export const swapped = (content: string) =>
  anthropic.messages.create({ model: "claude-hiaku-4-5", max_tokens: 10, messages: [{ role: "user", content }] });
  //                                 ^^^^ finding: no-unpriced-model did you mean claude-haiku-4-5?
export const old = (content: string) =>
  anthropic.messages.create({ model: "claude-sonnet-9", max_tokens: 10, messages: [{ role: "user", content }] });
  //                                 ^^^^ finding: no-unpriced-model in no total

export const priced = (input: string) => openai.responses.create({ model: "gpt-4o-mini", input });
export const dated = (input: string) => openai.responses.create({ model: "gpt-4o-2024-08-06", input });
export const runTime = (input: string, model: string) => openai.responses.create({ model, input });
export const own = (input: string) => local.responses.create({ model: "my-model", input });

// a host's list of open models changes every week; that it has no price is shown at the call
const together = new OpenAI({ baseURL: "https://api.together.xyz/v1", apiKey: "-" });
export const hosted = (input: string) => together.responses.create({ model: "Qwen/Qwen2-1B-Tuned", input });
