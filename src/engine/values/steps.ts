/**
 * Long work that can be left after each of its steps, so that others have their turn, and be taken up again or given up. As long as it
 * is left, nothing that it rests on may change: whoever changes that gives it up and begins anew.
 */
export type Steps<T> = Generator<void, T, void>;

/** All of it at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
