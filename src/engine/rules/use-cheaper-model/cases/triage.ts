import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";

const openai = new OpenAI();
const anthropic = new Anthropic();
const MODEL = "gpt-4o";

export async function classify(ticket: string) {
  const completion = await openai.chat.completions.create({
    //                                             ^^^^^^ finding: use-cheaper-model This asks for classification, and gpt-4o costs
    model: "gpt-4o",
    max_tokens: 10,
    messages: [
      { role: "system", content: "Classify the ticket as billing, technical or other. Answer with one word." },
      { role: "user", content: ticket },
    ],
  });
  return completion.choices[0].message.content;
}

export async function isSpam(text: string): Promise<boolean> {
  const completion = await openai.chat.completions.create({
    //                                             ^^^^^^ finding: use-cheaper-model a yes-or-no answer
    model: MODEL,
    messages: [{ role: "user", content: `Is this message spam? Answer with "yes" or "no" only.\n\n${text}` }],
  });
  return completion.choices[0].message.content === "yes";
}

export async function title(chat: string) {
  const response = await openai.responses.create({
    //                                    ^^^^^^ finding: use-cheaper-model a short title
    model: MODEL,
    instructions: "Generate a short title for this conversation, at most five words. Return only the title.",
    input: chat,
    max_output_tokens: 32,
  });
  return response.output_text;
}

export async function route(question: string) {
  return anthropic.messages.create({
    //                      ^^^^^^ finding: use-cheaper-model claude-haiku-4-5
    model: "claude-sonnet-4-5",
    max_tokens: 20,
    system: "Route the request to one of: sales, support, billing. Reply with the queue's name only.",
    messages: [{ role: "user", content: question }],
  });
}

export async function extractEmail(text: string) {
  return anthropic.messages.create({
    //                      ^^^^^^ finding: use-cheaper-model extraction
    model: "claude-opus-4-1",
    max_tokens: 100,
    messages: [{ role: "user", content: "Extract the email address from the text below.\n\n" + text }],
  });
}

export async function rerank(query: string, documents: string[]) {
  return anthropic.messages.create({
    //                      ^^^^^^ finding: use-cheaper-model a selection
    model: "claude-sonnet-4-5",
    max_tokens: 50,
    messages: [
      {
        role: "user",
        content: `Query: ${query}\n\n${documents.join("\n")}\n\nSelect the three most relevant documents. Output only their indices.`,
      },
    ],
  });
}
