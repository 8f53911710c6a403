import type { FileStat, Host } from "../files/host";
import { dirname } from "../files/paths";
import type { ResultStore } from "../files/result-store";

/** What a file was like when results were made from it. */
export interface Stamp {
  size: number;
  /** ms since the epoch; -1 where it says nothing, because the file was written about when it was read */
  modified: number;
  /** of its bytes; undefined when they were not read */
  digest?: string;
}

/** A file written this many ms before it was read may have been written again without a new time. */
const RACY_MS = 2_000;

/** A host that notes what is read through it, so that a later run can tell whether any of it has changed. */
export interface WatchedHost extends Host {
  stampOf(path: string): Stamp | undefined;
  hasRead(): boolean;
}

export function watchedHost(host: Host, results: ResultStore): WatchedHost {
  const stamps = new Map<string, Stamp>();
  const stats = new Map<string, FileStat>();
  const started = results.now();

  function stampFrom(stat: FileStat): Stamp {
    const isOld = stat.modified < started - RACY_MS;
    return { size: stat.size, modified: isOld ? stat.modified : -1 };
  }

  return {
    ...host,
    // What a stat before the read says holds for what is read, or the file is taken for changed the next time.
    stat(path) {
      const stat = host.stat(path);
      if (stat?.kind === "file" && !stats.has(path)) stats.set(path, stat);
      return stat;
    },
    read(path) {
      const stat = stats.get(path) ?? host.stat(path);
      const bytes = host.read(path);
      if (bytes !== undefined && stat !== undefined && !stamps.has(path))
        stamps.set(path, { ...stampFrom(stat), digest: results.digest(bytes) });
      return bytes;
    },
    hasRead: () => stamps.size > 0,
    stampOf(path) {
      const known = stamps.get(path);
      if (known !== undefined) return known;
      const stat = stats.get(path) ?? host.stat(path);
      return stat?.kind === "file" ? stampFrom(stat) : undefined;
    },
  };
}

/** Whether a file is what it was: by its size and time, or by its bytes where those have changed. */
export function isSame(path: string, before: Stamp, host: Host, results: ResultStore): boolean {
  const stat = host.stat(path);
  if (stat?.kind !== "file" || stat.size !== before.size) return false;
  if (before.modified >= 0 && stat.modified === before.modified) return true;
  const bytes = before.digest === undefined ? undefined : host.read(path);
  return bytes !== undefined && results.digest(bytes) === before.digest;
}

/** What stood at paths that are no source files of the workspace: data, configuration, folders, nothing. */
export interface Surroundings {
  files: Map<string, Stamp>;
  /** folders that were listed, or in which something was looked for that is not there, with their times; -1: no folder */
  folders: Map<string, number>;
  absent: string[];
}

export function surroundingsOf(paths: Iterable<string>, host: WatchedHost, started: number): Surroundings {
  const found: Surroundings = { files: new Map(), folders: new Map(), absent: [] };
  const folder = (path: string) => {
    if (found.folders.has(path)) return;
    const stat = host.stat(path);
    const time = stat?.kind === "directory" ? stat.modified : -1;
    found.folders.set(path, time >= started - RACY_MS ? Number.NaN : time);
  };
  for (const path of paths) {
    const stamp = host.stampOf(path);
    if (stamp !== undefined) found.files.set(path, stamp);
    else if (host.stat(path)?.kind === "directory") folder(path);
    else {
      folder(dirname(path));
      found.absent.push(path);
    }
  }
  return found;
}

/** The paths of which something else is to be said now. A folder's time changes when something in it comes or goes. */
export function changesAround(before: Surroundings, host: Host, results: ResultStore): Set<string> {
  const changed = new Set<string>();
  for (const [path, stamp] of before.files) if (!isSame(path, stamp, host, results)) changed.add(path);
  const moved = new Set<string>();
  for (const [path, time] of before.folders) {
    const stat = host.stat(path);
    if ((stat?.kind === "directory" ? stat.modified : -1) !== time) moved.add(path);
  }
  for (const path of before.absent) {
    if (moved.has(dirname(path)) && host.stat(path) !== undefined) changed.add(path);
  }
  for (const path of moved) changed.add(path);
  return changed;
}
