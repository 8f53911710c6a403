import { googleAI } from "@genkit-ai/google-genai";
import { genkit } from "genkit";

const ai = genkit({ plugins: [googleAI()], model: googleAI.model("gemini-2.5-flash") });

export async function run(site: any) {
  await ai.generate({ model: googleAI.model("gemini-2.5-pro"), system: "You are brief.", prompt: "hi", config: { maxOutputTokens: 7 } });
  //       ^^^^^^^^ call: genkit.generate model=gemini-2.5-pro provider=google cap=7 parts=system,user
  await ai.generate("Invent a dish");
  //       ^^^^^^^^ call: genkit.generate model=gemini-2.5-flash parts=user
  site.generate("pages");
}

export async function talk(question: string, store: any) {
  const chat = ai.chat({ model: googleAI.model("gemini-2.5-pro"), system: "You wait tables." });
  await chat.send(question);
  //         ^^^^ call: genkit.generate model=gemini-2.5-pro parts=system,user grows
  await store.chat().send("to a person");
}

export async function handedOver(own: any, content: string) {
  await own.embed({ embedder: "googleai/gemini-embedding-001", content });
  //        ^^^^^ call: genkit.embed kind=embedding
}
