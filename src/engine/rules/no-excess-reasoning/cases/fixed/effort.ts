import OpenAI from "openai";

const openai = new OpenAI();

export const chat = (ticket: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: no-excess-reasoning This asks for classification with high reasoning effort
    model: "gpt-5",
    reasoning_effort: "low",
    messages: [
      { role: "developer", content: "Classify the ticket as billing, technical or other. Answer with one word." },
      { role: "user", content: ticket },
    ],
  });

export const responses = (text: string) =>
  openai.responses.create({
    //             ^^^^^^ finding: no-excess-reasoning a yes-or-no answer
    model: "gpt-5-mini",
    reasoning: { effort: "low" },
    input: `Does this text name a person? Answer yes or no.\n${text}`,
  });

export const extract = (text: string) =>
  openai.responses.create({
    //             ^^^^^^ finding: no-excess-reasoning extraction
    model: "gpt-5",
    reasoning: { effort: "low", summary: "auto" },
    instructions: "Extract the invoice number. Return only the number.",
    input: text,
    max_output_tokens: 200,
  });

export const low = (text: string) =>
  openai.responses.create({
    model: "gpt-5",
    reasoning: { effort: "low" },
    input: `Does this text name a person? Answer yes or no.\n${text}`,
  });

export const unsaid = (text: string) =>
  openai.responses.create({ model: "gpt-5", input: `Does this text name a person? Answer yes or no.\n${text}` });

export const hard = (problem: string) =>
  openai.responses.create({
    model: "gpt-5",
    reasoning: { effort: "high" },
    input: `Prove or refute the claim, then answer yes or no.\n${problem}`,
  });

export const open = (input: string) => openai.responses.create({ model: "gpt-5", reasoning: { effort: "high" }, input });
