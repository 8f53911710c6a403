import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { text } from "../../../scripts/tokens/vocabulary-texts";
import type { EncodingName } from "../../../src/engine/tokens/encoding";
import { type Split, splitDeepseekV3, splitQwen3, splitTekken } from "../../../src/engine/tokens/split";
import { createTokenizers } from "../../../src/engine/tokens/tokenizers";
import { memoryHost } from "../host";

const tokenizers = createTokenizers(memoryHost());
const names: EncodingName[] = ["tekken", "deepseek-v3", "qwen3", "gemma3"];

/** Counts of the published tokenizers, made by scripts/tokens/oracle.py. */
const published = readFileSync(path.join(__dirname, "published-counts.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean)
  .map((line) => JSON.parse(line) as { text: string } & Record<EncodingName, number>);

/** The patterns of the published tokenizers, one pass after the other; what none takes is a piece too. */
const patterns: [name: string, split: Split, passes: RegExp[]][] = [
  [
    "tekken",
    splitTekken,
    [
      /[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu,
    ],
  ],
  [
    "deepseek-v3",
    splitDeepseekV3,
    [
      /\p{N}{1,3}/gu,
      /[一-龥぀-ゟ゠-ヿ]+/gu,
      /[!"#$%&'()*+,\-./:;<=>?@[\\\]^_`{|}~][A-Za-z]+|[^\r\n\p{L}\p{P}\p{S}]?[\p{L}\p{M}]+| ?[\p{P}\p{S}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu,
    ],
  ],
  [
    "qwen3",
    splitQwen3,
    [
      /'(?:[sS]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD])|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+/gu,
    ],
  ],
];

function cut(text: string, passes: readonly RegExp[]): string[] {
  return passes.reduce(
    (pieces, pass) =>
      pieces.flatMap((piece) => {
        const parts: string[] = [];
        let from = 0;
        for (const { 0: found, index } of piece.matchAll(pass)) {
          parts.push(piece.slice(from, index), found);
          from = index + found.length;
        }
        return [...parts, piece.slice(from)].filter(Boolean);
      }),
    [text],
  );
}

describe("published tokenizers", () => {
  for (const [name, split, passes] of patterns) {
    it(`${name}: cuts text where the published pattern cuts it`, function () {
      this.timeout(60_000);
      fc.assert(
        fc.property(text, (given) => {
          const pieces: string[] = [];
          for (let at = 0; at < given.length; at = split(given, at)) pieces.push(given.slice(at, split(given, at)));
          assert.deepEqual(pieces, cut(given, passes));
        }),
        { numRuns: 4_000 },
      );
    });
  }

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
