import OpenAI from "openai";

const openai = new OpenAI();
const HANDBOOK = `{{1600 words}}`;
const model = "gpt-4.1";

export const answer = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-repeated-context also sent by 2 other calls
    model,
    messages: [
      { role: "system", content: `You answer questions of customers.\n\n${HANDBOOK}` },
      { role: "user", content: question },
    ],
  });

export const review = (draft: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-repeated-context put the shared text first
    model,
    messages: [
      { role: "system", content: "You review drafts of answers." + HANDBOOK },
      { role: "user", content: draft },
    ],
  });

// This one has it first already.
export const first = (question: string) =>
  openai.chat.completions.create({
    model,
    messages: [
      { role: "system", content: `${HANDBOOK}\n\nYou summarise the handbook.` },
      { role: "user", content: question },
    ],
  });

// Another model has a cache of its own.
export const small = (question: string) =>
  openai.chat.completions.create({
    model: "gpt-4.1-nano",
    messages: [
      { role: "system", content: `You route questions of customers.\n\n${HANDBOOK}` },
      { role: "user", content: question },
    ],
  });

// Something that changes stands before it.
export const greeted = (name: string) =>
  openai.chat.completions.create({ model, messages: [{ role: "user", content: `For ${name}. ${HANDBOOK}` }] });
