/** The vocabulary of a byte-pair encoding: which byte strings are tokens, and which merge comes first. */
export interface Ranks {
  /** The rank of the token that `bytes[start..end)` is; -1 when it is none, or of one byte. */
  find(bytes: Uint8Array, start: number, end: number): number;
}

/** ends each token; a byte that is in no UTF-8 */
const terminator = 0xff;

/**
 * A vocabulary as scripts/tokens/make-vocabularies.ts writes it: its tokens in merge order, each ended by 0xFF; then, behind an empty one,
 * the strings that are one token wherever they stand (atoms.ts).
 */
export function readVocabulary(body: Uint8Array): { ranks: Ranks; atoms: string[] } {
  // a token has two bytes at least, and the one that ends it
  const most = Math.ceil(body.length / 3);
  const starts = new Uint32Array(most + 1);
  const hashes = new Int32Array(most);
  let count = 0;
  let start = 0;
  let h = hashBasis;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!;
    if (byte !== terminator) h = Math.imul(h ^ byte, hashPrime);
    else if (i === start) break;
    else {
      hashes[count++] = h;
      starts[count] = start = i + 1;
      h = hashBasis;
    }
  }
  // no UTF-8, so it is decoded as U+FFFD
  const atoms = new TextDecoder().decode(body.subarray(start)).split("\ufffd").filter(Boolean);
  return { ranks: tableOf(body, starts.slice(0, count + 1), hashes), atoms };
}

/** An open-addressing table: a few megabytes instead of a map of 200,000 strings. */
function tableOf(body: Uint8Array, starts: Uint32Array, hashes: Int32Array): Ranks {
  const count = starts.length - 1;
  const mask = (1 << (33 - Math.clz32(count))) - 1;
  // a slot holds rank + 1; 0 is free
  const slots = new Int32Array(mask + 1);
  let longest = 0;
  for (let rank = 0; rank < count; rank++) {
    let slot = slotOf(hashes[rank]!) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = rank + 1;
    longest = Math.max(longest, starts[rank + 1]! - starts[rank]! - 1);
  }

  return {
    find(bytes, start, end) {
      const length = end - start;
      if (length > longest) return -1;
      let h = hashBasis;
      for (let i = start; i < end; i++) h = Math.imul(h ^ bytes[i]!, hashPrime);
      let slot = slotOf(h) & mask;
      for (;;) {
        const rank = slots[slot]! - 1;
        if (rank < 0) return -1;
        const at = starts[rank]!;
        if (starts[rank + 1]! - at - 1 === length) {
          let i = 0;
          while (i < length && body[at + i] === bytes[start + i]) i++;
          if (i === length) return rank;
        }
        slot = (slot + 1) & mask;
      }
    },
  };
}

// FNV-1a
const hashBasis = 0x811c9dc5 | 0;
const hashPrime = 0x01000193;
const slotOf = (h: number): number => h ^ (h >>> 15);
