import { relativePath } from "../files/paths";
import type { AnalysedCall } from "../rules/rule";
import type { WorkspaceOptions } from "../session";
import { languageOf } from "../syntax";
import { finish } from "../values/steps";
import { type FoundCalls, foundCalls, type KeptUnit, keptUnit, placeKey } from "./kept-results";
import { pace } from "./pace";
import type { SourceStore } from "./source-store";
import type { Making, Unit } from "./units";

/** The units of a workspace: made when they are asked for, dropped when an edit can touch them, and nothing else. */
export interface UnitPool {
  /** What is in one file; made now where it is not there. */
  unit(path: string): Unit | undefined;
  /** Makes what `callsIn` needs, in steps that leave the event loop free. False when an edit came between: it is to be asked anew. */
  prepare(path: string): Promise<boolean>;
  /** Every call in this file, in order, with its id. Units elsewhere are known only once they were made. */
  callsIn(path: string): AnalysedCall[];
  /** All calls that are known, those of an earlier run too: their units are made again for it. */
  allCalls(): readonly AnalysedCall[];
  /** Files with calls, and files with something to say about them, among those that units were made of; dropped ones are made again. */
  places(): Set<string>;
  notesOf(path: string): Unit["notes"];
  /** how many calls share the place where this one's model (of several: the nth) is written, at least 1 */
  sharedBy(call: AnalysedCall, nth?: number): number;
  /** how many calls take their model from a place, at least 1 */
  shareAt(place: string): number;
  /** how many changes there were */
  edits(): number;
  /** Drops what the change of a file can touch. Answers with the files whose figures may have changed, in order. */
  edit(path: string, change: () => void): string[];
  /**
   * Makes the units of files, in steps that leave the event loop free.
   *
   * @throws the signal's reason when it is aborted
   */
  goThrough(files: readonly string[], options: WorkspaceOptions, isDone?: (path: string) => boolean): Promise<void>;
  /** Lets the store drop programs where no unit is being made that rests on them. */
  makeRoom(): void;
  /** Settles when the parser is there again; what was read while it was down may not be whole, and is dropped. */
  ready(): Promise<void>;
  /** Drops everything. */
  clear(): void;
  /** Units of an earlier run that stand for themselves until they are asked for. */
  waiting: ReadonlyMap<string, KeptUnit>;
  /** Lets units of an earlier run stand for those that were not made in this one. */
  putBack(units: Iterable<readonly [string, KeptUnit]>): void;
  /** The units that were made, as they are kept. */
  kept(): Map<string, KeptUnit>;
  /** true when the parser broke down at any time */
  broke(): boolean;
}

export interface UnitPoolParts {
  folders: readonly string[];
  store: SourceStore;
  make(path: string): Making;
  parserReady(): Promise<void>;
  /** told when files appear or vanish, or one changes that is no source code: modules may be elsewhere */
  renew(): void;
  /** told when the text of source code changes, or programs are dropped: who calls what may have changed, or names what is gone */
  forgetCallers(): void;
  /** told which files units will be made of */
  expect(paths: readonly string[]): void;
  /** told when units were made of all of them */
  allMade(): void;
}

type Pause = () => Promise<void> | undefined;

/** How often a unit is begun with pauses before it is made without any: who types in a file that it rests on must not keep it from ever being made. */
const MOST_ATTEMPTS = 3;

