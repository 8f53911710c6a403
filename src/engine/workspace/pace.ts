import type { WorkspaceOptions } from "../session";

/** Milliseconds of work before others get their turn: short enough that nobody who types notices. */
const STEP_MS = 5;

/** Rounds of the event loop in a turn: a server takes one message off its queue in each, and an edit and the question after it are two. */
const ROUNDS = 4;

/** Lets others have their turn between the steps of long work. */
export interface Pace {
  /** a turn is due */
  isDue(): boolean;
  /** @throws the signal's reason when it is aborted */
  turn(): Promise<void>;
}

export function pace({ signal, rest }: WorkspaceOptions): Pace {
  let paused = performance.now();
  return {
    isDue: () => performance.now() - paused >= STEP_MS,
    async turn() {
      await rest?.();
      for (let round = 0; round < ROUNDS; round++) await new Promise((resume) => setImmediate(resume));
      signal?.throwIfAborted();
      paused = performance.now();
    },
  };
}
