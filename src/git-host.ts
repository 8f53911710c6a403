import { spawnSync } from "node:child_process";
import { homedir } from "node:os";
import { isPromptFile } from "./engine/calls/prompt-files";
import { CONFIGURATION_FILE } from "./engine/configuration";
import type { DirectoryEntry, Host } from "./engine/files/host";
import { basename, dirname } from "./engine/files/paths";
import { languageOf } from "./engine/syntax";

/** Why a commit cannot be read, as a sentence for people. */
export class GitProblem extends Error {}

/** Where a change began. */
export interface Base {
  /** full object id of the commit */
  commit: string;
  /** as it was asked for: `HEAD`, `origin/main` */
  ref: string;
}

interface Blob {
  oid: string;
  size: number;
}

/** Bytes of blobs that are asked for at once. */
const MAX_BATCH = 32_000_000;
/** Larger sources are skipped by the engine whatever their text is. Bytes. */
const MAX_SOURCE = 20_000_000;
const TIMEOUT_MS = 60_000;

/**
 * Runs one of git's plumbing commands, which read objects and references: they run no hook, no filter, no pager and no
 * file-system monitor, whatever the repository's configuration names, and fetch nothing.
 */
function git(folder: string, args: readonly string[], input?: string, maxBuffer = 64_000_000): Buffer {
  const quiet = {
    GIT_OPTIONAL_LOCKS: "0",
    GIT_NO_LAZY_FETCH: "1",
    GIT_ALLOW_PROTOCOL: "none",
    GIT_TERMINAL_PROMPT: "0",
  };
  // A program of that name in the workspace must not be taken for git, nor the repository of a hook that runs this.
  const env = {
    ...process.env,
    ...quiet,
    NoDefaultCurrentDirectoryInExePath: "1",
    GIT_DIR: undefined,
    GIT_WORK_TREE: undefined,
  };
  const never = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"];
  const done = spawnSync("git", ["--no-pager", ...never, "-C", folder, ...args], {
    cwd: homedir(),
    env,
    input,
    maxBuffer,
    timeout: TIMEOUT_MS,
    windowsHide: true,
  });
  const { error, status, stderr, stdout } = done;
  if ((error as NodeJS.ErrnoException | undefined)?.code === "ENOENT") throw new GitProblem("git is not installed");
  if (error !== undefined) throw new GitProblem(`git could not be run: ${error.message}`);
  if (status !== 0) throw new GitProblem(stderr.toString().trim().split("\n")[0] || `git ended with ${status}`);
  return stdout;
}

/**
 * The commit that the work in a folder is compared with: where this branch left `ref`; the last commit for `HEAD`.
 *
 * @throws GitProblem
 */
