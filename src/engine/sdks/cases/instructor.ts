import Instructor from "@instructor-ai/instructor";
import OpenAI from "openai";
import { z } from "zod";

const client = Instructor({ client: new OpenAI(), mode: "TOOLS" });

export async function run(db: any) {
  await client.chat.completions.create({
    //                          ^^^^^^ call: instructor.chat sdk=instructor model=gpt-4o schema=name provider=openai
    model: "gpt-4o",
    messages: [{ role: "user", content: "Jo is 30" }],
    response_model: { schema: z.object({ name: z.string() }), name: "User" },
  });
  await db.create({ name: "Jo" });
}
