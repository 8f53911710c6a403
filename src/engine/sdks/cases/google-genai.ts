import { GoogleGenAI, Type } from "@google/genai";

const ai = new GoogleGenAI({ apiKey: process.env.GEMINI_API_KEY });
const vertex = new GoogleGenAI({ vertexai: true, project: "p", location: "us-central1" });

export async function run(question: string, media: any) {
  await ai.models.generateContent({
    //            ^^^^^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash cap=256 thinking=0 parts=system,user schema=name provider=google
    model: "gemini-2.5-flash",
    contents: question,
    config: {
      systemInstruction: "You sort mail.",
      maxOutputTokens: 256,
      thinkingConfig: { thinkingBudget: 0 },
      responseSchema: { type: Type.OBJECT, properties: { name: { type: Type.STRING } } },
    },
  });
  await ai.models.generateContentStream({
    //            ^^^^^^^^^^^^^^^^^^^^^ call: google.generate stream parts=user tools=lookUp
    model: "gemini-2.5-pro",
    contents: [{ role: "user", parts: [{ text: "What is this?" }, { inlineData: { mimeType: "image/png", data: media } }] }],
    config: { tools: [{ functionDeclarations: [{ name: "lookUp", description: "Finds", parameters: { type: Type.OBJECT, properties: {} } }] }] },
  });
  await vertex.models.embedContent({ model: "gemini-embedding-001", contents: ["a", "b"] });
  //                  ^^^^^^^^^^^^ call: google.embed kind=embedding provider=vertex
  const chat = ai.chats.create({ model: "gemini-2.5-flash", config: { maxOutputTokens: 100 } });
  await chat.sendMessage({ message: "Hello" });
  //         ^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash cap=100 grows parts=user
}

export async function nearMisses(media: any) {
  await ai.models.countTokens({ model: "gemini-2.5-flash", contents: "hi" });
  await ai.files.upload({ file: media });
  media.chat.sendMessage({ message: "to a person" });
}

export async function typed(own: GoogleGenAI | undefined, room: Room) {
  const chat = own.chats.create({ model: "gemini-2.5-flash" });
  await chat.sendMessage({ message: "Hello" });
  //         ^^^^^^^^^^^ call: google.generate model=gemini-2.5-flash provider=google grows
  const other = room.chats.create({ model: "none" });
  await other.sendMessage({ message: "to a person" });
}

export async function media(bot: any) {
  await ai.models.generateImages({ model: "imagen-4.0-generate-001", prompt: "A lighthouse", config: { numberOfImages: 4, aspectRatio: "16:9" } });
  //              ^^^^^^^^^^^^^^ call: google.image kind=image model=imagen-4.0-generate-001 n=4 size=16:9 parts=user
  await ai.models.generateVideos({ model: "veo-3.0-generate-001", prompt: "A paper boat", config: { durationSeconds: 8 } });
  //              ^^^^^^^^^^^^^^ call: google.video kind=video model=veo-3.0-generate-001 seconds=8
  const session = await ai.live.connect({ model: "gemini-live-2.5-flash", config: { systemInstruction: "Be kind." }, callbacks: {} });
  //                            ^^^^^^^ call: google.realtime kind=realtime model=gemini-live-2.5-flash parts=system grows
  session.sendClientContent({ turns: "hello" });
  bot.live.connect("room-1");
}
