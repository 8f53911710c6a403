import Anthropic from "@anthropic-ai/sdk";
import { ChatAnthropic } from "@langchain/anthropic";
import { HumanMessage, SystemMessage } from "@langchain/core/messages";
import OpenAI from "openai";

const client = new Anthropic();
const openai = new OpenAI();
const model = new ChatAnthropic({ model: "claude-sonnet-4-5", maxTokens: 500 });
const POLICY = `You answer questions about orders.
{{1800 words}}
`;

export async function talk(turns: AsyncIterable<string>) {
  const messages: Anthropic.MessageParam[] = [];
  for await (const turn of turns) {
    messages.push({ role: "user", content: turn });
    const answer = await client.messages.create({
      //                                 ^^^^^^ finding: use-prompt-cache
      model: "claude-sonnet-4-5",
      max_tokens: 1024,
      system: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }],
      messages,
    });
    messages.push({ role: "assistant", content: answer.content });
  }
}

export const chain = (question: string) => model.invoke([new SystemMessage({ content: [{ type: "text", text: POLICY, cache_control: { type: "ephemeral" } }] }), new HumanMessage(question)]);
//                                               ^^^^^^ finding: use-prompt-cache

export const luna = (question: string) =>
  openai.chat.completions.create({
    //                    ^^^^^^ finding: use-prompt-cache written into the cache anew
    model: "gpt-6-luna",
    messages: [
      { role: "developer", content: [{ type: "text", text: POLICY, prompt_cache_breakpoint: { mode: "explicit" } }] },
      { role: "user", content: question },
    ],
    prompt_cache_options: { mode: "explicit" },
  });

// the instructions say how far the work has come, so that no turn finds another one's conversation in the cache
export async function iterate(turns: AsyncIterable<string>, tools: Anthropic.Tool[]) {
  const messages: Anthropic.MessageParam[] = [];
  let step = 0;
  for await (const turn of turns) {
    step += 1;
    messages.push({ role: "user", content: turn });
    const answer = await client.messages.create({
      //                                 ^^^^^^ finding: use-prompt-cache
      model: "claude-sonnet-4-5",
      max_tokens: 1024,
      system: [{ type: "text", text: `${POLICY}`, cache_control: { type: "ephemeral" } }, { type: "text", text: `This is step ${step}.` }],
      messages,
    });
    messages.push({ role: "assistant", content: answer.content });
  }
}
