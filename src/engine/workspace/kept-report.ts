import type { ResultStore } from "../files/result-store";
import type { Day, Days } from "../models/day";
import type { FileAnalysis, WorkspaceOptions } from "../session";
import { languageOf } from "../syntax";
import { keptListing, listedBefore, type Stamp, surroundingsOf, type WatchedHost } from "./file-stamps";
import {
  changedFiles,
  type Kept,
  type KeptFile,
  type KeptResult,
  type KeptUnit,
  reportCall,
  reportFinding,
  untouchedUnits,
} from "./kept-results";
import { pace } from "./pace";
import type { SourceStore } from "./source-store";
import type { UnitPool } from "./unit-pool";

/** What one file comes to, and what the rules asked for on the way. */
export interface Examined {
  analysis: FileAnalysis;
  looked: ReadonlySet<string>;
  shares: ReadonlyMap<string, number>;
  /** a rule asked for all calls of the workspace */
  whole: boolean;
}

/** The parts of a session that a report from kept results is made with. */
export interface KeptReportParts {
  host: WatchedHost;
  results: ResultStore;
  store: SourceStore;
  pool: UnitPool;
  /** what results depend on besides files and the day: settings, prices, the baseline */
  key: string;
  day: Day;
  examine(path: string): Examined;
}

/** The results of all files with calls or notes: those of an earlier run where nothing that they rest on has changed. */
export async function keptResults(
  parts: KeptReportParts,
  options: WorkspaceOptions,
): Promise<{ results: Map<string, KeptResult>; units: Units }> {
  const { host, results, store, pool } = parts;
  const started = results.now();
  const name = `results-${results.digest(JSON.stringify(host.folders))}`;
  const reads = host.reads();
  const kept = load(parts, name);
  if (kept !== undefined) store.restoreListed(listedBefore(kept.listing, host, results));
  const files = store.files();
  const changed = kept === undefined ? undefined : changedFiles(kept, files, host, results);
  if (kept !== undefined && changed?.size === 0) {
    // Where a time had changed or could not be trusted, the next run shall not have to look again.
    if (host.reads() > reads) save(parts, name, kept, kept, new Set(), started);
    return { results: kept.results, units: kept.units };
  }
  if (kept !== undefined && changed !== undefined) putBack(kept, changed, parts);
  const isDone = (path: string) =>
    kept !== undefined &&
    !changed!.has(path) &&
    (pool.waiting.has(path) || (kept.files.has(path) && !kept.units.has(path)));
  await pool.goThrough(files, options, isDone);
  let found: Map<string, KeptResult> | undefined;
  for (let attempt = 0; found === undefined; attempt++) {
    const { isDue, turn } = pace(options);
    // What an edit dropped meanwhile is made at once. Who types on must not keep the results from ever being there.
    for (const path of store.files()) if (!isDone(path)) pool.unit(path);
    found = await resultsOf(parts, files, { kept, changed }, () =>
      attempt < MOST_ATTEMPTS && isDue() ? turn() : undefined,
    );
  }
  const units = new Map([...pool.waiting, ...pool.kept()]);
  if (!pool.broke()) save(parts, name, { units, results: found }, kept, changed ?? new Set(), started);
  return { results: found, units };
}

type Units = ReadonlyMap<string, KeptUnit>;

/** What a store holds first: results that may have been made on another day. The files come behind it, in lists of so many. */
interface Stored {
  key: string;
  days: Days;
  kept: Omit<Kept, "files">;
}
const FILES_TOGETHER = 1_000;
type KeptFiles = [path: string, file: KeptFile][];

function load({ results, key, day }: KeptReportParts, name: string): Kept | undefined {
  const [found, ...files] = (results.load(name) ?? []) as [Partial<Stored>?, ...KeptFiles[]];
  if (found?.key !== key || found.days === undefined || !day.restOn(found.days)) return undefined;
  return { ...found.kept!, files: new Map(files.flat()) };
}

function putBack(kept: Kept, changed: ReadonlySet<string>, { store, pool }: KeptReportParts): void {
  const names = new Map<string, Uint32Array>();
  for (const [path, file] of kept.files) if (file.names && !changed.has(path)) names.set(path, file.names);
  if (names.size > 0) store.restoreNames(names);
  pool.putBack(untouchedUnits(kept, changed, store.calledNames));
}

/** How often results are begun with pauses, before they are made without any. */
const MOST_ATTEMPTS = 3;

