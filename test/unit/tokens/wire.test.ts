import assert from "node:assert/strict";
import { createTokenizers } from "../../../src/engine/tokens";
import { countRequest, rangeOf } from "../../../src/engine/tokens/count-request";
import { renderTools } from "../../../src/engine/tokens/openai-tools";
import type { Json } from "../../../src/engine/tokens/request";
import { jsonLeaves, schemaParts } from "../../../src/engine/tokens/schema-parts";
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

function deep(levels: number): Json {
  let schema: Json = { type: "string" };
  for (let level = 0; level < levels; level++) schema = { type: "object", properties: { a: schema } };
  return schema;
}

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

  it("bills Gemini on Vertex for the texts of a typed schema, and not for one in free JSON form", () => {
    const contents = [{ role: "user", parts: [{ text: "What is the result?" }] }];
    const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const tokens = (declaration: { [key: string]: Json }) =>
      total("vertex.generateContent", "gemini-2.5-flash", {
        contents,
        tools: [{ functionDeclarations: [{ name: "weather", description: "Tells the weather", ...declaration }] }],
      }).tokens;
    assert.equal(tokens({ parametersJsonSchema: parameters }), tokens({}));
    // two types, the property's name, and the name again as required
    assert.equal(tokens({ parameters }) - tokens({}), 4);
  });

  it("frames a prompt for completion only where the host does", () => {
    const tokens = (api: string) => total(api, "llama3.2:3b", { prompt: "Say hello to the whole world" }).tokens;
    assert.ok(tokens("together.completions") < 12);
    assert.ok(tokens("ollama.completions") > 25);
  });

  it("leaves thoughts inside an earlier answer out where the template does", () => {
    const tokens = (thoughts: string) =>
      total("zai.chat", "glm-4.7", {
        messages: [user("How?"), { role: "assistant", content: `${thoughts}Like this.` }, user("Why?")],
      }).tokens;
    assert.equal(tokens("<think>\nA long and winding road that leads to an answer.\n</think>\n"), tokens(""));
  });

  it("leaves an answer out where its host drops it with its thoughts", () => {
    const tokens = (answer: string) =>
      total("huggingface.chat", "deepseek-ai/deepseek-r1", {
        messages: [user("How?"), { role: "assistant", content: answer }, user("Why?")],
      }).tokens;
    assert.equal(tokens("<think>\nA short road.\n</think>\nLike this, and like that."), tokens(""));
    assert.ok(tokens("Like this, and like that.") > tokens(""));
  });

  it("shows tools to the last message only where it is the user's, and none that may not be called, where the host does so", () => {
    const tools = [{ type: "function", function: lookUp }];
    const asked = [user("Find it")];
    const called = { role: "assistant", content: "", tool_calls: [{ function: { name: "look_up", arguments: "{}" } }] };
    const answered = [...asked, called, { role: "tool", content: "found" }];
    const cost = (api: string, model: string, messages: Json, more: object = {}) =>
      total(api, model, { messages, tools, ...more } as Json).tokens - total(api, model, { messages } as Json).tokens;
    assert.ok(cost("ollama.chat", "llama3.2:3b", asked) > 50);
    assert.equal(cost("ollama.chat", "llama3.2:3b", answered), 0);
    assert.ok(cost("ollama.chat", "qwen3:8b", answered) > 50);
    assert.equal(cost("mistral.chat", "mistral-small-latest", asked, { tool_choice: "none" }), 0);
    assert.ok(cost("mistral.chat", "mistral-large-latest", asked, { tool_choice: "none" }) > 20);
  });

  it("hands Ollama's models what Ollama knows of a schema, and others all of it", () => {
    const { additionalProperties: _, ...parameters } = lookUp.parameters;
    const bare = { ...lookUp, parameters };
    const cost = (api: string, tool: Json) =>
      total(api, "qwen3", { messages: [user("Find it")], tools: [{ type: "function", function: tool }] }).tokens;
    assert.equal(cost("ollama.chat", lookUp), cost("ollama.chat", bare));
    assert.ok(cost("local.chat", lookUp) > cost("local.chat", bare));
  });

  it("counts the scripts of East Asia as each vendor's vocabulary does", () => {
    const text = "人工智能正在改变我们的生活方式，但我们仍然需要仔细思考它的影响。".repeat(20);
    const plain = tokenizers.encoding("o200k").count(text);
    const ratio = (api: string, model: string) => total(api, model, { messages: [user(text)] }).tokens / plain;
    const within = (value: number, low: number, high: number) => assert.ok(value > low && value < high, `${value}`);
    // what the published vocabularies of Gemma, DeepSeek and Qwen make of Chinese, and what others measured of Claude
    within(ratio("anthropic.messages", "claude-sonnet-5"), 1.3, 2);
    within(ratio("anthropic.messages", "claude-haiku-4-5"), 1.3, 2);
    within(ratio("google.generateContent", "gemini-2.5-flash"), 0.7, 1.1);
    within(ratio("deepseek.chat", "deepseek-chat"), 0.7, 1.05);
    within(ratio("ollama.chat", "qwen3"), 0.7, 1.2);
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
      { messages: [user("Deep")], tools: [{ type: "function", function: { name: "deep", parameters: deep(300) } }] },
    ] as Json[]) {
      assert.ok(total("openai.chat", "gpt-4o", body).tokens >= 0);
      assert.ok(total("google.generateContent", "gemini-2.5-flash", body).tokens >= 0);
      assert.ok(total("ollama.chat", "qwen3", body).tokens >= 0);
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
    assert.equal(id("vertex.generateContent", "gemini-2.5-pro").id, "gemini-2-and-vertex");
    assert.equal(id("vertex.generateContent", "gemini-3-pro-preview").id, "gemini-2-and-vertex");
    assert.equal(id("vertex.generateContent", "gemini-3.5-flash").id, "gemini-3.5-vertex");
    assert.equal(id("google.generateContent", "gemini-2.5-flash").id, "gemini-2.5");
    assert.equal(id("bedrock.responses", "openai.gpt-5.5").id, "openai-5.x-responses");
    assert.equal(id("bedrock.chat", "openai.gpt-oss-20b-1:0").id, "gpt-oss");
    assert.equal(id("groq.chat", "llama-3.3-70b-versatile").id, "llama-3.1");
    assert.equal(id("groq.chat", "llama3-70b-8192").id, "llama");
    assert.equal(id("groq.chat", "openai/gpt-oss-120b").id, "gpt-oss-groq");
    assert.equal(id("openrouter.chat", "google/gemini-2.5-flash").id, "gemini-gateway");
    assert.equal(id("vercel_gateway.chat", "google/gemini-2.5-flash").id, "gemini-gateway-objects");
    assert.equal(id("openrouter.chat", "moonshotai/kimi-k2.5").id, "kimi-k2.5");
    assert.equal(id("groq.chat", "moonshotai/kimi-k2-instruct-0905").id, "kimi");
    assert.equal(id("deepseek.responses", "deepseek-v4-flash").id, "deepseek-v4-responses");
    assert.equal(id("groq.chat", "deepseek-r1-distill-llama-70b").id, "deepseek-hosted");
    assert.equal(id("google.generateContent", "gemini-3.9-pro").id, "gemini-4");
    assert.equal(id("google.embeddings", "gemini-embedding-2").id, "gemini-embed");
  });

  it("says exact only for models that were measured: a later one may have another tokenizer", () => {
    const basis = (api: string, model: string) =>
      countRequest(requestOfWire(api, { messages: [{ role: "user", content: "Hello there" }] }, model), tokenizers)
        .total;
    assert.equal(basis("google.generateContent", "gemini-3-pro-preview").basis, "exact");
    assert.equal(basis("deepseek.chat", "deepseek-chat").basis, "exact");
    for (const [api, model] of [
      ["google.generateContent", "gemini-4-pro"],
      ["google.generateContent", "something-else"],
      ["google.embeddings", "gemini-embedding-2"],
      ["deepseek.chat", "deepseek-v5"],
    ] as const) {
      const { basis: sure, low, high } = basis(api, model);
      assert.equal(sure, "estimated", model);
      assert.ok(high > low, model);
    }
  });
});

