import { defaultConfiguration } from "../../../src/engine/configuration";
import type { FullReport } from "../../../src/engine/reports/report";
import type { Finding, Fix } from "../../../src/engine/rules/rule";
import { createSession, type Session } from "../../../src/engine/session";
import { createParsers, type Parsers } from "../../../src/engine/syntax/index";
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
/** Fixes tried for one input; each is a whole analysis. */
const maximumFixes = 5;
/** A fix may uncover the same thing once more (two writings of one constant); it must end. */
const maximumRounds = 6;

export async function createInvariants(): Promise<Invariants> {
  const fresh = await freshAnalyses();
  const editing = await edits();
  const parsers = await createParsers(memoryHost({}));
  return {
    async check(before, path, text) {
      const after = new Map(before).set(path, text.replace(/\p{Surrogate}/gu, "\ufffd"));
      try {
        const report = await fresh(after);
        const first = print(report);
        const failures = [...notesOf(report), ...rangesOf(report, after)];
        const again = print(await fresh(after));
        if (again !== first)
          failures.push({ kind: "differs", detail: `twice the same files: ${difference(first, again)}` });
        if (report.skipped.length === 0) failures.push(...(await editing(before, path, text, first)));
        for (const finding of report.findings.slice(0, maximumFixes))
          for (const fix of finding.fixes.slice(0, 1))
            failures.push(...(await fixing(fresh, parsers, after, report, finding, fix)));
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

/** Open, change, change back in one session: each time what a fresh session says. */
async function edits(): Promise<(before: Files, path: string, text: string, expected: string) => Promise<Failure[]>> {
  const host = memoryHost({});
  const session = await createSession(host, settings);
  const printed = async () => print(await session.analyseWorkspace());
  return async (before, path, text, expected) => {
    // An open notebook is the text of its cells, and the file is JSON: they are edited cell by cell.
    if (isNotebook(path)) return [];
    const original = before.get(path)!;
    replaceFiles(host, session, before);
    const untouched = await session.analyseWorkspace();
    // A file that is skipped on disk (generated, minified) is read once somebody opens it.
    if (untouched.skipped.length > 0) return [];
    const start = print(untouched);
    session.open(path, original, 1);
    const opened = await printed();
    session.change(path, text, 2);
    const changed = await printed();
    session.change(path, original, 3);
    const back = await printed();
    session.close(path);
    const failures: Failure[] = [];
    // What an editor holds may have halves of surrogate pairs, which no file on disk can have.
    if (changed !== expected && !/\p{Surrogate}/u.test(text))
      failures.push({ kind: "differs", detail: `after an edit: ${difference(expected, changed)}` });
    if (opened !== start) failures.push({ kind: "edit-back", detail: `opened: ${difference(start, opened)}` });
    if (back !== opened) failures.push({ kind: "edit-back", detail: difference(opened, back) });
    return failures;
  };
}

function replaceFiles(host: ReturnType<typeof memoryHost>, session: Session, files: Files): void {
  const stale = [...host.files.keys()];
  host.files.clear();
  for (const [path, text] of files) host.files.set(path, text);
  for (const path of new Set([...stale, ...files.keys()])) session.invalidate(path);
  session.configure(settings);
}

async function fixing(
  fresh: (files: Files) => Promise<FullReport>,
  parsers: Parsers,
  files: Files,
  report: FullReport,
  finding: Finding,
  fix: Fix,
): Promise<Failure[]> {
  const wrong = (what: string): Failure[] => [
    { kind: "fix", detail: `${finding.rule} "${fix.title}" at ${finding.range.path}:${finding.range.start}: ${what}` },
  ];
  // Offsets into a notebook are into the text of its cells, and the file is JSON: the editor's side writes those.
  if (fix.edits.some(({ path }) => isNotebook(path))) return [];
  const errors = (path: string, text: string) => parsers.parse(path, text).errors.length;
  let current = files;
  let next: Fix | undefined = fix;
  let count = countOf(report, finding.rule, fix.title);
  for (let round = 0; next !== undefined; round++) {
    let after: Files;
    try {
      after = applyFix(current, next);
    } catch (error) {
      return wrong(`it does not apply: ${error instanceof Error ? error.message : error}`);
    }
    for (const path of new Set(next.edits.map((edit) => edit.path))) {
      if (after.get(path) === current.get(path)) return wrong("it changes nothing");
      if (errors(path, after.get(path)!) > errors(path, current.get(path)!)) return wrong("a new syntax error");
    }
    const again = await fresh(after);
    const left = countOf(again, finding.rule, fix.title);
    if (left < count || left === 0) return [];
    if (round === maximumRounds) return wrong(`still there after ${round} rounds`);
    count = left;
    current = after;
    next = again.findings.find((other) => other.rule === finding.rule && other.fixes[0]?.title === fix.title)?.fixes[0];
  }
  return [];
}

function isNotebook(path: string): boolean {
  return path.endsWith(".ipynb");
}

function countOf(report: FullReport, rule: string, title: string): number {
  return report.findings.filter((finding) => finding.rule === rule && finding.fixes[0]?.title === title).length;
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
