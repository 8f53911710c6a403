import type { Host } from "../../src/engine/files/host";

/** A host whose files can be changed in memory. */
export interface CopyHost extends Host {
  /** texts that stand before what is on disk */
  changed: Map<string, string>;
}

export function copyOf(host: Host): CopyHost {
  const changed = new Map<string, string>();
  return {
    ...host,
    changed,
    read(path) {
      const text = changed.get(path);
      return text === undefined ? host.read(path) : new TextEncoder().encode(text);
    },
  };
}
