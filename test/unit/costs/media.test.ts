import assert from "node:assert/strict";
import fc from "fast-check";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { costOf } from "../../../src/engine/costs";
import type { Rate } from "../../../src/engine/costs/cost";
import { moneyIn, parseUsd } from "../../../src/engine/costs/money";
import { dayOf } from "../../../src/engine/models/day";
import { createCatalogue } from "../../../src/engine/models";
import { moneyLabel } from "../../../src/engine/reports/label";
import type { Model } from "../../../src/engine/models/catalogue";
import { catalogue, data, listed } from "../models/catalogue-data";
import { callOf, countOf } from "./calls";

interface Case {
  name: string;
  model: string;
  provider?: string;
  kind: LlmCall["kind"];
  media?: { size?: string; quality?: string };
  n?: [number, number];
  seconds?: number;
  text?: string;
  tokens?: number;
  asOf: string;
  working: string;
  least: string;
  most?: string;
  rates?: Rate[];
  source: string;
}
const file = join(__dirname, "../../cases/prices/media.json");
const { cases }: { cases: Case[] } = JSON.parse(readFileSync(file, "utf8"));
const origin = { path: "a.ts", start: 0, end: 0 };
const number = (min: number, max = min) => ({ kind: "number" as const, min, max, origin });

function asked({ kind, media, n, seconds, text, model }: Partial<Case>): LlmCall {
  const call = callOf({ ids: [model ?? "m"] });
  const spoken = { kind: "text" as const, pieces: [{ kind: "known" as const, text: text ?? "", origin }], origin };
  return {
    ...call,
    kind: kind ?? "image",
    media: { ...media, ...(seconds === undefined ? {} : { seconds: number(seconds) }) },
    options: n ? { n: number(...n) } : {},
    parts:
      text === undefined
        ? []
        : [{ role: "user", content: [{ kind: "text", text: spoken }], times: { min: 1, max: 1 }, origin }],
  };
}

describe("pictures, sound and film priced by hand", () => {
  for (const c of cases)
    it(`${c.model}: ${c.name}`, () => {
      const model = listed(c.model, c.provider);
      const cost = costOf(asked(c), countOf(c.tokens ?? 0), [model], { day: dayOf(c.asOf) }) ?? assert.fail();
      assert.equal(cost.floor, parseUsd(c.least), c.working);
      assert.equal(cost.withCap, c.most === undefined ? undefined : parseUsd(c.most), c.working);
      assert.deepEqual(cost.rates, c.rates ?? []);
      if (cost.withCap !== undefined)
        assert.equal(
          cost.lines.reduce((sum, l) => sum + l.amount, 0n),
          cost.withCap,
        );
      assert.ok(cost.rows[0]?.source && cost.rows[0].asOf);
    });
});

describe("costs of pictures, sound and film in general", () => {
  const units = catalogue.models.filter((m) => m.prices.some((row) => row.units?.length));
  it("cover every model that is billed by units", () => assert.ok(units.length > 50));
  const bill = (model: Model, kind: LlmCall["kind"], n: [number, number], seconds: number, tokens: number) =>
    costOf(asked({ model: model.id, kind, n, seconds }), countOf(tokens), [model], { day: dayOf("2026-11-10") });
  it("more costs more, the parts add up, and nothing is free", () => {
    const kinds = fc.constantFrom<LlmCall["kind"]>("image", "video", "speech", "transcription");
    const some = fc.nat(50);
    fc.assert(
      fc.property(
        fc.constantFrom(...units),
        kinds,
        some,
        some,
        fc.nat(60),
        fc.nat(9000),
        (model, kind, n, more, s, tokens) => {
          const a = bill(model, kind, [n, n + more], s, tokens);
          const b = bill(model, kind, [n + more, n + more + 1], s + more, tokens);
          if (!a || !b) return;
          assert.ok(a.floor <= b.floor);
          if (a.withCap !== undefined) {
            assert.ok(a.floor <= a.withCap && a.withCap <= (b.withCap ?? a.withCap));
            assert.equal(
              a.lines.reduce((sum, line) => sum + line.amount, 0n),
              a.withCap,
            );
          }
          for (const { usd } of a.rates) assert.ok(usd > 0);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe("what a call for pictures, sound or film shows", () => {
  const label = (c: Partial<Case> & { model: string }, open: string[] = []) => {
    const call = asked(c);
    const count = countOf(c.tokens ?? 0, { open });
    const cost = costOf(call, count, [listed(c.model)], { day: dayOf("2026-11-10") });
    return moneyLabel({ call, count, cost, unpriced: [], staticTextChars: 0 }, moneyIn());
  };
  it("is never $0", () => {
    assert.equal(label({ model: "whisper-1", kind: "transcription" }), "$0.006 a minute of sound");
    assert.equal(label({ model: "veo-3.1-generate-preview", kind: "video" }), "$0.40 a second of film");
    assert.equal(label({ model: "dall-e-3", kind: "image", n: [1, 2] }), "$0.04–$0.08 a call");
    assert.equal(label({ model: "tts-1", kind: "speech" }, ["text"]), "cost depends on text");
    assert.equal(
      label({ model: "gpt-4o-mini-tts", kind: "speech", tokens: 100 }),
      "from $0.00006 a call + $12 a million tokens of sound",
    );
  });
  it("follows prices of one's own", () => {
    const overrides = {
      prices: { "dall-e-3": { image: 0.02 } },
      models: { "our-painter": { image: 0.01, kind: "image" as const } },
    };
    const catalogue = createCatalogue(data, { overrides });
    for (const [id, usd] of [
      ["dall-e-3", "0.02"],
      ["our-painter", "0.01"],
    ]) {
      const model = catalogue.find(id!) ?? assert.fail();
      const cost = costOf(asked({ model: id, media: { quality: "hd" } }), countOf(0), [model], {
        day: dayOf("2026-11-10"),
      });
      assert.equal(cost?.withCap, parseUsd(usd!));
    }
    const discounted = createCatalogue(data, { overrides: { discounts: [{ percent: 25 }] } }).find("dall-e-2");
    const cost = costOf(asked({ model: "dall-e-2" }), countOf(0), [discounted ?? assert.fail()], {
      day: dayOf("2026-11-10"),
    });
    assert.equal(cost?.withCap, parseUsd("0.015"));
  });
  it("a text call of a model that may draw is bounded by the dearest that it can answer with", () => {
    const call = callOf({ cap: 1000, ids: ["gemini-2.5-flash-image"] });
    const cost = costOf(call, countOf(100), [listed("gemini-2.5-flash-image")], { day: dayOf("2026-11-10") });
    assert.deepEqual([cost?.floor, cost?.withCap], [30_000_000n, 30_030_000_000n]);
  });
});
