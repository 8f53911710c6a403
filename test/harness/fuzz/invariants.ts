import { defaultConfiguration } from "../../../src/engine/configuration";
import type { FullReport } from "../../../src/engine/reports/report";
import type { Finding, Fix } from "../../../src/engine/rules/rule";
import { createSession, type Session } from "../../../src/engine/session";
import { createParsers, languageOf, withoutByteOrderMark } from "../../../src/engine/syntax/index";
import { memoryHost } from "../../unit/host";
import { applyFix } from "../prove-fix";

export type Files = ReadonlyMap<string, string>;

/** What every input must hold. */
export interface Invariants {
  /** What is broken, each with its kind first; empty when all holds. `before` is the workspace that the file was changed in. */
  check(before: Files, path: string, text: string): Promise<Failure[]>;
}

export interface Failure {
  kind: "throw" | "note" | "range" | "differs" | "edit-back" | "fix";
  detail: string;
}

const day = "2026-11-20";
const settings = { ...defaultConfiguration, pricesAsOf: day, includeTests: true };
/** Fixes of one input that are applied and parsed. */
const maximumMade = 12;
/** Of those, the ones that are followed until their finding is gone; each is a whole analysis at least. */
const maximumFollowed = 3;
/** A fix may uncover the same thing once more (two writings of one constant); it must end. */
const maximumRounds = 6;

