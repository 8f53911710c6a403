import assert from "node:assert/strict";
import { waitForUpdate } from "@pydantic/genai-prices";
import { createCatalogue } from "../../../src/engine/models";
import { readPriceList } from "../../../src/engine/models/price-list";
import { dayOf } from "../../../src/engine/models/day";
import { priceOn } from "../../../src/engine/models/price-on";
import { catalogueAge, describeChanges, parseAnswer, refreshCatalogue } from "../../../src/engine/models/refresh";
import { data } from "./catalogue-data";

const today = "2026-12-01";
type Answer = { id: string; models: { id: string; match: unknown; prices: Record<string, unknown> }[] }[];
let list: string;
const answer = () => JSON.parse(list) as Answer;
const provider = (a: Answer, id: string) => a.find((p) => p.id === id) ?? assert.fail(id);
const model = (a: Answer, at: string, id: string) => provider(a, at).models.find((m) => m.id === id) ?? assert.fail(id);

function good(changed: unknown) {
  const result = refreshCatalogue(data, changed, today);
  assert.ok(result.ok, result.ok ? "" : result.reason);
  return result;
}

describe("refreshing prices", () => {
  before(async () => {
    list = JSON.stringify(await waitForUpdate());
  });

  it("changes nothing when the answer says what is known", () => {
    const result = good(answer());
    assert.deepEqual(result.changes, []);
    assert.deepEqual(result.refused, []);
    assert.ok(result.held > 0);
    assert.equal(createCatalogue(result.file).asOf, today);
  });

  it("takes a new price and says what changed", () => {
    const a = answer();
    model(a, "openai", "gpt-4o").prices = { input_mtok: 2, cache_read_mtok: 1, output_mtok: 8 };
    const { file, changes } = good(a);
    assert.deepEqual(describeChanges(changes), [
      "openai/gpt-4o: input $2.5 → $2, output $10 → $8, cache read $1.25 → $1 per million tokens",
    ]);
    const found = createCatalogue(file).find("gpt-4o") ?? assert.fail();
    assert.equal(priceOn(found, dayOf(today), 1)?.input, 2);
    assert.match(found.source, /^https:/);
    assert.equal(found.contextWindow, 128_000);
  });

  it("takes a new price of a unit, and keeps what the list does not state", () => {
    const a = answer();
    model(a, "openai", "whisper-1").prices = { input_audio_hours: 0.3 };
    model(a, "openai", "gpt-image-1").prices.input_mtok = 4;
    const { file, changes } = good(a);
    assert.deepEqual(describeChanges(changes), [
      "openai/gpt-image-1: input $5 → $4 per million tokens",
      "openai/whisper-1: $0.006 → $0.005 a minute",
    ]);
    const catalogue = createCatalogue(file);
    assert.equal(catalogue.find("whisper-1")?.prices[0]?.units?.[0]?.usd, 0.005);
    const painter = catalogue.find("gpt-image-1")?.prices[0];
    assert.deepEqual([painter?.input, painter?.units?.length], [4, 9]);
    model(a, "openai", "whisper-1").prices = { input_audio_hours: 300 };
    assert.deepEqual(
      good(a).refused.map(({ id }) => id),
      ["whisper-1"],
    );
  });

  it("adds a new model with the counter of its family", () => {
    const a = answer();
    const prices = { input_mtok: 3, output_mtok: 15 };
    provider(a, "openai").models.push({ id: "gpt-6.2-sol", match: { equals: "gpt-6.2-sol" }, prices });
    const { file, changes } = good(a);
    assert.deepEqual(describeChanges(changes), ["openai/gpt-6.2-sol (new): input $3, output $15 per million tokens"]);
    assert.equal(createCatalogue(file).find("gpt-6.2-sol")?.tokenizer, "openai-6");
  });

  it("keeps the old price of a model whose new one is absurd", () => {
    const a = answer();
    model(a, "anthropic", "claude-opus-5").prices.input_mtok = 5000;
    const { file, refused, changes } = good(a);
    assert.deepEqual([refused.map((c) => c.id), changes], [["claude-opus-5"], []]);
    assert.equal(priceOn(createCatalogue(file).find("claude-opus-5")!, dayOf(today), 1)?.input, 5);
  });

  it("does not undo a reviewed decision", () => {
    const a = answer();
    model(a, "mistral", "mistral-large").prices = { input_mtok: 2, output_mtok: 6 };
    assert.equal(priceOn(createCatalogue(good(a).file).find("mistral-large-latest")!, dayOf(today), 1)?.input, 0.5);
  });

  it("refuses an answer as a whole", () => {
    const reason = (value: unknown) => {
      const result = refreshCatalogue(data, value, today);
      return result.ok ? "taken" : result.reason;
    };
    const dear = answer();
    for (const p of dear)
      for (const m of p.models) if (typeof m.prices.input_mtok === "number") m.prices.input_mtok *= 50;
    assert.match(reason(dear), /prices differ by more than 10 times/);
    assert.match(reason(answer().slice(0, 3)), /knows only/);
    for (const bad of [null, {}, 3, "x", [], [1], [{ id: "openai" }], [{ id: "openai", models: [] }]])
      assert.match(reason(bad), /no prices/);
    assert.match(refreshOf({}), /present catalogue/);
  });
  const refreshOf = (current: unknown) => {
    const result = refreshCatalogue(current, answer(), today);
    return result.ok ? "taken" : result.reason;
  };

  it("leaves the old data alone", () => {
    const text = JSON.stringify(data);
    refreshCatalogue(data, answer(), today);
    assert.equal(JSON.stringify(data), text);
  });

  it("reads hostile answers without harm", () => {
    let match: unknown = { equals: "x" };
    for (let i = 0; i < 3000; i++) match = { or: [match] };
    const models = [
      { id: "deep", match, prices: { input_mtok: 1 } },
      { id: "negative", match: {}, prices: { input_mtok: -1 } },
      { id: "text", match: {}, prices: { input_mtok: "1" } },
      { id: "huge", match: {}, prices: { input_mtok: 1e30 } },
      { id: "tiers", match: {}, prices: { input_mtok: { base: 1, tiers: [{ start: -5, price: 2 }] } } },
      { id: "date", match: {}, prices: [{ constraint: { start_date: "soon" }, prices: { input_mtok: 1 } }] },
      { id: "a b", match: {}, prices: {} },
      { id: "__proto__", match: { equals: "__proto__" }, prices: { input_mtok: 1 } },
      null,
    ];
    const { models: read, problems } = readPriceList([{ id: "openai", models }, { id: "__proto__", models }, null]);
    assert.deepEqual(
      read.map((m) => [m.id, m.aliases]),
      [
        ["deep", []],
        ["__proto__", []],
      ],
    );
    assert.equal(problems.length, 8);
  });

  it("parses no more than the limit, and only JSON", () => {
    assert.deepEqual(parseAnswer("[1]", 100), { answer: [1] });
    assert.match(JSON.stringify(parseAnswer(" ".repeat(101), 100)), /larger than 100 bytes/);
    assert.match(JSON.stringify(parseAnswer("<html>", 100)), /not JSON/);
    assert.match(JSON.stringify(parseAnswer("[".repeat(100_000), 1_000_000)), /not JSON/);
  });

  it("knows when prices are old", () => {
    assert.deepEqual(catalogueAge("2026-11-10", "2026-11-23"), { days: 13, tooOld: false });
    assert.deepEqual(catalogueAge("2026-11-10", "2027-01-10"), { days: 61, tooOld: true });
    assert.deepEqual(catalogueAge("2026-11-10", "2026-01-01"), { days: 0, tooOld: false });
    assert.deepEqual(catalogueAge("?", "2026-01-01"), { days: 0, tooOld: false });
  });
});
