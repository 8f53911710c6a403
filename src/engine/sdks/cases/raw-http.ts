import axios from "axios";

const COMPLETIONS = "https://openrouter.ai/api/v1/chat/completions";

export async function run(prompt: string, app: any, base: string) {
  await fetch("https://api.openai.com/v1/chat/completions", {
    //  ^^^^^ call: openai.chat sdk=raw-http provider=openai model=gpt-4o cap=60 parts=user
    method: "POST",
    body: JSON.stringify({ model: "gpt-4o", max_tokens: 60, messages: [{ role: "user", content: prompt }] }),
  });
  await axios.post(COMPLETIONS, { model: "openai/gpt-4o", messages: [] }, { headers: {} });
  //          ^^^^ call: openai.chat provider=openrouter
  await fetch("https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:generateContent?key=k", {
    //  ^^^^^ call: google.generate model=gemini-2.5-flash provider=google parts=user
    method: "POST",
    body: JSON.stringify({ contents: [{ parts: [{ text: prompt }] }] }),
  });
  await fetch(`${base}/v1/chat/completions`, { method: "POST", body: JSON.stringify({ model: "local", messages: [] }) });
  //    ^^^^^ call: openai.chat provider=? model=local
  app.post("/v1/chat/completions", async () => "a route of this application");
  await fetch("/api/chat", { method: "POST", body: JSON.stringify({ messages: [] }) });
  await fetch(`${base}/v1/messages`, { method: "POST", body: JSON.stringify({ messages: ["to a person"] }) });
  await fetch("https://api.openai.com/v1/models");
  await fetch("https://api.openai.com/v1/chat/completions");
}

const mistral = axios.create({ baseURL: "https://api.mistral.ai/v1", headers: {} });
const shop = axios.create({ baseURL: "https://example.com" });

export async function viaInstance(prompt: string) {
  await mistral.post("/chat/completions", { model: "mistral-small-latest", messages: [{ role: "user", content: prompt }] });
  //            ^^^^ call: openai.chat provider=mistral model=mistral-small-latest parts=user
  await axios({ method: "post", url: "https://api.anthropic.com/v1/messages", data: { model: "claude-haiku-4-5", max_tokens: 99, messages: [] } });
  //    ^^^^^ call: anthropic.messages provider=anthropic model=claude-haiku-4-5 cap=99
  await shop.post("/orders", { model: "x", messages: [] });
  await axios.get("https://api.openai.com/v1/models");
}
