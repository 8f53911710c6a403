/**
 * Writes data/vocabularies/NAME.tokens.br, what counting needs of a published tokenizer: `npx tsx scripts/tokens/make-vocabularies.ts NAME [PATH]`.
 * PATH is the tokenizer's tokenizer.json; those of OpenAI are read from js-tiktoken. Where a vocabulary comes from, and under which licence,
 * stands in data/vocabularies/sources.json; this script writes the digest of what it read there.
 *
 * The form (brotli over it): the tokens in merge order, each ended by the byte 0xFF, which is in no UTF-8. Single bytes are left out, as each
 * is a token of its own. Behind an empty token follow the strings that are one token wherever they stand: added tokens that are not special.
 * Special ones are left out: in a prompt they are plain text; so are reserved ones, `<unused7>`.
 */
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { countMerged } from "../../src/engine/tokens/merge";
import { readVocabulary } from "../../src/engine/tokens/ranks";

interface TokenizerJson {
  added_tokens: { content: string; special: boolean }[];
  model: { vocab: Record<string, number>; merges: (string | [string, string])[]; byte_fallback?: boolean };
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

interface Vocabulary {
  tokens: Buffer[];
  atoms: Buffer[];
  /** SentencePiece's kind, which joins characters instead of bytes */
  characters?: boolean;
}

/** From a tokenizer.json whose ids are in the order of its merges; another is refused. */
function vocabularyOf({ added_tokens: added, model }: TokenizerJson): Vocabulary {
  const characters = model.byte_fallback === true;
  const apart = new Set(added.map(({ content }) => content));
  const isToken = (token: string) => !apart.has(token) && !(characters && /^<0x[0-9A-F]{2}>$/.test(token));
  let last = -1;
  for (const merge of model.merges) {
    const token = typeof merge === "string" ? merge.replace(" ", "") : merge.join("");
    const id = model.vocab[token];
    if (id === undefined || (isToken(token) && id < last)) throw new Error(`${token} is out of order`);
    if (isToken(token)) last = id;
  }
  const tokens = Object.entries(model.vocab)
    .filter(([token]) => isToken(token))
    .sort((a, b) => a[1] - b[1])
    .map(([token]) => (characters ? spaced(token) : Buffer.from([...token].map((char) => byteOf.get(char)!))));
  const atoms = added.filter(({ content, special }) => !special && !/^<unused\d+>$/.test(content));
  return {
    tokens,
    atoms: atoms.map(({ content }) => (characters ? spaced(content) : Buffer.from(content))),
    characters,
  };
}

/** SentencePiece writes a space as U+2581. */
const spaced = (token: string) => Buffer.from(token.replaceAll("\u2581", " "));

/** GPT-2's way to write bytes as characters: printable Latin-1 as it is, the others from U+0100 on. */
const byteOf = new Map<string, number>();
for (let byte = 0, others = 0; byte < 256; byte++) {
  const printable = (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || byte >= 174;
  byteOf.set(String.fromCharCode(printable ? byte : 256 + others++), byte);
}

const ended = (token: Buffer) => Buffer.from([...token, 0xff]);

export function listOf(tokens: readonly Buffer[]): Buffer {
  const long = tokens.filter((token) => token.length > 1);
  const strange = long.find((token) => token.includes(0xff));
  if (strange) throw new Error(`a token of more than one byte holds 0xFF: ${strange.toString("hex")}`);
  return Buffer.concat(long.map(ended));
}

/** What the counter takes for granted, see encoding.ts and split.ts. */
function check({ tokens, characters }: Vocabulary): void {
  const { ranks } = readVocabulary(listOf(tokens));
  // pieces of bytes are looked up whole before they are merged
  const missed = tokens.filter((token) => !characters && countMerged(token, 0, token.length, ranks) !== 1);
  if (missed.length > 0)
    throw new Error(`${missed.length} tokens are not what their text becomes: ${missed.slice(0, 5)}`);
  const across = tokens.filter((token) => characters && token.indexOf(32, 1) > 0 && String(token) !== "> </");
  if (across.length > 0) throw new Error(`${across.length} tokens reach over a space: ${across.slice(0, 5)}`);
}

function compress(bytes: Buffer): Buffer {
  const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params });
}

function make(name: string, file: string | undefined): void {
  const source = file ?? require.resolve(`js-tiktoken/ranks/${name}_base`);
  const bytes = readFileSync(source);
  const vocabulary = file
    ? vocabularyOf(JSON.parse(bytes.toString("utf8")) as TokenizerJson)
    : { tokens: tokensOfRanks((require(source) as { bpe_ranks: string }).bpe_ranks), atoms: [] };
  check(vocabulary);
  const { tokens, atoms } = vocabulary;
  const packed = compress(
    Buffer.concat([listOf(tokens), ...(atoms.length > 0 ? [Buffer.from([0xff]), ...atoms.map(ended)] : [])]),
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
