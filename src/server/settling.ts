/** Lets a document come to rest before it is worked on: of the requests made while someone types, only the last is answered. */
export interface Settling {
  changed(uri: string): void;
  forget(uri: string): void;
  /** Resolves once the document has been quiet for a moment; false when it changed again meanwhile. */
  quiet(uri: string): Promise<boolean>;
  /** Keeps what rests waiting until this is done too. */
  during<T>(work: Promise<T>): Promise<T>;
  /** Resolves once all documents are quiet and nobody waits for figures, or when that has taken so long that others must have their turn. */
  rest(): Promise<void>;
}

/**
 * @param delay ms without a change after which a document is quiet
 * @param mostRest ms after which work that gives way has its turn all the same, or it would never be done
 */
export function createSettling(delay: number, mostRest = 500): Settling {
  const changes = new Map<string, { at: number; count: number }>();
  const under = new Set<Promise<unknown>>();
  let last = Number.NEGATIVE_INFINITY;
  return {
    changed(uri) {
      last = performance.now();
      changes.set(uri, { at: last, count: (changes.get(uri)?.count ?? 0) + 1 });
    },
    forget: (uri) => void changes.delete(uri),
    async quiet(uri) {
      const before = changes.get(uri);
      const wait = before === undefined ? 0 : before.at + delay - performance.now();
      if (wait > 0) await sleep(wait);
      return changes.get(uri)?.count === before?.count;
    },
    async during(work) {
      under.add(work);
      try {
        return await work;
      } finally {
        under.delete(work);
      }
    },
    async rest() {
      const end = performance.now() + mostRest;
      for (let now = performance.now(); now < end; now = performance.now()) {
        const wait = under.size > 0 ? end - now : last + delay + MARGIN - now;
        if (wait <= 0) return;
        await Promise.race([sleep(Math.min(wait, end - now)), ...[...under].map(settled)]);
      }
    },
  };
}

/** ms by which those who wait for figures are ahead of what gives way to them */
const MARGIN = 3;
const sleep = (ms: number) => new Promise((resume) => setTimeout(resume, ms));
const settled = (work: Promise<unknown>) => work.catch(() => undefined);
