import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForUpdate } from "@pydantic/genai-prices";
import type { TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver";
import { priceProblem } from "../../../src/extension/price-problem";
import { mayWarn, neverWarn } from "../../../src/extension/price-warning";
import type { ReportData, WhatIfData } from "../../../src/panel/messages";
import { answerPriceList } from "../../../src/server/price-list";
import { type ComparedModels, methods, type PriceListData, type RefreshedPrices } from "../../../src/server/protocol";
import { type Client, pulling, startClient } from "./client";

const source = `import OpenAI from "openai";
const openai = new OpenAI();
export function classify(message: string) {
  return openai.chat.completions.create({
    model: "gpt-4o",
    max_completion_tokens: 20,
    messages: [
      { role: "system", content: "Classify the message. Answer with one of: billing, delivery, other." },
      { role: "user", content: message },
    ],
  });
}
`;
const everything = { start: { line: 0, character: 0 }, end: { line: 12, character: 0 } };

describe("money in the editor", () => {
  let folder: string;
  let client: Client;
  let web: Server;
  let origin: string;
  let answer: RequestListener;
  let asked: string[];
  let settings: object;
  const configHome = process.env.XDG_CONFIG_HOME;

  before((done) => {
    web = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      answer(request, response);
    }).listen(0, "127.0.0.1", () => {
      origin = `http://127.0.0.1:${(web.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    web.closeAllConnections();
    web.close(done);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-money-"));
    process.env.XDG_CONFIG_HOME = join(folder, "config");
    mkdirSync(join(folder, "work"));
    asked = [];
    settings = { priceListAddress: `${origin}/prices.json` };
  });
  afterEach(async () => {
    await client.stop();
    assert.deepEqual(client.log, []);
    if (configHome === undefined) delete process.env.XDG_CONFIG_HOME;
    else process.env.XDG_CONFIG_HOME = configHome;
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async () => {
    client = await startClient([join(folder, "work")], pulling, () => settings);
  };
  /** Takes the edits that the server asks the editor to make. */
  const takeEdits = () => {
    const edits: WorkspaceEdit[] = [];
    client.connection.onRequest("workspace/applyEdit", ({ edit }: { edit: WorkspaceEdit }) => {
      edits.push(edit);
      return { applied: true };
    });
    return edits;
  };
  const list = () => client.connection.sendRequest<PriceListData>(methods.priceList, {});
  const refresh = (address: string) =>
    client.connection.sendRequest<RefreshedPrices>(methods.refreshPrices, { address });

  /** The published list with another price for gpt-4o. */
  async function cheaper(): Promise<string> {
    const published = JSON.parse(JSON.stringify(await waitForUpdate()));
    const { models } = published.find(({ id }: { id: string }) => id === "openai");
    models.find(({ id }: { id: string }) => id === "gpt-4o").prices = { input_mtok: 2, output_mtok: 8 };
    return JSON.stringify(published);
  }

  it("another currency is in every figure of the editor, and what a machine reads stays in USD", async () => {
    const configuration = { pricing: { currency: { code: "EUR", perUsd: 0.5 } } };
    writeFileSync(join(folder, "work", "tokenbill.jsonc"), JSON.stringify(configuration));
    writeFileSync(join(folder, "work", "a.ts"), source);
    await start();
    const uri = client.open("a.ts", source);
    const place = { uri, position: { line: 3, character: 40 } };
    const report = await client.connection.sendRequest<ReportData>(methods.report, {});
    const compared = await client.connection.sendRequest<ComparedModels>(methods.compareModels, place);
    const supposed = await client.connection.sendRequest<WhatIfData>(methods.whatIf, { model: "gpt-4o-mini" });
    const surfaces = {
      lens: await client.lenses(uri),
      hover: await client.hover(uri, "create"),
      actions: (await client.actions(uri, everything)).map(({ title }) => title),
      report: { ...report, calls: report.calls.map(({ cost }) => cost) },
      compared,
      supposed,
      markdown: await client.connection.sendRequest(methods.exportReport, { format: "markdown" }),
    };
    for (const [name, surface] of Object.entries(surfaces)) {
      assert.ok(!JSON.stringify(surface).includes("$"), `${name}: ${JSON.stringify(surface)}`);
      if (name !== "actions") assert.ok(JSON.stringify(surface).includes("€"), name);
    }
    assert.equal(report.rate, "Amounts in EUR, at 0.5 for one USD as configured.");
    const [row] = report.calls;
    assert.deepEqual([row?.floor, row?.withCap, row?.cost], [0.0000675, 0.0002675, "€0.000034–€0.00013+ a call"]);
    const { text } = await client.connection.sendRequest<{ text: string }>(methods.exportReport, { format: "csv" });
    assert.match(text, /usd floor,usd with output cap/);
    assert.ok(text.includes(`,${row?.floor},`), text);
  });

  describe("refreshing prices", () => {
    it("asks nothing before the command, then shows what changed and uses it", async () => {
      const body = await cheaper();
      answer = (_, response) => response.end(body);
      await start();
      const uri = client.open("a.ts", source);
      const [before] = await client.lenses(uri);
      const known = await list();
      assert.equal(known.address, `${origin}/prices.json`);
      assert.match(known.asOf, /^\d{4}-\d{2}-\d{2}$/);
      assert.deepEqual(asked, [], "reading the workspace and the list uses no network");
      const result = await refresh(known.address);
      assert.ok(result.ok, JSON.stringify(result));
      assert.ok(result.changes.some((line) => /^openai\/gpt-4o: input \$2\.5 → \$2, output \$10 → \$8/.test(line)));
      assert.deepEqual(asked, ["GET /prices.json"]);
      const [after] = await client.lenses(uri);
      assert.notEqual(after, before);
      assert.ok((await list()).asOf >= known.asOf);
      assert.equal((await list()).days, 0);
    });

    for (const [name, listen, reason] of [
      ["a broken answer", (_, response) => response.end("{"), /not JSON/],
      ["an empty one", (_, response) => response.end("[]"), /no prices/],
      ["an error", (_, response) => response.writeHead(500).end(), /answered 500/],
      ["a redirect", (_, response) => response.writeHead(302, { location: "/other" }).end(), /not reached/],
      ["a huge one", (_, response) => response.writeHead(200, { "content-length": "900000000" }).end(), /larger than/],
    ] as [string, RequestListener, RegExp][]) {
      it(`keeps the old prices on ${name}, and says why`, async () => {
        answer = listen;
        await start();
        const uri = client.open("a.ts", source);
        const before = await client.lenses(uri);
        const { address, asOf } = await list();
        const result = await refresh(address);
        assert.ok(!result.ok);
        assert.match(result.reason, reason);
        assert.equal((await list()).asOf, asOf);
        assert.deepEqual(await client.lenses(uri), before);
      });
    }

    it("asks only the address that was confirmed, and none that others can read along", async () => {
      await start();
      const other = await refresh(`${origin}/elsewhere.json`);
      assert.ok(!other.ok && /changed meanwhile/.test(other.reason));
      for (const address of ["http://prices.example.com/list.json", "file:///etc/passwd", "no address"]) {
        settings = { priceListAddress: address };
        await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
        await client.lenses(client.open("a.ts", source));
        const result = await refresh(address);
        assert.ok(!result.ok && /must start with https|is none/.test(result.reason), JSON.stringify(result));
      }
      assert.deepEqual(asked, []);
    });

    it("says that old prices are old", async () => {
      await start();
      const { days, tooOld, sources } = await list();
      assert.equal(tooOld, days > 60);
      assert.ok(sources.length > 0);
    });
  });

  describe("comparing models", () => {
    const compare = (uri: string, line: number) =>
      client.connection.sendRequest<ComparedModels | null>(methods.compareModels, {
        uri,
        position: { line, character: 4 },
      });

    it("prices the call at the place with every model that can take it, its vendor's first and the cheapest first", async () => {
      await start();
      const uri = client.open("a.ts", source);
      const compared = (await compare(uri, 4))!;
      assert.deepEqual(compared.current, ["gpt-4o"]);
      const own = compared.candidates.filter(({ sameVendor }) => sameVendor);
      assert.deepEqual(compared.candidates.slice(0, own.length), own);
      assert.deepEqual(
        own.filter(({ current }) => current).map(({ id, change }) => [id, change]),
        [["gpt-4o", "±0 %"]],
      );
      const mini = own.find(({ id }) => id === "gpt-4o-mini")!;
      assert.deepEqual([mini.price, mini.change, mini.moves], ["$0.15 in · $0.60 out per 1M", "−94 %", 1]);
      const changes = own.map(({ change }) => Number(change.replace(/ %$/, "").replace("−", "-").replace("±", "")));
      assert.deepEqual(
        changes,
        changes.toSorted((a, b) => a - b),
      );
      const claude = compared.candidates.find(({ vendor }) => vendor === "anthropic")!;
      assert.equal(claude.moves, 0, "the SDK of one vendor does not speak to another");
      const names = compared.candidates.map(({ id, vendor }) => `${vendor} ${id}`);
      assert.equal(new Set(names).size, names.length);
      assert.ok(
        !names.some((name) => /embedding|whisper|dall-e|^(bedrock|openrouter|fireworks) /.test(name)),
        names.join("\n"),
      );
    });

    it("puts the chosen model where the old one is written, and nowhere before", async () => {
      await start();
      const edits = takeEdits();
      const uri = client.open("a.ts", source);
      const compared = (await compare(uri, 0))!;
      assert.deepEqual(edits, [], "comparing changes nothing");
      const use = (model: string) =>
        client.connection.sendRequest<{ applied: boolean }>(methods.useModel, { ...compared.place, model });
      assert.deepEqual(await use("gpt-4o-mini"), { applied: true });
      client.apply({ title: "", edit: edits[0]! });
      assert.match(client.text(uri), /model: "gpt-4o-mini",/);
      assert.deepEqual(await use("no-such-model"), { applied: false });
      assert.match((await client.lenses(uri))[0]!, /\$0\.00/);
    });

    it("offers it on a call, answers nothing beside one, and compares embeddings with embeddings", async () => {
      await start();
      const uri = client.open("a.ts", `${source}${source.replace("classify", "other")}\n\n`);
      const titles = (
        await client.actions(uri, { start: { line: 4, character: 0 }, end: { line: 4, character: 0 } })
      ).map(({ title }) => title);
      assert.ok(titles.includes("Compare models for this call …"));
      assert.equal(await compare(uri, 27), null);
      const embed = client.open(
        "b.ts",
        'import OpenAI from "openai";\nexport const one = (input: string) =>\n  new OpenAI().embeddings.create({ model: "text-embedding-3-large", input });\n',
      );
      const { candidates } = (await compare(embed, 2))!;
      assert.ok(candidates.some(({ id }) => id === "text-embedding-3-small"));
      assert.ok(!candidates.some(({ id }) => id.startsWith("gpt-")));
    });
  });

  describe("a price that no list has", () => {
    const unpriced = source.replace("gpt-4o", "in-house.7b");

    it("is written into the configuration that is made for it, and the call is priced", async () => {
      await start();
      const edits = takeEdits();
      const uri = client.open("a.ts", unpriced);
      assert.match((await client.lenses(uri))[0]!, /no price for in-house\.7b/);
      const action = (await client.actions(uri, everything)).find(({ title }) => /^Set the price/.test(title))!;
      const [where, model, kind, asks] = action.command!.arguments!;
      assert.deepEqual([where, model, kind], [uri, "in-house.7b", "chat"]);
      assert.deepEqual(
        asks.map(({ name }: { name: string }) => name),
        ["input", "output"],
      );
      const params = { uri, model, kind, prices: { input: 0.2, output: 0.8 } };
      const changed = await client.connection.sendRequest<{ uri: string }>(methods.priceModel, params);
      assert.equal(changed.uri, client.uri("tokenbill.jsonc"));
      const [create, change] = edits[0]!.documentChanges as [{ kind: string }, TextDocumentEdit];
      assert.equal(create.kind, "create");
      writeFileSync(join(folder, "work/tokenbill.jsonc"), (change.edits[0] as { newText: string }).newText);
      const changes = [{ uri: changed.uri, type: 1 }];
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      assert.match((await client.lenses(uri))[0]!, /\$0\.0000/);
      const rest = await client.actions(uri, everything);
      assert.ok(!rest.some(({ title }) => /^Set the price/.test(title)));
    });

    it("is asked of that one of several models which has none", async () => {
      const either = source.replace('"gpt-4o"', 'process.env.FAST ? "gpt-4o" : "in-house.7b"');
      writeFileSync(join(folder, "work", "a.ts"), either);
      await start();
      const uri = client.open("a.ts", either);
      assert.match((await client.lenses(uri))[0]!, /no price for in-house\.7b(?!,)/);
      const titles = (await client.actions(uri, everything)).map(({ title }) => title);
      assert.deepEqual(
        titles.filter((title) => title.startsWith("Set the price")),
        ["Set the price of in-house.7b …"],
      );
      const { calls } = await client.connection.sendRequest<ReportData>(methods.report, {});
      assert.equal(calls[0]!.resolve?.kind === "price" && calls[0]!.resolve.model, "in-house.7b");
    });

    it("is asked in the unit that the call is billed by", async () => {
      const drawn = `import OpenAI from "openai";
export const draw = (prompt: string) => new OpenAI().images.generate({ model: "painter-9", prompt, n: 2 });
`;
      await start();
      takeEdits();
      const uri = client.open("a.ts", drawn);
      assert.match((await client.lenses(uri))[0]!, /no price for painter-9/);
      const action = (await client.actions(uri, everything)).find(({ title }) => /^Set the price/.test(title))!;
      assert.deepEqual(action.command!.arguments!.slice(1), [
        "painter-9",
        "image",
        [{ name: "image", of: "a picture" }],
      ]);
      const prices = { pricing: { models: { "painter-9": { image: 0.03, kind: "image" } } } };
      writeFileSync(join(folder, "work/tokenbill.jsonc"), JSON.stringify(prices));
      const changes = [{ uri: client.uri("tokenbill.jsonc"), type: 1 }];
      await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
      assert.match((await client.lenses(uri))[0]!, /\$0\.06 a call/);
    });

    it("is missing on every surface until then, and nowhere is it $0", async () => {
      const kinds = `import OpenAI from "openai";
const openai = new OpenAI();
export async function all(text: string) {
  await openai.chat.completions.create({ model: "in-house.7b", max_tokens: 9, messages: [{ role: "user", content: text }] });
  await openai.embeddings.create({ model: "in-house.7b", input: text });
  await openai.images.generate({ model: "in-house.7b", prompt: text });
  await openai.audio.speech.create({ model: "in-house.7b", voice: "alloy", input: text });
  await openai.audio.transcriptions.create({ model: "in-house.7b", file: text });
}
`;
      writeFileSync(join(folder, "work", "a.ts"), kinds);
      await start();
      const uri = client.open("a.ts", kinds);
      const report = await client.connection.sendRequest<ReportData>(methods.report, {});
      const exported = async (format: string) =>
        (await client.connection.sendRequest<{ text: string }>(methods.exportReport, { format })).text;
      const lenses = await client.lenses(uri);
      const surfaces = {
        lenses,
        hovers: [await client.hover(uri, "create"), await client.hover(uri, "generate")],
        diagnostics: await client.diagnostics(uri),
        report,
        whatIf: await client.connection.sendRequest(methods.whatIf, { cacheHitRate: 0.5 }),
        markdown: await exported("markdown"),
        sarif: await exported("sarif"),
        csv: await exported("csv"),
        json: await exported("json"),
      };
      for (const [name, surface] of Object.entries(surfaces)) {
        const shown = JSON.stringify(surface).replaceAll("\\", "");
        assert.doesNotMatch(shown, /\$0(?![.\d])|\$0\.0+(?!\d)/, name);
        assert.ok(/^(?:sarif|diagnostics)$/.test(name) || /in-house\.7b|no price/.test(shown), name);
      }
      assert.equal(lenses.filter((lens) => lens.includes("no price for in-house.7b")).length, 5, lenses.join("\n"));
      assert.deepEqual([report.totals.priced, report.totals.unpriced, report.totals.cost], [0, 5, "none priced"]);
      for (const call of report.calls) assert.deepEqual([call.floor, call.withCap], [undefined, undefined]);
      for (const call of JSON.parse(surfaces.json).calls) assert.equal(call.cost, null);
      const rows = surfaces.csv.trim().split("\r\n").slice(1);
      const money = surfaces.csv.split("\r\n")[0]!.split(",").indexOf("usd floor");
      for (const row of rows) assert.deepEqual(row.split(",").slice(money, money + 2), ["", ""]);
      const titles = (await client.actions(uri, everything)).map(({ title }) => title);
      assert.ok(titles.includes("Set the price of in-house.7b …"), titles.join());
    });

    it("keeps the comments of a configuration that is there", async () => {
      const text =
        '{\n  // ours\n  "pricing": {\n    "models": { "a": { "input": 1, "output": 2 } } // private\n  }\n}\n';
      writeFileSync(join(folder, "work/tokenbill.jsonc"), text);
      await start();
      const edits = takeEdits();
      const uri = client.open("a.ts", unpriced);
      await client.connection.sendRequest(methods.priceModel, {
        uri,
        model: "x/y",
        kind: "embedding",
        prices: { input: 3 },
      });
      const [change] = edits[0]!.documentChanges as [TextDocumentEdit];
      const { newText } = change.edits[0] as { newText: string };
      for (const kept of ["// ours", "// private"]) assert.ok(newText.includes(kept));
      assert.match(newText, /"a": \{\s+"input": 1,\s+"output": 2\s+\}/);
      assert.match(newText, /"x\/y": \{\s+"input": 3,\s+"kind": "embedding"\s+\}/);
    });
  });
});

describe("the warning of old prices", () => {
  it("comes above sixty days", async () => {
    const handlers = new Map<string, (params: object, token: object) => Promise<PriceListData>>();
    const connection = { onRequest: (name: string, handle: never) => handlers.set(name, handle) };
    let today = "2027-06-01";
    answerPriceList(connection as never, {
      assets: "dist/assets",
      address: () => "",
      today: () => today,
      renewed: async () => {},
    });
    const list = () => handlers.get(methods.priceList)!({}, { isCancellationRequested: false });
    const old = await list();
    assert.deepEqual([old.tooOld, old.address.startsWith("https://")], [true, true]);
    const day = Date.parse(old.asOf);
    for (const [after, tooOld] of [
      [60, false],
      [61, true],
    ] as const) {
      today = new Date(day + after * 86_400_000).toISOString().slice(0, 10);
      const { days, ...rest } = await list();
      assert.deepEqual([days, rest.tooOld], [after, tooOld]);
    }
  });

  it("is shown once a day, and no more when that was asked for", async () => {
    const kept = new Map<string, unknown>();
    const memory = {
      get: (key: string) => kept.get(key),
      update: async (key: string, value: unknown) => void kept.set(key, value),
    };
    const days = ["2027-01-01", "2027-01-01", "2027-01-02"];
    const shown: boolean[] = [];
    for (const day of days) shown.push(await mayWarn(memory, day));
    assert.deepEqual(shown, [true, false, true]);
    await neverWarn(memory);
    assert.equal(await mayWarn(memory, "2027-01-03"), false);
  });
});

describe("the price that a person types", () => {
  it("takes numbers only", () => {
    for (const text of ["0", "0.25", " 15 ", "20000"]) assert.equal(priceProblem(text), undefined, text);
    for (const text of ["", "free", "-1", "0,25", "1e3", "20001", "NaN"]) assert.ok(priceProblem(text), text);
  });
});
