import { defaultConfiguration } from "../../src/engine/configuration";
import { applyEdits } from "../../src/engine/edits";
import type { TextEdit } from "../../src/engine/edits/text-edit";
import { decodeSource } from "../../src/engine/files/read-source";
import type { AnalysedCall, Finding } from "../../src/engine/rules/rule";
import { safeEdits } from "../../src/engine/rules/fixes-together";
import { createSession, type Session } from "../../src/engine/session";
import { createParsers, languageOf, type Parsers } from "../../src/engine/syntax";
import { readNotebook } from "../../src/engine/syntax/notebook";
import { createNodeHost } from "../../src/node-host";
import { type ChangedFile, checkSyntax } from "./check-syntax";
import { type CopyHost, copyOf } from "../../src/copy-host";

/** What was tried at one place: one fix, or (rule "all safe fixes") those of a file together. */
export interface Trial {
  rule: string;
  safety: "safe" | "suggestion";
  /** `file:line`, relative to the folder; with the cell of a notebook */
  place: string;
  title: string;
  /** why it is bad; empty when it holds */
  problems: string[];
}

export interface FixProof {
  trials: Trial[];
  /** what could not be checked on this machine */
  unchecked: string[];
}

interface State {
  findings: Finding[];
  calls: AnalysedCall[];
}

/**
 * Tries every fix that any rule offers in a folder, on a copy in memory, one by one, and then the safe ones of each file together. A fix
 * holds when each file that it changes parses as well as before (by the engine's parser, by TypeScript's and by Python's),
 * nothing outside of its edits changed, every call is still found, and its finding is gone. Nothing of the folder is run, and
 * nothing in it is written.
 */
export async function proveFixes(folder: string, assets: string): Promise<FixProof> {
  const host = copyOf(createNodeHost([folder], assets));
  const session = await createSession(host, { ...defaultConfiguration, preset: "strict" });
  const parsers = await createParsers(host);
  const report = await session.analyseWorkspace();
  const bench: Bench = { host, session, parsers, root: host.folders[0]!, changed: [] };
  const trials: Trial[] = [];
  for (const finding of report.findings) {
    for (const fix of finding.fixes) {
      const trial = newTrial(bench, finding, fix.safety, fix.title);
      const caller = `${bench.root}/${finding.callId.replace(/#\d+$/, "")}`;
      const watched = [finding.range.path, ...(finding.callId === "" ? [] : [caller])];
      tryEdits(bench, trial, fix.edits, watched, (before, after) => sameFinding(finding, before, after));
      trials.push(trial);
    }
  }
  trials.push(...trySafeFixes(bench, report.findings));
  return { trials, unchecked: checkSyntax(bench.changed) };
}

interface Bench {
  host: CopyHost;
  session: Session;
  parsers: Parsers;
  root: string;
  /** every changed file, for the parsers of other people */
  changed: ChangedFile[];
}

function newTrial(bench: Bench, finding: Finding, safety: Trial["safety"], title: string): Trial {
  const { path, start } = finding.range;
  const { line, cell } = bench.session.position(path, start);
  const place = `${path.slice(bench.root.length + 1)}:${cell === undefined ? "" : `cell ${cell}:`}${line}`;
  return { rule: finding.rule, safety, place, title, problems: [] };
}

/** The safe fixes of each file together, as "fix all" makes them: afterwards there is nothing left to add. */
function trySafeFixes(bench: Bench, findings: readonly Finding[]): Trial[] {
  const trials: Trial[] = [];
  for (const path of new Set(findings.map(({ range }) => range.path))) {
    const own = bench.session.analyse(path).findings;
    const edits = safeEdits(path, own);
    if (edits.length === 0) continue;
    const trial = { ...newTrial(bench, own[0]!, "safe", "all safe fixes"), rule: "(all safe fixes)" };
    tryEdits(bench, trial, edits, [path], (_, after) =>
      safeEdits(path, after.findings).length > 0 ? ["more to add"] : [],
    );
    trials.push(trial);
  }
  return trials;
}

/** Makes the edits on the copy, looks at the changed and the watched files, and takes them back. */
function tryEdits(
  bench: Bench,
  trial: Trial,
  edits: readonly TextEdit[],
  watched: readonly string[],
  judge: (before: State, after: State) => string[],
): void {
  const { host, session } = bench;
  const paths = [...new Set(edits.map(({ path }) => path))];
  if (paths.length === 0) return void trial.problems.push("it has no edits");
  const look = (): State => {
    const analyses = [...new Set([...paths, ...watched])].map((path) => session.analyse(path));
    return { findings: analyses.flatMap((it) => it.findings), calls: analyses.flatMap((it) => it.calls) };
  };
  const before = look();
  try {
    for (const path of paths) {
      const own = edits.filter((edit) => edit.path === path);
      const old = textOf(host, path);
      const text = applyEdits(old, session.fileEdits(own));
      const expected = applyEdits(session.source(path)!, own);
      trial.problems.push(...ownProblems(bench, path, old, text, expected));
      bench.changed.push({ path, before: codeOf(path, old), after: expected, trial });
      host.changed.set(path, text);
    }
    for (const path of paths) session.invalidate(path);
    const after = look();
    if (after.calls.length !== before.calls.length) trial.problems.push("another number of calls is found");
    trial.problems.push(...judge(before, after));
  } catch (error) {
    trial.problems.push(error instanceof Error ? error.message : String(error));
  }
  host.changed.clear();
  for (const path of paths) session.invalidate(path);
}

function textOf(host: CopyHost, path: string): string {
  const decoded = decodeSource(host.read(path) ?? new Uint8Array());
  return "text" in decoded ? decoded.text : "";
}

/** The code of a file, as the engine and Python's parser read it. */
function codeOf(path: string, text: string): string {
  return path.endsWith(".ipynb") ? readNotebook(text).text : text;
}

function ownProblems({ parsers }: Bench, path: string, old: string, text: string, expected: string): string[] {
  const problems: string[] = [];
  if (text === old) problems.push("it changes nothing");
  if (languageOf(path) === undefined) return problems;
  const errors = (source: string) => parsers.parse(path, source).errors.length;
  if (errors(codeOf(path, text)) > errors(codeOf(path, old))) problems.push("the engine's parser finds a new error");
  if (path.endsWith(".ipynb")) problems.push(...notebookProblems(old, text, expected));
  return problems;
}

/** The code has changed as the edits say, and nothing else of the notebook has. */
function notebookProblems(old: string, text: string, expected: string): string[] {
  const problems: string[] = [];
  if (readNotebook(text).text.trimEnd() !== expected.trimEnd())
    problems.push("the notebook's code is not the edited code");
  const rest = (json: string) =>
    JSON.stringify(
      JSON.parse(json, (_, value) => (value?.cell_type === "code" ? { ...value, source: "", input: "" } : value)),
    );
  if (rest(old) !== rest(text)) problems.push("something else in the notebook changed");
  return problems;
}

function sameFinding({ rule, callId }: Finding, before: State, after: State): string[] {
  const count = ({ findings }: State) => findings.filter((it) => it.rule === rule && it.callId === callId).length;
  return count(after) < count(before) ? [] : ["its finding is still there"];
}
