import { gemini } from "@llamaindex/google";
import { OpenAI } from "@llamaindex/openai";
import { ContextChatEngine, ReActAgent, RouterQueryEngine, Settings, VectorStoreIndex } from "llamaindex";

const llm = new OpenAI({ model: "gpt-4o", maxTokens: 70 });

Settings.llm = new OpenAI({ model: "gpt-4.1-mini" });

export async function run(index: any) {
  await llm.chat({ messages: [{ role: "user", content: "Say hi" }] });
  //        ^^^^ call: llamaindex.chat sdk=llamaindex model=gpt-4o cap=70 parts=user
  await gemini({ model: "gemini-2.5-flash" }).complete({ prompt: "Say hi" });
  //                                          ^^^^^^^^ call: llamaindex.complete provider=google model=gemini-2.5-flash parts=user
  await index.query({ vector: [1, 2], topK: 3 });
}

export async function ask(documents: any[], stored: any, pinecone: any) {
  const index = await VectorStoreIndex.fromDocuments(documents);
  const engine = index.asQueryEngine();
  const answer = await engine.query({ query: "What is it about?" });
  //                          ^^^^^ call: llamaindex.chat model=gpt-4.1-mini provider=openai parts=user
  const other = stored.asQueryEngine({ similarityTopK: 3 });
  await other.query({ query: "And this?" });
  //          ^^^^^ call: llamaindex.chat model=gpt-4.1-mini parts=user
  const talk = new ContextChatEngine({ retriever: index.asRetriever() });
  await talk.chat({ message: "Hello" });
  //         ^^^^ call: llamaindex.chat model=gpt-4.1-mini parts=user grows
  const agent = new ReActAgent({ llm, tools: [] });
  await agent.chat({ message: "Go" });
  //          ^^^^ call: llamaindex.agent model=gpt-4o parts=user
  await Settings.llm.complete({ prompt: answer.toString() });
  //                 ^^^^^^^^ call: llamaindex.chat model=gpt-4.1-mini parts=user
  const router = RouterQueryEngine.fromDefaults({ queryEngineTools: [{ queryEngine: engine, description: "All" }] });
  await router.query({ query: "Which one?" });
  //           ^^^^^ call: llamaindex.chat parts=user
  const session = await gemini({ model: "gemini-live-2.5-flash" }).live.connect({ tools: [] });
  //                                                                    ^^^^^^^ call: llamaindex.realtime kind=realtime grows
  await index.asRetriever().retrieve({ query: "only vectors" });
  await pinecone.query({ vector: [1, 2], topK: 3 });
  return session;
}
