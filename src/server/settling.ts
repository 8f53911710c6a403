/** Lets a document come to rest before it is worked on: of the requests made while someone types, only the last is answered. */
export interface Settling {
  changed(uri: string): void;
  forget(uri: string): void;
  /** Resolves once the document has been quiet for a moment; false when it changed again meanwhile. */
  quiet(uri: string): Promise<boolean>;
}

export function createSettling(delay: number): Settling {
  const changes = new Map<string, { at: number; count: number }>();
  return {
    changed(uri) {
      changes.set(uri, { at: performance.now(), count: (changes.get(uri)?.count ?? 0) + 1 });
    },
    forget: (uri) => void changes.delete(uri),
    async quiet(uri) {
      const before = changes.get(uri);
      const wait = before === undefined ? 0 : before.at + delay - performance.now();
      if (wait > 0) await new Promise((resume) => setTimeout(resume, wait));
      return changes.get(uri)?.count === before?.count;
    },
  };
}
