import { StringOutputParser } from "@langchain/core/output_parsers";
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { RunnableSequence } from "@langchain/core/runnables";
import { createReactAgent } from "@langchain/langgraph/prebuilt";
import { loadQAStuffChain } from "@langchain/classic/chains";
import { SqlDatabaseChain } from "@langchain/classic/chains/sql_db";
import { BaseChatModel } from "@langchain/core/language_models/chat_models";
import { ChatOpenAI, OpenAIEmbeddings } from "@langchain/openai";
import { z } from "zod";

const model = new ChatOpenAI({ model: "gpt-4o", maxTokens: 50 });
const prompt = ChatPromptTemplate.fromMessages([
  ["system", "You answer about {topic}."],
  ["human", "{input}"],
]);
const chain = prompt.pipe(model).pipe(new StringOutputParser());
const sequence = RunnableSequence.from([prompt, model, new StringOutputParser()]);

export async function run(input: string, retriever: any, client: any) {
  await chain.invoke({ topic: "rain", input });
  //          ^^^^^^ call: langchain.chat model=gpt-4o cap=50 parts=system,user provider=openai
  await sequence.stream({ topic: "rain", input });
  //             ^^^^^^ call: langchain.chat stream model=gpt-4o parts=system,user
  await model.withStructuredOutput(z.object({ name: z.string() })).invoke("Name it");
  //                                                               ^^^^^^ call: langchain.chat schema=name parts=user
  await new ChatOpenAI().invoke("hi");
  //                     ^^^^^^ call: langchain.chat model=gpt-3.5-turbo
  const agent = createReactAgent({ llm: model, tools: [], prompt: "You search." });
  await agent.invoke({ messages: [{ role: "user", content: input }] });
  //          ^^^^^^ call: langchain.agent model=gpt-4o parts=system,user
  await retriever.invoke(input);
  await client.stream("rows");
}

class OwnModel extends BaseChatModel {
  _llmType() {
    return "own";
  }
}

export async function more(input: string, docs: string[]) {
  await new ChatOpenAI({ temperature: 0 }).invoke("hi");
  //                                       ^^^^^^ call: langchain.chat model=gpt-3.5-turbo parts=user
  const answer = loadQAStuffChain(model);
  await answer.invoke({ question: input });
  //           ^^^^^^ call: langchain.chat model=gpt-4o
  const tagging = new SqlDatabaseChain({ llm: model, database: input });
  await tagging.run("How many orders are there?");
  //            ^^^ call: langchain.chat model=gpt-4o
  await new OpenAIEmbeddings({ model: "text-embedding-3-small" }).embedDocuments(docs);
  //                                                              ^^^^^^^^^^^^^^ call: langchain.embed kind=embedding model=text-embedding-3-small provider=openai
  const ownModel = new OwnModel({});
  await ownModel.invoke("what it sends stands in the class");
}
