import type { LlmCall } from "./calls/llm-call";
import { type WrittenPrompt, writtenCall } from "./calls/prompt-files";
import { CONFIGURATION_FILE, type Configuration, defaultConfiguration, loadConfiguration } from "./configuration";
import { type Money, moneyIn } from "./costs/money";
import { commentAbove } from "./edits/comment-above";
import { notebookEdits } from "./edits/notebook-edits";
import type { TextEdit } from "./edits/text-edit";
import { volumeEdit } from "./edits/volume-edit";
import type { Host } from "./files/host";
import { basename, relativePath } from "./files/paths";
import { createPrefilter } from "./files/prefilter";
import type { ResultStore } from "./files/result-store";
import { createCatalogue } from "./models";
import type { Catalogue } from "./models/catalogue";
import type { FullReport, Position, Report } from "./reports/report";
import { BASELINE_FILE, loadBaseline, splitByBaseline } from "./rules/baseline";
import { checkCalls } from "./rules/check";
import { modelEdit } from "./rules/model-edit";
import type { AnalysedCall, Finding } from "./rules/rule";
import { sdks } from "./sdks";
import { prefilter } from "./sdks/prefilter";
import { createParsers } from "./syntax";
import { createTokenizers } from "./tokens";
import type { Measured } from "./tokens/measured";
import { createEvaluator } from "./values";
import type { Evaluator } from "./values/evaluator";
import { dependencyOf } from "./workspace/dependency";
import { asOf, createEstimator } from "./workspace/estimate";
import { type WatchedHost, watchedHost } from "./workspace/file-stamps";
import { type Examined, keptResults, parsedFiles } from "./workspace/kept-report";
import { type FoundCalls, foundCalls, type KeptUnit, keptUnit, placeKey } from "./workspace/kept-results";
import { createSourceStore } from "./workspace/source-store";
import { type FileResults, together } from "./workspace/together";
import { makeUnit, notingHost, type Unit } from "./workspace/units";

/** The engine's only door. One session serves one workspace; nothing here throws for what a file contains. */
export interface Session {
  readonly catalogue: Catalogue;
  /** how amounts are written, as the configuration says */
  readonly money: Money;
  // Each of these answers with the files whose figures may have changed, the file itself among them.
  /** A document as the editor has it; it stands before the file on disk until it is closed. */
  open(path: string, text: string, version: number): string[];
  change(path: string, text: string, version: number): string[];
  close(path: string): string[];
  /** A file changed, appeared or vanished on disk. */
  invalidate(path: string): string[];
  configure(configuration: Configuration): void;
  /** Settles when files can be analysed: at once, or when a parser that broke down is back. Await it before `analyse`. */
  ready(): Promise<void>;
  /** One file: its calls with figures, its findings. Fast: only what depends on changed files is worked out again. */
  analyse(path: string): FileAnalysis;
  /** The whole workspace, in steps that leave the event loop free; throws `signal.reason` when it is aborted. */
  analyseWorkspace(options?: WorkspaceOptions): Promise<FullReport>;
  /**
   * What formats need of the same report. With a result store, what has not changed since an earlier run comes from there: a run over an
   * unchanged workspace lists and looks at its files, and reads none.
   */
  report(options?: WorkspaceOptions): Promise<Report>;
  /** What a prompt that is in no file would take; unpriced when its model has no price. */
  estimate(prompt: WrittenPrompt): AnalysedCall;
  /** A call as if it used another model; undefined when that model has no price. */
  reprice(call: AnalysedCall, modelId: string): AnalysedCall | undefined;
  /**
   * The edit that names another model where this call's is written, and how many calls share that place; undefined where
   * it is not one plain literal, or the call's price list does not have that model.
   */
  switchModel(call: AnalysedCall, modelId: string): { edit: TextEdit; calls: number } | undefined;
  /** The edit that writes a call's volume (`10k/day`) down above it; undefined where no comment can stand. */
  writeVolume(call: LlmCall, volume: string): TextEdit | undefined;
  /** The edit that keeps a rule quiet at a place of a source file, by a comment above its line; undefined where none can stand. */
  writeSilence(rule: string, place: { path: string; start: number }): TextEdit | undefined;
  /** 1-based line and column of an offset. */
  position(path: string, offset: number): Position;
  /** Edits as they apply to the text of the files themselves: those of a notebook on disk become edits of its JSON. */
  fileEdits(edits: readonly TextEdit[]): TextEdit[];
  /** The configuration in force, and what is wrong with its files and the baseline. */
  configuration(): { configuration: Configuration; notes: readonly FileNote[] };
  /** The text that offsets of this path point into. */
  source(path: string): string | undefined;
}

