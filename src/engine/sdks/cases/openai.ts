import fs from "node:fs";
import OpenAI, { AzureOpenAI, toFile } from "openai";
import { OpenAIRealtimeWebSocket } from "openai/realtime/websocket";
import { zodResponseFormat } from "openai/helpers/zod";
import { z } from "zod";
import DenoOpenAI from "npm:openai@4.20.1";
import twilio from "twilio";

const openai = new OpenAI();
const deno = new DenoOpenAI();
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

export async function media(client: OpenAI, speechFile: string, description: string) {
  await openai.images.generate({ model: "gpt-image-1", prompt: "A lighthouse in fog, woodcut", size: "1024x1024", quality: "high", n: 2 });
  //                  ^^^^^^^^ call: openai.image kind=image model=gpt-image-1 size=1024x1024 quality=high n=2 parts=user provider=openai
  const edited = await openai.images.edit({ model: "gpt-image-1", image: [await toFile(fs.createReadStream("cat.png")), fs.createReadStream("hat.png")], prompt: description });
  //                                 ^^^^ call: openai.image kind=image files=image,image
  await openai.audio.speech.create({ model: "gpt-4o-mini-tts", voice: "alloy", input: "Your parcel is on its way.", instructions: "Cheerful." });
  //                        ^^^^^^ call: openai.speech kind=speech model=gpt-4o-mini-tts parts=system,user
  const text = await openai.audio.transcriptions.create({ file: fs.createReadStream("call.mp3"), model: "whisper-1" });
  //                                             ^^^^^^ call: openai.transcription kind=transcription model=whisper-1 files=audio parts=user
  await client.audio.translations.create({ file: fs.createReadStream(speechFile), model: "whisper-1" });
  //                              ^^^^^^ call: openai.transcription kind=transcription
  await openai.videos.create({ model: "sora-2", prompt: "A paper boat", seconds: "8", size: "1280x720" });
  //                  ^^^^^^ call: openai.video kind=video seconds=8 size=1280x720
  const rt = new OpenAIRealtimeWebSocket({ model: "gpt-realtime" });
  //             ^^^^^^^^^^^^^^^^^^^^^^^ call: openai.realtime kind=realtime model=gpt-realtime grows
  await openai.realtime.clientSecrets.create({ session: { type: "realtime", model: "gpt-realtime", instructions: "Speak slowly." } });
  //                                  ^^^^^^ call: openai.realtime kind=realtime model=gpt-realtime parts=system
  return [edited, text, rt];
}

export async function assistants() {
  const assistant = await openai.beta.assistants.create({ model: "gpt-4o", instructions: "You tutor maths.", tools: [{ type: "code_interpreter" }] });
  const thread = await openai.beta.threads.create();
  await openai.beta.threads.runs.createAndPoll(thread.id, { assistant_id: assistant.id });
  //                             ^^^^^^^^^^^^^ call: openai.responses model=gpt-4o parts=system grows tools=code_interpreter
  await openai.beta.threads.createAndRun({ assistant_id: assistant.id, thread: { messages: [{ role: "user", content: "Solve 3x = 9" }] } });
  //                        ^^^^^^^^^^^^ call: openai.responses model=gpt-4o parts=system,user
}

export async function mediaNearMisses(gallery: any, player: any, store: any) {
  await gallery.images.generate({ width: 100, height: 100 });
  await gallery.images.edit(12, { caption: "dusk" });
  await player.audio.speech.create({ rate: 2 });
  await store.videos.create({ title: "Holiday", url: "https://example.com/v.mp4" });
  await openai.images.list?.();
  await openai.moderations.create({ input: "free of charge" });
  player.realtime.connect("wss://example.com");
}

export async function batches(questions: string[], warehouse: any) {
  const lines = questions.map((question, at) => ({ custom_id: `q-${at}`, method: "POST", url: "/v1/chat/completions", body: { model: "gpt-4o-mini", max_tokens: 200, messages: [{ role: "system", content: "Answer in one line." }, { role: "user", content: question }] } }));
  fs.writeFileSync("/tmp/q.jsonl", lines.map((line) => JSON.stringify(line)).join("\n"));
  const file = await openai.files.create({ file: fs.createReadStream("/tmp/q.jsonl"), purpose: "batch" });
  await openai.batches.create({ input_file_id: file.id, endpoint: "/v1/chat/completions", completion_window: "24h" });
  //                   ^^^^^^ call: openai.chat batch model=gpt-4o-mini cap=200 parts=system,user times=1-n factor=items
  await openai.batches.retrieve("batch_1");
  await warehouse.batches.create({ size: 10 });
}

export async function inOneRegion(question: string) {
  const europe = new OpenAI({ baseURL: "https://eu.api.openai.com/v1" });
  await europe.responses.create({ model: "gpt-5.5", input: question });
  //                     ^^^^^^ call: openai.responses provider=openai region=eu
}

export async function elsewhere() {
  await deno.chat.completions.create({ model: "gpt-4o-mini", messages: [{ role: "user", content: "hi" }] });
  //                          ^^^^^^ call: openai.chat model=gpt-4o-mini provider=openai
}
