import assert from "node:assert/strict";
import { moneyIn } from "../../../src/engine/costs/money";
import { callLabel } from "../../../src/engine/reports/label";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

/** What code sends where one thing has several spellings: the count is that of the request on the wire. */
describe("the forms that code gives a request", () => {
  const calls = async (name: string, code: string) => {
    const session = await createSession(memoryHost({ [`/w/${name}`]: code }));
    return session.analyse(`/w/${name}`).calls;
  };
  const tokens = async (name: string, code: string) => {
    const [first] = await calls(name, code);
    assert.deepEqual(first!.count.open, []);
    return first!.count.known.tokens;
  };

  it("counts what a vendor adds where JSON is asked for, and where a model decides itself how long it thinks", async () => {
    const deepseek = (more: string) => `from openai import OpenAI
client = OpenAI(base_url="https://api.deepseek.com")
client.chat.completions.create(model="deepseek-chat", messages=[{"role": "user", "content": "A city, as JSON"}]${more})
`;
    const plain = await tokens("a.py", deepseek(""));
    assert.ok((await tokens("a.py", deepseek(', response_format={"type": "json_object"}'))) > plain + 10);
    assert.equal(await tokens("a.py", deepseek(', response_format={"type": "text"}')), plain);
    const claude = (more: string) => `import Anthropic from "@anthropic-ai/sdk";
new Anthropic().messages.create({ model: "claude-opus-4-6", max_tokens: 4000, ${more} messages: [{ role: "user", content: "Hi" }] });
`;
    const short = await tokens("a.ts", claude(""));
    assert.ok((await tokens("a.ts", claude('thinking: { type: "adaptive" },'))) > short + 10);
    assert.equal(await tokens("a.ts", claude('thinking: { type: "disabled" },')), short);
  });

  const divide = (parameters: string) => `import { GoogleGenAI, Type } from "@google/genai";
const ai = new GoogleGenAI({});
export const ask = () => ai.models.generateContent({
  model: "gemini-2.0-flash",
  contents: "Divide 10 by 2 using the customDivide function",
  config: { tools: [{ functionDeclarations: [{ name: "customDivide", description: "Custom divide function", ${parameters} }] }] },
});
`;
  const typed =
    "{ type: Type.OBJECT, properties: { numerator: { type: Type.NUMBER }, denominator: { type: Type.NUMBER } } }";
  const free = '{ type: "object", properties: { numerator: { type: "number" }, denominator: { type: "number" } } }';

  it("bills Gemini 2.0 for a typed schema, by its SDK's constants too, and not for one in free JSON form", async () => {
    const bare = await tokens("a.ts", divide('parameters: { type: "object" }'));
    assert.equal(
      await tokens("a.ts", divide(`parameters: ${typed}`)),
      await tokens("a.ts", divide(`parameters: ${free}`)),
    );
    assert.ok((await tokens("a.ts", divide(`parameters: ${typed}`))) > bare + 3);
    assert.ok((await tokens("a.ts", divide(`parametersJsonSchema: ${free}`))) <= bare);
  });

  const answer = (schema: string, model: string) => `from dataclasses import dataclass
from google import genai
client = genai.Client()

@dataclass
class Address:
    street: str
    city: str

def ask():
    return client.models.generate_content(model="${model}", contents="An address in Oslo", config={${schema}})
`;

  it("reads an answer's schema from a dataclass, and its free form as one that is not in the prompt", async () => {
    const none = await tokens("a.py", answer("", "gemini-2.0-flash"));
    const written =
      '{"type": "object", "properties": {"street": {"type": "string"}, "city": {"type": "string"}}, "required": ["street", "city"]}';
    const [typedClass] = await calls("a.py", answer('"response_schema": Address', "gemini-2.0-flash"));
    assert.ok(typedClass!.count.known.tokens > none + 4);
    assert.equal(await tokens("a.py", answer(`"response_json_schema": ${written}`, "gemini-2.0-flash")), none);
  });

  it("shows a picture that nobody knows the size of between the least and the most that one can be", async () => {
    const code = `import Anthropic from "@anthropic-ai/sdk";
const client = new Anthropic();
export const see = (data: string) => client.messages.create({ model: "claude-sonnet-4-5", max_tokens: 300, messages: [{ role: "user", content: [
  { type: "image", source: { type: "base64", media_type: "image/png", data } }, { type: "text", text: "What is this?" }] }] });
`;
    const [call] = await calls("a.ts", code);
    assert.match(
      callLabel(call!, moneyIn(undefined)),
      /^≈\d+–1,6\d\d in · ≤ 300 out · \$0\.0000\d+–\$0\.009\d* a call$/,
    );
  });
});
