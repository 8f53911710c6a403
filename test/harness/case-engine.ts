import type { Configuration } from "../../src/engine/configuration";
import type { Finding, Rule } from "../../src/engine/rules/rule";

/** What the harness needs of an engine. The real one stands in session-engine.ts; the harness's own tests bring a toy. */
export interface CaseEngine {
  /** the findings in these files, and how many calls each file has */
  analyse(files: ReadonlyMap<string, string>, settings: Partial<Configuration>): CaseAnalysis;
  /** what is wrong with a file's syntax; empty when nothing is */
  syntaxErrors(path: string, text: string): string[];
  rules: readonly Rule[];
}

export interface CaseAnalysis {
  findings: Finding[];
  calls: { path: string; id: string; start: number }[];
  notes: string[];
}
