import assert from "node:assert/strict";
import { createTokenizers } from "../../../src/engine/tokens";
import { countRequest } from "../../../src/engine/tokens/count-request";
import { renderTools } from "../../../src/engine/tokens/openai-tools";
import type { Json } from "../../../src/engine/tokens/request";
import { requestOfWire } from "../../../src/engine/tokens/wire";
import { memoryHost } from "../host";

const tokenizers = createTokenizers(memoryHost());
const { count } = tokenizers.encoding("o200k");
const total = (api: string, model: string, body: Json) =>
  countRequest(requestOfWire(api, body, model), tokenizers).total;
const user = (content: Json) => ({ role: "user", content });

const lookUp = {
  name: "look_up",
  description: "Finds an order.\n\nUse it first.",
  parameters: {
    type: "object",
    properties: {
      id: { type: "string", description: "The order's number" },
      kind: { enum: ["sale", "return"] },
      lines: { type: "array", items: { type: "object", properties: { sku: { type: "string" } }, required: ["sku"] } },
      limit: { type: ["integer", "null"], default: 5 },
    },
    required: ["id"],
    additionalProperties: false,
  },
};

describe("tools as OpenAI renders them", () => {
  const shapes = (tool: Json) => requestOfWire("openai.chat", { tools: [{ type: "function", function: tool }] }).tools;

  it("writes types, comments, defaults", () => {
    assert.equal(
      renderTools(shapes(lookUp)),
      [
        "# Tools\n\n## functions\n\nnamespace functions {\n",
        "// Finds an order.\n//\n// Use it first.",
        "type look_up = (_: {",
        "// The order's number",
        "id: string,",
        'kind?: "sale" | "return",',
        "lines?: { sku: string }[],",
        "limit?: integer | null, // default: 5",
        "}) => any;",
        "\n} // namespace functions",
      ].join("\n"),
    );
  });

  it("writes one line where nothing has a comment, and nothing for no arguments", () => {
    const plain = {
      name: "add",
      parameters: { type: "object", properties: { a: { type: "number" } }, required: ["a"] },
    };
    assert.match(renderTools(shapes(plain)), /type add = \(_: \{ a: number \}\) => any;/);
    assert.match(renderTools(shapes({ name: "now", parameters: {} })), /type now = \(\) => any;/);
  });

  it("ends for a schema that refers to itself", () => {
    const node = { type: "object", properties: { next: { $ref: "#/$defs/node" } } };
    const tool = { name: "walk", parameters: { ...node, $defs: { node } } };
    assert.ok(renderTools(shapes(tool)).length < 20_000);
    const wide = {
      type: "object",
      properties: Object.fromEntries([..."abcdefgh"].map((key) => [key, { $ref: "#/$defs/wide" }])),
    };
    assert.ok(renderTools(shapes({ name: "walk", parameters: { ...wide, $defs: { wide } } })).length < 200_000);
  });
});

