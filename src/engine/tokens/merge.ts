import type { Ranks } from "./ranks";

/**
 * How many tokens a piece becomes: adjacent tokens are joined, lowest rank first, leftmost first among equals. Short
 * pieces by plain scanning, long ones with a heap, so that a run of any length costs O(n log n).
 */
export function countMerged(bytes: Uint8Array, start: number, end: number, ranks: Ranks): number {
  const length = end - start;
  if (length < 2) return length;
  return length <= scanLimit ? scan(bytes, start, end, ranks) : heapMerge(bytes, start, end, ranks);
}

const scanLimit = 64;
const none = 0x7fffffff;
const starts = new Int32Array(scanLimit + 2);
const pairs = new Int32Array(scanLimit + 2);

/** `pairs[i]` is the rank of the tokens i and i + 1 joined. */
function scan(bytes: Uint8Array, start: number, end: number, ranks: Ranks): number {
  let parts = end - start;
  for (let i = 0; i <= parts; i++) starts[i] = start + i;
  for (let i = 0; i + 1 < parts; i++) pairs[i] = rankOf(bytes, start + i, start + i + 2, ranks);
  while (parts > 1) {
    let best = none;
    let at = 0;
    for (let i = 0; i + 1 < parts; i++) {
      if (pairs[i]! < best) {
        best = pairs[i]!;
        at = i;
      }
    }
    if (best === none) break;
    parts--;
    starts.copyWithin(at + 1, at + 2, parts + 2);
    if (at + 1 < parts) pairs.copyWithin(at + 1, at + 2, parts);
    if (at + 1 < parts) pairs[at] = rankOf(bytes, starts[at]!, starts[at + 2]!, ranks);
    if (at > 0) pairs[at - 1] = rankOf(bytes, starts[at - 1]!, starts[at + 1]!, ranks);
  }
  return parts;
}

function rankOf(bytes: Uint8Array, start: number, end: number, ranks: Ranks): number {
  const rank = ranks.find(bytes, start, end);
  return rank < 0 ? none : rank;
}

/** Tokens are a linked list by the position of their first byte; the heap orders possible joins by rank, then position. */
function heapMerge(bytes: Uint8Array, start: number, end: number, ranks: Ranks): number {
  const length = end - start;
  const next = new Int32Array(length + 1);
  const previous = new Int32Array(length + 1);
  const pair = new Int32Array(length).fill(none);
  const heap = new Heap(length);
  for (let i = 0; i <= length; i++) {
    next[i] = i + 1;
    previous[i] = i - 1;
  }
  for (let i = 0; i + 1 < length; i++) {
    const rank = rankOf(bytes, start + i, start + i + 2, ranks);
    pair[i] = rank;
    if (rank !== none) heap.append(rank * positions + i);
  }
  heap.order();
  let parts = length;
  while (heap.size > 0) {
    const least = heap.pop();
    const at = least % positions;
    // a join that an earlier one has overtaken
    if (pair[at] !== (least - at) / positions) continue;
    const gone = next[at]!;
    next[at] = next[gone]!;
    previous[next[at]!] = at;
    pair[gone] = none;
    parts--;
    update(at);
    if (previous[at]! >= 0) update(previous[at]!);
  }
  return parts;

  function update(i: number): void {
    const second = next[i]!;
    const rank = second >= length ? none : rankOf(bytes, start + i, start + next[second]!, ranks);
    pair[i] = rank;
    if (rank !== none) heap.push(rank * positions + i);
  }
}

/** A key is rank * 2^32 + position: exact in a double, ordered by rank and then from left to right. */
const positions = 2 ** 32;

class Heap {
  size = 0;
  private items: Float64Array;

  constructor(capacity: number) {
    this.items = new Float64Array(capacity + 16);
  }

  append(item: number): void {
    if (this.size === this.items.length) {
      const larger = new Float64Array(this.items.length * 2);
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.size++] = item;
  }

  order(): void {
    for (let i = (this.size >> 1) - 1; i >= 0; i--) this.sink(i);
  }

  push(item: number): void {
    this.append(item);
    const items = this.items;
    let i = this.size - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (items[parent]! <= item) break;
      items[i] = items[parent]!;
      i = parent;
    }
    items[i] = item;
  }

  pop(): number {
    const least = this.items[0]!;
    this.size--;
    if (this.size > 0) {
      this.items[0] = this.items[this.size]!;
      this.sink(0);
    }
    return least;
  }

  private sink(from: number): void {
    const items = this.items;
    const size = this.size;
    const item = items[from]!;
    let i = from;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= size) break;
      if (child + 1 < size && items[child + 1]! < items[child]!) child++;
      if (items[child]! >= item) break;
      items[i] = items[child]!;
      i = child;
    }
    items[i] = item;
  }
}
