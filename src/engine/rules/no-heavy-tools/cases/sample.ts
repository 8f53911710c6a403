import OpenAI from "openai";

const openai = new OpenAI();
const tools: OpenAI.Responses.Tool[] = [
  { type: "function", name: "find", description: "{{1200 words}}", parameters: { type: "object", properties: {} }, strict: true },
  { type: "function", name: "refund", description: "{{1200 words}}", parameters: { type: "object", properties: {} }, strict: true },
];

export const act = (input: string) => openai.responses.create({ model: "gpt-4-turbo", input, tools });
//                                                     ^^^^^^ finding: no-heavy-tools 2 tool definitions take
