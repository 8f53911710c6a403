import type { Host } from "../files/host";
import type { ResultStore } from "../files/result-store";
import type { ReportFinding } from "../reports/report";
import type { AnalysedCall, BilledCall, Finding } from "../rules/rule";
import type { FileNote } from "../session";
import type { Origin } from "../values/value";
import { type CalledNames, callsName } from "./called-names";
import { changesAround, isSame, type KeptListing, type Stamp, type Surroundings } from "./file-stamps";
import type { Unit } from "./units";

/**
 * What a run leaves for the next one. It holds figures, names and places, and the messages of findings; no prompt text, no edits and
 * no source.
 */
export interface Kept {
  listing: KeptListing;
  /** the workspace's source files */
  files: Map<string, KeptFile>;
  around: Surroundings;
  /** by the file whose SDK calls they are */
  units: Map<string, KeptUnit>;
  /** by the file that they are reported in */
  results: Map<string, KeptResult>;
}

/** With the hashes of the names that it calls, where those were gathered. */
export interface KeptFile extends Stamp {
  names?: Uint32Array;
}

export interface KeptUnit {
  dependencies: string[];
  /** names whose callers were looked for */
  names: string[];
  /** files that its calls stand in */
  places: string[];
  /** where the models of its own calls are written, a list for each call */
  models: string[][];
  notes: FileNote[];
}

export interface KeptResult {
  calls: BilledCall[];
  findings: ReportFinding[];
  baselined: ReportFinding[];
  notes: FileNote[];
  /** files that the rules looked at */
  looked: string[];
  /** how many calls share a model's place, as the rules were told */
  shares: Map<string, number>;
  /** the rules asked for all calls of the workspace */
  whole: boolean;
}

/** Which files are not what they were: changed, new or gone. */
export function changedFiles(kept: Kept, listed: readonly string[], host: Host, results: ResultStore): Set<string> {
  const changed = changesAround(kept.around, host, results);
  const now = new Set(listed);
  for (const path of kept.files.keys()) if (!now.has(path)) changed.add(path);
  for (const path of listed) {
    const before = kept.files.get(path);
    if (before === undefined || !isSame(path, before, host, results)) changed.add(path);
  }
  return changed;
}

/** The units that no change can have touched. */
export function untouchedUnits(
  kept: Kept,
  changed: ReadonlySet<string>,
  now: () => CalledNames,
): Map<string, KeptUnit> {
  if (changed.size === 0) return new Map(kept.units);
  const before = [...changed].flatMap((path) => kept.files.get(path)?.names ?? []);
  const calls = (name: string) =>
    before.some((names) => callsName(names, name)) || [...changed].some((path) => now().calls(path, name));
  const known = new Map<string, boolean>();
  const isCalled = (name: string) => {
    let answer = known.get(name);
    if (answer === undefined) {
      answer = calls(name);
      known.set(name, answer);
    }
    return answer;
  };
  const isUntouched = (path: string, unit: KeptUnit) =>
    !changed.has(path) && !unit.dependencies.some((each) => changed.has(each)) && !unit.names.some(isCalled);
  return new Map([...kept.units].filter(([path, unit]) => isUntouched(path, unit)));
}

/** What is kept of a unit. */
export function keptUnit({ calls, dependencies, names, notes }: Unit): KeptUnit {
  const places = [...new Set(calls.map(({ call }) => call.path))];
  return { dependencies: [...dependencies], names: [...names], places, models: calls.flatMap(modelPlaces), notes };
}

export const placeKey = ({ path, start }: Origin): string => `${path}:${start}`;

/** Where the model of a call that is billed itself is written: one list for the call. */
function modelPlaces({ call }: AnalysedCall): string[][] {
  return call.calledFrom === undefined ? [call.model.sources.map(placeKey)] : [];
}

/** The calls of all units, by what is asked of them. */
export interface FoundCalls {
  calls: readonly AnalysedCall[];
  byPath: ReadonlyMap<string, readonly AnalysedCall[]>;
  /** how many calls take their model from a place */
  shares: ReadonlyMap<string, number>;
}

/** @param kept where the models of calls are written that an earlier run found */
export function foundCalls(calls: readonly AnalysedCall[], kept: readonly (readonly string[])[]): FoundCalls {
  const byPath = new Map<string, AnalysedCall[]>();
  for (const analysed of calls) {
    const here = byPath.get(analysed.call.path);
    if (here === undefined) byPath.set(analysed.call.path, [analysed]);
    else here.push(analysed);
  }
  const shares = new Map<string, number>();
  for (const places of [...calls.flatMap(modelPlaces), ...kept])
    for (const place of new Set(places)) shares.set(place, (shares.get(place) ?? 0) + 1);
  return { calls, byPath, shares };
}

/** A call as reports show it: without the texts that it sends, and without the tree of the code. */
export function reportCall({ call, ...figures }: AnalysedCall): BilledCall {
  const { parts, tools, toolsHole, schema, caching, options, sites, call: node, ...rest } = call;
  const { stop, ...told } = options;
  return { ...figures, call: { ...rest, options: told } };
}

/** A finding as reports show it: what its fixes are called, not what they write. */
export function reportFinding({ fixes, ...rest }: Finding): ReportFinding {
  return { ...rest, fixes: fixes.map(({ title, safety }) => ({ title, safety })) };
}
