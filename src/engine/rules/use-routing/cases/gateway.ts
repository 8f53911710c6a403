import OpenAI from "openai";

const router = new OpenAI({ baseURL: "https://openrouter.ai/api/v1" });
const MODEL = "anthropic/claude-opus-4.8";

export const language = (text: string) =>
  router.chat.completions.create({
    //                    ^^^^^^ finding: use-routing also serves 1 call
    model: MODEL,
    max_tokens: 20,
    messages: [{ role: "user", content: `Detect the language. Reply with the language code only.\n${text}` }],
  });

export const essay = (subject: string) =>
  router.chat.completions.create({
    model: MODEL,
    messages: [{ role: "user", content: `Think step by step, and write an essay on ${subject}.` }],
  });
