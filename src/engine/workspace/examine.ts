import type { Host } from "../files/host";
import { relativePath } from "../files/paths";
import { splitByBaseline } from "../rules/baseline";
import { checkCalls } from "../rules/check";
import type { FileAnalysis, FileNote } from "../session";
import { dependencyOf } from "./dependency";
import type { InForce } from "./in-force";
import type { Examined } from "./kept-report";
import { placeKey } from "./kept-results";
import { withTreeAsItIs } from "./loose-tree";
import type { SourceStore } from "./source-store";
import type { UnitPool } from "./unit-pool";

/** One file: its calls with figures, its findings, and what the rules asked for on the way. */
export function examine(
  path: string,
  parts: { host: Host; store: SourceStore; pool: UnitPool; now: InForce },
): Examined {
  const { host, store, pool, now } = parts;
  const calls = pool.callsIn(path).map((each) => ({ ...each, call: withTreeAsItIs(each.call, store.program) }));
  let whole = false;
  const looked = new Set<string>();
  const look = (each: string) => {
    looked.add(each);
    return each;
  };
  const shares = new Map<string, number>();
  const note = store.noteOf(path);
  const notes: FileNote[] = [...(note === undefined ? [] : [note]), ...pool.notesOf(path)];
  const found = checkCalls(calls, {
    catalogue: now.catalogue,
    configuration: now.configuration,
    path,
    relative: relativePath(path, host.folders),
    reprice: now.estimator.reprice,
    withParts: ({ call, usage }, parts) => now.estimator.estimate({ ...call, parts: [...parts] }, usage),
    sharedBy(analysed, nth = 0) {
      const count = pool.sharedBy(analysed, nth);
      const source = analysed.call.model.sources[nth];
      if (source !== undefined) shares.set(placeKey(source), count);
      return count;
    },
    calls() {
      whole = true;
      return pool.allCalls();
    },
    dependency: (file, name) => dependencyOf(file, name, host.folders, (each) => store.source(look(each))),
    exists: (file) => host.stat(look(file)) !== undefined,
    source: (each) => store.program(look(each)),
    text: (each) => store.textOf(look(each)),
    note: (each) => notes.push(each),
  });
  const split = splitByBaseline(found, now.baseline, store.textOf);
  const analysis: FileAnalysis = { path, version: store.version(path), calls, ...split, notes };
  return { analysis, looked, shares, whole };
}
