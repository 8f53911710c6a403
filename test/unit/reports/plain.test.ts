import assert from "node:assert/strict";
import { plain } from "../../../src/engine/reports/plain";

describe("plain text", () => {
  it("makes control characters and reading-direction marks visible", () => {
    assert.equal(plain("a\u001b[31mred\u202e.ts\nb"), "a\\u001b[31mred\\u202e.ts\\u000ab");
    assert.equal(plain("prompts/é 漢字.md"), "prompts/é 漢字.md");
  });
});
