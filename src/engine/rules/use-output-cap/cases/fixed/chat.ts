import OpenAI from "openai";

const openai = new OpenAI();

export const inline = (text: string) =>
  openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: text }], max_completion_tokens: 1024 });
  //                      ^^^^^^ finding: use-output-cap No output cap: one answer of gpt-4o may run to 16,384 tokens

export async function summarise(text: string) {
  const completion = await openai.chat.completions.create({
    //                                             ^^^^^^ finding: use-output-cap
    model: "gpt-4o",
    messages: [
      { role: "system", content: "Summarise the text." },
      { role: "user", content: text },
    ],
    max_completion_tokens: 1024,
  });
  return completion.choices[0].message.content;
}

export const responses = (input: string) =>
  openai.responses.create({
    //             ^^^^^^ finding: use-output-cap 1,024 tokens cost at most
    model: "gpt-4.1",
    input,
    stream: true, // shown as it comes
    max_output_tokens: 1024
  });

// the reasoning counts towards the cap: no edit is offered
export const reasoning = (input: string) => openai.responses.create({ model: "gpt-5", input });
//                                                           ^^^^^^ finding: use-output-cap

// capped
export const capped = (input: string) => openai.responses.create({ model: "gpt-4.1", input, max_output_tokens: 500 });
export const cappedChat = (messages: OpenAI.ChatCompletionMessageParam[]) =>
  openai.chat.completions.create({ model: "gpt-4o", messages, max_tokens: 500 });

// a long answer of this model is cheap
export const cheap = (input: string) => openai.responses.create({ model: "gpt-4.1-nano", input });

// the options may hold a cap
export const open = (input: string, options: object) =>
  openai.responses.create({ model: "gpt-4.1", input, ...options });

// nobody knows which model this is
export const unknown = (input: string, model: string) => openai.responses.create({ model, input });

// an answer that is held to one of three words needs no other limit
export const label = (input: string) =>
  openai.responses.create({
    model: "gpt-4.1",
    input,
    text: {
      format: {
        type: "json_schema",
        name: "label",
        strict: true,
        schema: {
          type: "object",
          properties: { label: { type: "string", enum: ["spam", "ham", "unsure"] } },
          required: ["label"],
          additionalProperties: false,
        },
      },
    },
  });
