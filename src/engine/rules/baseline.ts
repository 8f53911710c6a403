import type { Host } from "../files/host";
import { isInside, join, relativePath } from "../files/paths";
import { readOwnFile } from "../files/read-source";
import type { FileNote } from "../session";
import type { Finding } from "./rule";

/** What was there when a folder began to use Tokenbill, at its root: it is not reported again until its line changes. */
export const BASELINE_FILE = "tokenbill-baseline.json";

/** bytes */
const MAX_BASELINE = 16_000_000;

const version = 1;

/** The file: path in the folder → rule → fingerprints, one for each finding. `schemas/baseline.schema.json` describes it. */
interface BaselineFile {
  version: number;
  findings: Record<string, Record<string, string[]>>;
}

/** Known findings by their key, and how many of each there are. */
export type Baseline = ReadonlyMap<string, number>;

type SourceOf = (path: string) => string | undefined;

/**
 * What a finding is recognised by while the code around it moves: the rule and the line that it stands in, without its
 * indentation. Not its position, its message or its price.
 *
 * @returns 16 hexadecimal digits
 */
export function fingerprint({ rule, range }: Pick<Finding, "rule" | "range">, source: SourceOf): string {
  const text = source(range.path) ?? "";
  const start = text.lastIndexOf("\n", range.start - 1) + 1;
  const end = text.indexOf("\n", range.start);
  const line = text.slice(start, end < 0 ? text.length : end);
  return hash(`${rule}\n${line.trim().replace(/\s+/g, " ")}`);
}

/** FNV-1a over UTF-16 code units, 64 bits. */
function hash(text: string): string {
  let state = 0xcbf29ce484222325n;
  for (let at = 0; at < text.length; at++) {
    state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n);
  }
  return state.toString(16).padStart(16, "0");
}

/** The baselines of a workspace's folders. A file that cannot be read is a note, and everything is reported. */
export function loadBaseline(host: Host): { baseline: Baseline; notes: FileNote[] } {
  const baseline = new Map<string, number>();
  const notes: FileNote[] = [];
  for (const folder of host.folders) {
    const path = join(folder, BASELINE_FILE);
    const read = readOwnFile(host, path, MAX_BASELINE);
    if (read === undefined) continue;
    const file = "text" in read ? parse(read.text) : undefined;
    if (file === undefined) {
      const reason =
        'not a baseline that this version can read, so every finding is reported: run "tokenbill baseline"';
      notes.push({ path, reason, start: 0 });
      continue;
    }
    for (const [name, rules] of Object.entries(file.findings)) {
      for (const [rule, prints] of Object.entries(rules)) {
        for (const print of prints) add(baseline, keyOf(join(folder, name), rule, print));
      }
    }
  }
  return { baseline, notes };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function keyOf(path: string, rule: string, print: string): string {
  return `${path}\n${rule}\n${print}`;
}

function parse(text: string): BaselineFile | undefined {
  try {
    const file: BaselineFile = JSON.parse(text);
    const isRecord = (value: unknown) => typeof value === "object" && value !== null && !Array.isArray(value);
    const isPrints = (value: unknown) => Array.isArray(value) && value.every((print) => typeof print === "string");
    const right =
      file.version === version &&
      isRecord(file.findings) &&
      Object.values(file.findings).every((rules) => isRecord(rules) && Object.values(rules).every(isPrints));
    return right ? file : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the known findings out of one file's. Of more findings than the baseline has for a line, the last ones are new. */
export function splitByBaseline(
  findings: readonly Finding[],
  baseline: Baseline,
  source: SourceOf,
): { findings: Finding[]; baselined: Finding[] } {
  if (baseline.size === 0) return { findings: [...findings], baselined: [] };
  const seen = new Map<string, number>();
  const baselined = findings.filter((finding) => {
    const key = keyOf(finding.range.path, finding.rule, fingerprint(finding, source));
    add(seen, key);
    return seen.get(key)! <= (baseline.get(key) ?? 0);
  });
  const known = new Set(baselined);
  return { findings: findings.filter((finding) => !known.has(finding)), baselined };
}

/** The file for one folder that makes its findings known, sorted, so that a change of it reads well. */
export function writeBaseline(findings: readonly Finding[], folder: string, source: SourceOf): string {
  const files = new Map<string, Map<string, string[]>>();
  for (const finding of findings) {
    const { path } = finding.range;
    if (!isInside(path, folder)) continue;
    const name = relativePath(path, [folder]);
    const rules = files.get(name) ?? new Map<string, string[]>();
    files.set(name, rules.set(finding.rule, [...(rules.get(finding.rule) ?? []), fingerprint(finding, source)]));
  }
  const content = sorted(files, (rules) => sorted(rules, (prints) => prints.sort()));
  return `${JSON.stringify({ version, findings: content }, null, 2)}\n`;
}

function sorted<T, U>(entries: ReadonlyMap<string, T>, map: (value: T) => U): Record<string, U> {
  const names = [...entries.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, map(entries.get(name)!)]));
}
