import { applyEdits } from "../../src/engine/edits/index";
import type { Finding, Fix } from "../../src/engine/rules/rule";
import type { CaseAnalysis, CaseEngine } from "./case-engine";

type Files = ReadonlyMap<string, string>;

/** What is wrong with a fix: it must apply, leave its files parsing, make its finding go away and bring no new one. */
export function proveFix(
  engine: CaseEngine,
  files: Files,
  settings: Parameters<CaseEngine["analyse"]>[1],
  before: CaseAnalysis,
  finding: Finding,
  fix: Fix,
): string[] {
  if (fix.edits.length === 0) return ["it has no edits"];
  let after: Files;
  try {
    after = applyFix(files, fix);
  } catch (error) {
    return [`it does not apply: ${error instanceof Error ? error.message : error}`];
  }
  const problems: string[] = [];
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    if (after.get(path) === files.get(path)) problems.push("it changes nothing");
    const [error] = engine.syntaxErrors(path, after.get(path)!);
    if (error !== undefined) problems.push(`the file no longer parses: ${error}`);
  }
  const again = engine.analyse(after, settings);
  if (again.calls.length < before.calls.length) problems.push("a call is no longer found");
  const same = (other: Finding) => other.rule === finding.rule && other.callId === finding.callId;
  if (finding.callId !== "" && again.findings.some(same)) {
    problems.push("its finding is still there");
  }
  const countOf = (analysis: CaseAnalysis) => analysis.findings.filter((other) => other.rule === finding.rule).length;
  if (countOf(again) >= countOf(before)) problems.push("as many findings as before");
  return problems;
}

export function applyFix(files: Files, fix: Fix): Files {
  const after = new Map(files);
  for (const { path, text } of fix.creates ?? []) {
    if (files.has(path)) throw new Error(`${path} is there already`);
    after.set(path, text);
  }
  for (const path of new Set(fix.edits.map((edit) => edit.path))) {
    const text = files.get(path);
    if (text === undefined) throw new Error(`no file ${path}`);
    after.set(
      path,
      applyEdits(
        text,
        fix.edits.filter((edit) => edit.path === path),
      ),
    );
  }
  return after;
}
