import { OpenRouter } from "@openrouter/sdk";

const openRouter = new OpenRouter({ apiKey: "k" });

export async function run(room: any) {
  await openRouter.chat.send({ model: "openai/gpt-5", messages: [{ role: "user", content: "hi" }] });
  //                    ^^^^ call: openai.chat sdk=openrouter provider=openrouter model=openai/gpt-5
  await openRouter.chat.send({ chatRequest: { model: "z-ai/glm-4.6", messages: [], maxTokens: 10 } });
  //                    ^^^^ call: openai.chat model=z-ai/glm-4.6 cap=10
  await room.chat.send({ text: "to a person" });
}
