import { constants, PerformanceObserver } from "node:perf_hooks";
import { getHeapStatistics, setFlagsFromString } from "node:v8";

/** By how much the heap may grow between two collections, in per cent of what is alive. */
const MOST = 60;
const LEAST = 20;
/** What is to be in the heap when it is collected, in bytes: collecting takes a while, and about 130 MB of a process are outside of it. */
const GOAL = 270 * 1024 * 1024;

/**
 * Most of what a scan makes is soon garbage, which the heap grows to several times what is alive before it is collected. It grows by less
 * here, and by less still where much is alive. An engine that does not know the settings would complain on stderr, so they are given to the one
 * that they were measured with.
 */
export function boundHeap(): void {
  if (!process.versions.v8.startsWith("11.")) return;
  let now = MOST;
  grow(now);
  new PerformanceObserver((list) => {
    if (!list.getEntries().some(isMajor)) return;
    const next = growthAt(getHeapStatistics().used_heap_size);
    if (next !== now) grow(next);
    now = next;
  }).observe({ entryTypes: ["gc"] });
}

/** Whole tens: it is set again only where that matters. */
function growthAt(alive: number): number {
  const room = Math.floor((10 * (GOAL - alive)) / alive) * 10;
  return Math.max(LEAST, Math.min(MOST, room));
}

function grow(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

function isMajor(entry: object): boolean {
  const { detail } = entry as { detail?: { kind?: number } };
  return detail?.kind === constants.NODE_PERFORMANCE_GC_MAJOR;
}