describe("requests on the wire", () => {
  it("counts OpenAI's messages: frame, role, name, parts joined", () => {
    const body = {
      messages: [
        { role: "system", content: "Be brief." },
        {
          ...user([
            { type: "text", text: "Hel" },
            { type: "text", text: "lo" },
          ]),
          name: "ann",
        },
      ],
    };
    const expected = 3 + (4 + count("Be brief.")) + (4 + count("Hello") + count(":ann"));
    assert.deepEqual(total("openai.chat", "gpt-4o", body), {
      tokens: expected,
      low: expected,
      high: expected,
      basis: "exact",
    });
  });

  it("primes reasoning models with two, and marks each earlier answer", () => {
    const body = { messages: [user("Hi"), { role: "assistant", content: "Hello" }, user("Bye")] };
    assert.equal(total("openai.chat", "gpt-4o", body).tokens, 3 + 3 * 4 + 3);
    assert.equal(total("openai.chat", "gpt-5", body).tokens, 2 + 3 * 4 + 3 + 2);
  });

  it("takes Chat Completions and Responses for the same text", () => {
    const chat = { messages: [{ role: "system", content: "Be brief." }, user("Hello")] };
    const items = { instructions: "Be brief.", input: "Hello" };
    assert.equal(total("openai.chat", "gpt-4.1", chat).tokens, total("openai.responses", "gpt-4.1", items).tokens);
  });

  it("finds text, tools and calls in every vendor's form", () => {
    const json = lookUp.parameters;
    const bodies: [string, string, Json][] = [
      ["openai.chat", "gpt-4o", { messages: [user("Find it")], tools: [{ type: "function", function: lookUp }] }],
      ["openai.responses", "gpt-4o", { input: "Find it", tools: [{ type: "function", ...lookUp }] }],
      [
        "anthropic.messages",
        "claude-sonnet-4-5",
        {
          messages: [user("Find it")],
          tools: [{ name: "look_up", description: lookUp.description, input_schema: json }],
        },
      ],
      [
        "google.generateContent",
        "gemini-2.5-flash",
        { contents: [{ role: "user", parts: [{ text: "Find it" }] }], tools: [{ functionDeclarations: [lookUp] }] },
      ],
      [
        "bedrock.converse",
        "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
        {
          messages: [user([{ text: "Find it" }])],
          toolConfig: {
            tools: [{ toolSpec: { name: "look_up", description: lookUp.description, inputSchema: { json } } }],
          },
        },
      ],
    ];
    for (const [api, model, body] of bodies) {
      const request = requestOfWire(api, body, model);
      assert.deepEqual(
        request.messages.map((message) => message.content),
        [[{ kind: "text", text: ["Find it"] }]],
        api,
      );
      assert.equal(request.tools.length, 1, api);
      assert.deepEqual(request.tools[0]!.parameters, json, api);
      const bare = requestOfWire(
        api,
        { ...(body as object), tools: undefined, toolConfig: undefined } as unknown as Json,
        model,
      );
      assert.ok(countRequest(request, tokenizers).total.tokens > countRequest(bare, tokenizers).total.tokens + 20, api);
    }
  });

  it("knows one Claude on every route", () => {
    const body = { messages: [user("Explain tides to a child in three sentences.")] };
    const direct = total("anthropic.messages", "claude-sonnet-4-5", body).tokens;
    assert.equal(total("openrouter.chat", "anthropic/claude-sonnet-4.5", body).tokens, direct);
    assert.equal(total("bedrock.converse", "us.anthropic.claude-sonnet-4-5-20250929-v1:0", body).tokens, direct);
  });

  it("never throws for a body that is none", () => {
    for (const body of [
      null,
      1,
      "x",
      [],
      {},
      { messages: 3 },
      { messages: [null, 4, [[[]]]] },
      { tools: [1, null, {}] },
      { contents: { parts: [] } },
    ] as Json[]) {
      assert.ok(total("openai.chat", "gpt-4o", body).tokens >= 0);
      assert.ok(total("google.generateContent", "gemini-2.5-flash", body).tokens >= 0);
    }
  });
});

describe("the family data", () => {
  const { families, media } = tokenizers.families();

  it("takes every model, states its source, and has ordered ranges", () => {
    assert.deepEqual(families[families.length - 1]!.match, [{}]);
    for (const family of families) {
      assert.ok(family.source && family.asOf && family.rows >= 0, family.id);
      assert.ok(family.rows >= 4 || family.inherited || family.rows === 0 || family.errors.text, family.id);
      if (family.media) assert.ok(media[family.media], family.id);
      for (const row of family.match) for (const pattern of Object.values(row)) new RegExp(pattern);
    }
    assert.equal(new Set(families.map((family) => family.id)).size, families.length);
  });

  it("sends new generations to their vendor's newest family", () => {
    const id = (api: string, model: string) => countRequest(requestOfWire(api, {}, model), tokenizers).family;
    assert.equal(id("openai.chat", "gpt-6-luna").id, "openai-6-chat");
    assert.ok(id("openai.chat", "gpt-6-luna").inherited);
    assert.equal(id("anthropic.messages", "claude-opus-5-5").id, "claude-5.5");
    assert.equal(id("anthropic.messages", "claude-sonnet-5").id, "claude-5");
    assert.equal(id("anthropic.messages", "claude-sonnet-4-20250514").id, "claude-4");
    assert.equal(id("anthropic.messages", "claude-opus-4-1-20250805").id, "claude-4");
    assert.equal(id("anthropic.messages", "claude-opus-4-8").id, "claude-4.7");
    assert.equal(id("google.generateContent", "gemini-4-pro").id, "gemini-4");
    assert.equal(id("vertex.generateContent", "gemini-2.5-pro").id, "gemini-2.5-vertex");
    assert.equal(id("groq.chat", "openai/gpt-oss-120b").id, "gpt-oss");
  });
});
