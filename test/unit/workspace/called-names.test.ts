import assert from "node:assert/strict";
import { createCalledNames } from "../../../src/engine/workspace/called-names";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("called names", () => {
  it("finds files by what they call, and follows edits", () => {
    const names = createCalledNames();
    names.update("/w/a.ts", bytes("await ask('x'); util.askAll<string>(y)"));
    names.update("/w/b.py", bytes("ask (x)"));
    assert.deepEqual(names.files("ask"), ["/w/a.ts", "/w/b.py"]);
    assert.deepEqual(names.files("askAll"), ["/w/a.ts"]);
    names.update("/w/a.ts", bytes("other()"));
    assert.deepEqual(names.files("ask"), ["/w/b.py"]);
    names.update("/w/b.py", undefined);
    assert.deepEqual(names.files("ask"), []);
  });
});
