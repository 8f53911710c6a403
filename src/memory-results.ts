import { createHash } from "node:crypto";
import type { ResultStore } from "./engine/files/result-store";

/** Results that one session hands to another, which looks at other versions of the same files. */
export interface MemoryResults extends ResultStore {
  /** what was kept last: plain data, which another thread can be given; undefined when nothing was */
  kept(): unknown;
}

/** @param given what is loaded, of another such store; nothing: the session works everything out */
export function memoryResults(given?: unknown): MemoryResults {
  let kept: unknown;
  return {
    version: "in memory",
    load: () => given as readonly unknown[] | undefined,
    save(_, parts) {
      kept = [...parts];
    },
    digest: (bytes) => createHash("sha1").update(bytes).digest("base64url"),
    now: Date.now,
    kept: () => kept,
  };
}
