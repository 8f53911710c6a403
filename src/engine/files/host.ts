/**
 * The engine's only way to the outside. A path is an absolute, `/`-separated string: a file path
 * (`/home/me/app/src/a.ts`, `C:/app/a.ts`) or a URI (`vscode-vfs://github/o/r/a.ts`); the engine never looks inside it
 * further than its segments. Everything is synchronous: a virtual workspace is fetched into memory before it is analysed.
 */
export interface Host {
  /** Workspace roots, without a trailing slash. A path outside of them, or whose links lead outside, is answered as if nothing stood there. */
  readonly folders: readonly string[];
  /** The entries of a directory, in any order; undefined when it cannot be listed. */
  readDirectory(path: string): readonly DirectoryEntry[] | undefined;
  /** What stands at a path; undefined when nothing does. Follows symbolic links. */
  stat(path: string): FileStat | undefined;
  /** The bytes of a file; undefined when it vanished or cannot be read. */
  read(path: string): Uint8Array | undefined;
  /** The path with every symbolic link resolved; the path itself where there are none or it does not exist. */
  realPath(path: string): string;
  /** A file that ships with the product (a grammar, a vocabulary, the catalogue), by name. Throws when it is missing. */
  asset(name: string): Uint8Array;
}

export interface DirectoryEntry {
  name: string;
  kind: "file" | "directory" | "link";
}

export interface FileStat {
  kind: "file" | "directory";
  /** bytes */
  size: number;
  /** ms since the epoch; used as a cache hint only */
  modified: number;
}