export function baseOf(folder: string, ref: string): Base {
  const commit = (name: string) =>
    git(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{commit}`])
      .toString()
      .trim();
  try {
    git(folder, ["rev-parse", "--git-dir"]);
  } catch (error) {
    if (error instanceof GitProblem && /not a git repository/i.test(error.message))
      throw new GitProblem(`${folder} is in no git repository`);
    throw error;
  }
  const head = attempt(() => commit("HEAD"));
  if (head === undefined) throw new GitProblem(`${folder} has no commit yet`);
  const wanted = attempt(() => commit(ref));
  if (wanted === undefined) throw new GitProblem(`there is no commit named "${ref}"`);
  if (wanted === head) return { commit: head, ref };
  const shared = attempt(() => git(folder, ["merge-base", wanted, head]).toString().trim());
  if (!shared)
    throw new GitProblem(`"${ref}" and this branch share no commit here; a shallow clone needs git fetch --unshallow`);
  return { commit: shared, ref };
}

/**
 * A Host over a folder as it was committed. Source files and prompt files are those of the commit alone; what else the code
 * reads is taken from the commit where it is there, and from the disk where git does not know it. The configuration is the
 * present one, so that a difference comes from the code.
 *
 * @param folder a root of `disk`, in the engine's notation
 * @throws GitProblem
 */
export function createGitHost(folder: string, { commit }: Base, disk: Host): Host {
  const blobs = listBlobs(folder, commit);
  const directories = listDirectories(folder, blobs.keys());
  const loaded = new Map<string, Uint8Array>();
  const ownedByGit = (path: string) => languageOf(path) !== undefined || isPromptFile(path, [folder]);
  const fromDisk = (path: string) => basename(path) === CONFIGURATION_FILE || (!blobs.has(path) && !ownedByGit(path));

  function read(path: string): Uint8Array | undefined {
    if (fromDisk(path)) return disk.read(path);
    const blob = blobs.get(path);
    if (blob === undefined) return undefined;
    if (loaded.size === 0) {
      const sources = [...blobs].filter(([other, { size }]) => ownedByGit(other) && size <= MAX_SOURCE);
      loadBlobs(
        folder,
        sources.map(([, one]) => one),
        loaded,
      );
    }
    if (!loaded.has(blob.oid)) loadBlobs(folder, [blob], loaded);
    return loaded.get(blob.oid);
  }

  return {
    folders: [folder],
    readDirectory(path) {
      const committed = directories.get(path);
      const others = (disk.readDirectory(path) ?? []).filter(
        ({ name, kind }) => kind !== "directory" && !committed?.has(name) && fromDisk(`${path}/${name}`),
      );
      if (committed === undefined && others.length === 0) return undefined;
      return [...(committed?.values() ?? []), ...others];
    },
    stat(path) {
      if (directories.has(path)) return { kind: "directory", size: 0, modified: 0 };
      if (fromDisk(path)) return disk.stat(path);
      const blob = blobs.get(path);
      return blob && { kind: "file", size: blob.size, modified: 0 };
    },
    read,
    realPath: (path) => (blobs.has(path) || directories.has(path) ? path : disk.realPath(path)),
    asset: disk.asset,
  };
}

/** The files of a commit below a folder. Links and submodules are left out. */
function listBlobs(folder: string, commit: string): Map<string, Blob> {
  const output = git(folder, ["ls-tree", "-r", "-l", "-z", commit], undefined, 512_000_000).toString();
  const blobs = new Map<string, Blob>();
  for (const line of output.split("\0")) {
    const found = /^100\d{3} blob ([0-9a-f]+) +(\d+)\t(.+)$/s.exec(line);
    if (found) blobs.set(`${folder}/${found[3]}`, { oid: found[1]!, size: Number(found[2]) });
  }
  return blobs;
}

function listDirectories(folder: string, paths: Iterable<string>): Map<string, Map<string, DirectoryEntry>> {
  const found = new Map<string, Map<string, DirectoryEntry>>([[folder, new Map()]]);
  for (const file of paths) {
    let kind: DirectoryEntry["kind"] = "file";
    for (let path = file; path !== folder; path = dirname(path)) {
      const parent = dirname(path);
      const entries = found.get(parent) ?? new Map<string, DirectoryEntry>();
      found.set(parent, entries);
      if (entries.has(basename(path))) break;
      entries.set(basename(path), { name: basename(path), kind });
      kind = "directory";
    }
  }
  return found;
}

/** Reads blobs in few runs of git: `<oid> blob <size>`, a line break, the bytes, a line break. */
function loadBlobs(folder: string, wanted: readonly Blob[], into: Map<string, Uint8Array>): void {
  for (const batch of batches(wanted)) {
    const bytes = batch.reduce((sum, { size }) => sum + size + 128, 1_000);
    const output = git(folder, ["cat-file", "--batch"], `${batch.map(({ oid }) => oid).join("\n")}\n`, bytes);
    let at = 0;
    for (const { oid } of batch) {
      const end = output.indexOf(10, at);
      const size = / blob (\d+)$/.exec(output.toString("latin1", at, end))?.[1];
      at = end + 1;
      // A partial clone may not have it, and nothing is fetched.
      if (size === undefined) continue;
      into.set(oid, output.subarray(at, at + Number(size)));
      at += Number(size) + 1;
    }
  }
}

function* batches(blobs: readonly Blob[]): Iterable<Blob[]> {
  let batch: Blob[] = [];
  let bytes = 0;
  for (const blob of blobs) {
    if (batch.length > 0 && bytes + blob.size > MAX_BATCH) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(blob);
    bytes += blob.size;
  }
  if (batch.length > 0) yield batch;
}

function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof GitProblem) return undefined;
    throw error;
  }
}
