import { findCalls } from "./calls";
import type { LlmCall } from "./calls/llm-call";
import { isPromptFile, promptFileCalls, type WrittenPrompt, writtenCall } from "./calls/prompt-files";
import { type OtherFiles, PromptFileError } from "./calls/prompt-files/prompt-file";
import type { Usage } from "./calls/usage";
import { CONFIGURATION_FILE, type Configuration, defaultConfiguration, loadConfiguration } from "./configuration";
import { type Money, moneyIn } from "./costs/money";
import { notebookEdits } from "./edits/notebook-edits";
import type { TextEdit } from "./edits/text-edit";
import { volumeEdit } from "./edits/volume-edit";
import type { Host } from "./files/host";
import { basename, isInside, relativePath } from "./files/paths";
import { createPrefilter } from "./files/prefilter";
import { scopeOf } from "./files/scope-of";
import { createCatalogue } from "./models";
import type { Catalogue } from "./models/catalogue";
import type { Position, Report } from "./reports/report";
import { BASELINE_FILE, loadBaseline, splitByBaseline } from "./rules/baseline";
import { checkCalls, distinct } from "./rules/check";
import { modelEdit } from "./rules/model-edit";
import type { AnalysedCall, Finding } from "./rules/rule";
import { sdks } from "./sdks";
import { prefilter } from "./sdks/prefilter";
import { createParsers, languageOf } from "./syntax";
import { createTokenizers } from "./tokens";
import type { Measured } from "./tokens/measured";
import { createEvaluator } from "./values";
import { type Evaluator, MOST_CALLERS } from "./values/evaluator";
import type { Origin } from "./values/value";
import { dependencyOf } from "./workspace/dependency";
import { asOf, createEstimator } from "./workspace/estimate";
import { createSourceStore } from "./workspace/source-store";
import { usageOf } from "./workspace/usage-of";

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
  analyseWorkspace(options?: WorkspaceOptions): Promise<Report>;
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

/** What the SDK calls written in one file come to; the calls may stand in other files, where wrappers are called. */
interface Unit {
  calls: AnalysedCall[];
  /** other files that were read for it */
  dependencies: Set<string>;
  /** names whose callers were looked for */
  names: Set<string>;
  notes: FileNote[];
}

const STEP_MS = 12;
const TOO_MANY_CALLERS = `more than ${MOST_CALLERS} calls lead to one of its requests: the others are not in the bill`;

/**
 * @param settings what the editor or the command line says; `tokenbill.jsonc` at the root of a folder is laid over it
 * @param measured what vendors' count endpoints said, where a person has asked them
 * @throws only when a file of the product itself is missing or broken
 */
