// case: {"rules": {"use-cheaper-model": "information"}}
import OpenAI from "openai";

const openai = new OpenAI();
const ask = (text: string) => [
  { role: "user" as const, content: `Classify the ticket as billing or other. Answer with one word.\n${text}` },
];

export const silenced = (ticket: string) =>
  // tokenbill-ignore-next-line use-cheaper-model -- the small model was tried
  openai.chat.completions.create({ model: "gpt-4o", max_tokens: 10, messages: ask(ticket) });

export const silencedWithAnotherComment = (ticket: string) =>
  // tokenbill-ignore-next-line use-cheaper-model
  // the answers are read by people
  openai.chat.completions.create({ model: "gpt-4o", max_tokens: 10, messages: ask(ticket) });

export async function silencedAboveALongCall(ticket: string) {
  /* tokenbill-ignore-next-line */
  const completion = await openai.chat.completions.create({
    model: "gpt-4o",
    max_tokens: 10,
    messages: ask(ticket),
  });
  return completion;
}

export const oneOfTwo = (ticket: string) =>
  // tokenbill-ignore-next-line use-prompt-cache, use-cheaper-model
  openai.chat.completions.create({ model: "gpt-4o", max_tokens: 10, messages: ask(ticket) });

export const smallAlready = (text: string) =>
//^^^^ finding: no-unused-silence reports use-cheaper-model
  openai.chat.completions.create({ model: "gpt-4o-mini", max_tokens: 10, messages: ask(text) });

export const misspelt = (text: string) =>
//^^^^ finding: no-unused-silence reports use-cheap-model
  openai.chat.completions.create({ model: "gpt-4o-mini", max_tokens: 10, messages: ask(text) });

//^^^^ finding: no-unused-silence reports anything
export const anything = (text: string) => openai.embeddings.create({ model: "text-embedding-3-small", input: text });
