import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseUsd } from "../../../src/engine/costs/money";
import { priceRequest, type Usage } from "../../../src/engine/costs/request";
import { dayOf } from "../../../src/engine/models/day";
import { listed } from "../models/catalogue-data";

interface Case {
  name: string;
  model: string;
  provider?: string;
  tier?: string;
  asOf: string;
  usage: Usage;
  working: string;
  usd: string;
  source: string;
}
const file = join(__dirname, "../../cases/prices/prices.json");
const { cases }: { cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));

describe("requests priced by hand", () => {
  it("are fifty at least, each with its source", () => {
    assert.ok(cases.length >= 50);
    for (const c of cases) assert.ok(c.source && c.working && c.asOf, c.name);
  });
  for (const c of cases)
    it(`${c.model}: ${c.name}`, () => {
      const terms = { model: listed(c.model, c.provider), day: dayOf(c.asOf), tier: c.tier };
      const priced = priceRequest(terms, c.usage, "exact");
      assert.equal(priced?.amount, parseUsd(c.usd), c.working);
      assert.equal(
        priced?.lines.reduce((sum, l) => sum + l.amount, 0n),
        priced?.amount,
      );
    });
});
