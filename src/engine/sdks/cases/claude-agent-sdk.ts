import { query } from "@anthropic-ai/claude-agent-sdk";
import { query as sql } from "./database";

export async function run() {
  for await (const message of query({ prompt: "Tidy up", options: { model: "claude-sonnet-4-5", systemPrompt: "You tidy.", maxTurns: 10 } })) {
    //                        ^^^^^ call: claude-agent-sdk.agent model=claude-sonnet-4-5 parts=system,user steps=10 times=1-10 provider=anthropic
    console.log(message);
  }
  await sql("select 1");
}
