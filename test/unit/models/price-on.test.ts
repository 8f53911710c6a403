import assert from "node:assert/strict";
import { dayOf } from "../../../src/engine/models/day";
import { priceOn } from "../../../src/engine/models/price-on";
import { listed } from "./catalogue-data";

describe("the price that holds", () => {
  it("changes on its day", () => {
    const luna = listed("gpt-5.6-luna");
    assert.equal(priceOn(luna, dayOf("2026-07-29"), 10)?.input, 1);
    assert.equal(priceOn(luna, dayOf("2026-07-30"), 10)?.input, 0.2);
    const flash = listed("gemini-3.8-flash");
    assert.equal(priceOn(flash, dayOf("2026-12-31"), 10)?.output, 3.75);
    assert.equal(priceOn(flash, dayOf("2027-01-01"), 10)?.output, 7.5);
  });
  it("switches the whole request above the threshold", () => {
    const sol = listed("gpt-6-sol");
    assert.deepEqual(pick(priceOn(sol, dayOf("2026-11-23"), 272_000)), [2, 10, 0.2, 2.5]);
    assert.deepEqual(pick(priceOn(sol, dayOf("2026-11-23"), 272_001)), [4, 15, 0.4, 5]);
    const haiku = listed("claude-haiku-5-5");
    assert.deepEqual(pick(priceOn(haiku, dayOf("2026-11-23"), 100_001)), [0.5, 2.5, 0.05, 0.625]);
  });
  it("derives the one-hour write from the vendor's factor where no list has it", () => {
    assert.equal(priceOn(listed("claude-opus-5-5"), dayOf("2026-11-23"), 1)?.cacheWrite1h, 8);
    assert.equal(priceOn(listed("claude-haiku-5-5"), dayOf("2026-11-23"), 100_001)?.cacheWrite1h, 1);
  });
  it("knows service tiers", () => {
    assert.deepEqual(pick(priceOn(listed("gpt-5"), dayOf("2026-11-23"), 1, "batch")), [0.625, 5, 0.0625, 0.625]);
    assert.deepEqual(pick(priceOn(listed("gpt-4o-mini"), dayOf("2026-11-23"), 1, "priority")), [0.25, 1, 0.125, 0.25]);
    assert.deepEqual(pick(priceOn(listed("claude-opus-5"), dayOf("2026-11-23"), 1, "batch")), [2.5, 12.5, 0.25, 3.125]);
    assert.equal(priceOn(listed("gemini-2.5-pro"), dayOf("2026-11-23"), 1, "batch")?.cacheRead, 0.125);
    assert.equal(priceOn(listed("claude-opus-5"), dayOf("2026-11-23"), 1, "no such tier")?.input, 5);
  });
  it("has the window of the model, not the point where the price rises", () => {
    for (const id of ["gpt-5.4", "gpt-5.5", "gpt-6-sol", "gpt-6.1-terra"])
      assert.equal(listed(id).contextWindow, 1_050_000);
  });
});

function pick(p: ReturnType<typeof priceOn>) {
  return [p?.input, p?.output, p?.cacheRead, p?.cacheWrite];
}
