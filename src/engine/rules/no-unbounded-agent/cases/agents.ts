import Anthropic from "@anthropic-ai/sdk";
import OpenAI from "openai";

const openai = new OpenAI();
const anthropic = new Anthropic();

export async function agent(task: string, tools: OpenAI.ChatCompletionTool[], run: (call: unknown) => Promise<string>) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: task }];
  while (true) {
    const completion = await openai.chat.completions.create({ model: "gpt-4o", messages, tools });
    //                                               ^^^^^^ finding: no-unbounded-agent count the steps
    const { message } = completion.choices[0];
    messages.push(message);
    if (!message.tool_calls) return message.content;
    for (const call of message.tool_calls) {
      messages.push({ role: "tool", tool_call_id: call.id, content: await run(call) });
    }
  }
}

export async function claude(task: string, tools: Anthropic.Tool[], run: (block: unknown) => Promise<string>) {
  const messages: Anthropic.MessageParam[] = [{ role: "user", content: task }];
  for (;;) {
    const answer = await anthropic.messages.create({ model: "claude-sonnet-4-5", max_tokens: 4096, tools, messages });
    //                                      ^^^^^^ finding: no-unbounded-agent
    messages.push({ role: "assistant", content: answer.content });
    if (answer.stop_reason === "end_turn") return answer;
    for (const block of answer.content) {
      if (block.type !== "tool_use") continue;
      messages.push({ role: "user", content: [{ type: "tool_result", tool_use_id: block.id, content: await run(block) }] });
    }
  }
}

export async function forever(items: OpenAI.Responses.ResponseInputItem[], tools: OpenAI.Responses.Tool[]) {
  while (1) {
    const response = await openai.responses.create({ model: "gpt-5", input: items, tools });
    //                                      ^^^^^^ finding: no-unbounded-agent
    items.push(...response.output);
    if (!response.output.some((item) => item.type === "function_call")) break;
  }
}

export async function limited(task: string, tools: OpenAI.ChatCompletionTool[], run: (call: unknown) => Promise<string>) {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: task }];
  for (let step = 0; step < 10; step++) {
    const completion = await openai.chat.completions.create({ model: "gpt-4o", messages, tools });
    messages.push(completion.choices[0].message);
    for (const call of completion.choices[0].message.tool_calls ?? []) {
      messages.push({ role: "tool", tool_call_id: call.id, content: await run(call) });
    }
  }
}

export async function once(task: string, tools: OpenAI.ChatCompletionTool[]) {
  return openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: task }], tools });
}
