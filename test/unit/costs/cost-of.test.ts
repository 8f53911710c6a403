import assert from "node:assert/strict";
import { costOf } from "../../../src/engine/costs";
import { amountOf } from "../../../src/engine/costs/amount";
import { cachingBreakEven, cachingSaving } from "../../../src/engine/costs/caching";
import { moneyIn } from "../../../src/engine/costs/money";
import { dayOf } from "../../../src/engine/models/day";
import { priceOn } from "../../../src/engine/models/price-on";
import { repriced } from "../../../src/engine/costs/repriced";
import { priceRequest } from "../../../src/engine/costs/request";
import { day, listed } from "../models/catalogue-data";
import { callOf, countOf, exact } from "./calls";

const cost = (id: string, call = callOf(), count = countOf(1000)) =>
  costOf(call, count, [listed(id)], { day }) ?? assert.fail(id);
const sum = (lines: { amount: bigint }[]) => lines.reduce((a, l) => a + l.amount, 0n);

describe("what a call costs", () => {
  it("has a floor without output and a ceiling at the cap", () => {
    const c = cost("gpt-4", callOf({ cap: 500 }));
    assert.equal(moneyIn().amount(c.floor), "$0.03");
    assert.equal(moneyIn().amount(c.ceiling ?? 0n), "$0.06");
    assert.equal(c.bound, "code");
    assert.equal(sum(c.lines), c.ceiling);
    assert.deepEqual(c.models, ["gpt-4"]);
    assert.equal(c.rows[0]?.source, "@pydantic/genai-prices@0.1.8");
  });
  it("takes the model's own maximum where the code sets no cap", () => {
    const c = cost("gpt-4o-mini");
    assert.equal(c.bound, "model");
    assert.equal(c.ceiling, 1000n * 150_000n + 16_384n * 600_000n);
  });
  it("cannot exceed the model's maximum output", () => {
    assert.equal(cost("gpt-4o-mini", callOf({ cap: 1_000_000 })).ceiling, cost("gpt-4o-mini").ceiling);
  });
  it("takes what a schema allows for the cap, where nothing is thought unseen", () => {
    const short = countOf(1000, { answer: { most: 24, from: "schema" } });
    const c = cost("gpt-4", callOf(), short);
    assert.equal(c.ceiling, 1000n * 30_000_000n + 24n * 60_000_000n);
    assert.equal(c.withCap, c.ceiling);
    assert.equal(c.bound, "code");
    assert.equal(cost("gpt-4", callOf({ cap: 10 }), short).ceiling, 1000n * 30_000_000n + 10n * 60_000_000n);
    // what gpt-5 thinks is billed as output, and no schema bounds it
    assert.equal(cost("gpt-5", callOf(), short).ceiling, cost("gpt-5").ceiling);
    assert.equal(cost("gpt-5", callOf({ options: { effort: "none" } }), short).bound, "code");
  });
  it("bills every sample", () => {
    const n = { kind: "number" as const, min: 3, max: 3, origin: { path: "a", start: 0, end: 0 } };
    assert.equal(cost("gpt-4", callOf({ cap: 100, options: { n } })).ceiling, 1000n * 30_000_000n + 300n * 60_000_000n);
  });
  it("leaves holes out of the floor, and bounds them by the window or by the code", () => {
    const open = countOf(1000, { open: ["doc"] });
    const c = cost("claude-sonnet-5", callOf({ cap: 100 }), open);
    assert.equal(c.floor, 1000n * 2_000_000n);
    assert.equal(c.ceiling, 1_000_000n * 2_000_000n + 100n * 10_000_000n);
    assert.equal(c.bound, "model");
    const bounded = cost(
      "claude-sonnet-5",
      callOf({ cap: 100 }),
      countOf(1000, { open: ["doc"], bounded: exact(3000) }),
    );
    assert.equal(bounded.ceiling, 3000n * 2_000_000n + 100n * 10_000_000n);
    assert.equal(bounded.bound, "code");
  });
  it("switches the whole request to the long-context price", () => {
    const c = cost("gpt-6-sol", callOf({ cap: 10 }), countOf(272_001));
    assert.equal(c.floor, 272_001n * 4_000_000n);
    assert.equal(c.ceiling, 272_001n * 4_000_000n + 10n * 15_000_000n);
  });
  it("reads from a warm cache at the floor and writes a cold one at the ceiling", () => {
    const c = cost("claude-opus-5", callOf({ cap: 0, marks: [""] }), countOf(3000, { cachedPrefix: exact(2000) }));
    assert.equal(c.floor, 1000n * 5_000_000n + 2000n * 500_000n);
    assert.equal(c.ceiling, 1000n * 5_000_000n + 2000n * 6_250_000n);
    assert.deepEqual(c.caching, { first: c.ceiling, following: c.floor, lifetimeSeconds: 300 });
    const hour = cost("claude-opus-5", callOf({ cap: 0, marks: ["1h"] }), countOf(3000, { cachedPrefix: exact(2000) }));
    assert.equal(hour.ceiling, 1000n * 5_000_000n + 2000n * 10_000_000n);
  });
  it("does not count on a cache that the vendor keeps by itself", () => {
    const c = cost("gpt-4o", callOf({ cap: 1000 }), countOf(1240, { cachedPrefix: exact(1240) }));
    assert.equal(moneyIn().amount(c.floor), "$0.0031");
    assert.equal(moneyIn().amount(c.withCap ?? 0n), "$0.0131");
    assert.equal(c.caching?.following, 1240n * 1_250_000n);
  });
  it("adds what a region costs, and lets a region that nobody names lie between", () => {
    const vertex = listed("claude-sonnet-5", "vertex");
    const of = (model: typeof vertex, region?: string) => {
      const c = costOf(callOf({ cap: 100, options: { region } }), countOf(1000), [model], { day });
      return [c?.floor, c?.withCap, c?.notes.join()] as const;
    };
    const [low, high] = [1000n * 2_000_000n, 1000n * 2_000_000n + 100n * 10_000_000n];
    assert.deepEqual(of(vertex, "global").slice(0, 2), [low, high]);
    assert.deepEqual(of(vertex, "europe-west1").slice(0, 2), [(low * 11n) / 10n, (high * 11n) / 10n]);
    assert.match(of(vertex, "europe-west1")[2] ?? "", /^10 % more is in the figures for processing in europe-west1/);
    assert.deepEqual(of(vertex).slice(0, 2), [low, (high * 11n) / 10n]);
    assert.match(of(vertex)[2] ?? "", /the floor is the global price/);
    const openai = listed("gpt-5.5");
    const [plain, europe] = [of(openai), of(openai, "eu")];
    assert.equal(europe[1], ((plain[1] ?? 0n) * 11n) / 10n);
    assert.equal(of(listed("gpt-4o"), "eu")[1], of(listed("gpt-4o"))[1]);
    const claude = listed("claude-opus-5");
    assert.equal(of(claude, "us")[0], ((of(claude)[0] ?? 0n) * 11n) / 10n);
    assert.equal(of(claude, "global")[0], of(claude)[0]);
  });
  it("doubles the price of the fast mode where the vendor does", () => {
    const c = cost("claude-opus-5", callOf({ cap: 100, options: { tier: "fast" } }));
    assert.equal(c.withCap, 2n * (1000n * 5_000_000n + 100n * 25_000_000n));
    const unknown = cost("claude-haiku-4-5", callOf({ cap: 100, options: { tier: "fast" } }));
    assert.match(unknown.notes.join(), /no price is known for the service tier "fast"/);
  });
  it("lets a price that depends on the hour lie between its cheap hours and its peak", () => {
    const c = cost("deepseek-flash", callOf({ cap: 100 }));
    assert.equal(c.floor, 1000n * 150_000n);
    assert.equal(c.withCap, 1000n * 300_000n + 100n * 1_200_000n);
    assert.match(c.notes.join(), /for the peak, 01:00–04:00 and 06:00–10:00 UTC, Monday to Friday/);
    assert.deepEqual(priceOn(listed("deepseek-v4-flash"), dayOf("2026-11-10"), 1)?.input, 0.3);
  });
  it("states what keeping an explicit cache costs by the hour", () => {
    const origin = { path: "a.ts", start: 0, end: 0 };
    const asks = { ...callOf({ cap: 10 }), caching: { marks: [], automatic: { origin } } };
    const known = costOf(asks, countOf(90_000, { cachedPrefix: exact(50_000) }), [listed("gemini-2.5-pro")], { day });
    assert.deepEqual(known?.rates, [{ usd: 0.225, per: "hour that the cache is kept" }]);
    const elsewhere = costOf(asks, countOf(100), [listed("gemini-3.5-flash")], { day });
    assert.deepEqual(elsewhere?.rates, [{ usd: 1, per: "hour for each million tokens in the cache" }]);
    assert.deepEqual(cost("gemini-2.5-pro").rates, []);
  });
  it("prices the longer lifetime of other vendors too", () => {
    const c = cost("gpt-6.1-terra", callOf({ cap: 0, marks: ["12h"] }), countOf(3000, { cachedPrefix: exact(2000) }));
    assert.equal(c.ceiling, 1000n * 1_000_000n + 2000n * 2_500_000n);
    assert.ok(c.lines.some((l) => l.label === "cache write (12h)"));
  });
  it("caches at the vendor's minimum exactly", () => {
    const at = (n: number) =>
      cost("claude-haiku-4-5", callOf({ cap: 0, marks: [""] }), countOf(5000, { cachedPrefix: exact(n) }));
    assert.equal(at(4095).caching, undefined);
    assert.equal(at(4096).caching?.following, 904n * 1_000_000n + 4096n * 100_000n);
  });
  it("takes the upper end of an estimate for the known input with its cap", () => {
    const estimated = { tokens: 1000, low: 850, high: 1150, basis: "estimated" as const };
    assert.equal(
      cost("claude-sonnet-5", callOf({ cap: 10 }), countOf(estimated)).withCap,
      1150n * 2_000_000n + 10n * 10_000_000n,
    );
  });
  it("rounds half of the smallest unit up, and never bills more thinking than output", () => {
    assert.deepEqual([amountOf(1, 0.0000005), amountOf(3, 0.0000005), amountOf(1, 0.0000004)], [1n, 2n, 0n]);
    const terms = { model: listed("gpt-5"), day };
    assert.equal(priceRequest(terms, { input: 0, output: 10, reasoning: 99 }, "exact")?.amount, 10n * 10_000_000n);
  });
  it("is never nothing while a single token is certain", () => {
    const c = cost("gpt-5-nano", callOf(), countOf({ tokens: 2, low: 0, high: 4, basis: "estimated" }));
    assert.ok(c.floor > 0n);
  });
  it("caches nothing below the vendor's minimum", () => {
    const c = cost("claude-haiku-4-5", callOf({ cap: 0, marks: [""] }), countOf(3000, { cachedPrefix: exact(2000) }));
    assert.equal(c.floor, 3000n * 1_000_000n);
    assert.equal(c.ceiling, c.floor);
    assert.equal(c.caching, undefined);
  });
  it("charges an implicit write of the whole input where the vendor bills writes by itself", () => {
    const c = cost("gpt-6.1-sol", callOf({ cap: 0 }), countOf(3000, { cachedPrefix: exact(2000) }));
    assert.equal(c.ceiling, 3000n * 2_500_000n);
    assert.equal(c.caching?.following, 1000n * 2_000_000n + 2000n * 100_000n);
  });
  it("takes an estimate as it is shown for the floor, and the end of its error bar for the ceiling", () => {
    const c = cost(
      "claude-sonnet-5",
      callOf({ cap: 0 }),
      countOf({ tokens: 1000, low: 850, high: 1150, basis: "estimated" }),
    );
    assert.equal(c.floor, 1000n * 2_000_000n);
    assert.equal(c.ceiling, 1150n * 2_000_000n);
    assert.equal(sum(c.lines), 1000n * 2_000_000n);
    assert.equal(c.basis, "estimated");
  });
  it("halves a batch, and says when a tier has no known price", () => {
    assert.equal(cost("gpt-4o", callOf({ cap: 0, options: { batch: true } })).floor, 1000n * 1_250_000n);
    const odd = cost("mistral-large-2512", callOf({ cap: 0, options: { batch: true } }));
    assert.equal(odd.floor, 1000n * 500_000n);
    assert.match(odd.notes.join(), /no price is known for the service tier "batch"/);
  });
  it("splits thinking from the answer", () => {
    const c = cost("claude-opus-5", callOf({ cap: 4000, thinking: 3000 }));
    assert.deepEqual(
      c.lines.map((l) => [l.kind, l.tokens]),
      [
        ["input", 1000],
        ["reasoning", 3000],
        ["output", 1000],
      ],
    );
  });
  it("bills embeddings for their input alone", () => {
    const c = cost("text-embedding-3-small", callOf(), countOf(8000));
    assert.equal(c.floor, 8000n * 20_000n);
    assert.equal(c.ceiling, c.floor);
    assert.equal(c.lines[0]?.kind, "embedding");
  });
  it("adds a fee per request", () => {
    const c = cost("sonar", callOf({ cap: 0 }));
    assert.equal(c.floor, 1000n * 1_000_000n + 5_000_000_000n);
    assert.equal(c.ceiling, 1000n * 1_000_000n + 12_000_000_000n);
  });
  it("ranges over a choice of models and names both ends", () => {
    const models = ["gpt-5", "gpt-5-nano", "gpt-5-mini"].map((id) => listed(id));
    const c = costOf(callOf({ cap: 100 }), countOf(500), models, { day }) ?? assert.fail();
    assert.deepEqual(c.models, ["gpt-5-nano", "gpt-5"]);
    assert.equal(c.floor, 500n * 50_000n);
    assert.equal(c.ceiling, 500n * 1_250_000n + 100n * 10_000_000n);
  });
  it("has no ceiling while one of the candidates has no price", () => {
    const call = callOf({ cap: 100, ids: ["gpt-5", "gpt-9"] });
    const c = costOf(call, countOf(500), [listed("gpt-5")], { day }) ?? assert.fail();
    assert.equal(c.ceiling, undefined);
    assert.match(c.notes.join(), /1 of the models this call may use has no price/);
  });
  it("has no cost, rather than none to pay, without a price", () => {
    const free = { ...listed("gpt-4"), prices: [] };
    assert.equal(costOf(callOf(), countOf(10), [free], { day }), undefined);
    assert.equal(costOf(callOf(), countOf(10), [], { day }), undefined);
    const moderation = { ...listed("gpt-4"), kind: "other" as const, prices: [] };
    assert.equal(costOf(callOf(), countOf(10), [moderation], { day }), undefined);
  });
  it("has a likely figure only where sizes were assumed or measured", () => {
    assert.equal(cost("gpt-4").likely, undefined);
    const usage = { inputTokens: 3000, outputTokens: 200, cacheReadTokens: 2000, basis: "measured" as const };
    const c = costOf(callOf({ cap: 500 }), countOf(1000, { open: ["doc"] }), [listed("gpt-4o")], { day, usage });
    assert.equal(c?.likely, 1000n * 2_500_000n + 2000n * 1_250_000n + 200n * 10_000_000n);
    const assumed = countOf({ tokens: 3000, low: 3000, high: 3000, basis: "assumed" });
    assert.equal(costOf(callOf({ cap: 5 }), assumed, [listed("gpt-4o")], { day })?.likely, undefined);
  });
  it("adds what a person wrote down about the open parts and the answer", () => {
    const usage = { contextTokens: 3000, outputTokens: 400 };
    const open = countOf(1000, { open: ["doc"] });
    const c = costOf(callOf(), open, [listed("gpt-4o")], { day, usage });
    assert.equal(c?.likely, 4000n * 2_500_000n + 400n * 10_000_000n);
    assert.equal(costOf(callOf(), open, [listed("gpt-4o")], { day, usage: { outputTokens: 400 } })?.likely, undefined);
    const closed = costOf(callOf(), countOf(1000), [listed("gpt-4o")], { day, usage: { outputTokens: 400 } });
    assert.equal(closed?.likely, 1000n * 2_500_000n + 400n * 10_000_000n);
    assert.equal(costOf(callOf(), countOf(1000), [listed("gpt-4o")], { day, usage: {} })?.likely, undefined);
  });
  it("shows the known input with the cap that the code sets, apart from the ceiling", () => {
    const open = countOf(1000, { open: ["doc"] });
    assert.equal(cost("gpt-4o", callOf({ cap: 100 }), open).withCap, 1000n * 2_500_000n + 100n * 10_000_000n);
    assert.equal(cost("gpt-4o", callOf(), open).withCap, undefined);
    assert.equal(cost("gpt-4o", callOf({ cap: 99_999 }), open).withCap, 1000n * 2_500_000n + 16_384n * 10_000_000n);
    assert.equal(cost("text-embedding-3-small", callOf(), open).withCap, 1000n * 20_000n);
  });
  it("states the fee of a search, and warns of retired models", () => {
    const call = callOf({ cap: 1 });
    call.tools.push({ name: "search", hosted: "web_search", origin: { path: "a", start: 0, end: 0 } });
    assert.deepEqual(cost("gpt-5", call).rates, [{ usd: 0.01, per: "search" }]);
    assert.deepEqual(cost("gpt-5").rates, []);
    const hosted = (name: string) => ({ name, hosted: name, origin: { path: "a", start: 0, end: 0 } });
    const files = { ...call, tools: [hosted("file_search")] };
    assert.deepEqual(cost("gpt-5", files).rates, [{ usd: 0.0025, per: "search in files" }]);
    const grounded = { ...call, tools: [hosted("googleSearch")] };
    assert.deepEqual(cost("gemini-3.5-flash", grounded).rates, [{ usd: 0.014, per: "search" }]);
    assert.deepEqual(cost("gemini-3.5-flash", { ...call, tools: [hosted("code_execution")] }).rates, []);
    assert.match(cost("claude-opus-4-1").notes.join(), /retired on 2026-08-05/);
  });
});

