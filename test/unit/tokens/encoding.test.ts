import assert from "node:assert/strict";
import fc from "fast-check";
import { Tiktoken } from "js-tiktoken/lite";
import cl100k from "js-tiktoken/ranks/cl100k_base";
import o200k from "js-tiktoken/ranks/o200k_base";
import { listOf, tokensOfRanks } from "../../../scripts/tokens/make-vocabularies";
import { createEncoding } from "../../../src/engine/tokens/encoding";
import { splitCl100k, splitO200k } from "../../../src/engine/tokens/split";
import { readAsset } from "../host";

const cases = [
  { name: "o200k", ranks: o200k, split: splitO200k },
  { name: "cl100k", ranks: cl100k, split: splitCl100k },
].map(({ name, ranks, split }) => ({
  name,
  ranks,
  split,
  pattern: new RegExp(ranks.pat_str, "ug"),
  encoding: createEncoding(readAsset(`${name}.tokens`), { split }),
  oracle: new Tiktoken(ranks),
}));

const fragments = fc.constantFrom(
  ..." |  |   |\n|\r\n|\n \n|\t|\u00a0|\ufeff|\u2028|'s|'S|'ll|'LL|'Ve|'re|'m|'d|'t|'ſ|'\u017f|'\u212a|a|B|Zz|camelCase|HTTPServer|İ|ǅ|ʰ|ß|é|é|\u0301|\u0301A|क्षि|中|漢字|日本語テキスト|한국어|ไทย|עברית|العربية|Ж|жЖ|0|12|345|6789|½|٣|Ⅷ|/|//|\n/|!|!!!|...|{\"a\": 1}|<|<|endoftext|>|😀|👩‍👩‍👧|🏳️‍🌈|\ud83d|\ude00|\ufffd|\u0000|\u007f|_|__|--|==|𝒜|𝔸b|𐐀|𐐨|\u{1f1e9}\u{1f1ea}|return x;|def f(a):|aaaaaaaaaaaaaaaaaaaaaaaaaaaa|https://example.org/a?b=c".split(
    "|",
  ),
);
const text = fc.oneof(
  { weight: 6, arbitrary: fc.array(fragments, { maxLength: 14 }).map((parts) => parts.join("")) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 24 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 16 })
      .map((units) => String.fromCharCode(...units)),
  },
);

describe("counting text", () => {
  for (const { name, ranks, pattern, split, encoding, oracle } of cases) {
    const expected = (s: string) => oracle.encode(s, [], []).length;

    it(`${name}: agrees with js-tiktoken on 20,000 random strings`, function () {
      this.timeout(60_000);
      const seed = Date.now() & 0x7fffffff;
      console.log(`      seed ${seed}`);
      fc.assert(
        fc.property(text, (s) => encoding.count(s) === expected(s)),
        { seed, numRuns: 20_000 },
      );
    });

    it(`${name}: the vocabulary that ships is the published one`, () => {
      assert.ok(listOf(tokensOfRanks(ranks.bpe_ranks)).equals(readAsset(`${name}.tokens`)));
    });

    it(`${name}: cuts text where the published pattern cuts it`, function () {
      this.timeout(60_000);
      const seed = Date.now() & 0x7fffffff;
      console.log(`      seed ${seed}`);
      fc.assert(
        fc.property(text, (s) => {
          const pieces: string[] = [];
          for (let at = 0; at < s.length; at = split(s, at)) pieces.push(s.slice(at, split(s, at)));
          assert.deepEqual(pieces, s.match(pattern) ?? []);
        }),
        { seed, numRuns: 5_000 },
      );
    });

    it(`${name}: merges long pieces as the plain algorithm does`, function () {
      this.timeout(60_000);
      const pieces = ["a", "ab", "abc", "_", "=-", "Aa", "中文", "😀", "😀🎉", "\u0301", "ไทย", "\n", " "];
      for (const piece of pieces) {
        for (const length of [63, 64, 65, 66, 130, 240]) {
          const s = piece.repeat(length).slice(0, length);
          assert.equal(encoding.count(s), expected(s), JSON.stringify(s.slice(0, 10)) + length);
        }
      }
    });
  }

  it("takes special tokens for text, and nothing for nothing", () => {
    const [o200k] = cases;
    assert.equal(o200k!.encoding.count("<|endoftext|>"), o200k!.oracle.encode("<|endoftext|>", [], []).length);
    assert.equal(o200k!.encoding.count(""), 0);
  });

  it("gives the known counts of long runs", () => {
    const [o200k] = cases;
    assert.equal(o200k!.encoding.count("a".repeat(100_000)), 12_500);
    assert.equal(o200k!.encoding.count("_".repeat(50_000)), 782);
    assert.equal(o200k!.encoding.count(" ".repeat(50_000)), 392);
  });
});
