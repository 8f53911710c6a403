import assert from "node:assert/strict";
import { createTokenizers } from "../../../src/engine/tokens";
import { answerCeiling } from "../../../src/engine/tokens/answer-ceiling";
import type { Json } from "../../../src/engine/tokens/request";
import { memoryHost } from "../host";

const encoding = createTokenizers(memoryHost()).encoding("o200k");
const object = (properties: { [key: string]: Json }): Json => ({
  type: "object",
  additionalProperties: false,
  properties,
});

describe("the longest answer that a schema allows", () => {
  it("is bounded when each field is an enum, a boolean or a bounded number", () => {
    const schema = object({
      label: { type: "string", enum: ["yes", "no", "cannot say"] },
      sure: { type: "boolean" },
      score: { type: "integer", minimum: 0, maximum: 100 },
      tags: { type: "array", maxItems: 3, items: { enum: ["a", "b"] } },
    });
    const ceiling = answerCeiling(schema, encoding)!;
    const answer = { label: "cannot say", sure: false, score: 100, tags: ["a", "a", "a"] };
    assert.ok(ceiling >= encoding.count(JSON.stringify(answer)));
    assert.equal(ceiling, encoding.count(JSON.stringify(answer, null, 2)) + 1);
  });

  it("is bounded by the length of a text, however it is written", () => {
    const ceiling = answerCeiling(object({ code: { type: "string", maxLength: 8 } }), encoding)!;
    for (const code of ["ABCD1234", "😀😀😀😀😀😀😀😀", "\u{f0000}".repeat(8)]) {
      const escaped = JSON.stringify({ code }, null, 2).replace(
        /[^ -~\n]/g,
        (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
      );
      assert.ok(ceiling >= encoding.count(JSON.stringify({ code }, null, 2)), code);
      assert.ok(ceiling >= encoding.count(escaped), escaped);
    }
    assert.ok(ceiling < 200);
  });

  it("takes an object for closed where what asks for it closes it", () => {
    const open: Json = { type: "object", properties: { sure: { type: "boolean" } } };
    assert.equal(answerCeiling(open, encoding), undefined);
    assert.equal(answerCeiling(open, encoding, true), answerCeiling(object({ sure: { type: "boolean" } }), encoding));
  });

  it("is not known for free text, open numbers, open lists and open objects", () => {
    assert.equal(answerCeiling(object({ name: { type: "string" } }), encoding), undefined);
    assert.equal(answerCeiling(object({ n: { type: "integer" } }), encoding), undefined);
    assert.equal(answerCeiling(object({ n: { type: "array", items: { enum: [1] } } }), encoding), undefined);
    assert.equal(answerCeiling({ type: "object", properties: { a: { type: "boolean" } } }, encoding), undefined);
  });

  it("ends for schemas that refer to themselves or grow without end", () => {
    const recursive: Json = { $ref: "#/$defs/a", $defs: { a: object({ a: { $ref: "#/$defs/a" } }) } };
    assert.equal(answerCeiling(recursive, encoding), undefined);
    const wide = object(Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, { $ref: "#" }])));
    assert.equal(answerCeiling(wide, encoding), undefined);
    let nested: Json = { enum: ["x"] };
    for (let i = 0; i < 8; i++) nested = { type: "array", maxItems: 1000, items: nested };
    assert.equal(answerCeiling(nested, encoding), undefined);
  });
});
