import { readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DirectoryEntry, FileStat, Host } from "./engine/files/host";

/**
 * The engine's Host over the local disk.
 *
 * @param folders absolute workspace roots in the system's own notation
 * @param assets the folder that holds the files shipped with the product (grammars, rank files, the catalogue)
 *
 * A path outside of the folders, or one whose symbolic links lead outside, is answered as if nothing stood there.
 */
export function createNodeHost(folders: readonly string[], assets: string): Host {
  const roots = folders.map(toEnginePath);
  const realRoots = roots.map(resolveLinks);
  const allowed = (path: string) => within(path, roots) && within(resolveLinks(path), realRoots);
  return {
    folders: roots,
    readDirectory: (path) => (allowed(path) ? attempt(() => list(path)) : undefined),
    stat: (path) => (allowed(path) ? attempt(() => status(path)) : undefined),
    read: (path) => (allowed(path) ? attempt(() => readFileSync(path)) : undefined),
    realPath: resolveLinks,
    asset: (name) => readFileSync(join(assets, name)),
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

function status(path: string): FileStat | undefined {
  const found = statSync(path);
  if (!found.isFile() && !found.isDirectory()) return undefined;
  return { kind: found.isFile() ? "file" : "directory", size: found.size, modified: found.mtimeMs };
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
