/** What was asked for last, and what there is room for besides. */
export interface Recent<Value> {
  get(path: string): Value | undefined;
  /** Without making it the last one. */
  peek(path: string): Value | undefined;
  set(path: string, value: Value): void;
  /** Drops what was not asked for longest, until the others fit; answers whether anything was dropped. */
  makeRoom(): boolean;
  delete(path: string): void;
  clear(): void;
}

/**
 * @param room characters of source text
 * @param textOf the text that a value takes its room by
 */
export function createRecent<Value>(room: number, textOf: (value: Value) => string): Recent<Value> {
  const known = new Map<string, Value>();
  let taken = 0;

  function remove(path: string): void {
    const value = known.get(path);
    if (value === undefined) return;
    known.delete(path);
    taken -= sizeOf(value);
  }

  const sizeOf = (value: Value) => textOf(value).length + LEAST;

  return {
    get(path) {
      const value = known.get(path);
      if (value === undefined) return undefined;
      known.delete(path);
      known.set(path, value);
      return value;
    },
    peek: (path) => known.get(path),
    set(path, value) {
      remove(path);
      known.set(path, value);
      taken += sizeOf(value);
    },
    makeRoom() {
      const before = known.size;
      for (const oldest of known.keys()) {
        if (taken <= room) break;
        remove(oldest);
      }
      return known.size < before;
    },
    delete: remove,
    clear() {
      known.clear();
      taken = 0;
    },
  };
}

/** Characters that are counted beside those of a text: what is made of a short one takes more for each of them. */
const LEAST = 2_000;