describe("caching", () => {
  it("pays off from the second call within five minutes, and the third within the hour", () => {
    const model = listed("claude-opus-5");
    const short = cachingBreakEven({ model, day, prefixTokens: 2000 }) ?? assert.fail();
    assert.deepEqual([short.calls, short.ttl, short.lifetimeSeconds], [2, "5m", 300]);
    assert.deepEqual(
      [short.uncached, short.first, short.following],
      [10_000_000_000n, 12_500_000_000n, 1_000_000_000n],
    );
    assert.equal(cachingBreakEven({ model, day, prefixTokens: 2000, ttl: "1h" })?.calls, 3);
    assert.ok(cachingSaving(short, 1) < 0n && cachingSaving(short, 2) > 0n);
    assert.equal(cachingSaving(short, 10), 10n * 10_000_000_000n - 12_500_000_000n - 9_000_000_000n);
  });
  it("does not exist below the minimum or without terms", () => {
    assert.equal(cachingBreakEven({ model: listed("claude-opus-4-6"), day, prefixTokens: 4095 }), undefined);
    assert.equal(cachingBreakEven({ model: listed("gpt-4"), day, prefixTokens: 9000 }), undefined);
  });
});

describe("the same call on other models", () => {
  it("keeps their order and leaves out what has no price", () => {
    const models = [listed("gpt-5"), { ...listed("gpt-5-mini"), prices: [] }, listed("gpt-5-nano")];
    const all = repriced(callOf({ cap: 10 }), models, () => countOf(100), { day });
    assert.deepEqual(
      all.map((r) => r.model.id),
      ["gpt-5", "gpt-5-nano"],
    );
  });
});
