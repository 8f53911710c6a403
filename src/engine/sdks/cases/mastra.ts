import { openai } from "@ai-sdk/openai";
import { Agent } from "@mastra/core/agent";
import { Agent as HttpAgent } from "node:http";

const helper = new Agent({ id: "h", name: "Helper", instructions: "You help.", model: openai("gpt-4o"), tools: {} });
const router = new Agent({ id: "r", name: "Router", instructions: "You route.", model: "openai/gpt-5.1" });

export async function run() {
  await helper.generate("Help me", { maxSteps: 5, modelSettings: { maxOutputTokens: 50 } });
  //           ^^^^^^^^ call: mastra.agent model=gpt-4o provider=openai cap=50 parts=system,user steps=5
  await router.stream([{ role: "user", content: "Where to?" }]);
  //           ^^^^^^ call: mastra.agent stream model=openai/gpt-5.1
  return new HttpAgent({ keepAlive: true });
}
