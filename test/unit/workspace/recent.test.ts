import assert from "node:assert/strict";
import { createRecent } from "../../../src/engine/workspace/recent";

describe("what was asked for last", () => {
  const text = "x".repeat(3_000);

  it("drops nothing until room is made", () => {
    const recent = createRecent<string>(10_000, (value) => value);
    for (const path of ["a", "b", "c"]) recent.set(path, text);
    assert.equal(recent.peek("a"), text);
  });

  it("drops what was not asked for longest", () => {
    const recent = createRecent<string>(10_000, (value) => value);
    for (const path of ["a", "b", "c"]) recent.set(path, text);
    recent.get("a");
    assert.equal(recent.makeRoom(), true);
    assert.deepEqual([recent.peek("a"), recent.peek("b"), recent.peek("c")], [text, undefined, text]);
  });

  it("counts what is replaced or deleted no more", () => {
    const recent = createRecent<string>(10_000, (value) => value);
    recent.set("a", text);
    for (let n = 0; n < 10; n++) recent.set("b", text);
    recent.set("c", text);
    recent.delete("c");
    assert.equal(recent.makeRoom(), false);
    assert.deepEqual([recent.peek("a"), recent.peek("b")], [text, text]);
  });

  it("drops even the only one, where it is too long", () => {
    const recent = createRecent<string>(10_000, (value) => value);
    recent.set("a", text.repeat(4));
    recent.makeRoom();
    assert.equal(recent.peek("a"), undefined);
  });
});