export function createUnitPool({
  folders,
  store,
  make,
  parserReady,
  renew,
  forgetCallers,
  expect,
  allMade,
}: UnitPoolParts): UnitPool {
  const units = new Map<string, Unit | undefined>();
  /** the calls of all units, until one is made or dropped */
  let all: FoundCalls | undefined;
  /** units that an edit has dropped, with the files that their calls stand in: they are made again when one of those is asked for */
  const stale = new Map<string, Set<string>>();
  /** the units that are being made with pauses, until an edit touches them: whoever needs one takes the next step */
  const underWay = new Map<string, Making>();
  const preparing = new Map<string, Promise<boolean>>();
  /** units that were made while the parser was down */
  const suspects = new Set<string>();
  let broke = false;
  let edits = 0;
  const waiting = new Map<string, KeptUnit>();

  function unitOf(path: string): Unit | undefined {
    if (units.has(path)) return units.get(path);
    const { steps } = making(path);
    underWay.delete(path);
    return keep(path, finish(steps));
  }

  /** Makes a unit without keeping others waiting, and begins it anew when an edit touches it meanwhile. */
  async function makeWithPauses(path: string, pause: Pause): Promise<void> {
    for (let attempt = 0; attempt < MOST_ATTEMPTS && !units.has(path); attempt++) await attemptUnit(path, pause);
    unitOf(path);
  }

  /** @returns false when an edit touched the unit before it was there */
  async function attemptUnit(path: string, pause: Pause): Promise<boolean> {
    const mine = making(path);
    underWay.set(path, mine);
    while (underWay.get(path) === mine && !units.has(path)) {
      const step = nextOf(path, mine);
      if (step.done) keep(path, step.value);
      else await pause();
    }
    makeRoom();
    return units.has(path);
  }

  /** What could not be gone through to its end is begun anew by who asks again. */
  function nextOf(path: string, { steps }: Making): IteratorResult<void, Unit | undefined> {
    try {
      return steps.next();
    } catch (error) {
      underWay.delete(path);
      throw error;
    }
  }

  function making(path: string): Making {
    return underWay.get(path) ?? make(path);
  }

  function makeRoom(): void {
    if (underWay.size === 0 && store.makeRoom()) forgetCallers();
  }

  /** Whoever asks while a file is being prepared waits for the same. */
  function prepare(path: string): Promise<boolean> {
    let prepared = preparing.get(path);
    if (prepared === undefined) {
      prepared = prepareOwners(path).finally(() => preparing.delete(path));
      preparing.set(path, prepared);
    }
    return prepared;
  }

  async function prepareOwners(path: string): Promise<boolean> {
    const steps = pace({});
    const pause = () => (steps.isDue() ? steps.turn() : undefined);
    for (const owner of [path, ...ownersOf(path)]) {
      if (!units.has(owner) && !(await attemptUnit(owner, pause))) return false;
    }
    return true;
  }

  /** The other files whose units have calls in this one and are yet to be made. */
  function ownersOf(path: string): string[] {
    return [
      ...[...stale].filter(([, places]) => places.has(path)),
      ...[...waiting].filter(([, { places }]) => places.includes(path)),
    ].map(([owner]) => owner);
  }

  function keep(path: string, unit: Unit | undefined): Unit | undefined {
    underWay.delete(path);
    stale.delete(path);
    waiting.delete(path);
    units.set(path, unit);
    all = undefined;
    if (store.takeBroken() || suspects.size > 0) {
      suspects.add(path);
      broke = true;
    }
    return unit;
  }

  function callsIn(path: string): AnalysedCall[] {
    unitOf(path);
    for (const owner of ownersOf(path)) unitOf(owner);
    const calls = [...(found().byPath.get(path) ?? [])];
    calls.sort((a, b) => a.call.anchor.start - b.call.anchor.start || compare(a.call.id, b.call.id));
    return calls.map((analysed, ordinal) => ({
      ...analysed,
      call: { ...analysed.call, id: `${relativePath(path, folders)}#${ordinal + 1}` },
    }));
  }

  function found(): FoundCalls {
    all ??= foundCalls(
      [...units.values()].flatMap((unit) => unit?.calls ?? []),
      [...waiting.values()].flatMap(({ models }) => models),
    );
    return all;
  }

  function shareAt(place: string): number {
    return Math.max(1, found().shares.get(place) ?? 0);
  }

  /** Whether an edit of this file can touch what is made of another one, and rests on these files and on the callers of these names. */
  function touches(
    path: string,
    owner: string,
    dependencies: ReadonlySet<string>,
    names: ReadonlySet<string>,
  ): boolean {
    if (path === owner || dependencies.has(path)) return true;
    return [...names].some((name) => store.calledNames().calls(path, name));
  }

  /** @returns files that the dropped units have calls in */
  function dropTouched(path: string): Set<string> {
    for (const [owner, { dependencies, names }] of underWay)
      if (touches(path, owner, dependencies(), names())) underWay.delete(owner);
    const affected = new Set<string>();
    for (const [owner, unit] of units) {
      if (unit === undefined || !touches(path, owner, unit.dependencies, unit.names)) continue;
      const places = new Set([...(stale.get(owner) ?? []), owner, path, ...unit.calls.map(({ call }) => call.path)]);
      for (const place of places) affected.add(place);
      stale.set(owner, places);
      units.delete(owner);
    }
    return affected;
  }

  /** Names that the file calls no more matter as much as those that it calls now: units are dropped before and after the change. */
  function edit(path: string, change: () => void): string[] {
    edits++;
    const was = isCode(path);
    const before = dropTouched(path);
    change();
    const affected = new Set([path, ...before, ...dropTouched(path)]);
    units.delete(path);
    all = undefined;
    if (!was || !isCode(path)) startOver();
    else forgetCallers();
    return [...affected].sort();
  }

  /** Source code that stands there: no other file's place depends on what is written in it. */
  function isCode(path: string): boolean {
    return languageOf(path) !== undefined && store.exists(path);
  }

  function startOver(): void {
    underWay.clear();
    renew();
  }

  async function goThrough(
    files: readonly string[],
    options: WorkspaceOptions,
    isDone: (path: string) => boolean = () => false,
  ): Promise<void> {
    const steps = pace(options);
    expect(files.filter((path) => !isDone(path) && !units.has(path)));
    for (const [done, path] of files.entries()) {
      if (isDone(path)) continue;
      const pause = () => {
        if (!steps.isDue()) return undefined;
        options.progress?.(done, files.length, path);
        return steps.turn();
      };
      await makeWithPauses(path, pause);
      if (suspects.size > 0) {
        await ready();
        await makeWithPauses(path, pause);
      }
      await pause();
    }
    allMade();
  }

  async function ready(): Promise<void> {
    if (suspects.size === 0) return;
    await parserReady();
    for (const path of suspects) units.delete(path);
    all = undefined;
    suspects.clear();
    startOver();
  }

  return {
    unit: unitOf,
    prepare,
    callsIn,
    allCalls() {
      for (const path of [...waiting.keys()]) unitOf(path);
      return found().calls;
    },
    places() {
      for (const owner of [...stale.keys()]) unitOf(owner);
      const places = new Set<string>();
      for (const [path, unit] of units) {
        for (const { call } of unit?.calls ?? []) places.add(call.path);
        if (unit?.notes.length) places.add(path);
      }
      return places;
    },
    notesOf: (path) => units.get(path)?.notes ?? [],
    sharedBy({ call }, nth = 0) {
      const source = call.model.sources[nth];
      return source === undefined ? 1 : shareAt(placeKey(source));
    },
    shareAt,
    edits: () => edits,
    edit,
    goThrough,
    makeRoom,
    ready,
    clear() {
      edits++;
      units.clear();
      stale.clear();
      all = undefined;
      startOver();
    },
    waiting,
    putBack(kept) {
      for (const [path, unit] of kept) if (units.get(path) === undefined) waiting.set(path, unit);
      all = undefined;
    },
    kept: () => new Map([...units].flatMap(([path, unit]) => (unit === undefined ? [] : [[path, keptUnit(unit)]]))),
    broke: () => broke,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
