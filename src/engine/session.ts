import type { LlmCall } from "./calls/llm-call";
import { type WrittenPrompt, writtenCall } from "./calls/prompt-files";
import { CONFIGURATION_FILE, type Configuration, defaultConfiguration, loadConfiguration } from "./configuration";
import { type Money, moneyIn } from "./costs/money";
import { commentAbove } from "./edits/comment-above";
import { notebookEdits } from "./edits/notebook-edits";
import type { TextEdit } from "./edits/text-edit";
import { volumeEdit } from "./edits/volume-edit";
import type { Host } from "./files/host";
import { basename } from "./files/paths";
import { createPrefilter } from "./files/prefilter";
import type { ResultStore } from "./files/result-store";
import type { Catalogue } from "./models/catalogue";
import type { FullReport, Position, Report } from "./reports/report";
import { BASELINE_FILE } from "./rules/baseline";
import { modelEdit } from "./rules/model-edit";
import type { AnalysedCall, Finding } from "./rules/rule";
import { sdks } from "./sdks";
import { prefilter } from "./sdks/prefilter";
import { createParsers } from "./syntax";
import type { TreesAhead } from "./syntax/ahead";
import { createTokenizers } from "./tokens";
import type { Measured } from "./tokens/measured";
import { createEvaluator } from "./values";
import { newKnownCallers } from "./values/known-callers";
import { newLayout } from "./values/run";
import type { Supposed } from "./workspace/estimate";
import { examine } from "./workspace/examine";
import { type WatchedHost, watchedHost } from "./workspace/file-stamps";
import { type InForce, inForce } from "./workspace/in-force";
import { keptResults, parsedFiles } from "./workspace/kept-report";
import type { KeptUnit } from "./workspace/kept-results";
import { pace } from "./workspace/pace";
import { createSlowFiles, type SlowFile } from "./workspace/slow-files";
import { createSourceStore } from "./workspace/source-store";
import { type FileResults, together } from "./workspace/together";
import { createUnitPool } from "./workspace/unit-pool";
import { type Making, makeUnit, notingHost } from "./workspace/units";

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
  /**
   * Works out what `analyse` of a file rests on, in steps that leave the event loop free. False when an edit came between: whoever still
   * wants the figures asks anew.
   */
  prepare(path: string): Promise<boolean>;
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
  /** A call under other terms: another model, another day's prices, the batch price; undefined when it has no price then. */
  suppose(call: AnalysedCall, terms: Supposed): AnalysedCall | undefined;
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
  /** Files that took a second or more in this session, the slowest first. Times differ from run to run, so reports do not hold them. */
  slowFiles(): SlowFile[];
  /** The text that offsets of this path point into. */
  source(path: string): string | undefined;
}

