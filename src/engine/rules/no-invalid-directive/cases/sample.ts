import OpenAI from "openai";

const openai = new OpenAI();

// tokenbill: call=10k/day output=200
//            ^^^^ finding: no-invalid-directive did you mean "calls"?
export const answer = (input: string) => openai.responses.create({ model: "gpt-4o-mini", input });
