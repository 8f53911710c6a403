import { CohereClientV2 } from "cohere-ai";

const cohere = new CohereClientV2({ token: "t" });

export async function run(room: any) {
  await cohere.chat({ model: "command-a-03-2025", messages: [{ role: "user", content: "hi" }], maxTokens: 30 });
  //           ^^^^ call: cohere.chat model=command-a-03-2025 cap=30 provider=cohere
  await cohere.chatStream({ model: "command-r", messages: [] });
  //           ^^^^^^^^^^ call: cohere.chat stream
  await cohere.embed({ model: "embed-v4.0", texts: ["a"], inputType: "search_query" });
  //           ^^^^^ call: cohere.embed kind=embedding
  await cohere.rerank({ model: "rerank-v3.5", query: "q", documents: [] });
  room.chat({ message: "to a person" });
}
