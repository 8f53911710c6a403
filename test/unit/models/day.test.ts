import assert from "node:assert/strict";
import { dayOf } from "../../../src/engine/models/day";

describe("the day that prices are taken for", () => {
  it("says what has come, and what will within some days", () => {
    const day = dayOf("2026-11-25");
    const has: [string, number, boolean][] = [
      ["2026-11-24", 0, true],
      ["2026-11-25", 0, true],
      ["2026-11-26", 0, false],
      ["2026-11-26", 1, true],
      ["2027-05-24", 180, true],
      ["2027-05-25", 180, false],
      ["2026-11-26", 0.5, false],
      ["2026-11-27", 1.5, false],
      ["2026-11-26", 1.5, true],
      ["2027-05-25", 1e300, true],
      ["soon", 3, false],
    ];
    for (const [date, daysBefore, expected] of has)
      assert.equal(day.has(date, daysBefore), expected, `${date} ${daysBefore}`);
  });

  it("knows the other days for which its answers are the same", () => {
    const day = dayOf("2026-11-25");
    assert.deepEqual(day.same(), {});
    day.has("2026-03-13");
    assert.deepEqual(day.same(), { from: "2026-03-13" });
    day.has("2027-01-14", 180);
    day.has("2027-07-01", 180);
    day.has("2027-01-14");
    day.has("2025-03-13");
    assert.deepEqual(day.same(), { from: "2026-07-18", until: "2027-01-02" });
  });

  it("rests on answers of other days where it is one of those that they hold for", () => {
    const day = dayOf("2026-11-25");
    assert.equal(day.restOn({}), true);
    assert.equal(day.restOn({ from: "2026-11-26" }), false);
    assert.equal(day.restOn({ until: "2026-11-25" }), false);
    assert.deepEqual(day.same(), {});
    assert.equal(day.restOn({ from: "2026-11-25", until: "2026-11-26" }), true);
    assert.equal(day.restOn({ from: "2026-01-01", until: "2027-01-01" }), true);
    assert.deepEqual(day.same(), { from: "2026-11-25", until: "2026-11-26" });
  });
});
