import type { Finding } from "../../src/engine/rules/rule";
import type { CaseAnalysis, CaseEngine } from "./case-engine";
import type { CaseSource, Marker } from "./case-source";
import { applyFix, proveFix } from "./prove-fix";

export interface CaseOutcome {
  /** what is not as it should be; empty when the case holds */
  problems: string[];
  analysis: CaseAnalysis;
  /** findings of the rule, and calls that it says nothing about */
  violating: number;
  innocent: number;
  /** the safety of every fix that was seen */
  fixes: ("safe" | "suggestion")[];
  /** the file with the first fix of every finding made; undefined when there is no fix */
  fixed?: string;
}

/** Runs one rule over one case file: every finding must have its marker, every marker its finding, every fix must hold. */
export function runCase(engine: CaseEngine, ruleId: string, source: CaseSource): CaseOutcome {
  const others = engine.rules.filter((rule) => rule.meta.id !== ruleId).map((rule) => [rule.meta.id, "off"] as const);
  const settings = {
    preset: "strict" as const,
    ...source.settings,
    rules: { ...Object.fromEntries(others), ...source.settings.rules },
  };
  const folder = source.path.slice(0, source.path.lastIndexOf("/"));
  const beside = Object.entries(source.files).map(([name, text]) => [`${folder}/${name}`, text] as const);
  const files = new Map([[source.path, source.text], ...beside]);
  const analysis = engine.analyse(files, settings);
  const problems = [...analysis.notes, ...matchMarkers(source, analysis.findings)];
  const errors = engine.syntaxErrors(source.path, source.text);
  if (errors.length > 0) problems.push(`the case itself does not parse: ${errors[0]}`);
  const fixes: CaseOutcome["fixes"] = [];
  for (const finding of analysis.findings) {
    if (finding.fixes.length === 0 && !finding.disabled)
      problems.push(`${at(source, finding)}: neither a fix nor why there is none`);
    for (const fix of finding.fixes) {
      fixes.push(fix.safety);
      const wrong = proveFix(engine, files, settings, analysis, finding, fix);
      problems.push(...wrong.map((what) => `${at(source, finding)}: fix "${fix.title}": ${what}`));
    }
  }
  const found = new Set(analysis.findings.map((finding) => finding.callId));
  const fixed = problems.length === 0 ? fixEverything(engine, files, settings, analysis)?.get(source.path) : undefined;
  return {
    problems,
    analysis,
    violating: analysis.findings.length,
    innocent: analysis.calls.filter((call) => !found.has(call.id)).length,
    fixes,
    fixed,
  };
}

/** Makes the first fix of each finding, one after the other, with a fresh analysis in between. */
function fixEverything(
  engine: CaseEngine,
  files: ReadonlyMap<string, string>,
  settings: Parameters<CaseEngine["analyse"]>[1],
  first: CaseAnalysis,
): ReadonlyMap<string, string> | undefined {
  let current = files;
  let analysis = first;
  for (let round = 0; round <= first.findings.length; round++) {
    const fix = analysis.findings.find((finding) => finding.fixes.length > 0)?.fixes[0];
    if (!fix) break;
    current = applyFix(current, fix);
    analysis = engine.analyse(current, settings);
  }
  return current === files ? undefined : current;
}

function matchMarkers(source: CaseSource, findings: Finding[]): string[] {
  const left = [...findings];
  const problems: string[] = [];
  for (const marker of source.markers) {
    const index = left.findIndex((finding) => isMarked(source, finding, marker));
    if (index >= 0) left.splice(index, 1);
    else problems.push(`${source.name}:${marker.line}:${marker.column}: no finding ${marker.rule} "${marker.message}"`);
  }
  return [
    ...problems,
    ...left.map((finding) => `${at(source, finding)}: no marker for ${finding.rule}: ${finding.message}`),
  ];
}

function isMarked(source: CaseSource, finding: Finding, marker: Marker): boolean {
  const { line, column } = position(source.text, finding.range.start);
  return (
    finding.range.path === source.path &&
    finding.rule === marker.rule &&
    line === marker.line &&
    column === marker.column &&
    finding.message.includes(marker.message)
  );
}

function at(source: CaseSource, finding: Finding): string {
  const { line, column } = position(source.text, finding.range.start);
  return `${source.name}:${line}:${column}`;
}

/** 1-based */
export function position(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split("\n").length, column: offset - before.lastIndexOf("\n") };
}
