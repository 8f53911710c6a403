// case: {"rules": {"use-cheaper-model": "information"}}
import OpenAI from "openai";

const openai = new OpenAI();

export async function answer(input: string) {
//^^^^ finding: no-unused-silence silences nothing
  return openai.responses.create({ model: "gpt-4o-mini", input });
}
