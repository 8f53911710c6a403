import { Agent, run, tool } from "@openai/agents";
import { z } from "zod";

const weather = tool({ name: "weather", description: "The weather", parameters: z.object({ city: z.string() }), execute: async () => "sunny" });
const agent = new Agent({ name: "Helper", instructions: "You only answer in rhymes.", model: "gpt-5-mini", tools: [weather] });

export async function main(engine: any) {
  await run(agent, "What is the weather?", { maxTurns: 3 });
  //    ^^^ call: openai-agents.agent model=gpt-5-mini parts=system,user tools=weather steps=3
  engine.run(agent);
}