export async function createInvariants(): Promise<Invariants> {
  const fresh = await freshAnalyses();
  const editing = await edits();
  const errors = await syntaxErrors();
  return {
    async check(before, path, text) {
      const after = new Map(before).set(path, text.replace(/\p{Surrogate}/gu, "\ufffd"));
      try {
        const report = await fresh(after);
        const first = print(report);
        const failures = [...notesOf(report), ...rangesOf(report, after)];
        // What a second session says after an edit is compared with the first one's: a third analysis is for where no edit is made.
        const edited = report.skipped.length === 0 ? await editing(before, path, text, first) : undefined;
        const again = edited === undefined ? print(await fresh(after)) : first;
        if (again !== first)
          failures.push({ kind: "differs", detail: `twice the same files: ${difference(first, again)}` });
        const shown = new Map(after).set(path, withoutByteOrderMark(after.get(path)!));
        failures.push(...(edited ?? []), ...(await fixing(fresh, errors, shown, report)));
        return failures;
      } catch (error) {
        return [{ kind: "throw", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
      }
    },
  };
}

/**
 * The cheaper ones, for many small files that stand alone: nothing is thrown, what is reported lies inside of the file, and the same text
 * says the same again after another one. One session does them all, as in an editor that is open for long.
 */
export async function createQuickInvariants(): Promise<(path: string, text: string) => Failure[]> {
  const session = await createSession(memoryHost({}), settings);
  let version = 0;
  const look = (path: string, text: string) => {
    session.open(path, text, ++version);
    const { calls, findings, notes } = session.analyse(path);
    return { calls, findings, skipped: notes };
  };
  return (path, text) => {
    try {
      const first = look(path, text);
      const files = new Map([[path, text.replace(/^\ufeff/, "")]]);
      const failures = [...notesOf(first), ...rangesOf(first, files)];
      look(path, "");
      const [one, other] = [print(first), print(look(path, text))];
      if (one !== other) failures.push({ kind: "differs", detail: difference(one, other) });
      session.close(path);
      return failures;
    } catch (error) {
      return [{ kind: "throw", detail: error instanceof Error ? (error.stack ?? error.message) : String(error) }];
    }
  };
}

/** One session, emptied before each analysis. */
async function freshAnalyses(): Promise<(files: Files) => Promise<FullReport>> {
  const host = memoryHost({});
  const session = await createSession(host, settings);
  return async (files) => {
    replaceFiles(host, session, files);
    return session.analyseWorkspace();
  };
}

type Editing = (before: Files, path: string, text: string, expected: string) => Promise<Failure[] | undefined>;

/**
 * Open, change, change again and at last back in one session: each time what a fresh session says. The file stays open for as long as
 * the inputs are changes of it. Undefined where the edit says nothing about the fresh analysis.
 */
async function edits(): Promise<Editing> {
  const host = memoryHost({});
  const session = await createSession(host, settings);
  const printed = async () => print(await session.analyseWorkspace());
  let current: { before: Files; path: string; opened: string } | undefined;
  let version = 0;

  /** The file as it was, once more, after all its changes. */
  async function leave(): Promise<Failure[]> {
    if (current === undefined) return [];
    const { before, path, opened } = current;
    current = undefined;
    session.change(path, before.get(path)!, ++version);
    const back = await printed();
    session.close(path);
    return back === opened ? [] : [{ kind: "edit-back", detail: `${path}: ${difference(opened, back)}` }];
  }

  async function open(before: Files, path: string): Promise<Failure[]> {
    replaceFiles(host, session, before);
    const untouched = await session.analyseWorkspace();
    // A file that is skipped on disk (generated, minified) is read once somebody opens it.
    if (untouched.skipped.length > 0) return [];
    const start = print(untouched);
    session.open(path, before.get(path)!, ++version);
    const opened = await printed();
    current = { before, path, opened };
    return opened === start ? [] : [{ kind: "edit-back", detail: `opened: ${difference(start, opened)}` }];
  }

  return async (before, path, text, expected) => {
    // An open notebook is the text of its cells, and the file is JSON: they are edited cell by cell.
    if (isNotebook(path)) return undefined;
    const failures: Failure[] = [];
    if (current?.before !== before || current.path !== path)
      failures.push(...(await leave()), ...(await open(before, path)));
    if (current === undefined) return failures.length > 0 ? failures : undefined;
    session.change(path, text, ++version);
    const changed = await printed();
    // What an editor holds may have halves of surrogate pairs, which no file on disk can have.
    const comparable = !/\p{Surrogate}/u.test(text);
    if (changed !== expected && comparable)
      failures.push({ kind: "differs", detail: `after an edit: ${difference(expected, changed)}` });
    if (failures.length > 0) await leave();
    return comparable || failures.length > 0 ? failures : undefined;
  };
}

function replaceFiles(host: ReturnType<typeof memoryHost>, session: Session, files: Files): void {
  const stale = [...host.files.keys()];
  host.files.clear();
  for (const [path, text] of files) host.files.set(path, text);
  for (const path of new Set([...stale, ...files.keys()])) session.invalidate(path);
  session.configure(settings);
}

type SyntaxErrors = (path: string, text: string) => number;

/** The errors that a text has, which is asked again and again of the same one. */
async function syntaxErrors(): Promise<SyntaxErrors> {
  const parsers = await createParsers(memoryHost({}));
  let known = new Map<string, number>();
  return (path, text) => {
    if (languageOf(path) === undefined) return 0;
    const key = `${path}\n${text}`;
    const count = known.get(key) ?? parsers.parse(path, text).errors.length;
    if (known.size > 20) known = new Map();
    known.set(key, count);
    return count;
  };
}

/** Every fix is made once; the first of each kind is followed until its finding is gone. */
async function fixing(
  fresh: (files: Files) => Promise<FullReport>,
  errors: SyntaxErrors,
  files: Files,
  report: FullReport,
): Promise<Failure[]> {
  const failures: Failure[] = [];
  const followed = new Set<string>();
  let tried = 0;
  for (const finding of report.findings) {
    for (const fix of finding.fixes) {
      const wrong = (what: string) =>
        failures.push({
          kind: "fix",
          detail: `${finding.rule} "${fix.title}" at ${finding.range.path}:${finding.range.start}: ${what}`,
        });
      // Offsets into a notebook are into the text of its cells, and the file is JSON: the editor's side writes those.
      if (fix.edits.some(({ path }) => isNotebook(path))) continue;
      if (++tried > maximumMade) return failures;
      const made = makeFix(errors, files, fix);
      if (typeof made === "string") wrong(made);
      else if (fix === finding.fixes[0] && followed.size < maximumFollowed && !followed.has(kindOf(finding))) {
        followed.add(kindOf(finding));
        const problem = await follow(fresh, errors, report, finding, made);
        if (problem !== undefined) wrong(problem);
      }
    }
  }
  return failures;
}

/** The files with a fix made, or what is wrong with it. */
function makeFix(errors: SyntaxErrors, files: Files, fix: Fix): Files | string {
  let after: Files;
  try {
    after = applyFix(files, fix);
  } catch (error) {
    return `it does not apply: ${error instanceof Error ? error.message : error}`;
  }
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    if (after.get(path) === files.get(path)) return "it changes nothing";
    const before = errors(path, files.get(path)!);
    if (errors(path, after.get(path)!) > before) return "a new syntax error";
  }
  return after;
}

/** Whether the findings of this kind become fewer as their fixes are made one after the other. */
async function follow(
  fresh: (files: Files) => Promise<FullReport>,
  errors: SyntaxErrors,
  report: FullReport,
  finding: Finding,
  made: Files,
): Promise<string | undefined> {
  const kind = kindOf(finding);
  let count = countOf(report, kind);
  let current = made;
  for (let round = 0; ; round++) {
    const again = await fresh(current);
    const left = countOf(again, kind);
    if (left < count || left === 0) return undefined;
    if (round === maximumRounds) return `still there after ${round} rounds`;
    const next = again.findings.find((other) => kindOf(other) === kind)!;
    const after = makeFix(errors, current, next.fixes[0]!);
    if (typeof after === "string") return after;
    [count, current] = [left, after];
  }
}

/** The rule of a finding and what its first fix is called. */
function kindOf({ rule, fixes }: Finding): string {
  return `${rule} ${fixes[0]?.title}`;
}

function isNotebook(path: string): boolean {
  return path.endsWith(".ipynb");
}

function countOf(report: FullReport, kind: string): number {
  return report.findings.filter((finding) => kindOf(finding) === kind).length;
}

type Found = Pick<FullReport, "calls" | "findings" | "skipped">;

export function notesOf(report: Pick<Found, "skipped">): Failure[] {
  return report.skipped
    .filter(({ reason }) => /could not be analysed|failed|broke down/.test(reason))
    .map(({ path, reason }) => ({ kind: "note", detail: `${path}: ${reason}` }));
}

/** Everything in the report that has a start and an end lies inside of its file. */
export function rangesOf(report: Pick<Found, "calls" | "findings">, files: Files): Failure[] {
  const failures: Failure[] = [];
  const seen = new Set<object>();
  const queue: { value: unknown; path: string; where: string }[] = [
    ...report.calls.map((value, index) => ({ value, path: value.call.path, where: `calls[${index}]` })),
    ...report.findings.map((value, index) => ({ value, path: value.range.path, where: `findings[${index}]` })),
  ];
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const { value, where } = entry;
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    const { start, end, path = entry.path } = value as { start?: unknown; end?: unknown; path?: unknown };
    const length = typeof path === "string" && !isNotebook(path) ? files.get(path)?.length : undefined;
    if (typeof start === "number" && typeof end === "number" && length !== undefined) {
      const inside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= length;
      if (!inside) failures.push({ kind: "range", detail: `${where}: [${start}, ${end}) of ${path}, ${length} long` });
    }
    for (const [key, child] of Object.entries(value))
      if (key !== "program")
        queue.push({ value: child, path: typeof path === "string" ? path : entry.path, where: `${where}.${key}` });
  }
  return failures.slice(0, 3);
}

/** Calls and findings with every detail. */
function print(report: Found): string {
  const { calls, findings, skipped } = report;
  return JSON.stringify(
    { calls, findings, skipped },
    (key, value) => {
      if (key === "program") return undefined;
      // The evaluator's own clock, in the frames that values stand in.
      if (key === "looked" || key === "missed") return undefined;
      if (typeof value === "bigint") return `${value}n`;
      if (value instanceof Map || value instanceof Set) return [...value];
      return value;
    },
    1,
  );
}

function difference(a: string, b: string): string {
  const [first, second] = [a.split("\n"), b.split("\n")];
  const at = first.findIndex((line, index) => line !== second[index]);
  return `line ${at}: ${first
    .slice(Math.max(0, at - 3), at + 2)
    .join(" ")
    .slice(0, 300)} ≠ ${second
    .slice(Math.max(0, at - 3), at + 2)
    .join(" ")
    .slice(0, 300)}`;
}
