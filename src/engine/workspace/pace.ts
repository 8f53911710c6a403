/** Milliseconds of work before others get their turn: short enough that nobody who types notices. */
const STEP_MS = 12;

/** Lets others have their turn between the steps of long work. */
export interface Pace {
  /** a turn is due */
  isDue(): boolean;
  /** @throws the signal's reason when it is aborted */
  turn(): Promise<void>;
}

export function pace(signal?: AbortSignal): Pace {
  let paused = performance.now();
  return {
    isDue: () => performance.now() - paused >= STEP_MS,
    async turn() {
      await new Promise((resume) => setImmediate(resume));
      signal?.throwIfAborted();
      paused = performance.now();
    },
  };
}
