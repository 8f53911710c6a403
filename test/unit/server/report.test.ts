import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { costOf } from "../../../src/engine/costs";
import { dayOf } from "../../../src/engine/models/day";
import type { TokenCount } from "../../../src/engine/tokens/token-count";
import type { ReportData, WhatIf, WhatIfData } from "../../../src/panel/messages";
import { makeUp } from "../../../src/server/make-up";
import { methods } from "../../../src/server/protocol";
import { callOf, countOf, exact } from "../costs/calls";
import { listed } from "../models/catalogue-data";
import { type Client, startClient } from "./client";

describe("what a request is spent on", () => {
  const day = dayOf("2026-11-10");
  const lines = (parts: Record<string, number>): TokenCount["lines"] =>
    Object.entries(parts).map(([label, tokens]) => ({ label, range: exact(tokens) }));
  const spent = (model: string, call: Parameters<typeof callOf>[0], count: TokenCount) => {
    const one = callOf(call);
    const cost = costOf(one, count, [listed(model)], { day })!;
    const parts = makeUp({ cost, count });
    const sum = Object.values(parts).reduce((all, amount) => all + amount, 0n);
    assert.equal(sum, cost.withCap ?? cost.floor, "the parts are the figure");
    return parts;
  };

  it("tells tools, pictures and text apart, and thinking from the answer", () => {
    const count = countOf(1000, { lines: lines({ tools: 300, system: 500, schema: 50, media: 100, framing: 50 }) });
    assert.deepEqual(spent("claude-opus-5", { cap: 400, thinking: 300 }, count), {
      tools: 350n * 5_000_000n,
      media: 100n * 5_000_000n,
      input: 550n * 5_000_000n,
      reasoning: 300n * 25_000_000n,
      output: 100n * 25_000_000n,
    });
  });
  it("counts what a cache holds once: as cached, tools among it", () => {
    const count = countOf(3000, { cachedPrefix: exact(2000), lines: lines({ tools: 500, system: 1500, user: 1000 }) });
    assert.deepEqual(spent("claude-opus-5", { cap: 10, marks: [""] }, count), {
      cached: 2000n * 6_250_000n,
      input: 1000n * 5_000_000n,
      output: 10n * 25_000_000n,
    });
  });
  it("shows the input alone where nothing caps the answer", () => {
    assert.deepEqual(spent("gpt-4o", {}, countOf(1000)), { input: 1000n * 2_500_000n });
    assert.deepEqual(spent("text-embedding-3-small", {}, countOf(1000)), { embedding: 1000n * 20_000n });
  });
});

const source = `import OpenAI from "openai";
const openai = new OpenAI();
// tokenbill: calls=1000/month feature=search
export const search = () => openai.responses.create({ model: "gpt-4o", input: "Which is the tallest mountain?", max_output_tokens: 100 });
export const tell = () => openai.responses.create({ model: "gpt-5.6-terra", input: "Tell a story about a lighthouse.", max_output_tokens: 2000 });
`;

describe("the report of the editor", () => {
  let folder: string;
  let client: Client;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-report-"));
    mkdirSync(join(folder, "src"));
    writeFileSync(join(folder, "src", "a.ts"), source);
  });
  afterEach(async () => {
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const report = () => client.connection.sendRequest<ReportData>(methods.report, {});
  const suppose = (asked: WhatIf) => client.connection.sendRequest<WhatIfData>(methods.whatIf, asked);

  it("says how much of each budget is taken, and that a budget without a volume cannot be held against anything", async () => {
    const budgets = { call: 0.03, file: 1, features: { search: 10, chat: 5 }, workspace: 2 };
    writeFileSync(join(folder, "tokenbill.jsonc"), JSON.stringify({ budgets }));
    client = await startClient([folder]);
    const rows = (await report()).budgets.map(({ of, name, budget, share, state }) => [of, name, budget, share, state]);
    const [, , , share] = rows[0] as [string, string, string, number];
    assert.ok(share > 0.005 && share < 0.05, `${share}`);
    assert.deepEqual(rows, [
      ["workspace", "", "$2.00", share, "within"],
      ["feature", "search", "$10.00", rows[1]![3], "within"],
      ["feature", "chat", "$5.00", undefined, "unknown"],
      ["file", "src/a.ts", "$1.00", rows[3]![3], "within"],
      ["call", "", "$0.03", rows[4]![3], "within"],
    ]);
  });
  it("marks what is over and says by how much", async () => {
    writeFileSync(join(folder, "tokenbill.jsonc"), JSON.stringify({ budgets: { workspace: 0.01 } }));
    client = await startClient([folder]);
    const [row] = (await report()).budgets;
    assert.equal(row?.state, "over");
    assert.match(row!.remaining, /^\$0\.0\d+$/);
    assert.ok(row!.share! > 1);
  });
  it("supposes a model and a volume of one call, and leaves the others as they are", async () => {
    client = await startClient([folder]);
    const [search, tell] = (await report()).calls.toSorted((a, b) => a.place.line - b.place.line);
    const once = await suppose({ calls: { [search!.id]: { model: "gpt-5-nano" } } });
    const row = ({ rows }: WhatIfData, id: string) => rows.find((one) => one.id === id)!;
    assert.equal(once.monthly, false);
    assert.ok(row(once, search!.id).difference! < 0);
    assert.equal(row(once, tell!.id).difference, 0);
    assert.equal(row(once, search!.id).written, 1000);
    const month = await suppose({ calls: { [tell!.id]: { callsPerMonth: 50 } } });
    assert.deepEqual([month.monthly, month.withoutVolume], [true, 0], "the other volume is written down");
    const own = await suppose({ callsPerMonth: 10, calls: { [tell!.id]: { callsPerMonth: 100 } } });
    const each = (data: WhatIfData, id: string) => row(data, id).amount!;
    const first = await suppose({ callsPerMonth: 10 });
    assert.ok(Math.abs(each(own, tell!.id) - 10 * each(first, tell!.id)) < 1e-9);
    assert.equal(each(own, search!.id), each(first, search!.id));
  });
  it("leaves a call without a volume out of a supposed month, and counts it", async () => {
    writeFileSync(join(folder, "src", "a.ts"), source.replace(/^\/\/ tokenbill.*$/m, ""));
    client = await startClient([folder]);
    const [first] = (await report()).calls;
    const month = await suppose({ calls: { [first!.id]: { callsPerMonth: 50 } } });
    assert.equal(month.withoutVolume, 1);
    assert.deepEqual(
      month.rows.map(({ now, supposed }) => [now, supposed]).find(([now]) => now === "no volume"),
      ["no volume", "no volume"],
    );
  });
  it("supposes the prices of another day and the batch price", async () => {
    client = await startClient([folder]);
    const tell = (await report()).calls.find(({ model }) => model === "gpt-5.6-terra")!;
    const of = async (asked: WhatIf) => (await suppose(asked)).rows.find(({ id }) => id === tell.id)!;
    assert.ok((await of({ pricesAsOf: "2026-07-01" })).difference! > 0, "its price fell");
    assert.ok((await of({ batch: true })).difference! < 0);
  });
});
