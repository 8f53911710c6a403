import OpenAI, { AzureOpenAI } from "openai";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import twilio from "twilio";

const openai = new OpenAI();
const groq = new OpenAI({ baseURL: "https://api.groq.com/openai/v1", apiKey: process.env.GROQ_API_KEY });
const somewhere = new OpenAI({ baseURL: process.env.LLM_URL });
const azure = new AzureOpenAI({ deployment: "support-mini" });
const MODEL = "gpt-5-mini";
const Ticket = z.object({ title: z.string().describe("short"), urgent: z.boolean() });

export async function answer(openaiClient: any, history: any[]) {
  await openai.chat.completions.create({
  //                            ^^^^^^ call: openai.chat model=gpt-5-mini how=constant cap=500 parts=system,user provider=openai sites=model,messages,outputCap
    model: MODEL,
    max_completion_tokens: 500,
    messages: [
      { role: "system", content: "You answer questions about orders." },
      { role: "user", content: [{ type: "text", text: "Where is it?" }, { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "low" } }] },
    ],
  });
  await openai.chat.completions.parse({
  //                            ^^^^^ call: openai.chat model=gpt-4.1 how=literal schema=title,urgent cap=none
    model: "gpt-4.1",
    messages: [{ role: "user", content: "Sort this ticket" }],
    response_format: zodResponseFormat(Ticket, "ticket"),
  });
  const stream = openai.chat.completions.stream({ model: "gpt-4o", messages: history });
  //                                     ^^^^^^ call: openai.chat model=gpt-4o stream
  await openai.chat.completions.runTools({
  //                            ^^^^^^^^ call: openai.chat tools=lookUp steps=10 times=1-10 grows
    model: "gpt-4o",
    messages: [{ role: "user", content: "Look it up" }],
    tools: [{ type: "function", function: { name: "lookUp", description: "Finds an order", parameters: { type: "object", properties: {} } } }],
  });
  await openai.responses.create({
  //                     ^^^^^^ call: openai.responses model=gpt-5 cap=800 parts=system,user effort=low tier=flex tools=web_search
    model: "gpt-5",
    instructions: "Be brief.",
    input: "What is new?",
    max_output_tokens: 800,
    reasoning: { effort: "low" },
    service_tier: "flex",
    tools: [{ type: "web_search" }],
  });
  await openai.embeddings.create({ model: "text-embedding-3-small", input: ["a", "b"] });
  //                      ^^^^^^ call: openai.embeddings model=text-embedding-3-small kind=embedding parts=user,user
  await groq.chat.completions.create({ model: "llama-3.3-70b-versatile", messages: history });
  //                          ^^^^^^ call: openai.chat provider=groq sdk=openai
  await somewhere.chat.completions.create({ model: process.env.MODEL!, messages: history });
  //                               ^^^^^^ call: openai.chat provider=? model=? origin=env:MODEL
  await azure.chat.completions.create({ messages: history });
  //                           ^^^^^^ call: openai.chat provider=azure model=support-mini
  await openaiClient.chat.completions.create({ model: process.env.MODEL || "gpt-4o-mini", messages: history });
  //                                  ^^^^^^ call: openai.chat model=gpt-4o-mini how=default origin=env:MODEL
  for await (const chunk of await openai.chat.completions.create({ model: "gpt-4o", stream: true, messages: history })) {
    //                                                    ^^^^^^ call: openai.chat stream times=1
    console.log(chunk, stream);
  }
  for (let turn = 0; turn < 5; turn++) {
    await openai.completions.create({ model: "gpt-3.5-turbo-instruct", prompt: "Say hi" });
    //                       ^^^^^^ call: openai.completions cap=16 parts=user times=5
  }
}

export async function nearMisses(sms: any, threads: any) {
  const client = twilio("sid", "token");
  await client.messages.create({ body: "hello", from: "+1", to: "+2" });
  await sms.messages.create({ body: "hello", from: "+1", to: "+2" });
  await openai.beta.threads.messages.create("thread", { role: "user", content: "hi" });
  await openai.models.list();
  await openai.files.create({ file: threads, purpose: "batch" });
  await threads.completions.create({ name: "done" });
}
