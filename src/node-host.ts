import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  type Stats,
  statSync,
} from "node:fs";
import type { DirectoryEntry, FileStat, Host } from "./engine/files/host";
import { basename, dirname } from "./engine/files/paths";
import { readAsset } from "./read-asset";

/** How long a folder that was found to be inside is taken to stay there, in ms: resolving links is dearer than reading. */
const TRUSTED = 1_000;
/** Bytes of the largest file that is read. What is read as code or as a prompt is bounded further, by the engine. */
const MAX_BYTES = 256_000_000;

/**
 * The engine's Host over the local disk.
 *
 * @param folders absolute workspace roots in the system's own notation
 * @param assets the folder that holds the files shipped with the product (grammars, vocabularies, the catalogue)
 *
 * A path outside of the folders, or one whose symbolic links lead outside, is answered as if nothing stood there.
 */
export function createNodeHost(folders: readonly string[], assets: string): Host {
  const roots = folders.map(toEnginePath);
  const realRoots = roots.map(resolveLinks);
  const trusted = new Map<string, { inside: boolean; since: number }>();

  function folderInside(path: string): boolean {
    const now = performance.now();
    const known = trusted.get(path);
    if (known !== undefined && now - known.since < TRUSTED) return known.inside;
    const inside = within(path, roots) && within(resolveLinks(path), realRoots);
    trusted.set(path, { inside, since: now });
    return inside;
  }

  /** What stands at a path inside of the roots. What is no link itself stands where its folder stands: no need to resolve its path. */
  function standing(path: string): Stats | undefined {
    const isPlain = !/^\.{0,2}$/.test(basename(path)) && folderInside(dirname(path));
    const found = isPlain ? attempt(() => lstatSync(path, { throwIfNoEntry: false })) : undefined;
    if (found?.isDirectory()) trusted.set(path, { inside: true, since: performance.now() });
    if (isPlain && !found?.isSymbolicLink()) return found;
    return folderInside(path) ? attempt(() => statSync(path)) : undefined;
  }

  /** Folders in a folder that is inside are inside too: links are of another kind. */
  function entriesOf(path: string): DirectoryEntry[] {
    const entries = list(path);
    const since = performance.now();
    const start = path.endsWith("/") ? path : `${path}/`;
    for (const { name, kind } of entries) if (kind === "directory") trusted.set(start + name, { inside: true, since });
    return entries;
  }

  return {
    folders: roots,
    readDirectory: (path) => (folderInside(path) ? attempt(() => entriesOf(path)) : undefined),
    stat: (path) => status(standing(path)),
    read: (path) => (standing(path) ? attempt(() => contentOf(path)) : undefined),
    realPath: resolveLinks,
    asset: (name) => readAsset(assets, name),
  };
}

/** An absolute path in the engine's notation: `/` between segments, an upper-case drive letter, no slash at the end. */
export function toEnginePath(path: string): string {
  const slashed = process.platform === "win32" ? path.replaceAll("\\", "/") : path;
  const drive = /^[a-z]:/.test(slashed) ? slashed[0]!.toUpperCase() + slashed.slice(1) : slashed;
  return drive.length > 1 && drive.endsWith("/") ? drive.slice(0, -1) : drive;
}

function list(path: string): DirectoryEntry[] {
  return readdirSync(path, { withFileTypes: true }).flatMap((entry): DirectoryEntry[] => {
    if (entry.isFile()) return [{ name: entry.name, kind: "file" }];
    if (entry.isDirectory()) return [{ name: entry.name, kind: "directory" }];
    return entry.isSymbolicLink() ? [{ name: entry.name, kind: "link" }] : [];
  });
}

function status(found: Stats | undefined): FileStat | undefined {
  if (found === undefined || (!found.isFile() && !found.isDirectory())) return undefined;
  return { kind: found.isFile() ? "file" : "directory", size: found.size, modified: found.mtimeMs };
}

/** A pipe or a device could keep its reader waiting for ever: it is opened without waiting, and not read. */
function contentOf(path: string): Uint8Array | undefined {
  const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const stat = fstatSync(file);
    return stat.isFile() && stat.size <= MAX_BYTES ? readFileSync(file) : undefined;
  } finally {
    closeSync(file);
  }
}

function resolveLinks(path: string): string {
  return attempt(() => toEnginePath(realpathSync.native(path))) ?? path;
}

function within(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(root === "/" ? root : `${root}/`));
}

/** A file that vanished, a folder without permission, a device: for the engine each is simply not there. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
