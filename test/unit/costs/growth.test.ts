import assert from "node:assert/strict";
import { costOf } from "../../../src/engine/costs";
import { sumOverTurns } from "../../../src/engine/costs/growth";
import { moneyIn } from "../../../src/engine/costs/money";
import { growthLabel } from "../../../src/engine/reports/growth-label";
import { callLabel } from "../../../src/engine/reports/label";
import { day, listed } from "../models/catalogue-data";
import { callOf, countOf, exact } from "./calls";

/** gpt-4: $30 and $60 a million tokens. */
function conversation(turns: { min: number; max?: number }, cap?: number, added = 100) {
  const call = callOf(cap === undefined ? {} : { cap });
  call.multiplicity = { times: turns, factors: [], historyGrows: true, turns };
  const count = countOf(1000, { perTurn: exact(added), open: ["question"] });
  const cost = costOf(call, count, [listed("gpt-4")], { day });
  return { call, count, cost, model: listed("gpt-4"), unpriced: [], staticTextChars: 0 };
}
/** What n turns cost when each request is added up by hand. */
const byHand = (n: number, first: bigint, added: bigint) =>
  Array.from({ length: n }, (_, turn) => first + BigInt(turn) * added).reduce((a, b) => a + b, 0n);

describe("a growing history", () => {
  it("sums up to what its turns cost one by one", () => {
    for (const n of [0, 1, 2, 3, 10, 57, 1000]) assert.equal(sumOverTurns(n, 12_345n, 678n), byHand(n, 12_345n, 678n));
  });

  it("costs n times the first request and n(n − 1)/2 times what a turn adds", () => {
    const { cost } = conversation({ min: 1 }, 500);
    const growth = cost?.growth;
    assert.equal(growth?.each, 1000n * 30_000_000n);
    assert.equal(growth?.pair, 100n * 30_000_000n);
    assert.equal(growth?.eachCapped, 1000n * 30_000_000n + 500n * 60_000_000n);
    assert.equal(growth?.pairCapped, 600n * 30_000_000n);
    assert.deepEqual(growth?.turns, { min: 1 });
  });

  it("is a formula in n where the code shows no end, and a range where it does", () => {
    const money = moneyIn();
    assert.equal(growthLabel(conversation({ min: 1 }, 500), money), "n turns: $0.03 × n + $0.003 × n(n−1)/2+");
    assert.equal(growthLabel(conversation({ min: 10, max: 10 }, 500), money), "10 turns: $0.435–$1.41+");
    assert.equal(growthLabel(conversation({ min: 1, max: 10 }), money), "1–10 turns: from $0.03+");
    assert.ok(callLabel(conversation({ min: 1 }), money).endsWith("n turns: $0.03 × n + $0.003 × n(n−1)/2+"));
  });

  it("leaves out what nobody knows, and says so in tokens where the model has no price", () => {
    const { call, count } = conversation({ min: 1 }, undefined, 0);
    assert.equal(growthLabel({ call, count, unpriced: [], staticTextChars: 0 }, moneyIn()), "n turns: 1,000 × n in+");
    const bounded = conversation({ min: 4, max: 4 });
    assert.equal(
      growthLabel({ call: bounded.call, count: bounded.count, unpriced: [], staticTextChars: 0 }, moneyIn()),
      "4 turns: 4,600 in+",
    );
  });

  it("is not there for a call that sends each request anew", () => {
    assert.equal(costOf(callOf(), countOf(10), [listed("gpt-4")], { day })?.growth, undefined);
  });
});
