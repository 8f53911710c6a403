/**
 * Texts to try a tokenizer on, and what this product counts: `npx tsx scripts/tokens/vocabulary-texts.ts NAME [SEED] > FILE`, JSON lines
 * of `text` and the count under NAME. oracle.py counts the same texts with the published tokenizer and says where the two differ.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import type { EncodingName } from "../../src/engine/tokens/encoding";
import { createTokenizers } from "../../src/engine/tokens/tokenizers";
import { readAsset } from "../../src/read-asset";

const root = path.resolve(__dirname, "../..");

/** Pieces at which tokenizers cut differently: letters of every kind, marks, numbers, spaces, symbols, what is not assigned. */
const fragments = fc.constantFrom(
  ..." ¦  ¦   ¦       ¦\n¦\n\n¦\r\n¦\n \n¦\t¦\t\t\t¦\u00a0¦\u2028¦\u3000¦\u200b¦\u200d¦'s¦'S¦'ll¦'LL¦'Ve¦'re¦'m¦'d¦'t¦n't¦'ſ¦'\u017f¦'\u212a¦a¦B¦Zz¦camelCase¦snake_case_name¦HTTPServer¦the quick brown fox¦ and¦İ¦ǅ¦ʰ¦ß¦é¦e\u0301¦\u0301¦\u0301A¦क्षि¦中¦汉字¦漢字¦日本語テキスト¦ー¦・¦ゟ¦゠¦\u3040¦々¦〇¦鿕¦㐀¦龥¦𠮷¦한국어¦각¦ไทย¦עברית¦العربية¦Ж¦жЖ¦Русский текст¦Ελληνικά¦0¦12¦345¦6789¦1234567¦3.14159¦½¦²¦٣¦Ⅷ¦๓¦/¦//¦\n/¦!¦!!!¦...¦…¦—¦“¦”¦、¦。¦{\"a\": 1}¦[]();¦<¦<|endoftext|¦▁¦▁▁¦😀¦👍🏽¦👩‍👩‍👧¦🏳️‍🌈¦\ufffd¦\u0000¦\u0001\u0002¦\u007f¦\u0378¦\ue000¦\u{e0001}¦_¦__¦--¦==¦====¦====¦𝒜¦𝔸b¦𐐀¦𐐨¦\u{1f1e9}\u{1f1ea}¦return x;¦def f(a):\n    pass¦aaaaaaaaaaaaaaaaaaaaaaaaaaaa¦https://example.org/a?b=c¦<table>¦</td>¦<h1>¦<br>¦&nbsp;¦```json\n¦**bold**¦| a | b |\n|---|---|\n¦\\n¦\\u00e9¦0x1F¦1,000,000¦2024-05-17T10:00:00Z¦$12.50¦ü¦ñ¦Łódź¦Tiếng Việt".split(
    "¦",
  ),
);
export const text = fc.oneof(
  { weight: 8, arbitrary: fc.array(fragments, { maxLength: 16 }).map((parts) => parts.join("")) },
  { weight: 1, arbitrary: fc.array(fragments, { minLength: 30, maxLength: 90 }).map((parts) => parts.join(" ")) },
  { weight: 2, arbitrary: fc.tuple(fragments, fc.integer({ min: 2, max: 80 })).map(([part, n]) => part.repeat(n)) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 24 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 20 }) },
  { weight: 1, arbitrary: fc.string({ unit: "grapheme-ascii", maxLength: 60 }) },
);

/** Real files, whole and in slices: prose, code and JSON of this project and of what it is built with. */
function realTexts(): string[] {
  const files: string[] = [];
  const visit = (folder: string, depth: number) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const at = path.join(folder, entry.name);
      if (entry.isDirectory() && depth > 0) visit(at, depth - 1);
      else if (/\.(md|[mc]?[jt]sx?|json|py|css|ya?ml|txt)$/.test(entry.name)) files.push(at);
    }
  };
  for (const folder of [
    "docs",
    "src/engine",
    "test/unit",
    "examples",
    "data",
    "node_modules/yaml",
    "node_modules/mocha",
  ])
    visit(path.join(root, folder), 3);
  return files.flatMap((file) => {
    const whole = readFileSync(file, "utf8").slice(0, 60_000);
    return [whole, whole.slice(1_001, 1_900), whole.slice(3_333, 3_777)];
  });
}

function write(name: EncodingName, seed: number): void {
  const tokenizers = createTokenizers({ asset: (asset) => readAsset(path.join(root, "data/vocabularies"), asset) });
  const { count } = tokenizers.encoding(name);
  const random = fc.sample(text, { seed, numRuns: 40_000 });
  for (const one of [...random, ...realTexts()]) {
    // A lone surrogate is no text in UTF-8. U+0085 is white space in Unicode but not in JavaScript, U+FEFF the other way round: like
    // js-tiktoken, this product takes JavaScript's.
    const sound = Buffer.from(one)
      .toString()
      .replace(/[\u0085\ufeff]/g, "");
    process.stdout.write(`${JSON.stringify({ text: sound, [name]: count(sound) })}\n`);
  }
}

const [name, seed = "1"] = require.main === module ? process.argv.slice(2) : [];
if (name) write(name as EncodingName, Number(seed));
else if (require.main === module) {
  console.error("usage: npx tsx scripts/tokens/vocabulary-texts.ts NAME [SEED] > FILE");
  process.exitCode = 2;
}
