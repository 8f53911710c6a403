import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { countTexts, modelFor } from "../../../src/extension/editor-models";
import { type ExactCount, type ExactCountOffer, methods } from "../../../src/server/protocol";
import { type Client, pulling, startClient } from "./client";

const secret = "sk-test-0123456789";
const claude = `import Anthropic from "@anthropic-ai/sdk";
export const one = () =>
  new Anthropic().messages.create({
    model: "claude-sonnet-4-5",
    max_tokens: 100,
    system: "Answer in one word.",
    messages: [{ role: "user", content: "Which is the tallest mountain?" }],
    tools: [{ name: "look_up", description: "Looks it up", input_schema: { type: "object", properties: {} } }],
  });
`;
const gpt = `import OpenAI from "openai";
export const one = () =>
  new OpenAI().responses.create({ model: "gpt-5", instructions: "One word.", input: "Which is the tallest?", max_output_tokens: 50 });
`;
const gemini = `import { GoogleGenAI } from "@google/genai";
export const one = () =>
  new GoogleGenAI({}).models.generateContent({ model: "gemini-2.5-flash", contents: "Which is the tallest?" });
`;

describe("counting exactly", () => {
  let folder: string;
  let client: Client;
  let web: Server;
  let origin: string;
  let answer: RequestListener;
  let asked: { request: IncomingMessage; body: Record<string, unknown> }[];

  before((done) => {
    web = createServer((request, response) => {
      let text = "";
      request.on("data", (chunk) => (text += chunk));
      request.on("end", () => {
        asked.push({ request, body: JSON.parse(text) });
        answer(request, response);
      });
    }).listen(0, "127.0.0.1", () => {
      origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    web.closeAllConnections();
    web.close(done);
  });
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-count-"));
    asked = [];
    client = await start();
  });
  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.log, []);
    rmSync(folder, { recursive: true, force: true });
  });

  const start = () =>
    startClient(
      [folder],
      pulling,
      () => ({ countAddresses: { anthropic: origin, openai: `${origin}/`, google: origin } }),
      { storage: join(folder, "storage") },
    );
  const placeIn = (uri: string) => ({ uri, position: { line: 2, character: 8 } });
  const offerFor = async (uri: string) => {
    const offer = await client.connection.sendRequest<ExactCountOffer | null>(methods.exactCount, placeIn(uri));
    assert.ok(offer?.ok, JSON.stringify(offer));
    return offer;
  };
  const send = (uri: string, { address, hash }: { address: string; hash: string }, key = secret) =>
    client.connection.sendRequest<ExactCount>(methods.sendCount, { place: placeIn(uri), address, hash, key });

  for (const [vendor, text, path, header, body, reply] of [
    [
      "Anthropic",
      claude,
      "/v1/messages/count_tokens",
      ["x-api-key", secret],
      {
        model: "claude-sonnet-4-5",
        system: "Answer in one word.",
        messages: [{ role: "user", content: "Which is the tallest mountain?" }],
        tools: [{ name: "look_up", description: "Looks it up", input_schema: { type: "object", properties: {} } }],
      },
      { input_tokens: 1234 },
    ],
    [
      "OpenAI",
      gpt,
      "/v1/responses/input_tokens",
      ["authorization", `Bearer ${secret}`],
      { model: "gpt-5", instructions: "One word.", input: [{ role: "user", content: "Which is the tallest?" }] },
      { object: "response.input_tokens", input_tokens: 1234 },
    ],
    [
      "Google",
      gemini,
      "/v1beta/models/gemini-2.5-flash:countTokens",
      ["x-goog-api-key", secret],
      {
        generateContentRequest: {
          model: "models/gemini-2.5-flash",
          contents: [{ role: "user", parts: [{ text: "Which is the tallest?" }] }],
        },
      },
      { totalTokens: 1234 },
    ],
  ] as [string, string, string, [string, string], object, object][]) {
    it(`asks ${vendor} in its own format, shows the answer as measured, and remembers it`, async () => {
      answer = (_, response) => response.end(JSON.stringify(reply));
      const uri = client.open("a.ts", text);
      const offer = await offerFor(uri);
      assert.equal(offer.address, `${origin}${path}`);
      assert.deepEqual(JSON.parse(offer.body), body);
      assert.equal(asked.length, 0, "showing the request sends nothing");
      assert.deepEqual(await send(uri, offer), { ok: true, tokens: 1234 });
      assert.equal(asked[0]!.request.url, path);
      assert.equal(asked[0]!.request.headers[header[0]], header[1]);
      assert.deepEqual(asked[0]!.body, body);
      assert.match((await client.lenses(uri))[0]!, /^1,234 measured in · /);
      assert.match(
        await client.hover(uri, text.includes(".create(") ? ".create" : "generateContent"),
        /1,234 measured/,
      );
      const kept = readFileSync(join(folder, "storage/counts.json"), "utf8");
      assert.deepEqual(JSON.parse(kept), { [offer.hash]: 1234 }, "a number, no text and no key");
      client.change(uri, text.replace("tallest", "highest"));
      assert.doesNotMatch((await client.lenses(uri))[0]!, /measured/, "another text is another question");
      await client.stop();
      client = await start();
      assert.match((await client.lenses(client.open("a.ts", text)))[0]!, /^1,234 measured in/);
      assert.equal(asked.length, 1);
    });
  }

  for (const [name, listen, reason] of [
    ["a broken answer", (_, response) => response.end("{"), /no number/],
    ["null", (_, response) => response.end("null"), /no number/],
    ["a hostile number", (_, response) => response.end('{"input_tokens": -5e300}'), /no number/],
    ["text for a number", (_, response) => response.end('{"input_tokens": "12"}'), /no number/],
    ["a refused key", (_, response) => response.writeHead(401).end(secret), /answered 401/],
    ["a redirect", (_, response) => response.writeHead(307, { location: "/x" }).end(), /not reached/],
    ["a huge answer", (_, response) => response.end(`{"input_tokens": 5, "x": "${"x".repeat(100_000)}"}`), /larger/],
    ["a closed connection", (_, response) => response.destroy(), /not reached/],
  ] as [string, RequestListener, RegExp][]) {
    it(`keeps the estimate on ${name}`, async () => {
      answer = listen;
      const uri = client.open("a.ts", claude);
      const before = await client.lenses(uri);
      const result = await send(uri, await offerFor(uri));
      assert.ok(!result.ok);
      assert.match(result.reason, reason);
      assert.ok(!JSON.stringify(result).includes(secret));
      assert.equal(result.key ?? false, name === "a refused key");
      assert.deepEqual(await client.lenses(uri), before);
      assert.equal(asked.length, 1, "a redirect is not followed with the key");
    });
  }

  it("sends nothing but what was shown, where it was shown, with a key that can be one", async () => {
    const uri = client.open("a.ts", claude);
    const offer = await offerFor(uri);
    for (const [changed, key] of [
      [{ ...offer, address: `${origin}/elsewhere` }, secret],
      [{ ...offer, hash: "0".repeat(64) }, secret],
      [offer, `${secret}\r\nx-other: 1`],
      [offer, ""],
    ] as const) {
      const result = await send(uri, changed, key);
      assert.ok(!result.ok && !result.reason.includes(secret), JSON.stringify(result));
    }
    client.change(uri, claude.replace("tallest", "highest"));
    assert.equal((await send(uri, offer)).ok, false);
    assert.deepEqual(asked, []);
  });

  describe("by a language model of the editor", () => {
    const texts = [
      { role: "user", text: "Answer in one word." },
      { role: "user", text: "Which is the tallest mountain?" },
    ];
    const plain = claude.replace(/ {4}tools:.*\n/, "");
    const keep = (uri: string, hash: string, tokens: number) =>
      client.connection.sendRequest<ExactCount>(methods.keepCount, { place: placeIn(uri), hash, tokens });

    it("hands over the texts, and shows and remembers the count as measured", async () => {
      const uri = client.open("a.ts", plain);
      const { texts: offered } = await offerFor(uri);
      assert.deepEqual(offered?.messages, texts);
      assert.equal(offered?.model, "claude-sonnet-4-5");
      const model = {
        id: "claude-sonnet-4.5",
        family: "claude-sonnet-4.5",
        name: "Claude Sonnet 4.5",
        vendor: "an editor",
        countTokens: async (message: string) => message.length,
      };
      assert.equal(modelFor([{ id: "gpt-5", family: "gpt-5" }, model], offered!.model), model);
      const tokens = await countTexts(model, offered!, (_, text) => text);
      assert.equal(tokens, 49);
      assert.deepEqual(await keep(uri, offered!.hash, tokens), { ok: true, tokens });
      assert.match((await client.lenses(uri))[0]!, /^49 measured in · /);
      const kept = readFileSync(join(folder, "storage/counts.json"), "utf8");
      assert.deepEqual(JSON.parse(kept), { [offered!.hash]: 49 }, "a number and no text");
      client.change(uri, plain.replace("tallest", "highest"));
      assert.doesNotMatch((await client.lenses(uri))[0]!, /measured/);
      assert.deepEqual(asked, [], "no address was asked");
    });

    it("keeps the vendor's own word where there is one", async () => {
      answer = (_, response) => response.end('{"input_tokens": 21}');
      const uri = client.open("a.ts", plain);
      const offer = await offerFor(uri);
      await send(uri, offer);
      await keep(uri, offer.texts!.hash, 49);
      assert.match((await client.lenses(uri))[0]!, /^21 measured in · /);
    });

    it("takes no count of another text, and none that is no number", async () => {
      const uri = client.open("a.ts", plain);
      const { texts: offered } = await offerFor(uri);
      for (const [hash, tokens] of [
        ["0".repeat(64), 5],
        [offered!.hash, -5],
        [offered!.hash, 1.5],
      ] as const)
        assert.equal((await keep(uri, hash, tokens)).ok, false);
    });

    it("has no texts of a request with tools, which such a model would not count", async () => {
      assert.equal((await offerFor(client.open("a.ts", claude))).texts, undefined);
    });

    it("finds a model however its provider spells it, and none that is another", () => {
      const models = [
        { id: "copilot-1", family: "claude-sonnet-4.5" },
        { id: "gpt-4o-2024-08-06", family: "gpt-4o" },
      ];
      assert.equal(modelFor(models, "anthropic/claude-sonnet-4-5-20250929"), models[0]);
      assert.equal(modelFor(models, "gpt-4o"), models[1]);
      assert.equal(modelFor(models, "gpt-4o-mini"), undefined);
    });
  });

  it("says why a call cannot be counted by somebody else", async () => {
    const why = async (text: string) => {
      const uri = client.open("a.ts", text);
      const offer = await client.connection.sendRequest<ExactCountOffer>(methods.exactCount, placeIn(uri));
      assert.ok(!offer.ok);
      client.close(uri);
      return offer.reason;
    };
    assert.match(await why(claude.replace('"Which is the tallest mountain?"', "process.argv[2]!")), /not known before/);
    assert.match(await why(claude.replace("claude-sonnet-4-5", "in-house")), /model is not known/);
    assert.match(
      await why(gpt.replace("input:", "tools: [{ type: 'web_search' }], input:")),
      /no text that could be sent/,
    );
  });
});
