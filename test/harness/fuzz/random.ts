/** Numbers that look random and are the same for the same seed, on every machine. */
export interface Random {
  /** a whole number from 0 up to, not including, `end`; 0 when `end` is 0 */
  below(end: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Mulberry32 over a hash of the seed and the number of the input, so that each input can be made on its own. */
export function randomOf(seed: number, index: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(index + 1, 0xc2b2ae35);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (end: number) => Math.floor(next() * end);
  return { below, pick: (items) => items[below(items.length)]! };
}