describe("the parts of a schema", () => {
  it("follows references, counts what a prompt holds, and ends for a schema inside itself", () => {
    const node = {
      type: "object",
      description: "A node",
      properties: { label: { type: "string", enum: ["a", "b"] }, next: { $ref: "#/$defs/Node" } },
      required: ["label"],
    };
    const parts = schemaParts({
      $defs: { Node: node },
      type: "object",
      properties: { root: { $ref: "#/$defs/Node" } },
    });
    assert.deepEqual(parts, {
      texts: ["root", "A node", "label", "a", "b", "next"],
      titles: [],
      presets: [],
      required: ["label"],
      stated: [],
      order: ["label", "next"],
      types: 3,
      closed: 0,
      properties: 3,
      optional: 2,
      described: 0,
      objects: 1,
    });
    assert.deepEqual(schemaParts("no schema").texts, []);
  });

  it("takes a JSON text apart, and any other for one", () => {
    assert.deepEqual(jsonLeaves('{"city":"Oslo","days":[1,true,null]}'), { texts: ["city", "Oslo", "days"], plain: 3 });
    assert.deepEqual(jsonLeaves("{ no json"), { texts: ["{ no json"], plain: 0 });
  });
});

describe("the range of a count", () => {
  it("is wider for large prompts, whose kinds are more than the measured ones", () => {
    const family = tokenizers.families().families.find(({ id }) => id === "claude-4.5")!;
    const error = { tokens: 1, share: 0.02, far: 0.1, rows: 50, exact: 0.3 };
    const width = (count: number) => {
      const { low, high } = rangeOf(count, error, family);
      return (high - low) / count;
    };
    assert.ok(width(200) < 0.06);
    assert.ok(width(5000) > 0.19);
    assert.ok(width(600) > width(200) && width(600) < width(5000));
  });
});
