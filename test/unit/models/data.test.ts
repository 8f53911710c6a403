import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue, data } from "./catalogue-data";

const read = (name: string) => JSON.parse(readFileSync(join(__dirname, "../../../data", name), "utf8"));
const file = data as Record<string, unknown> & {
  models: { id: string; provider: string; prices: { source: string }[] }[];
};

describe("data/models.json", () => {
  it("holds what the reviewed files say now", () => {
    const caching = read("caching.json").groups as { key: string; terms: unknown }[];
    assert.deepEqual(file.caching, Object.fromEntries(caching.map((g) => [g.key, g.terms])));
    assert.deepEqual(file.serviceTiers, read("service-tiers.json").tiers);
    assert.deepEqual(file.regions, read("service-tiers.json").regions);
    const lineUp = read("line-up.json").families as { family: string; steps: unknown }[];
    assert.deepEqual(file.lineUp, Object.fromEntries(lineUp.map((f) => [f.family, f.steps])));
    const families = read("model-families.json").families as { vendor: string; match: string; tokenizer: string }[];
    assert.deepEqual(
      file.families,
      families.map(({ vendor, match, tokenizer }) => ({ vendor, match, tokenizer })),
    );
  });

  it("is small enough to load at once", () => {
    assert.ok(readFileSync(join(__dirname, "../../../data/models.json")).length < 350_000);
  });

  it("gives every row a source and a date, and every price a sense", () => {
    const ids = new Set<string>();
    for (const model of catalogue.models) {
      const name = `${model.provider}/${model.id}`;
      assert.ok(!ids.has(name), `${name} twice`);
      ids.add(name);
      assert.ok(model.agreement, name);
      let from = "";
      for (const row of model.prices) {
        assert.ok(row.source && /^\d{4}-\d{2}-\d{2}$/.test(row.asOf), name);
        assert.ok((row.from ?? "") >= from, `${name}: rows out of order`);
        from = row.from ?? "";
        for (const p of [row.input, row.output, row.cacheRead, row.cacheWrite, row.cacheWrite1h])
          assert.ok(p === undefined || (p > 0 && p < 1000), `${name} ${p}`);
        if (row.input !== undefined && row.cacheRead !== undefined) assert.ok(row.cacheRead <= row.input, name);
        if (row.input !== undefined && row.cacheWrite !== undefined && ["openai", "anthropic"].includes(model.provider))
          assert.ok(row.cacheWrite >= row.input, `${name}: a write is cheaper than fresh input`);
      }
    }
  });

  it("explains every decision", () => {
    const { decided, boundaries, like, dropped, rows, explained, facts, aliases } = read("models-decisions.json");
    for (const d of [...decided, ...boundaries, ...like, ...dropped, ...rows, ...explained])
      assert.ok(d.reason, JSON.stringify(d));
    for (const f of [...facts, ...aliases]) assert.ok(f.source, JSON.stringify(f));
  });

  it("names successors that are listed", () => {
    for (const model of catalogue.models) {
      const successor = model.deprecated?.successor;
      if (successor) assert.ok(catalogue.find(successor, model.provider), `${model.id}: ${successor} is not listed`);
    }
  });
});
