import ignore, { type Ignore } from "ignore";
import type { FileNote } from "../session";
import type { DirectoryEntry, Host } from "./host";
import { readOwnFile } from "./read-source";

/** Folders that hold no code of the workspace's own, whatever its ignore files say. */
const NEVER = new Set([
  "node_modules",
  ".git",
  ".hg",
  ".svn",
  "__pycache__",
  "site-packages",
  ".venv",
  "venv",
  ".tox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".next",
  ".nuxt",
  ".turbo",
  ".cache",
  ".yarn",
  "bower_components",
]);
const IGNORE_FILES = [".gitignore", ".tokenbillignore"];
const MAX_DEPTH = 64;
/** bytes */
const MAX_IGNORE_FILE = 1_000_000;
/** Two or three are made in a microsecond. */
const MAX_COMPARISONS = 100_000_000;

export interface ListOptions {
  /** which file names matter; asked before ignore rules, because it is cheaper */
  wanted: (path: string) => boolean;
  /** further ignore patterns, relative to each folder */
  exclude: readonly string[];
  note: (note: FileNote) => void;
  /** comparisons of a path with a line of an ignore file, over the whole listing, after which no more are made */
  mostComparisons?: number;
  /** an earlier listing under the same patterns */
  before?: ListedBefore;
}

/** What a listing saw in a folder, as names. */
export interface ListedFolder {
  ignoreFiles: string[];
  /** that it went into */
  folders: string[];
  /** that matter */
  files: string[];
  /** that matter where they lead to a file inside */
  links: string[];
}

/** What an earlier listing saw, and whether a folder still has the names, or an ignore file the content, that it had then. */
export interface ListedBefore {
  folders: ReadonlyMap<string, ListedFolder>;
  isSame(path: string): boolean;
}

export interface Listed {
  /** sorted */
  files: string[];
  /** for a later listing; folders of which something had to be noted are not among them */
  folders: Map<string, ListedFolder>;
}

interface Rules {
  base: string;
  files: readonly string[];
  /** undefined until a path is compared with them */
  patterns?: Patterns;
}

interface Patterns {
  matcher: Ignore;
  lines: number;
}

interface Folder {
  path: string;
  depth: number;
  rules: readonly Rules[];
  /** these are the rules of the listing before */
  isRuledAsBefore: boolean;
}

interface Listing {
  host: Host;
  options: ListOptions;
  pending: Folder[];
  found: string[];
  folders: Map<string, ListedFolder>;
  /** folders with ignore files that could not be read */
  unsure: Set<string>;
  comparisonsLeft: number;
}

/**
 * The files of a workspace that matter. Ignore files are respected at every level; linked folders are not entered
 * (so a loop of links cannot trap the walk), linked files only when they stay inside the folder.
 */
export function listFiles(host: Host, options: ListOptions): Listed {
  const { exclude, before, mostComparisons: comparisonsLeft = MAX_COMPARISONS } = options;
  const folders: Listing["folders"] = new Map();
  const listing: Listing = { host, options, pending: [], found: [], folders, unsure: new Set(), comparisonsLeft };
  const patterns = { matcher: ignore().add([...exclude]), lines: exclude.length };
  for (const path of host.folders) {
    const rules = exclude.length > 0 ? [{ base: path, files: [], patterns }] : [];
    listing.pending.push({ path, depth: 0, rules, isRuledAsBefore: before !== undefined });
    for (let next = listing.pending.pop(); next !== undefined; next = listing.pending.pop()) goInto(listing, next);
  }
  for (const path of listing.comparisonsLeft < 0 ? folders.keys() : listing.unsure) folders.delete(path);
  return { files: [...new Set(listing.found)].sort(), folders };
}

function goInto(listing: Listing, folder: Folder): void {
  const { path } = folder;
  const before = folder.isRuledAsBefore ? listing.options.before : undefined;
  const known = before?.folders.get(path);
  const isRuledAsBefore = known?.ignoreFiles.every((name) => before!.isSame(inside(path, name))) === true;
  if (isRuledAsBefore && before!.isSame(path)) take(listing, withRules(folder, known!.ignoreFiles), known!);
  else readAnew(listing, folder, isRuledAsBefore ? known : undefined);
}

