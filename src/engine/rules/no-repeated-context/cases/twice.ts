import OpenAI from "openai";

const openai = new OpenAI();
const RULES = `{{160 words}}`;
const SHORT = "Answer briefly.";

export const systemAndUser = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-repeated-context 2 times in this request
    model: "gpt-4o-mini",
    messages: [
      { role: "system", content: RULES },
      { role: "user", content: `${RULES}\n\nQuestion: ${question}` },
    ],
  });

export const instructionsAndInput = (question: string) =>
  openai.responses.create({
    //             ^^^^^^ finding: no-repeated-context send it once
    model: "gpt-4o-mini",
    instructions: RULES,
    input: RULES + question,
  });

export const threeTimes = (a: string, b: string) =>
  openai.responses.create({ model: "gpt-4o-mini", input: `${RULES}${a}${RULES}${b}${RULES}` });
  //               ^^^^^^ finding: no-repeated-context 3 times

export const once = (question: string) =>
  openai.responses.create({ model: "gpt-4o-mini", instructions: RULES, input: question });

export const shortTwice = (question: string) =>
  openai.responses.create({ model: "gpt-4o-mini", instructions: SHORT, input: SHORT + question });

export const sameHole = (text: string) => openai.responses.create({ model: "gpt-4o-mini", input: `${text}\n${text}` });
