import { latin1 } from "../files/prefilter";

/** `ask(`, `x.ask (`, `ask<T>(`, and `ask` handed on as an argument of a gather are all followed by name; keywords are not names. */
const CALLED = /([A-Za-z_$][\w$]{2,})\s*(?:<[^<>()]{0,80}>)?\s*\(/g;

/** Which files call something of a given name. Built from bytes, without parsing; kept up to date file by file. */
export interface CalledNames {
  update(path: string, bytes: Uint8Array | undefined): void;
  files(name: string): string[];
  names(path: string): ReadonlySet<string>;
}

export function createCalledNames(): CalledNames {
  const byFile = new Map<string, Set<string>>();
  const byName = new Map<string, Set<string>>();

  function forget(path: string): void {
    for (const name of byFile.get(path) ?? []) byName.get(name)?.delete(path);
    byFile.delete(path);
  }

  return {
    update(path, bytes) {
      forget(path);
      if (bytes === undefined) return;
      const names = new Set<string>();
      for (const match of latin1(bytes).matchAll(CALLED)) names.add(match[1]!);
      byFile.set(path, names);
      for (const name of names) {
        const files = byName.get(name);
        if (files === undefined) byName.set(name, new Set([path]));
        else files.add(path);
      }
    },
    files: (name) => [...(byName.get(name) ?? [])].sort(),
    names: (path) => byFile.get(path) ?? new Set(),
  };
}