export async function createSession(
  host: Host,
  settings: Configuration = defaultConfiguration,
  measured?: Measured,
): Promise<Session> {
  let { configuration, notes: configurationNotes } = loadConfiguration(host, settings);
  let { baseline, notes: baselineNotes } = loadBaseline(host);
  const parsers = await createParsers(host);
  const tokenizers = createTokenizers(host);
  const store = createSourceStore(host, parsers, () => configuration);
  const mayMatter = createPrefilter(prefilter(sdks));
  const models: unknown = JSON.parse(new TextDecoder().decode(host.asset("models.json")));
  let catalogue = createCatalogue(models, { asOf: configuration.pricesAsOf, overrides: configuration.pricing });
  let estimator = createEstimator(catalogue, tokenizers, () => configuration, measured);
  let evaluator: Evaluator = createEvaluator(store);
  const units = new Map<string, Unit | undefined>();
  /** the calls of all units, until one is made or dropped */
  let all: AnalysedCall[] | undefined;
  /** units that an edit has dropped, with the files that their calls stand in: they are made again when one of those is asked for */
  const stale = new Map<string, Set<string>>();
  /** units that were made while the parser was down */
  const suspects = new Set<string>();

  function analyseUnit(path: string): Unit | undefined {
    if (units.has(path)) return units.get(path);
    stale.delete(path);
    const unit = makeUnit(path);
    units.set(path, unit);
    all = undefined;
    if (store.takeBroken() || suspects.size > 0) suspects.add(path);
    return unit;
  }

  function makeUnit(path: string): Unit | undefined {
    if (isPromptFile(path, host.folders)) return promptUnit(path);
    if (languageOf(path) === undefined) return undefined;
    const bytes = store.bytes(path);
    if (bytes === undefined || !mayMatter(bytes)) return undefined;
    const program = store.program(path);
    if (program === undefined) return undefined;
    evaluator.takeDependencies();
    store.takeAskedNames();
    const notes: FileNote[] = [];
    let calls: AnalysedCall[] = [];
    try {
      const found = findCalls(program, evaluator, { models: configuration.models, scope: scope(path) });
      calls = found.map((call) => estimator.estimate(withScope(call), usage(call)));
      for (const call of found)
        if (call.callersCut) notes.push({ path, start: call.anchor.start, reason: TOO_MANY_CALLERS });
    } catch (error) {
      notes.push({ path, reason: `its calls could not be analysed: ${errorName(error)}` });
    }
    return { calls, dependencies: evaluator.takeDependencies(), names: store.takeAskedNames(), notes };
  }

  function promptUnit(path: string): Unit {
    const unit: Unit = { calls: [], dependencies: new Set(), names: new Set(), notes: [] };
    const text = store.source(path);
    if (text === undefined) return unit;
    try {
      const found = promptFileCalls(path, text, host.folders, otherFiles(unit.dependencies));
      unit.calls = found.map((call) => estimator.estimate(withScope(call), usage(call)));
    } catch (error) {
      const reason = error instanceof PromptFileError ? error.message : `it could not be analysed: ${errorName(error)}`;
      unit.notes.push({ path, reason });
    }
    return unit;
  }

  /** The workspace's files, for a prompt that refers to others; which ones it asked for is noted. */
  function otherFiles(asked: Set<string>): OtherFiles {
    const noted = <T>(path: string, read: (path: string) => T, none: T): T => {
      if (!host.folders.some((folder) => isInside(path, folder))) return none;
      asked.add(path);
      return read(path);
    };
    return {
      text: (path) => noted(path, store.text, undefined),
      entries: (path) => noted<readonly string[]>(path, store.entries, []),
    };
  }

  function usage(call: LlmCall): Usage | undefined {
    return usageOf(call, store.program(call.path), relativePath(call.path, host.folders), configuration);
  }

  function scope(path: string): LlmCall["scope"] {
    return scopeOf(relativePath(path, host.folders));
  }

  function withScope(call: LlmCall): LlmCall {
    const place = scope(call.path);
    return place === call.scope ? call : { ...call, scope: place };
  }

  /** Every unit that has calls in this file. Units elsewhere are known only once they were analysed. */
  function callsIn(path: string): AnalysedCall[] {
    analyseUnit(path);
    for (const [owner, places] of stale) if (places.has(path)) analyseUnit(owner);
    const calls: AnalysedCall[] = [];
    for (const unit of units.values()) {
      for (const analysed of unit?.calls ?? []) if (analysed.call.path === path) calls.push(analysed);
    }
    calls.sort((a, b) => a.call.anchor.start - b.call.anchor.start || compare(a.call.id, b.call.id));
    return calls.map((analysed, ordinal) => ({
      ...analysed,
      call: { ...analysed.call, id: `${relativePath(path, host.folders)}#${ordinal + 1}` },
    }));
  }

  function findingsOf(calls: AnalysedCall[], path: string): Pick<FileAnalysis, "findings" | "baselined" | "notes"> {
    const notes: FileNote[] = [];
    const found = checkCalls(calls, {
      catalogue,
      configuration,
      path,
      relative: relativePath(path, host.folders),
      reprice: estimator.reprice,
      sharedBy,
      calls: allCalls,
      dependency: (file, name) => dependencyOf(file, name, host.folders, store.source),
      exists: (file) => host.stat(file) !== undefined,
      source: store.program,
      text: sourceOf,
      note: (note) => notes.push(note),
    });
    return { ...splitByBaseline(found, baseline, sourceOf), notes };
  }

  function allCalls(): readonly AnalysedCall[] {
    all ??= [...units.values()].flatMap((unit) => unit?.calls ?? []);
    return all;
  }

  function sharedBy({ call }: AnalysedCall, nth = 0): number {
    const source = call.model.sources[nth];
    if (source === undefined) return 1;
    const isHere = ({ path, start }: Origin) => path === source.path && start === source.start;
    const sharing = allCalls().filter(
      ({ call: other }) => other.calledFrom === undefined && other.model.sources.some(isHere),
    );
    return Math.max(1, sharing.length);
  }

  function analyse(path: string): FileAnalysis {
    const calls = callsIn(path);
    const result = findingsOf(calls, path);
    const note = store.noteOf(path);
    const notes = [...(note === undefined ? [] : [note]), ...(units.get(path)?.notes ?? []), ...result.notes];
    return { path, version: store.version(path), calls, ...result, notes };
  }

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

  async function analyseWorkspace(options: WorkspaceOptions = {}): Promise<Report> {
    const files = store.files();
    let paused = performance.now();
    let read = 0;
    for (const [done, path] of files.entries()) {
      read += 1;
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
    return collect(files, read, options.paths);
  }

  function collect(files: readonly string[], read: number, only: readonly string[] | undefined): Report {
    const wanted = (path: string) =>
      only === undefined || only.some((place) => path === place || path.startsWith(`${place}/`));
    const withCalls = new Set<string>();
    for (const unit of units.values()) for (const { call } of unit?.calls ?? []) withCalls.add(call.path);
    const paths = new Set([
      ...withCalls,
      ...files.filter((path) => store.noteOf(path) !== undefined || units.get(path)?.notes.length),
    ]);
    const analyses = [...paths].filter(wanted).sort().map(analyse);
    return {
      pricesAsOf: asOf(catalogue, configuration),
      catalogueAsOf: catalogue.asOf,
      currency: configuration.pricing?.currency,
      folders: host.folders,
      calls: analyses.flatMap(({ calls }) => calls),
      findings: distinct(analyses.flatMap((analysis) => analysis.findings)),
      baseline: baselineOf(analyses, only === undefined),
      skipped: [
        ...configurationNotes,
        ...baselineNotes,
        ...store.listNotes(),
        ...analyses.flatMap(({ notes }) => notes),
      ].sort((a, b) => compare(a.path, b.path)),
      files: { listed: files.length, read, parsed: store.parsed() },
      position: store.position,
      source: sourceOf,
    };
  }

  function baselineOf(analyses: readonly FileAnalysis[], whole: boolean): Report["baseline"] {
    const findings = distinct(analyses.flatMap(({ baselined }) => baselined));
    const entries = [...baseline.values()].reduce((sum, count) => sum + count, 0);
    return { findings, gone: whole ? entries - findings.length : 0 };
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
    position: store.position,
    fileEdits,
    configuration: () => ({ configuration, notes: [...configurationNotes, ...baselineNotes] }),
    source: sourceOf,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The kind of an error without its text, which could hold a prompt. */
function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown error";
}
