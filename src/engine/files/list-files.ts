import ignore, { type Ignore } from "ignore";
import type { FileNote } from "../session";
import type { Host } from "./host";
import { join } from "./paths";
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
}

interface Rules {
  base: string;
  matcher: Ignore;
  lines: number;
}

interface Pending {
  path: string;
  rules: readonly Rules[];
  depth: number;
}

interface Listing {
  host: Host;
  options: ListOptions;
  pending: Pending[];
  found: string[];
  comparisonsLeft: number;
}

/**
 * The files of a workspace that matter, sorted. Ignore files are respected at every level; linked folders are not entered
 * (so a loop of links cannot trap the walk), linked files only when they stay inside the folder.
 */
export function listFiles(host: Host, options: ListOptions): string[] {
  const { exclude } = options;
  const listing: Listing = {
    host,
    options,
    pending: [],
    found: [],
    comparisonsLeft: options.mostComparisons ?? MAX_COMPARISONS,
  };
  for (const folder of host.folders) {
    const first = { base: folder, matcher: ignore().add([...exclude]), lines: exclude.length };
    listing.pending.push({ path: folder, rules: exclude.length > 0 ? [first] : [], depth: 0 });
    for (let next = listing.pending.pop(); next !== undefined; next = listing.pending.pop()) readOne(listing, next);
  }
  return [...new Set(listing.found)].sort();
}

function readOne(listing: Listing, directory: Pending): void {
  const { host, options, pending, found } = listing;
  const entries = host.readDirectory(directory.path);
  if (entries === undefined) {
    options.note({ path: directory.path, reason: "the folder could not be read" });
    return;
  }
  if (directory.depth > MAX_DEPTH) {
    options.note({ path: directory.path, reason: `folders are nested more than ${MAX_DEPTH} deep` });
    return;
  }
  const rules = withIgnoreFiles(host, directory, entries, options.note);
  const isIgnored = (path: string) => ignored(listing, path, rules);
  for (const entry of entries) {
    const path = join(directory.path, entry.name);
    if (entry.kind === "directory") {
      if (NEVER.has(entry.name) || isIgnored(`${path}/`)) continue;
      pending.push({ path, rules, depth: directory.depth + 1 });
    } else if (options.wanted(path) && !isIgnored(path)) {
      if (entry.kind === "link" && host.stat(path)?.kind !== "file") continue;
      found.push(path);
    }
  }
}

function withIgnoreFiles(
  host: Host,
  directory: Pending,
  entries: readonly { name: string }[],
  note: ListOptions["note"],
): Pending["rules"] {
  const present = IGNORE_FILES.filter((name) => entries.some((entry) => entry.name === name));
  if (present.length === 0) return directory.rules;
  const matcher = ignore();
  let lines = 0;
  for (const name of present) {
    const path = join(directory.path, name);
    const file = readOwnFile(host, path, MAX_IGNORE_FILE);
    if (file === undefined) continue;
    if ("reason" in file) {
      note({ path, reason: `${file.reason}: what it ignores is read` });
      continue;
    }
    matcher.add(file.text);
    lines += file.text.split("\n").length;
  }
  return [...directory.rules, { base: directory.path, matcher, lines }];
}

/** The deepest ignore file that has a word on the path decides. */
function ignored(listing: Listing, path: string, rules: readonly Rules[]): boolean {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const { base, matcher, lines } = rules[index]!;
    if (listing.comparisonsLeft < 0) return false;
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
