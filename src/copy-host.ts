import type { Host } from "./engine/files/host";

/** A host whose files can be changed in memory: what is on disk stays as it is. */
export interface CopyHost extends Host {
  /** texts that stand before what is on disk, or where nothing stands there */
  changed: Map<string, string>;
}

export function copyOf(host: Host): CopyHost {
  const changed = new Map<string, string>();
  const bytes = (path: string) => {
    const text = changed.get(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  return {
    ...host,
    changed,
    read: (path) => bytes(path) ?? host.read(path),
    stat(path) {
      const size = bytes(path)?.length;
      return size === undefined ? host.stat(path) : { kind: "file", size, modified: 0 };
    },
  };
}
