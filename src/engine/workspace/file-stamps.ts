import type { FileStat, Host } from "../files/host";
import type { ListedBefore, ListedFolder } from "../files/list-files";
import { dirname, join } from "../files/paths";
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
  /** The file may be another now: what is read next counts. */
  forget(path: string): void;
  /** how often a file was read or a folder listed */
  reads(): number;
  /** Whether a time is so long before this host was made that what had it then has it no more once it changes. */
  isOld(modified: number): boolean;
}

export function watchedHost(host: Host, results: ResultStore): WatchedHost {
  const stamps = new Map<string, Stamp>();
  /** of files that were not read yet */
  const stats = new Map<string, FileStat>();
  const started = results.now();
  let reads = 0;

  const isOld = (modified: number) => modified > 0 && modified < started - RACY_MS;

  function stampFrom({ size, modified }: FileStat): Stamp {
    return { size, modified: isOld(modified) ? modified : -1 };
  }

  return {
    ...host,
    // What a stat before the read says holds for what is read, or the file is taken for changed the next time.
    stat(path) {
      const stat = host.stat(path);
      if (stat?.kind === "file" && !stats.has(path) && !stamps.has(path)) stats.set(path, stat);
      return stat;
    },
    readDirectory(path) {
      reads++;
      return host.readDirectory(path);
    },
    read(path) {
      reads++;
      const stat = stats.get(path) ?? host.stat(path);
      const bytes = host.read(path);
      if (bytes === undefined || stat === undefined || stamps.has(path)) return bytes;
      const { size, modified } = stampFrom(stat);
      stamps.set(path, { size, modified, digest: results.digest(bytes) });
      stats.delete(path);
      return bytes;
    },
    forget(path) {
      stamps.delete(path);
      stats.delete(path);
    },
    reads: () => reads,
    isOld,
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

/** What the workspace was listed with: for each folder what was seen and its time (NaN: it says nothing), and its ignore files. */
export interface KeptListing {
  folders: Map<string, ListedFolder & { modified: number }>;
  ignoreFiles: Map<string, Stamp>;
}

export function keptListing(listed: ReadonlyMap<string, ListedFolder>, host: WatchedHost): KeptListing {
  const kept: KeptListing = { folders: new Map(), ignoreFiles: new Map() };
  for (const [path, folder] of listed) {
    const modified = timeOf(path, host);
    kept.folders.set(path, { ...folder, modified: host.isOld(modified) ? modified : Number.NaN });
    for (const name of folder.ignoreFiles) {
      const stamp = host.stampOf(join(path, name));
      if (stamp !== undefined) kept.ignoreFiles.set(join(path, name), stamp);
    }
  }
  return kept;
}

export function listedBefore({ folders, ignoreFiles }: KeptListing, host: Host, results: ResultStore): ListedBefore {
  return {
    folders,
    isSame(path) {
      const folder = folders.get(path);
      if (folder !== undefined) return timeOf(path, host) === folder.modified;
      const stamp = ignoreFiles.get(path);
      return stamp !== undefined && isSame(path, stamp, host, results);
    },
  };
}

interface FolderStamp {
  /** -1: no folder */
  modified: number;
  /** of the names in it */
  digest: string;
}

/** What stood at paths that are no source files of the workspace: data, configuration, folders, nothing. */
export interface Surroundings {
  files: Map<string, Stamp>;
  /** folders that were listed, or in which something was looked for that is not there */
  folders: Map<string, FolderStamp>;
  absent: string[];
}

export function surroundingsOf(
  paths: Iterable<string>,
  host: WatchedHost,
  results: ResultStore,
  started: number,
): Surroundings {
  const found: Surroundings = { files: new Map(), folders: new Map(), absent: [] };
  const folder = (path: string) => {
    if (found.folders.has(path)) return;
    const modified = timeOf(path, host);
    const digest = namesDigest(path, host, results);
    found.folders.set(path, { modified: modified >= started - RACY_MS ? Number.NaN : modified, digest });
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
  for (const [path, { modified, digest }] of before.folders) {
    if (timeOf(path, host) !== modified && namesDigest(path, host, results) !== digest) moved.add(path);
  }
  for (const path of before.absent) {
    if (moved.has(dirname(path)) && host.stat(path) !== undefined) changed.add(path);
  }
  for (const path of moved) changed.add(path);
  return changed;
}

function timeOf(folder: string, host: Host): number {
  const stat = host.stat(folder);
  return stat?.kind === "directory" ? stat.modified : -1;
}

function namesDigest(folder: string, host: Host, results: ResultStore): string {
  const entries = host.readDirectory(folder) ?? [];
  const names = entries.map(({ name, kind }) => `${kind} ${name}`).sort();
  return results.digest(JSON.stringify(names));
}
