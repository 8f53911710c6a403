/** The vocabulary of a byte-pair encoding: which byte strings are tokens, and which merge comes first. */
export interface Ranks {
  /** The rank of the token that `bytes[start..end)` is; -1 when it is none. */
  find(bytes: Uint8Array, start: number, end: number): number;
}

const lineBreak = 10;
/** stands for a line break inside of a token; the byte itself occurs in no UTF-8 */
const innerBreak = 0xff;

/**
 * Tokens as scripts/tokens/make-vocabularies.ts writes them, each ended by a line break, in merge order. They become an open-addressing
 * table: a few megabytes instead of a map of 200,000 strings.
 */
export function readRanks(lines: Uint8Array): Ranks {
  const { body, offsets, count, longest } = unwrap(lines);
  const mask = (1 << (33 - Math.clz32(count))) - 1;
  // a slot holds rank + 1; 0 is free
  const slots = new Int32Array(mask + 1);
  for (let rank = 0; rank < count; rank++) {
    let slot = hash(body, offsets[rank]!, offsets[rank + 1]!) & mask;
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

/** All tokens without the line breaks behind them, and where each begins. */
function unwrap(lines: Uint8Array) {
  let count = 0;
  for (let i = 0; i < lines.length; i++) if (lines[i] === lineBreak) count++;
  const body = new Uint8Array(lines.length - count);
  const offsets = new Uint32Array(count + 1);
  let longest = 0;
  let at = 0;
  let rank = 0;
  for (let i = 0; i < lines.length; i++) {
    const byte = lines[i]!;
    if (byte === lineBreak) {
      offsets[++rank] = at;
      longest = Math.max(longest, at - offsets[rank - 1]!);
    } else body[at++] = byte === innerBreak ? lineBreak : byte;
  }
  return { body, offsets, count, longest };
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5 ^ (end - start);
  for (let i = start; i < end; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h ^ (h >>> 15);
}
