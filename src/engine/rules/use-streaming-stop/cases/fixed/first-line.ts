import { anthropic } from "@ai-sdk/anthropic";
import { openai as provider } from "@ai-sdk/openai";
import { generateText } from "ai";
import OpenAI from "openai";

const openai = new OpenAI();

export async function title(conversation: string) {
  const { text, usage } = await generateText({
    //                          ^^^^^^^^^^^^ finding: use-streaming-stop behind "\n---"
    model: anthropic("claude-haiku-4-5"),
    prompt: `Write a title, a line of dashes, then notes.\n${conversation}`,
    stopSequences: ["\n---"],
  });
  console.log(usage.totalTokens);
  return text.split("\n---")[0]?.trim();
}

export async function command(question: string) {
  const response = await openai.chat.completions.create({
    //                                           ^^^^^^ finding: use-streaming-stop behind "\n"
    model: "gpt-4o-mini",
    messages: [{ role: "user", content: question }],
    stop: ["\n"],
  });
  const answer = response.choices[0]?.message.content ?? "";
  return answer.trim().split("\n")[0];
}

export async function inline(question: string) {
  return (
    await openai.chat.completions.create({
      //                          ^^^^^^ finding: use-streaming-stop behind "Q:"
      model: "gpt-4.1",
      messages: [{ role: "user", content: question }],
      stop: ["Q:"],
    })
  ).choices[0]!.message.content!.split("Q:")[0];
}

// Another text is split.
export async function other(question: string) {
  const { text } = await generateText({ model: provider("gpt-4o"), prompt: question });
  return [question.split("\n")[0], text];
}

// The first line is only what is shown of it.
export async function preview(question: string) {
  const { text } = await generateText({ model: provider("gpt-4o"), prompt: question });
  return { text, preview: text.split("\n")[0] };
}

// Every line is used.
export async function list(question: string) {
  const { text } = await generateText({ model: provider("gpt-4o"), prompt: question });
  return text.split("\n").map((line) => line.trim());
}

// The answer goes somewhere first.
export async function cleaned(question: string, clean: (text: string) => string) {
  const { text } = await generateText({ model: provider("gpt-4o"), prompt: question });
  return clean(text).split("\n")[0];
}

// One line for each suggestion.
export async function suggestions(message: string) {
  const data = await openai.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content: message }] });
  return [
    { label: "A", text: data.choices[0]!.message.content!.split("\n")[0] },
    { label: "B", text: data.choices[0]!.message.content!.split("\n")[1] },
  ];
}
