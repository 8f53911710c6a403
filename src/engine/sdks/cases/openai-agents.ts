import { Agent, run, tool } from "@openai/agents";
import { RealtimeAgent, RealtimeSession } from "@openai/agents/realtime";
import { z } from "zod";

const weather = tool({ name: "weather", description: "The weather", parameters: z.object({ city: z.string() }), execute: async () => "sunny" });
const agent = new Agent({ name: "Helper", instructions: "You only answer in rhymes.", model: "gpt-5-mini", tools: [weather] });

export async function main(engine: any) {
  await run(agent, "What is the weather?", { maxTurns: 3 });
  //    ^^^ call: openai-agents.agent model=gpt-5-mini parts=system,user tools=weather steps=3
  engine.run(agent);
}

const guide = new RealtimeAgent({ name: "Guide", instructions: "You guide visitors.", tools: [weather] });
export async function talk(bus: any) {
  const session = new RealtimeSession(guide, { model: "gpt-realtime" });
  await session.connect({ apiKey: "ek" });
  //            ^^^^^^^ call: openai.realtime kind=realtime model=gpt-realtime parts=system tools=weather grows
  await bus.connect({ apiKey: "ek" });
}
