/**
 * Writes data/vocabularies/NAME.tokens.br, what counting needs of a published tokenizer: `npx tsx scripts/tokens/make-vocabularies.ts NAME [PATH]`.
 * PATH is the tokenizer's tokenizer.json; those of OpenAI are read from js-tiktoken. Where a vocabulary comes from, and under which licence,
 * stands in data/vocabularies/sources.json; this script writes the digest of what it read there.
 *
 * The form (brotli over it): one token a line, in merge order; a line break inside of a token is written as the byte 0xFF, which is in no
 * UTF-8. Single bytes are left out, as each is a token of its own. Behind an empty line follow the strings that are one token wherever
 * they stand: added tokens that are not special. Special ones are left out: in a prompt they are plain text.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { countMerged } from "../../src/engine/tokens/merge";
import { readVocabulary } from "../../src/engine/tokens/ranks";

interface TokenizerJson {
  added_tokens: { content: string; special: boolean }[];
  model: { vocab: Record<string, number>; merges: (string | [string, string])[] };
}

const folder = path.resolve(__dirname, "../../data/vocabularies");

/** Tokens in merge order, of one byte too, from js-tiktoken's list: base64 by rank. */
export function tokensOfRanks(bpeRanks: string): Buffer[] {
  const tokens: Buffer[] = [];
  for (const line of bpeRanks.split("\n").filter(Boolean)) {
    const [, offset, ...rest] = line.split(" ");
    for (const [i, token] of rest.entries()) tokens[Number(offset) + i] = Buffer.from(token, "base64");
  }
  return tokens.filter(Boolean);
}

/** Tokens in merge order from a tokenizer.json of the byte-level kind. Its ids are in the order of its merges, or it is refused. */
function tokensOfJson({ added_tokens: added, model }: TokenizerJson): Buffer[] {
  const special = new Set(added.map(({ content }) => content));
  const ids = Object.entries(model.vocab).filter(([token]) => !special.has(token));
  let last = -1;
  for (const merge of model.merges) {
    const id = model.vocab[typeof merge === "string" ? merge.replace(" ", "") : merge.join("")];
    if (id === undefined || id < last) throw new Error(`${merge} is out of order`);
    last = id;
  }
  return ids.sort((a, b) => a[1] - b[1]).map(([token]) => Buffer.from([...token].map((char) => byteOf.get(char)!)));
}

/** GPT-2's way to write bytes as characters: printable Latin-1 as it is, the others from U+0100 on. */
const byteOf = new Map<string, number>();
for (let byte = 0, others = 0; byte < 256; byte++) {
  const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  byteOf.set(String.fromCharCode(printable ? byte : 256 + others++), byte);
}

export function linesOf(tokens: readonly Buffer[]): Buffer {
  const lines = tokens
    .filter((token) => token.length > 1)
    .map((token) => {
      if (token.includes(0xff)) throw new Error(`a token of more than one byte holds 0xFF: ${token.toString("hex")}`);
      return Buffer.concat([Buffer.from(token.map((byte) => (byte === 10 ? 0xff : byte))), Buffer.from([10])]);
    });
  return Buffer.concat(lines);
}

/** A token that its own text does not become would be counted wrongly: whole pieces are looked up before they are merged. */
function checkReached(tokens: readonly Buffer[], { ranks } = readVocabulary(linesOf(tokens))): void {
  const missed = tokens.filter((token) => countMerged(token, 0, token.length, ranks) !== 1);
  if (missed.length > 0)
    console.error(`${missed.length} tokens are not reached by merges: ${missed.slice(0, 5).map(String)}`);
}

function compress(bytes: Buffer): Buffer {
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

function make(name: string, file: string | undefined): void {
  const source = file ?? require.resolve(`js-tiktoken/ranks/${name}_base`);
  const bytes = readFileSync(source);
  const json = file ? (JSON.parse(bytes.toString("utf8")) as TokenizerJson) : undefined;
  const tokens = json ? tokensOfJson(json) : tokensOfRanks((require(source) as { bpe_ranks: string }).bpe_ranks);
  checkReached(tokens);
  const atoms = json
    ? json.added_tokens.filter(({ special }) => !special).map(({ content }) => Buffer.from(content))
    : [];
  const packed = compress(
    Buffer.concat([linesOf(tokens), ...(atoms.length > 0 ? [Buffer.from("\n"), linesOf(atoms)] : [])]),
  );
  writeFileSync(path.join(folder, `${name}.tokens.br`), packed);
  const sources = JSON.parse(readFileSync(path.join(folder, "sources.json"), "utf8")) as Record<string, object>;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  sources[name] = { ...sources[name], sha256, tokens: tokens.length };
  writeFileSync(path.join(folder, "sources.json"), `${JSON.stringify(sources, null, 1)}\n`);
  console.log(`${name}: ${tokens.length} tokens, ${packed.length} bytes`);
}

if (require.main === module) {
  const [name, file] = process.argv.slice(2);
  if (name) make(name, file);
  else {
    console.error("usage: npx tsx scripts/tokens/make-vocabularies.ts NAME [PATH]");
    process.exitCode = 2;
  }
}
