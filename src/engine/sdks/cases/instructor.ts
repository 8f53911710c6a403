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

// other people's clients have a `create` too, and take what they are given
export async function store(prisma: any, stripe: any, args: any, params: any) {
  await prisma.jobConfiguration.create(args);
  await stripe.billing.meterEvents.create(params);
  await prisma.evaluator.create({ ...args });
}
