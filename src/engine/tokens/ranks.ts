/** The vocabulary of a byte-pair encoding: which byte strings are tokens, and which merge comes first. */
export interface Ranks {
  /** The rank of the token that `bytes[start..end)` is; -1 when it is none. */
  find(bytes: Uint8Array, start: number, end: number): number;
}

const lineBreak = 10;
/** stands for a line break inside of a token; the byte itself occurs in no UTF-8 */
const innerBreak = 0xff;

/**
 * A vocabulary as scripts/tokens/make-vocabularies.ts writes it: its tokens in merge order, each ended by a line break; then, behind an
 * empty line, the strings that are one token wherever they stand (atoms.ts).
 */
export function readVocabulary(lines: Uint8Array): { ranks: Ranks; atoms: string[] } {
  const { body, offsets } = unwrap(lines);
  const rest = unwrap(lines.subarray(body.length + offsets.length));
  const decoder = new TextDecoder();
  const atoms = Array.from(rest.offsets.subarray(1), (end, i) =>
    decoder.decode(rest.body.subarray(rest.offsets[i], end)),
  );
  return { ranks: readRanks(body, offsets), atoms };
}

/**
 * An open-addressing table: a few megabytes instead of a map of 200,000 strings.
 *
 * @param body all tokens in merge order
 * @param offsets where each begins, and the end of the last
 */
function readRanks(body: Uint8Array, offsets: Uint32Array): Ranks {
  const count = offsets.length - 1;
  let longest = 0;
  for (let rank = 0; rank < count; rank++) longest = Math.max(longest, offsets[rank + 1]! - offsets[rank]!);
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

/** The lines up to an empty one or the end, without their line breaks, and where each begins. */
function unwrap(lines: Uint8Array): { body: Uint8Array; offsets: Uint32Array } {
  let count = 0;
  let end = 0;
  for (; end < lines.length; end++) {
    if (lines[end] !== lineBreak) continue;
    if (end > 0 && lines[end - 1] === lineBreak) break;
    count++;
  }
  const body = new Uint8Array(end - count);
  const offsets = new Uint32Array(count + 1);
  let at = 0;
  let line = 0;
  for (let i = 0; i < end; i++) {
    const byte = lines[i]!;
    if (byte === lineBreak) offsets[++line] = at;
    else body[at++] = byte === innerBreak ? lineBreak : byte;
  }
  return { body, offsets };
}

function hash(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c9dc5 ^ (end - start);
  for (let i = start; i < end; i++) h = Math.imul(h ^ bytes[i]!, 0x01000193);
  return h ^ (h >>> 15);
}
