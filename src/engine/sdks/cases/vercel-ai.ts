import { anthropic } from "@ai-sdk/anthropic";
import { createOpenAI, openai } from "@ai-sdk/openai";
import { readFile } from "node:fs/promises";
import { createProviderRegistry, customProvider, defaultSettingsMiddleware, embedMany, experimental_generateSpeech as speak, experimental_transcribe as transcribe, generateImage, generateObject, generateText, stepCountIs, streamText as stream, tool, ToolLoopAgent, wrapLanguageModel } from "ai";
import { HarnessAgent } from "@ai-sdk/harness/agent";
import { createClaudeCode } from "@ai-sdk/harness-claude-code";
import { z } from "zod";
import { streamText } from "./own";

const groq = createOpenAI({ baseURL: "https://api.groq.com/openai/v1" });
const fast = process.env.FAST ? openai("gpt-5-nano") : openai("gpt-5-mini");

export async function run(question: string, history: any[]) {
  await generateText({
    //  ^^^^^^^^^^^^ call: ai-sdk.generate model=gpt-5-mini cap=400 parts=system,user provider=openai tools=weather steps=5 times=1-5
    model: openai("gpt-5-mini"),
    system: "You answer questions.",
    prompt: question,
    maxOutputTokens: 400,
    stopWhen: stepCountIs(5),
    tools: {
      weather: tool({ description: "The weather", inputSchema: z.object({ city: z.string() }), execute: async () => "sunny" }),
    },
  });
  const result = stream({ model: anthropic("claude-sonnet-4-5"), messages: history });
  //             ^^^^^^ call: ai-sdk.generate stream provider=anthropic model=claude-sonnet-4-5
  await generateObject({ model: "openai/gpt-5", schema: z.object({ name: z.string() }), prompt: "Name it" });
  //    ^^^^^^^^^^^^^^ call: ai-sdk.generate model=openai/gpt-5 schema=name parts=user
  await generateText({ model: fast, prompt: "hi" });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=gpt-5-nano|gpt-5-mini
  await generateText({ model: groq("llama-3.3-70b-versatile"), prompt: "hi" });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate provider=groq
  await generateText({ model: wrapLanguageModel({ model: openai("gpt-4o"), middleware: [] }), prompt: "hi" });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=gpt-4o provider=openai
  await embedMany({ model: openai.embedding("text-embedding-3-small"), values: ["a", "b"] });
  //    ^^^^^^^^^ call: ai-sdk.embed kind=embedding model=text-embedding-3-small
  const agent = new ToolLoopAgent({ model: openai("gpt-5-mini"), instructions: "Work.", tools: {} });
  await agent.generate({ prompt: "Go" });
  //          ^^^^^^^^ call: ai-sdk.generate steps=20 grows parts=system,user
  return result;
}

export async function nearMisses(own: any) {
  await streamText("a local function of the same name");
  await own.generateText({ apiKey: "k", prompt: "a method of the same name" });
  own.embed("player");
}

export async function media(text: string, uploads: any) {
  await generateImage({ model: openai.image("gpt-image-1"), prompt: "A lighthouse", n: 3, size: "1024x1024" });
  //    ^^^^^^^^^^^^^ call: ai-sdk.image kind=image model=gpt-image-1 provider=openai n=3 size=1024x1024 parts=user
  await speak({ model: openai.speech("tts-1"), text, voice: "alloy" });
  //    ^^^^^ call: ai-sdk.speech kind=speech model=tts-1 parts=user
  await transcribe({ model: openai.transcription("whisper-1"), audio: await readFile("call.mp3") });
  //    ^^^^^^^^^^ call: ai-sdk.transcription kind=transcription model=whisper-1 files=audio
  uploads.transcribe({ audio: text });
  uploads.generateImage({ width: 100 });
}

const house = customProvider({
  languageModels: {
    fast: openai("gpt-5-nano"),
    careful: wrapLanguageModel({ model: anthropic("claude-sonnet-4-5"), middleware: [defaultSettingsMiddleware({ settings: { maxOutputTokens: 900 } })] }),
  },
  textEmbeddingModels: { small: openai.embedding("text-embedding-3-small") },
  fallbackProvider: anthropic,
});
const registry = createProviderRegistry({ openai, house });

export async function namedModels(question: string) {
  await generateText({ model: house.languageModel("fast"), prompt: question });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=gpt-5-nano provider=openai
  await generateText({ model: house.languageModel("careful"), prompt: question });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=claude-sonnet-4-5 provider=anthropic cap=900
  await generateText({ model: registry.languageModel("openai:gpt-5-mini"), prompt: question });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=openai:gpt-5-mini provider=openai
  await generateText({ model: registry.languageModel("house:fast"), prompt: question });
  //    ^^^^^^^^^^^^ call: ai-sdk.generate model=gpt-5-nano provider=openai
  await embedMany({ model: house.textEmbeddingModel("small"), values: [question] });
  //    ^^^^^^^^^ call: ai-sdk.embed model=text-embedding-3-small provider=openai
  const worker = new ToolLoopAgent({ model: house.languageModel("fast"), stopWhen: stepCountIs(4), tools: { weather: tool({ description: "The weather", inputSchema: z.object({ city: z.string() }) }) } });
  await worker.stream({ prompt: question });
  //           ^^^^^^ call: ai-sdk.generate model=gpt-5-nano steps=4 times=1-4 stream
}

export async function inSandbox(sandbox: any, bus: any) {
  const coder = new HarnessAgent({ harness: createClaudeCode({ model: "claude-sonnet-4-5" }), sandbox, instructions: "Keep it small." });
  await coder.stream({ session: await coder.createSession(), prompt: "Fix the tests" });
  //          ^^^^^^ call: ai-sdk.generate model=claude-sonnet-4-5 parts=system,user stream grows times=1-n
  await bus.stream({ prompt: "news" });
}
