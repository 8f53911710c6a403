import assert from "node:assert/strict";
import { createSession } from "../../../src/engine/session";
import { countRequest } from "../../../src/engine/tokens/count-request";
import type { Json } from "../../../src/engine/tokens/request";
import { createTokenizers } from "../../../src/engine/tokens/tokenizers";
import { requestOfWire } from "../../../src/engine/tokens/wire";
import { memoryHost } from "../host";

const lookUp = {
  name: "tide_times",
  description: "When the tide is high at a harbour",
  parameters: {
    type: "object",
    properties: { harbour: { type: "string", description: "Its name" }, day: { type: "string" } },
    required: ["harbour"],
  },
};
const tool = { type: "function", function: lookUp };
const args = { harbour: "Whitby", day: "2026-05-01" };
const answer = { high: ["04:12", "16:40"], metres: 5.2 };
const system = { role: "system", content: "You answer sailors, in one sentence." };
const asked = { role: "user", content: "When is high water in Whitby?" };
const called = {
  role: "assistant",
  content: "",
  tool_calls: [{ id: "call_1", type: "function", function: { name: lookUp.name, arguments: JSON.stringify(args) } }],
};
const twice = {
  role: "assistant",
  content: null,
  tool_calls: [
    { id: "call_1", type: "function", function: { name: lookUp.name, arguments: JSON.stringify(args) } },
    { id: "call_2", type: "function", function: { name: lookUp.name, arguments: '{"harbour":"Hull"}' } },
  ],
};
const answered = { role: "tool", tool_call_id: "call_1", content: JSON.stringify(answer) };
const again = { role: "tool", tool_call_id: "call_2", content: "unknown harbour" };
const chat = [system, asked, called, answered];

const googleTools = [{ functionDeclarations: [lookUp] }];
const googleTurns: Json[] = [
  { role: "user", parts: [{ text: asked.content }] },
  { role: "model", parts: [{ functionCall: { name: lookUp.name, args } }] },
  { role: "user", parts: [{ functionResponse: { name: lookUp.name, response: answer } }] },
];
const claudeTurns: Json[] = [
  asked,
  { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name: lookUp.name, input: args }] },
  { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: JSON.stringify(answer) }] },
];
const items: Json[] = [
  asked,
  { type: "function_call", call_id: "call_1", name: lookUp.name, arguments: JSON.stringify(args), status: "completed" },
  { type: "function_call", call_id: "call_2", name: lookUp.name, arguments: '{"harbour":"Hull"}', status: "completed" },
  { type: "function_call_output", call_id: "call_1", output: JSON.stringify(answer) },
  { type: "function_call_output", call_id: "call_2", output: "unknown harbour" },
];

const python = (value: Json): string => {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map(python).join(", ")}]`;
  if (typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, each]) => `${JSON.stringify(key)}: ${python(each)}`);
  return `{${entries.join(", ")}}`;
};
const named = (body: { [key: string]: Json }) =>
  Object.entries(body)
    .map(([key, value]) => `${key}=${python(value)}`)
    .join(", ");

type Body = { [key: string]: Json };
/** How each SDK spells a body. */
const spellings: Record<string, (body: Body) => [file: string, code: string]> = {
  "openai.chat": (body) => ["a.py", `from openai import OpenAI\nOpenAI().chat.completions.create(${named(body)})\n`],
  "openai.responses": (body) => ["a.py", `from openai import OpenAI\nOpenAI().responses.create(${named(body)})\n`],
  "deepseek.chat": (body) => [
    "a.py",
    `from openai import OpenAI\nOpenAI(base_url="https://api.deepseek.com").chat.completions.create(${named(body)})\n`,
  ],
  "mistral.chat": (body) => ["a.py", `from mistralai import Mistral\nMistral().chat.complete(${named(body)})\n`],
  "groq.chat": (body) => [
    "a.ts",
    `import Groq from "groq-sdk";\nnew Groq().chat.completions.create(${JSON.stringify(body)});\n`,
  ],
  "cohere.chat": (body) => ["a.py", `import cohere\ncohere.ClientV2().chat(${named(body)})\n`],
  "ollama.chat": (body) => ["a.py", `import ollama\nollama.chat(${named(body)})\n`],
  "anthropic.messages": (body) => [
    "a.ts",
    `import Anthropic from "@anthropic-ai/sdk";\nnew Anthropic().messages.create(${JSON.stringify(body)});\n`,
  ],
  "google.generateContent": ({ model, contents, ...config }) => [
    "a.ts",
    `import { GoogleGenAI } from "@google/genai";\nnew GoogleGenAI({}).models.generateContent(${JSON.stringify({ model: model!, contents: contents!, config })});\n`,
  ],
};

const requests: [api: string, body: Body][] = [
  ["openai.chat", { model: "gpt-4o", messages: chat, tools: [tool] }],
  ["openai.chat", { model: "gpt-4.1-mini", messages: [asked, twice, answered, again], tools: [tool] }],
  ["openai.chat", { model: "gpt-5", messages: [system, asked], tools: [tool], tool_choice: "required" }],
  ["openai.responses", { model: "gpt-4.1", input: items, tools: [{ type: "function", ...lookUp }] }],
  ["openai.responses", { model: "gpt-5.4", input: items.slice(0, 1), tools: [{ type: "function", ...lookUp }] }],
  ["deepseek.chat", { model: "deepseek-chat", messages: chat, tools: [tool] }],
  ["deepseek.chat", { model: "deepseek-chat", messages: [asked, twice, answered, again], tools: [tool] }],
  ["mistral.chat", { model: "mistral-small-latest", messages: chat, tools: [tool] }],
  ["mistral.chat", { model: "mistral-large-latest", messages: [asked, twice, answered, again], tools: [tool] }],
  ["groq.chat", { model: "openai/gpt-oss-120b", messages: chat, tools: [tool] }],
  ["cohere.chat", { model: "command-a-03-2025", messages: chat, tools: [tool] }],
  ["ollama.chat", { model: "qwen3", messages: chat, tools: [tool] }],
  ["ollama.chat", { model: "llama3.2:3b", messages: chat, tools: [tool] }],
  [
    "anthropic.messages",
    {
      model: "claude-haiku-4-5",
      max_tokens: 500,
      messages: claudeTurns,
      tools: [{ name: lookUp.name, description: lookUp.description, input_schema: lookUp.parameters }],
    },
  ],
  ["google.generateContent", { model: "gemini-2.0-flash", contents: googleTurns, tools: googleTools }],
  ["google.generateContent", { model: "gemini-2.5-flash", contents: googleTurns, tools: googleTools }],
  ["google.generateContent", { model: "gemini-3-flash-preview", contents: googleTurns, tools: googleTools }],
];

describe("a request in code and on the wire", () => {
  for (const [api, body] of requests) {
    const messages = (body.messages ?? body.input ?? body.contents) as Json[];
    it(`counts alike: ${api} ${body.model}, ${messages.length} messages`, async () => {
      const host = memoryHost({});
      const wire = countRequest(requestOfWire(api, body, String(body.model)), createTokenizers(host)).total;
      const [file, code] = spellings[api]!(body);
      const session = await createSession(memoryHost({ [`/w/${file}`]: code }));
      const [call] = session.analyse(`/w/${file}`).calls;
      assert.ok(call);
      assert.deepEqual(call.count.open, []);
      assert.deepEqual(call.count.known, wire);
    });
  }
});
