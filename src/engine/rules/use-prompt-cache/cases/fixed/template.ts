import { ChatAnthropic } from "@langchain/anthropic";
import { ChatPromptTemplate } from "@langchain/core/prompts";

const POLICY = `You answer questions about orders.
{{1800 words}}`;
const model = new ChatAnthropic({ model: "claude-sonnet-4-5", maxTokens: 500 });

const prompt = ChatPromptTemplate.fromMessages([
  ["system", [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }]],
  ["human", "{question}"],
]);

export const answer = (question: string) => prompt.pipe(model).invoke({ question });
//                                                             ^^^^^^ finding: use-prompt-cache

// the customer's name comes first, and nothing behind it is the same for the next one
const named = ChatPromptTemplate.fromMessages([
  ["system", `{customer} asks. ${POLICY}`],
  ["human", "{question}"],
]);

export const greet = (customer: string, question: string) => named.pipe(model).invoke({ customer, question });
