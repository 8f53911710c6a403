import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { waitForUpdate } from "@pydantic/genai-prices";
import { runModels } from "../../../src/cli/models";
import { runPrices } from "../../../src/cli/prices";
import type { CatalogueFile } from "../../../src/engine/models/load";
import { fetchText } from "../../../src/fetch-prices";
import { newerPrices, withStoredPrices } from "../../../src/stored-prices";
import { data } from "../models/catalogue-data";

const today = "2026-12-01";

describe("updating prices over the network", () => {
  let server: Server;
  let folder: string;
  let answer: RequestListener;
  let address: string;
  const lines: string[] = [];
  const update = async (timeoutMs = 2000) => {
    lines.length = 0;
    const path = join(folder, "models.json");
    const code = await runPrices(["update"], data, today, (text) => lines.push(text), { path, address, timeoutMs });
    return { code, path, text: lines.join("") };
  };

  before((done) => {
    server = createServer((request, response) => answer(request, response)).listen(0, "127.0.0.1", () => {
      address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/data.json`;
      done();
    });
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "prices-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("names the address, shows what changed and keeps it", async () => {
    const list = JSON.parse(JSON.stringify(await waitForUpdate()));
    const models = list.find((p: { id: string }) => p.id === "openai").models;
    models.find((m: { id: string }) => m.id === "gpt-4o").prices = { input_mtok: 2, output_mtok: 8 };
    answer = (_, response) => response.end(JSON.stringify(list));
    const { code, path, text } = await update();
    assert.equal(code, 0, text);
    assert.match(text, /^Fetching http:\/\/127/);
    assert.match(text, /openai\/gpt-4o: input \$2\.5 → \$2/);
    const stored = newerPrices(data, path) ?? assert.fail("not stored");
    assert.equal(stored.asOf, today);
    assert.match(runModels(["gpt-4o-mini", "--provider", "openai"], stored, today), /openai\/gpt-4o-mini +\$0\.15 /);
    const host = { asset: () => new TextEncoder().encode(JSON.stringify(data)) };
    const used = withStoredPrices(host as never, path).asset("models.json");
    assert.equal((JSON.parse(new TextDecoder().decode(used)) as CatalogueFile).asOf, today);
  });

  const bad: [string, RequestListener, RegExp][] = [
    ["an error", (_, r) => r.writeHead(503).end("down"), /the server answered 503/],
    ["a page", (_, r) => r.end("<html>hello</html>"), /not JSON/],
    ["half an answer", (_, r) => r.end('[{"id":"openai","models":['), /not JSON/],
    ["another shape", (_, r) => r.end('{"prices":[]}'), /holds no prices/],
    ["a redirect", (_, r) => r.writeHead(302, { location: "http://127.0.0.1:9/" }).end(), /not reached/],
    ["an announced flood", (_, r) => r.writeHead(200, { "content-length": "99999999" }).write("["), /larger than/],
    ["a flood", (_, r) => flood(r), /larger than/],
    ["silence", () => {}, /no complete answer/],
    ["a trickle", (_, r) => trickle(r), /no complete answer/],
    ["a broken line", (_, r) => r.destroy(), /not reached/],
  ];
  for (const [name, listener, reason] of bad)
    it(`keeps the old prices after ${name}`, async () => {
      answer = listener;
      const { code, path, text } = await update(name === "silence" || name === "a trickle" ? 150 : 5000);
      assert.equal(code, 2);
      assert.match(text, reason);
      assert.match(text, /The prices of 2026-11-10 stay/);
      assert.ok(!existsSync(path));
    });

  it("keeps the old prices when nobody listens", async () => {
    const result = await fetchText("http://127.0.0.1:9/", { maximumBytes: 100, timeoutMs: 2000 });
    assert.match("reason" in result ? result.reason : "", /not reached/);
  });

  it("does not use a stored file that is older or broken", () => {
    const path = join(folder, "models.json");
    assert.equal(newerPrices(data, path), undefined);
    writeFileSync(path, "{");
    assert.equal(newerPrices(data, path), undefined);
    writeFileSync(path, JSON.stringify({ ...(data as object), asOf: "2020-01-01" }));
    assert.equal(newerPrices(data, path), undefined);
    assert.match(readFileSync(path, "utf8"), /2020/);
  });

  it("tells the age without the network", async () => {
    lines.length = 0;
    const none = { path: join(folder, "none.json") };
    await runPrices([], data, "2027-02-01", (text) => lines.push(text), none);
    assert.match(lines.join(""), /Prices of 2026-11-10, 83 days old: run tokenbill prices update/);
    await assert.rejects(
      runPrices(["upgrade"], data, today, () => {}, none),
      /there is no "prices upgrade"/,
    );
  });
});

describe("tokenbill models", () => {
  it("lists what the words fit", () => {
    const text = runModels(["opus", "5.5", "--provider", "anthropic"], data, today);
    assert.match(text, /anthropic\/claude-opus-5-5 +\$4 +\$0\.20 +\$20 +1,000,000/);
    assert.match(runModels(["opus-4-1", "--provider", "anthropic"], data, today), /retired 2026-08-05/);
    assert.match(runModels(["gpt-4.1-mini", "--provider", "openai"], data, today), /retires 2027-01-14/);
    assert.equal(runModels(["no-such-model"], data, today), "no model fits\n");
    assert.match(runModels([], data, today), /and \d+ more/);
  });
  it("takes prices of another day", () => {
    assert.match(
      runModels(["gpt-5.6-luna", "--provider", "openai", "--prices-as-of", "2026-07-01"], data, today),
      /\$1 /,
    );
    assert.throws(() => runModels(["--prices-as-of", "soon"], data, today), /takes a day/);
    assert.throws(() => runModels(["--prices-as-of", "2026-13-45"], data, today), /takes a day/);
    assert.throws(() => runModels(["--nope"], data, today), /nope/);
  });
  it("answers as data", () => {
    const [first] = JSON.parse(
      runModels(["gpt-4o", "--provider", "openai", "--format", "json", "--limit", "1"], data, today),
    );
    assert.deepEqual([first.id, first.usdPerMillion.input], ["chatgpt-4o-latest", 5]);
  });
});

function flood(response: import("node:http").ServerResponse): void {
  const block = Buffer.alloc(1 << 20, 32);
  const more = () => {
    while (!response.destroyed && response.write(block));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
}

function trickle(response: import("node:http").ServerResponse): void {
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
}