export interface WorkspaceOptions {
  signal?: AbortSignal;
  progress?: (done: number, total: number, path: string) => void;
  /** asked between the steps: they go on when it settles */
  rest?: () => Promise<void>;
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

/** What a session can do without. */
export interface SessionParts {
  /** what vendors' count endpoints said, where a person has asked them */
  measured?: Measured;
  /** where results are kept for the next run */
  results?: ResultStore;
  /** what parses files of the workspace before they are asked for */
  ahead?: TreesAhead;
  /** characters of files that are kept parsed */
  room?: number;
}

/**
 * @param settings what the editor or the command line says; `tokenbill.jsonc` at the root of a folder is laid over it
 * @throws only when a file of the product itself is missing or broken
 */
export async function createSession(
  world: Host,
  settings: Configuration = defaultConfiguration,
  { measured, results, ahead, room }: SessionParts = {},
): Promise<Session> {
  const watched: WatchedHost | undefined = results && watchedHost(world, results);
  const host: Host = watched ?? world;
  const parsers = await createParsers(host, ahead);
  /** files that counting looks at: pictures */
  const counted = new Set<string>();
  const tokenizers = createTokenizers(notingHost(host, counted));
  const models: unknown = JSON.parse(new TextDecoder().decode(host.asset("models.json")));
  const inForceNow = (before?: InForce) =>
    inForce(loadConfiguration(host, settings), { host, models, tokenizers, measured }, before);
  let now = inForceNow();
  const store = createSourceStore(
    host,
    parsers,
    createPrefilter(() => prefilter(sdks)),
    () => now.configuration,
    room,
  );
  let layout = newLayout();
  const callers = newKnownCallers();
  const slow = createSlowFiles();
  const pool = createUnitPool({
    folders: host.folders,
    store,
    make,
    parserReady: parsers.ready,
    renew,
    forgetCallers: callers.forget,
    expect: (paths) => ahead?.begin(paths),
    allMade: () => ahead?.end(),
  });

  function make(path: string): Making {
    const { estimator, configuration } = now;
    const evaluator = createEvaluator(store, layout, callers);
    const parts = { host, store, estimator, evaluator, configuration, counted };
    const { dependencies, names } = evaluator;
    return { steps: makeUnit(path, parts, slow.timed), dependencies, names };
  }

  function renew(): void {
    layout = newLayout();
    callers.forget();
  }

  function fromDisk(path: string, read: (path: string) => void): void {
    watched?.forget(path);
    read(path);
  }

  const look = (path: string) => examine(path, { host, store, pool, now });

  async function analyseWorkspace(options: WorkspaceOptions = {}): Promise<FullReport> {
    const files = store.files();
    await pool.goThrough(files, options);
    const steps = pace(options);
    const { paths: only } = options;
    const wanted = (path: string) =>
      only === undefined || only.some((place) => path === place || path.startsWith(`${place}/`));
    const places = new Set([...pool.places(), ...files.filter((path) => store.noteOf(path) !== undefined)]);
    const analyses: FileAnalysis[] = [];
    // The last ones first: their programs are still there.
    for (const path of [...places].filter(wanted).sort().reverse()) {
      analyses.push(look(path).analysis);
      pool.makeRoom();
      if (steps.isDue()) await steps.turn();
    }
    return assemble(files, analyses.reverse(), pool.kept(), only === undefined);
  }

  async function report(options: WorkspaceOptions = {}): Promise<Report> {
    if (results === undefined || watched === undefined || options.paths !== undefined) return analyseWorkspace(options);
    const kept = await keptResults(
      { host: watched, results, store, pool, key: key(results), day: now.catalogue.day, examine: look },
      options,
    );
    return assemble(store.files(), [...kept.results.values()], kept.units, true);
  }

  /** What results depend on besides the workspace's source files and the day. */
  function key({ digest, version }: ResultStore): string {
    const { baseline } = now;
    const { pricesAsOf, ...configuration } = now.configuration;
    const data = ["models.json", "token-families.json"].map((name) => digest(host.asset(name)));
    return digest(JSON.stringify([version, host.folders, configuration, [...baseline], data]));
  }

  function assemble<Results extends FileResults>(
    files: readonly string[],
    results: readonly Results[],
    units: ReadonlyMap<string, KeptUnit>,
    whole: boolean,
  ) {
    const { catalogue, configuration, baseline } = now;
    const notes = [...now.notes, ...store.listNotes()];
    return {
      pricesAsOf: configuration.pricesAsOf ?? catalogue.asOf,
      catalogueAsOf: catalogue.asOf,
      currency: configuration.pricing?.currency,
      folders: host.folders,
      ...together(results, { notes, baseline: whole ? baseline : undefined }),
      files: { listed: files.length, read: files.length, parsed: parsedFiles(units, files) },
      position: store.position,
      source: store.textOf,
    };
  }

  function configure(next: Configuration): void {
    settings = next;
    now = inForceNow(now);
    store.relist();
    pool.clear();
  }

  function switchModel(analysed: AnalysedCall, modelId: string): { edit: TextEdit; calls: number } | undefined {
    const { call, model } = analysed;
    const { catalogue } = now;
    const next = catalogue.find(modelId, call.provider);
    const edit = next && modelEdit(call, model, next, { catalogue, source: store.program, text: store.textOf });
    return edit && { edit, calls: pool.sharedBy(analysed) };
  }

  function fileEdits(edits: readonly TextEdit[]): TextEdit[] {
    return edits.flatMap((edit) => {
      const notebook = store.notebook(edit.path);
      return notebook === undefined ? [edit] : notebookEdits(notebook, [edit]);
    });
  }

  return {
    get catalogue() {
      return now.catalogue;
    },
    get money() {
      return moneyIn(now.configuration.pricing?.currency);
    },
    open: (path, text, version) => pool.edit(path, () => store.open(path, text, version)),
    change: (path, text, version) => pool.edit(path, () => store.open(path, text, version)),
    close: (path) => pool.edit(path, () => fromDisk(path, store.close)),
    invalidate(path) {
      if (![CONFIGURATION_FILE, BASELINE_FILE].includes(basename(path)))
        return pool.edit(path, () => fromDisk(path, store.forget));
      const before = pool.places();
      configure(settings);
      return [...before].sort();
    },
    configure,
    ready: pool.ready,
    prepare: pool.prepare,
    analyse: (path) => look(path).analysis,
    analyseWorkspace,
    report,
    estimate(prompt) {
      const model = now.catalogue.find(prompt.model, prompt.provider);
      return now.estimator.estimate(writtenCall({ ...prompt, provider: prompt.provider ?? model?.provider }));
    },
    reprice: (call, modelId) => now.estimator.reprice(call, modelId),
    suppose: (call, terms) => now.estimator.suppose(call, terms),
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
    slowFiles: slow.list,
    configuration: () => ({ configuration: now.configuration, notes: now.notes }),
    source: store.textOf,
  };
}
