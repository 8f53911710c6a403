import assert from "node:assert/strict";
import fc from "fast-check";
import { costOf } from "../../../src/engine/costs";
import { day, catalogue } from "../models/catalogue-data";
import { callOf, countOf, exact } from "./calls";

const priced = catalogue.models
  .filter((m) => m.prices.length > 0 && (m.kind === "chat" || m.kind === "embedding"))
  .map((m) => catalogue.find(m.id, m.provider) ?? m);
const requests = fc.record({
  model: fc.constantFrom(...priced),
  input: fc.nat(400_000),
  share: fc.double({ min: 0, max: 1, noNaN: true }),
  cap: fc.option(fc.nat(20_000), { nil: undefined }),
  marks: fc.constantFrom<string[]>([], [""], ["1h"]),
  spread: fc.double({ min: 0, max: 0.3, noNaN: true }),
  batch: fc.boolean(),
});
type Request = typeof requests extends fc.Arbitrary<infer T> ? T : never;

function price(r: Request, input: number, cap = r.cap) {
  const range = (n: number) =>
    r.spread
      ? {
          tokens: n,
          low: Math.floor(n * (1 - r.spread)),
          high: Math.ceil(n * (1 + r.spread)),
          basis: "estimated" as const,
        }
      : exact(n);
  const cachedPrefix = r.marks.length ? range(Math.floor(input * r.share)) : undefined;
  const call = callOf({ cap, marks: r.marks, options: { batch: r.batch } });
  return costOf(call, countOf(range(input), { cachedPrefix }), [r.model], { day });
}

describe("costs in general", () => {
  it("floor ≤ likely ≤ ceiling", () => {
    fc.assert(
      fc.property(requests, fc.nat(500_000), fc.nat(30_000), (r, inputTokens, outputTokens) => {
        const usage = { inputTokens, outputTokens, basis: "measured" as const };
        const c = costOf(callOf({ cap: r.cap }), countOf(r.input), [r.model], { day, usage });
        if (!c || c.likely === undefined) return;
        assert.ok(c.floor <= c.likely && (c.ceiling === undefined || c.likely <= c.ceiling));
      }),
      { numRuns: 400 },
    );
  });
  it("the parts add up to the ceiling of an exact count", () => {
    fc.assert(
      fc.property(requests, (r) => {
        const c = price({ ...r, spread: 0 }, r.input);
        if (!c || c.ceiling === undefined) return;
        assert.equal(
          c.lines.reduce((a, l) => a + l.amount, 0n),
          c.ceiling,
        );
        assert.ok(c.floor <= c.ceiling);
      }),
      { numRuns: 400 },
    );
  });
  it("more tokens never cost less", () => {
    fc.assert(
      fc.property(requests, fc.nat(100_000), fc.nat(5000), (r, more, moreOut) => {
        const a = price(r, r.input);
        const b = price({ ...r, share: 0 }, r.input);
        const c = price({ ...r, share: 0 }, r.input + more, r.cap === undefined ? undefined : r.cap + moreOut);
        if (!a || !b || !c) return;
        assert.ok(a.floor <= b.floor, "a cache read costs no more than fresh input");
        assert.ok(b.floor <= c.floor && (b.ceiling ?? 0n) <= (c.ceiling ?? b.ceiling ?? 0n));
      }),
      { numRuns: 400 },
    );
  });
  it("a batch costs no more", () => {
    fc.assert(
      fc.property(requests, (r) => {
        const one = price({ ...r, batch: false }, r.input);
        const many = price({ ...r, batch: true }, r.input);
        if (one && many) assert.ok(many.floor <= one.floor);
      }),
      { numRuns: 200 },
    );
  });
});
