import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const encodings = { o200k: "o200k_base", cl100k: "cl100k_base" };

/**
 * The merge ranks of js-tiktoken in the form that the counter reads (src/engine/tokens/ranks.ts): a little-endian uint32
 * number of tokens, one length byte per token in rank order (0 where a rank is unused), then the bytes of all tokens.
 */
export function packRanks(bpeRanks) {
  const tokens = [];
  for (const line of bpeRanks.split("\n").filter(Boolean)) {
    const [, offset, ...rest] = line.split(" ");
    rest.forEach((token, i) => {
      tokens[Number(offset) + i] = Buffer.from(token, "base64");
    });
  }
  const head = Buffer.alloc(4 + tokens.length);
  head.writeUInt32LE(tokens.length, 0);
  const bodies = [];
  for (let rank = 0; rank < tokens.length; rank++) {
    const bytes = tokens[rank];
    if (!bytes) continue;
    if (bytes.length > 255) throw new Error(`token ${rank} is longer than 255 bytes`);
    head[4 + rank] = bytes.length;
    bodies.push(bytes);
  }
  return Buffer.concat([head, ...bodies]);
}

/** Writes `ranks-o200k.bin` and `ranks-cl100k.bin` into a folder. */
export function makeRanks(folder) {
  const require = createRequire(import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, source] of Object.entries(encodings)) {
    const ranks = require(`js-tiktoken/ranks/${source}`);
    writeFileSync(path.join(folder, `ranks-${name}.bin`), packRanks((ranks.default ?? ranks).bpe_ranks));
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeRanks(process.argv[2] ?? "dist/assets");
