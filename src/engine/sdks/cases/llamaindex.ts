import { gemini } from "@llamaindex/google";
import { OpenAI } from "@llamaindex/openai";

const llm = new OpenAI({ model: "gpt-4o", maxTokens: 70 });

export async function run(index: any) {
  await llm.chat({ messages: [{ role: "user", content: "Say hi" }] });
  //        ^^^^ call: llamaindex.chat sdk=llamaindex model=gpt-4o cap=70 parts=user
  await gemini({ model: "gemini-2.5-flash" }).complete({ prompt: "Say hi" });
  //                                          ^^^^^^^^ call: llamaindex.complete provider=google model=gemini-2.5-flash parts=user
  await index.query({ vector: [1, 2], topK: 3 });
}
