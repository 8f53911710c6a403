/** Lets a document come to rest before it is worked on: of the requests made while someone types, only the last is answered. */
export interface Settling {
  changed(uri: string): void;
  forget(uri: string): void;
  /** Resolves once the document has been quiet for a moment; false when it changed again meanwhile. */
  quiet(uri: string): Promise<boolean>;
  /** Resolves once all documents are quiet, or when that has taken so long that others must have their turn. */
  rest(): Promise<void>;
}

/**
 * @param delay ms without a change after which a document is quiet
 * @param mostRest ms after which work that gives way has its turn all the same, or it would never be done
 */
export function createSettling(delay: number, mostRest = 500): Settling {
  const changes = new Map<string, { at: number; count: number }>();
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
      if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
      return changes.get(uri)?.count === before?.count;
    },
    async rest() {
      const end = performance.now() + mostRest;
      for (let wait = last + delay; wait > performance.now() && wait < end; wait = last + delay)
        await new Promise((resume) => setTimeout(resume, wait - performance.now()));
    },
  };
}
