import ignore, { type Ignore } from "ignore";
import type { FileNote } from "../session";
import type { Host } from "./host";
import { join } from "./paths";

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

export interface ListOptions {
  /** which file names matter; asked before ignore rules, because it is cheaper */
  wanted: (path: string) => boolean;
  /** further ignore patterns, relative to each folder */
  exclude: readonly string[];
  note: (note: FileNote) => void;
}

interface Pending {
  path: string;
  rules: readonly { base: string; matcher: Ignore }[];
  depth: number;
}

/**
 * The files of a workspace that matter, sorted. Ignore files are respected at every level; linked folders are not entered
 * (so a loop of links cannot trap the walk), linked files only when they stay inside the folder.
 */
export function listFiles(host: Host, options: ListOptions): string[] {
  const found: string[] = [];
  for (const folder of host.folders) {
    const first = { base: folder, matcher: ignore().add([...options.exclude]) };
    const pending: Pending[] = [{ path: folder, rules: options.exclude.length > 0 ? [first] : [], depth: 0 }];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      readOne(host, next, options, pending, found);
    }
  }
  return [...new Set(found)].sort();
}

function readOne(host: Host, directory: Pending, options: ListOptions, pending: Pending[], found: string[]): void {
  const entries = host.readDirectory(directory.path);
  if (entries === undefined) {
    options.note({ path: directory.path, reason: "the folder could not be read" });
    return;
  }
  if (directory.depth > MAX_DEPTH) {
    options.note({ path: directory.path, reason: `folders are nested more than ${MAX_DEPTH} deep` });
    return;
  }
  const rules = withIgnoreFiles(host, directory, entries);
  for (const entry of entries) {
    const path = join(directory.path, entry.name);
    if (entry.kind === "directory") {
      if (NEVER.has(entry.name) || isIgnored(`${path}/`, rules)) continue;
      pending.push({ path, rules, depth: directory.depth + 1 });
    } else if (options.wanted(path) && !isIgnored(path, rules)) {
      if (entry.kind === "link" && host.stat(path)?.kind !== "file") continue;
      found.push(path);
    }
  }
}

function withIgnoreFiles(host: Host, directory: Pending, entries: readonly { name: string }[]): Pending["rules"] {
  const present = IGNORE_FILES.filter((name) => entries.some((entry) => entry.name === name));
  if (present.length === 0) return directory.rules;
  const matcher = ignore();
  for (const name of present) {
    const bytes = host.read(join(directory.path, name));
    if (bytes !== undefined) matcher.add(new TextDecoder().decode(bytes));
  }
  return [...directory.rules, { base: directory.path, matcher }];
}

/** The deepest ignore file that has a word on the path decides. */
function isIgnored(path: string, rules: Pending["rules"]): boolean {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const { base, matcher } = rules[index]!;
    const relative = path.slice(base.endsWith("/") ? base.length : base.length + 1);
    if (relative === "" || relative === "/") continue;
    const verdict = matcher.test(relative);
    if (verdict.ignored) return true;
    if (verdict.unignored) return false;
  }
  return false;
}
