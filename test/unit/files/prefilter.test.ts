import assert from "node:assert/strict";
import { createPrefilter } from "../../../src/engine/files/prefilter";

describe("pre-filter", () => {
  const filter = createPrefilter(["openai", "chat.completions"]);
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("keeps a file with one of the words, and rules out the rest", () => {
    assert.equal(filter(bytes("const r = client.chat.completions.create()")), true);
    assert.equal(filter(bytes("chatXcompletions")), false, "words are literal, not patterns");
    assert.equal(filter(bytes("")), false);
  });

  it("looks at the window of a larger buffer only", () => {
    const whole = bytes("openai and more");
    assert.equal(filter(whole.subarray(6)), false);
  });
});