/** @param known what the listing before saw, if the ignore files that it saw are the same */
function readAnew(listing: Listing, folder: Folder, known: ListedFolder | undefined): void {
  const { host, options } = listing;
  const { path, depth } = folder;
  const entries = host.readDirectory(path);
  if (entries === undefined) {
    options.note({ path, reason: "the folder could not be read" });
    return;
  }
  if (depth > MAX_DEPTH) {
    options.note({ path, reason: `folders are nested more than ${MAX_DEPTH} deep` });
    return;
  }
  const ignoreFiles = IGNORE_FILES.filter((name) => entries.some((entry) => entry.name === name));
  const ruled = withRules(folder, ignoreFiles);
  ruled.isRuledAsBefore = known?.ignoreFiles.join() === ignoreFiles.join();
  take(listing, ruled, { ignoreFiles, ...look(listing, ruled, entries) });
}

/** The folder with its own rules beside those of the folders around it. */
function withRules(folder: Folder, files: readonly string[]): Folder {
  return files.length === 0 ? { ...folder } : { ...folder, rules: [...folder.rules, { base: folder.path, files }] };
}

function look(listing: Listing, { path, rules }: Folder, entries: readonly DirectoryEntry[]) {
  const seen: Omit<ListedFolder, "ignoreFiles"> = { folders: [], files: [], links: [] };
  for (const { name, kind } of entries) {
    const full = inside(path, name);
    if (kind === "directory") {
      if (!NEVER.has(name) && !ignored(listing, `${full}/`, rules)) seen.folders.push(name);
    } else if (listing.options.wanted(full) && !ignored(listing, full, rules))
      (kind === "link" ? seen.links : seen.files).push(name);
  }
  return seen;
}

function take({ host, pending, found, folders }: Listing, folder: Folder, seen: ListedFolder): void {
  const at = (name: string) => inside(folder.path, name);
  folders.set(folder.path, seen);
  for (const name of seen.folders) pending.push({ ...folder, path: at(name), depth: folder.depth + 1 });
  for (const name of seen.files) found.push(at(name));
  for (const name of seen.links) if (host.stat(at(name))?.kind === "file") found.push(at(name));
}

/** Names that a folder is listed with need no normalising. */
function inside(folder: string, name: string): string {
  return folder.endsWith("/") ? folder + name : `${folder}/${name}`;
}

/** The deepest ignore file that has a word on the path decides. */
function ignored(listing: Listing, path: string, rules: readonly Rules[]): boolean {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const { base } = rules[index]!;
    if (listing.comparisonsLeft < 0) return false;
    const { matcher, lines } = read(listing, rules[index]!);
    listing.comparisonsLeft -= lines;
    if (listing.comparisonsLeft < 0) {
      const reason = "there are too many ignore rules: what they ignore is read from here on";
      listing.options.note({ path: base, reason });
      return false;
    }
    const relative = path.slice(base.endsWith("/") ? base.length : base.length + 1);
    if (relative === "" || relative === "/") continue;
    const verdict = matcher.test(relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}

function read(listing: Listing, rules: Rules): Patterns {
  rules.patterns ??= readIgnoreFiles(listing, rules);
  return rules.patterns;
}

function readIgnoreFiles({ host, options, unsure }: Listing, { base, files }: Rules): Patterns {
  const matcher = ignore();
  let lines = 0;
  for (const name of files) {
    const path = inside(base, name);
    const file = readOwnFile(host, path, MAX_IGNORE_FILE);
    if (file === undefined) continue;
    if ("reason" in file) {
      options.note({ path, reason: `${file.reason}: what it ignores is read` });
      unsure.add(base);
      continue;
    }
    matcher.add(file.text);
    lines += file.text.split("\n").length;
  }
  return { matcher, lines };
}