export interface WorkspaceOptions {
  signal?: AbortSignal;
  progress?: (done: number, total: number, path: string) => void;
  /** only calls and findings in these files or folders are reported */
  paths?: readonly string[];
}

export interface FileAnalysis {
  path: string;
  /** the version of the open document it is for; undefined for the file on disk */
  version?: number;
  calls: AnalysedCall[];
  findings: Finding[];
  /** findings that the baseline knows, which are not reported */
  baselined: Finding[];
  notes: FileNote[];
}

/** Why a file, or a place in it, is not (wholly) in the numbers. */
export interface FileNote {
  path: string;
  reason: string;
  start?: number;
}

const STEP_MS = 12;

/**
 * @param settings what the editor or the command line says; `tokenbill.jsonc` at the root of a folder is laid over it
 * @param measured what vendors' count endpoints said, where a person has asked them
 * @param results where results are kept for the next run, if anywhere
 * @throws only when a file of the product itself is missing or broken
 */
export async function createSession(
  world: Host,
  settings: Configuration = defaultConfiguration,
  measured?: Measured,
  results?: ResultStore,
): Promise<Session> {
  const watched: WatchedHost | undefined = results && watchedHost(world, results);
  const host: Host = watched ?? world;
  let { configuration, notes: configurationNotes } = loadConfiguration(host, settings);
  let { baseline, notes: baselineNotes } = loadBaseline(host);
  const parsers = await createParsers(host);
  /** files that counting looked at since the last unit was made: pictures */
  const counted = new Set<string>();
  const tokenizers = createTokenizers(notingHost(host, counted));
  const store = createSourceStore(host, parsers, () => configuration);
  const mayMatter = createPrefilter(prefilter(sdks));
  const models: unknown = JSON.parse(new TextDecoder().decode(host.asset("models.json")));
  let catalogue = createCatalogue(models, { asOf: configuration.pricesAsOf, overrides: configuration.pricing });
  let estimator = createEstimator(catalogue, tokenizers, () => configuration, measured);
  let evaluator: Evaluator = createEvaluator(store);
  const units = new Map<string, Unit | undefined>();
  /** the calls of all units, until one is made or dropped */
  let all: FoundCalls | undefined;
  /** units that an edit has dropped, with the files that their calls stand in: they are made again when one of those is asked for */
  const stale = new Map<string, Set<string>>();
  /** units that were made while the parser was down */
  const suspects = new Set<string>();
  let broke = false;
  /** units of an earlier run that stand for themselves until they are asked for */
  const waiting = new Map<string, KeptUnit>();

  function analyseUnit(path: string): Unit | undefined {
    if (units.has(path)) return units.get(path);
    stale.delete(path);
    waiting.delete(path);
    counted.clear();
    const unit = makeUnit(path, { host, store, mayMatter, estimator, evaluator, configuration });
    for (const each of counted) unit?.dependencies.add(each);
    units.set(path, unit);
    all = undefined;
    if (store.takeBroken() || suspects.size > 0) {
      suspects.add(path);
      broke = true;
    }
    return unit;
  }

  /** Every unit that has calls in this file. Units elsewhere are known only once they were analysed. */
  function callsIn(path: string): AnalysedCall[] {
    analyseUnit(path);
    for (const [owner, places] of stale) if (places.has(path)) analyseUnit(owner);
    const calls = [...(found().byPath.get(path) ?? [])];
    calls.sort((a, b) => a.call.anchor.start - b.call.anchor.start || compare(a.call.id, b.call.id));
    return calls.map((analysed, ordinal) => ({
      ...analysed,
      call: { ...analysed.call, id: `${relativePath(path, host.folders)}#${ordinal + 1}` },
    }));
  }

  function sharedBy({ call }: AnalysedCall, nth = 0): number {
    const source = call.model.sources[nth];
    return source === undefined ? 1 : shareAt(placeKey(source));
  }

  /** How many calls take their model from a place. */
  function shareAt(place: string): number {
    return Math.max(1, found().shares.get(place) ?? 0);
  }

  function found(): FoundCalls {
    all ??= foundCalls(
      [...units.values()].flatMap((unit) => unit?.calls ?? []),
      [...waiting.values()].flatMap(({ models }) => models),
    );
    return all;
  }

  function examine(path: string): Examined {
    const calls = callsIn(path);
    let whole = false;
    const looked = new Set<string>();
    const look = (each: string) => {
      looked.add(each);
      return each;
    };
    const shares = new Map<string, number>();
    const notes: FileNote[] = [];
    const note = store.noteOf(path);
    if (note !== undefined) notes.push(note);
    notes.push(...(units.get(path)?.notes ?? []));
    const found = checkCalls(calls, {
      catalogue,
      configuration,
      path,
      relative: relativePath(path, host.folders),
      reprice: estimator.reprice,
      sharedBy(analysed, nth = 0) {
        const count = sharedBy(analysed, nth);
        const source = analysed.call.model.sources[nth];
        if (source !== undefined) shares.set(placeKey(source), count);
        return count;
      },
      calls() {
        whole = true;
        return allCalls();
      },
      dependency: (file, name) => dependencyOf(file, name, host.folders, (each) => store.source(look(each))),
      exists: (file) => host.stat(look(file)) !== undefined,
      source: (each) => store.program(look(each)),
      text: (each) => sourceOf(look(each)),
      note: (each) => notes.push(each),
    });
    const split = splitByBaseline(found, baseline, sourceOf);
    return { analysis: { path, version: store.version(path), calls, ...split, notes }, looked, shares, whole };
  }

  /** The calls of the whole workspace. Units of an earlier run are made again for it. */
  function allCalls(): readonly AnalysedCall[] {
    for (const path of [...waiting.keys()]) analyseUnit(path);
    return found().calls;
  }

  const analyse = (path: string): FileAnalysis => examine(path).analysis;

  /** The units that an edit of this file can touch. */
  function unitsTouchedBy(path: string): [string, Unit][] {
    const calls = (name: string) => store.calledNames().calls(path, name);
    return [...units].filter((entry): entry is [string, Unit] => {
      const [owner, unit] = entry;
      if (unit === undefined) return false;
      return owner === path || unit.dependencies.has(path) || [...unit.names].some(calls);
    });
  }

  function edit(path: string, change: () => void): string[] {
    const affected = new Set<string>([path]);
    const dropTouched = () => {
      for (const [owner, unit] of unitsTouchedBy(path)) {
        const places = new Set([...(stale.get(owner) ?? []), owner, path, ...unit.calls.map(({ call }) => call.path)]);
        for (const place of places) affected.add(place);
        stale.set(owner, places);
        units.delete(owner);
        all = undefined;
      }
    };
    dropTouched();
    change();
    dropTouched();
    units.delete(path);
    evaluator = createEvaluator(store);
    return [...affected].sort();
  }

  async function analyseWorkspace(options: WorkspaceOptions = {}): Promise<FullReport> {
    const files = store.files();
    await goThrough(files, options, () => false);
    return collect(files, options.paths);
  }

  async function goThrough(
    files: readonly string[],
    options: WorkspaceOptions,
    isDone: (path: string) => boolean,
  ): Promise<void> {
    let paused = performance.now();
    for (const [done, path] of files.entries()) {
      if (isDone(path)) continue;
      analyseUnit(path);
      if (suspects.size > 0) {
        await ready();
        analyseUnit(path);
      }
      if (performance.now() - paused < STEP_MS) continue;
      options.progress?.(done, files.length, path);
      await new Promise((resume) => setImmediate(resume));
      options.signal?.throwIfAborted();
      paused = performance.now();
    }
  }

  async function report(options: WorkspaceOptions = {}): Promise<Report> {
    if (results === undefined || watched === undefined || options.paths !== undefined) return analyseWorkspace(options);
    const files = store.files();
    all = undefined;
    const kept = await keptResults({
      host: watched,
      results,
      store,
      key,
      made: keptUnits,
      waiting,
      goThrough: (paths, isDone) => goThrough(paths, options, isDone),
      examine,
      shareAt,
      noteOf: store.noteOf,
      broke: () => broke,
    });
    return assemble(files, [...kept.results.values()], kept.units, true);
  }

  /** What results depend on besides the workspace's source files. */
  function key(): string {
    const catalogueDigest = results!.digest(host.asset("models.json"));
    return results!.digest(
      JSON.stringify([results!.version, host.folders, configuration, [...baseline], catalogueDigest]),
    );
  }

  function keptUnits(): Map<string, KeptUnit> {
    return new Map([...units].flatMap(([path, unit]) => (unit === undefined ? [] : [[path, keptUnit(unit)]])));
  }

  function collect(files: readonly string[], only: readonly string[] | undefined): FullReport {
    const wanted = (path: string) =>
      only === undefined || only.some((place) => path === place || path.startsWith(`${place}/`));
    const withCalls = new Set<string>();
    for (const unit of units.values()) for (const { call } of unit?.calls ?? []) withCalls.add(call.path);
    const paths = new Set([
      ...withCalls,
      ...files.filter((path) => store.noteOf(path) !== undefined || units.get(path)?.notes.length),
    ]);
    const analyses = [...paths].filter(wanted).sort().map(analyse);
    return assemble(files, analyses, keptUnits(), only === undefined);
  }

  function assemble<Results extends FileResults>(
    files: readonly string[],
    results: readonly Results[],
    units: ReadonlyMap<string, KeptUnit>,
    whole: boolean,
  ) {
    const notes = [...configurationNotes, ...baselineNotes, ...store.listNotes()];
    return {
      pricesAsOf: asOf(catalogue, configuration),
      catalogueAsOf: catalogue.asOf,
      currency: configuration.pricing?.currency,
      folders: host.folders,
      ...together(results, { notes, baseline: whole ? baseline : undefined }),
      files: { listed: files.length, read: files.length, parsed: parsedFiles(units, files) },
      position: store.position,
      source: sourceOf,
    };
  }

  function sourceOf(path: string): string | undefined {
    return store.program(path)?.text ?? store.source(path);
  }

  /** What was read while the parser was down may not be whole: it is done again. */
  async function ready(): Promise<void> {
    if (suspects.size === 0) return;
    await parsers.ready();
    for (const path of suspects) units.delete(path);
    all = undefined;
    suspects.clear();
    evaluator = createEvaluator(store);
  }

  function configure(next: Configuration): void {
    settings = next;
    ({ configuration, notes: configurationNotes } = loadConfiguration(host, settings));
    ({ baseline, notes: baselineNotes } = loadBaseline(host));
    catalogue = createCatalogue(models, { asOf: configuration.pricesAsOf, overrides: configuration.pricing });
    estimator = createEstimator(catalogue, tokenizers, () => configuration, measured);
    evaluator = createEvaluator(store);
    store.relist();
    units.clear();
    all = undefined;
    stale.clear();
  }

  function switchModel(analysed: AnalysedCall, modelId: string): { edit: TextEdit; calls: number } | undefined {
    const { call, model } = analysed;
    const next = catalogue.find(modelId, call.provider);
    const edit = next && modelEdit(call, model, next, { catalogue, source: store.program, text: sourceOf });
    return edit && { edit, calls: sharedBy(analysed) };
  }

  function fileEdits(edits: readonly TextEdit[]): TextEdit[] {
    return edits.flatMap((edit) => {
      const notebook = store.notebook(edit.path);
      return notebook === undefined ? [edit] : notebookEdits(notebook, [edit]);
    });
  }

  return {
    get catalogue() {
      return catalogue;
    },
    get money() {
      return moneyIn(configuration.pricing?.currency);
    },
    open: (path, text, version) => edit(path, () => store.open(path, text, version)),
    change: (path, text, version) => edit(path, () => store.open(path, text, version)),
    close: (path) => edit(path, () => store.close(path)),
    invalidate(path) {
      if (![CONFIGURATION_FILE, BASELINE_FILE].includes(basename(path))) return edit(path, () => store.forget(path));
      const before = [...units.values()].flatMap((unit) => unit?.calls.map(({ call }) => call.path) ?? []);
      configure(settings);
      return [...new Set(before)].sort();
    },
    configure,
    ready,
    analyse,
    analyseWorkspace,
    report,
    estimate(prompt) {
      const model = catalogue.find(prompt.model, prompt.provider);
      return estimator.estimate(writtenCall({ ...prompt, provider: prompt.provider ?? model?.provider }));
    },
    reprice: (call, modelId) => estimator.reprice(call, modelId),
    switchModel,
    writeVolume(call, volume) {
      const program = store.program(call.path);
      return program && volumeEdit(program, call, volume);
    },
    writeSilence(rule, { path, start }) {
      const program = store.program(path);
      return program && commentAbove(program, start, `tokenbill-ignore-next-line ${rule}`);
    },
    position: store.position,
    fileEdits,
    configuration: () => ({ configuration, notes: [...configurationNotes, ...baselineNotes] }),
    source: sourceOf,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