/** Undefined when an edit came between: it can have changed what is there already. */
async function resultsOf(
  parts: KeptReportParts,
  files: readonly string[],
  { kept, changed }: { kept?: Kept; changed?: ReadonlySet<string> },
  pause: () => Promise<void> | undefined,
): Promise<Map<string, KeptResult> | undefined> {
  const { store, pool } = parts;
  const edits = pool.edits();
  const made = pool.kept();
  const noted = new Set(files.filter((path) => store.noteOf(path) !== undefined || made.get(path)?.notes.length));
  const paths = new Set([...made.values(), ...pool.waiting.values()].flatMap(({ places }) => places));
  const dirty = kept && dirtyPaths(parts, kept, changed!, made);
  const found = new Map<string, KeptResult>();
  // The last ones first: their programs are still there.
  for (const path of [...new Set([...paths, ...noted, ...(kept?.results.keys() ?? [])])].reverse()) {
    const before = dirty?.has(path) === false ? kept?.results.get(path) : undefined;
    if (before !== undefined) found.set(path, before);
    else if (paths.has(path) || noted.has(path)) found.set(path, resultOf(parts.examine(path)));
    pool.makeRoom();
    await pause();
    if (pool.edits() !== edits) return undefined;
  }
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Files whose results can be others than before. */
function dirtyPaths({ pool }: KeptReportParts, kept: Kept, changed: ReadonlySet<string>, made: Units): Set<string> {
  const dirty = new Set(changed);
  for (const [path, unit] of kept.units) if (!pool.waiting.has(path)) for (const place of unit.places) dirty.add(place);
  for (const unit of made.values()) for (const place of unit.places) dirty.add(place);
  for (const [path, result] of kept.results) {
    const isOther = [...result.shares].some(([place, count]) => pool.shareAt(place) !== count);
    if (isOther || result.whole || result.looked.some((each) => changed.has(each))) dirty.add(path);
  }
  return dirty;
}

function resultOf({ analysis, looked, shares, whole }: Examined): KeptResult {
  return {
    calls: analysis.calls.map(reportCall),
    findings: analysis.findings.map(reportFinding),
    baselined: analysis.baselined.map(reportFinding),
    notes: analysis.notes,
    looked: [...looked],
    shares: new Map(shares),
    whole,
  };
}

function save(
  parts: KeptReportParts,
  name: string,
  { units, results }: Pick<Kept, "results"> & { units: Units },
  before: Kept | undefined,
  changed: ReadonlySet<string>,
  started: number,
): void {
  const { host, store } = parts;
  const listed = store.files();
  const dependencies = new Set([...units.values()].flatMap((unit) => unit.dependencies));
  for (const { looked } of results.values()) for (const path of looked) dependencies.add(path);
  for (const path of listed) dependencies.delete(path);
  const around = surroundingsOf(dependencies, host, parts.results, started);
  for (const [path, stamp] of around.files) {
    const old = changed.has(path) ? undefined : before?.around.files.get(path);
    if (stamp.digest === undefined && old !== undefined) around.files.set(path, old);
  }
  const kept = { listing: keptListing(store.listed(), host), around, units: new Map(units), results };
  const stored: Stored = { key: parts.key, days: parts.day.same(), kept };
  parts.results.save(name, storedParts(stored, keptFiles(parts, before, changed)));
}

function* storedParts(stored: Stored, files: Iterable<KeptFiles[number]>): Generator<Stored | KeptFiles> {
  yield stored;
  let together: KeptFiles = [];
  for (const file of files) {
    together.push(file);
    if (together.length < FILES_TOGETHER) continue;
    yield together;
    together = [];
  }
  yield together;
}

function* keptFiles(
  parts: KeptReportParts,
  before: Kept | undefined,
  changed: ReadonlySet<string>,
): Generator<KeptFiles[number]> {
  const { host, store } = parts;
  const names = store.gatheredNames();
  for (const path of store.files()) {
    if (store.gaveUp(path)) continue;
    const old = changed.has(path) ? undefined : before?.files.get(path);
    const now = store.version(path) === undefined ? host.stampOf(path) : stampOfOpen(path, parts);
    const stamp = now?.digest === undefined && old !== undefined ? old : now;
    if (stamp === undefined) continue;
    const { size, modified, digest } = stamp;
    yield [path, { size, modified, digest, names: names.hashes(path) ?? old?.names }];
  }
}

/** An open document stands before the file on disk, whatever that is. */
function stampOfOpen(path: string, { store, results }: KeptReportParts): Stamp | undefined {
  const bytes = store.bytes(path);
  return bytes && { size: bytes.length, modified: -1, digest: results.digest(bytes) };
}

/** How many source files the numbers rest on: those with SDK calls, and those that they led to. */
export function parsedFiles(units: Units, listed: readonly string[]): number {
  const among = new Set(listed);
  const found = new Set<string>();
  for (const [path, unit] of units) {
    for (const each of [path, ...unit.dependencies])
      if (among.has(each) && languageOf(each) !== undefined) found.add(each);
  }
  return found.size;
}
