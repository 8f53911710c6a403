import assert from "node:assert/strict";
import fc from "fast-check";
import { lineTable } from "../../../src/engine/workspace/line-table";

describe("line table", () => {
  it("counts from one, in UTF-16 units, with any line ending", () => {
    const at = lineTable("a\r\nbé😀c\n");
    assert.deepEqual(at(0), { line: 1, column: 1 });
    assert.deepEqual(at(3), { line: 2, column: 1 });
    assert.deepEqual(at(7), { line: 2, column: 5 });
    assert.deepEqual(at(99), { line: 3, column: 1 });
  });

  it("agrees with counting by hand", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("a", "\n", "\r\n", "é")), fc.nat(60), (parts, offset) => {
        const text = parts.join("");
        const at = Math.min(offset, text.length);
        const before = text.slice(0, at).split("\n");
        assert.deepEqual(lineTable(text)(offset), { line: before.length, column: before.at(-1)!.length + 1 });
      }),
    );
  });
});
