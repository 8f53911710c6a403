import { GoogleGenerativeAI } from "@google/generative-ai";

const genAI = new GoogleGenerativeAI(process.env.API_KEY!);
const model = genAI.getGenerativeModel({
  model: "gemini-2.0-flash",
  systemInstruction: "You are brief.",
  generationConfig: { maxOutputTokens: 99 },
});

export async function run(prompt: string, other: any) {
  await model.generateContent(prompt);
  //          ^^^^^^^^^^^^^^^ call: google.generate model=gemini-2.0-flash cap=99 parts=system,user provider=google
  await model.generateContentStream([prompt, "twice"]);
  //          ^^^^^^^^^^^^^^^^^^^^^ call: google.generate stream model=gemini-2.0-flash
  const chat = model.startChat({ history: [] });
  await chat.sendMessage("Hello");
  //         ^^^^^^^^^^^ call: google.generate grows model=gemini-2.0-flash
  await model.countTokens(prompt);
  await other.sendMessage("to a person");
}
