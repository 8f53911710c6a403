/**
 * The vocabulary of a byte-pair encoding: which byte strings are tokens, and which merge comes first. Built from the
 * packed form that scripts/tokens/make-ranks.mjs writes: uint32 count, one length byte per rank, all bytes in rank order.
 */
export interface Ranks {
  /** The rank of the token that `bytes[start..end)` is; -1 when it is none. */
  find(bytes: Uint8Array, start: number, end: number): number;
}

/** An open-addressing table over the packed bytes: a few megabytes instead of a map of 200,000 strings. */
export function readRanks(packed: Uint8Array): Ranks {
  const count = new DataView(packed.buffer, packed.byteOffset, 4).getUint32(0, true);
  const body = packed.subarray(4 + count);
  const offsets = new Uint32Array(count + 1);
  let longest = 0;
  for (let rank = 0; rank < count; rank++) {
    const length = packed[4 + rank]!;
    offsets[rank + 1] = offsets[rank]! + length;
    if (length > longest) longest = length;
  }
  const mask = (1 << (33 - Math.clz32(count))) - 1;
  // a slot holds rank + 1; 0 is free
  const slots = new Int32Array(mask + 1);
  for (let rank = 0; rank < count; rank++) {
    const start = offsets[rank]!;
    const end = offsets[rank + 1]!;
    if (start === end) continue;
    let slot = hash(body, start, end) & mask;
    while (slots[slot] !== 0) slot = (slot + 1) & mask;
    slots[slot] = rank + 1;
  }

  return {
    find(bytes, start, end) {
      const length = end - start;
      if (length > longest) return -1;
      let slot = hash(bytes, start, end) & mask;
      for (;;) {
        const rank = slots[slot]! - 1;
        if (rank < 0) return -1;
        const offset = offsets[rank]!;
        if (offsets[rank + 1]! - offset === length) {
          let i = 0;
          while (i < length && body[offset + i] === bytes[start + i]) i++;
          if (i === length) return rank;
        }
        slot = (slot + 1) & mask;
      }
    },
  };
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5 ^ (end - start);
  for (let i = start; i < end; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h ^ (h >>> 15);
}
