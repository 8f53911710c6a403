import type { Ranks } from "./ranks";

/**
 * How many tokens a piece becomes: adjacent tokens are joined, lowest rank first, leftmost first among equals. Short
 * pieces by plain scanning, long ones rank by rank, so that a run of any length costs O(n log n).
 *
 * @param characters begins with whole characters of UTF-8 instead of bytes; one that is no token stays the bytes that it is made of
 */
export function countMerged(bytes: Uint8Array, start: number, end: number, ranks: Ranks, characters = false): number {
  if (end - start < 2) return end - start;
  const count = end - start <= scanLimit ? scan : longMerge;
  return count(bytes, start, end, ranks, characters) + (characters ? unknownBytes(bytes, start, end, ranks) : 0);
}

/** How many bytes more than one the characters have that are no tokens. */
function unknownBytes(bytes: Uint8Array, start: number, end: number, ranks: Ranks): number {
  let more = 0;
  for (let at = start; at < end; ) {
    const next = afterCharacter(bytes, at, end);
    if (next > at + 1 && ranks.find(bytes, at, next) < 0) more += next - at - 1;
    at = next;
  }
  return more;
}

function afterCharacter(bytes: Uint8Array, start: number, end: number): number {
  let at = start + 1;
  while (at < end && (bytes[at]! & 0xc0) === 0x80) at++;
  return at;
}

const scanLimit = 64;
const none = 0x7fffffff;
const starts = new Int32Array(scanLimit + 2);
const pairs = new Int32Array(scanLimit + 2);

/** `pairs[i]` is the rank of the tokens i and i + 1 joined. */
function scan(bytes: Uint8Array, start: number, end: number, ranks: Ranks, characters: boolean): number {
  let parts = 0;
  for (let at = start; at < end; at = characters ? afterCharacter(bytes, at, end) : at + 1) starts[parts++] = at;
  starts[parts] = end;
  for (let i = 0; i + 1 < parts; i++) pairs[i] = rankOf(bytes, starts[i]!, starts[i + 2]!, ranks);
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

/**
 * Tokens are a linked list by the position of their first byte. All joins of the least rank are made in one go from left to right:
 * a long run holds few different ones, so that the queue is short and memory is walked in order.
 */
function longMerge(bytes: Uint8Array, start: number, end: number, ranks: Ranks, characters: boolean): number {
  const length = end - start;
  const next = new Int32Array(length + 1);
  const previous = new Int32Array(length + 1);
  const pair = new Int32Array(length).fill(none);
  const joins = new Joins(length);
  let parts = 0;
  for (let i = 0; i < length; parts++) {
    next[i] = characters ? afterCharacter(bytes, start + i, end) - start : i + 1;
    previous[next[i]!] = i;
    i = next[i]!;
  }
  previous[0] = -1;
  for (let i = 0; i < length; i = next[i]!) update(i);
  for (let rank = joins.least(); rank !== none; rank = joins.least()) {
    const places = joins.take();
    for (let k = 0; k < places.length; k++) {
      const at = places[k]!;
      // a join that an earlier one has overtaken
      if (pair[at] !== rank) continue;
      const gone = next[at]!;
      next[at] = next[gone]!;
      previous[next[at]!] = at;
      pair[gone] = none;
      parts--;
      update(at);
      if (previous[at]! >= 0) update(previous[at]!);
      // what has become possible may come before the rest
      if (joins.least() < rank) {
        for (const later of places.subarray(k + 1)) joins.add(rank, later);
        break;
      }
    }
  }
  return parts;

  function update(i: number): void {
    const second = next[i]!;
    pair[i] = second >= length ? none : rankOf(bytes, start + i, start + next[second]!, ranks);
    joins.add(pair[i]!, i);
  }
}

/** Possible joins by rank: a chain of places for each, and a heap of the ranks that have one. */
class Joins {
  private heads = new Map<number, number>();
  private heap: number[] = [];
  private places: Int32Array;
  /** behind each entry of `places` the one that was added before it for the same rank; -1 at the end */
  private before: Int32Array;
  private used = 0;

  constructor(length: number) {
    this.places = new Int32Array(length * 2);
    this.before = new Int32Array(length * 2);
  }

  least(): number {
    return this.heap.length > 0 ? this.heap[0]! : none;
  }

  add(rank: number, place: number): void {
    if (rank === none) return;
    if (this.used === this.places.length) {
      this.places = doubled(this.places);
      this.before = doubled(this.before);
    }
    const head = this.heads.get(rank);
    if (head === undefined) this.push(rank);
    this.places[this.used] = place;
    this.before[this.used] = head ?? -1;
    this.heads.set(rank, this.used++);
  }

  /** Removes the least rank and gives its places from left to right. */
  take(): Int32Array {
    const rank = this.pop();
    const head = this.heads.get(rank)!;
    this.heads.delete(rank);
    let count = 0;
    for (let at = head; at >= 0; at = this.before[at]!) count++;
    const places = new Int32Array(count);
    for (let at = head; at >= 0; at = this.before[at]!) places[--count] = this.places[at]!;
    return places.sort();
  }

  private push(rank: number): void {
    const { heap } = this;
    let i = heap.length;
    for (let parent = (i - 1) >> 1; i > 0 && heap[parent]! > rank; parent = (i - 1) >> 1) {
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = rank;
  }

  private pop(): number {
    const { heap } = this;
    const least = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return least;
    let i = 0;
    for (let child = 1; child < heap.length; child = 2 * i + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= last) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return least;
  }
}

function doubled(list: Int32Array): Int32Array {
  const larger = new Int32Array(list.length * 2);
  larger.set(list);
  return larger;
}
