import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { EncodingName } from "../../../src/engine/tokens/encoding";
import { createTokenizers } from "../../../src/engine/tokens/tokenizers";
import { memoryHost } from "../host";

const tokenizers = createTokenizers(memoryHost());
const names: EncodingName[] = ["tekken", "deepseek-v3", "qwen3", "gemma3"];

/** Counts of the published tokenizers, made by scripts/tokens/oracle.py. */
const published = readFileSync(path.join(__dirname, "published-counts.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { text: string } & Record<EncodingName, number>);

describe("published tokenizers", () => {
  for (const name of names) {
    const { count } = tokenizers.encoding(name);

    it(`${name}: counts what the published tokenizer counts`, () => {
      const wrong = published.filter((row) => count(row.text) !== row[name]);
      assert.deepEqual(
        wrong.map((row) => `${JSON.stringify(row.text)}: ${count(row.text)}, not ${row[name]}`),
        [],
      );
      assert.ok(published.length > 200);
    });

    it(`${name}: takes any input`, function () {
      this.timeout(60_000);
      const any = fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 });
      fc.assert(
        fc.property(any, (units) => {
          const text = String.fromCharCode(...units);
          const tokens = count(text);
          return tokens >= (text === "" ? 0 : 1) && tokens <= 9 * text.length;
        }),
        { numRuns: 3_000 },
      );
    });

    it(`${name}: a text is its parts between words`, () => {
      const part = fc
        .tuple(
          fc.constantFrom("It", "été", "Жук"),
          fc.string({ unit: "grapheme", maxLength: 12 }),
          fc.constantFrom("x", "word"),
        )
        .map((parts) => parts.join(""));
      fc.assert(
        fc.property(part, part, (a, b) => count(`${a} ${b}`) === count(a) + count(` ${b}`)),
        { numRuns: 2_000 },
      );
    });
  }
});
