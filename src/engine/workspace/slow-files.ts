import type { Steps } from "../values/steps";

/** A file that took long, with what was read for it. */
export interface SlowFile {
  path: string;
  seconds: number;
}

export interface SlowFiles {
  /** Does what is to be done for a file, and notes how long its steps took the last time. */
  timed<T>(path: string, work: Steps<T>): Steps<T>;
  /** the slowest first */
  list(): SlowFile[];
}

/** From so many seconds on a file is worth naming. */
const SLOW = 1;

export function createSlowFiles(): SlowFiles {
  const found = new Map<string, number>();
  return {
    *timed(path, work) {
      let seconds = 0;
      for (;;) {
        const begun = performance.now();
        const step = work.next();
        seconds += (performance.now() - begun) / 1000;
        if (!step.done) {
          yield;
          continue;
        }
        if (seconds >= SLOW) found.set(path, seconds);
        else found.delete(path);
        return step.value;
      }
    },
    list: () => [...found].map(([path, seconds]) => ({ path, seconds })).sort((a, b) => b.seconds - a.seconds),
  };
}

/** `a.ts 2.1 s, b.ts 1.4 s and 3 more` */
export function namesOfSlow(files: readonly SlowFile[], name: (path: string) => string, most = 5): string {
  const named = files.slice(0, most).map(({ path, seconds }) => `${name(path)} ${seconds.toFixed(1)} s`);
  const more = files.length - named.length;
  return named.join(", ") + (more > 0 ? ` and ${more} more` : "");
}
