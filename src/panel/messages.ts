/** The contract between the report panel and whoever shows it. Plain JSON: money in USD, places as URI and 0-based line. */

export interface ReportData {
  /** the day prices are taken for, and the newest row of the catalogue */
  pricesAsOf: string;
  catalogueAsOf: string;
  totals: TotalsData;
  /** the same calls added up by file and by model, dearest first */
  groups: { file: GroupRow[]; model: GroupRow[] };
  calls: CallRow[];
  findings: FindingRow[];
  skipped: SkippedRow[];
  files: { listed: number; read: number; parsed: number };
}

export interface TotalsData {
  calls: number;
  priced: number;
  unpriced: number;
  unresolved: number;
  /** calls in tests and examples that are not in the sums */
  outOfScope: number;
  withoutCeiling: number;
  /** `$0.0031–$0.0131`, or `none priced`; every call once */
  cost: string;
  inputTokens: string;
}

/** Calls that are added up: all of a file, all of a model. */
export interface GroupRow {
  /** the file or the model as it is shown */
  name: string;
  /** of a file */
  uri?: string;
  totals: TotalsData;
  /** ids of its calls, dearest first */
  calls: string[];
}

export interface Place {
  uri: string;
  /** as a person reads it: relative to its folder */
  file: string;
  line: number;
  character: number;
}

export interface CallRow {
  id: string;
  place: Place;
  /** billed elsewhere (`called from 7 places`) or in tests: listed, not in the sums */
  counted: boolean;
  scope: "production" | "test" | "example";
  sdk: string;
  api: string;
  model: string;
  modelKnown: boolean;
  input: string;
  inputTokens: number;
  output: string;
  cost: string;
  /** USD; undefined when there is no figure */
  floor?: number;
  ceiling?: number;
  /** USD of one request at its dearest, by what it is spent on */
  parts: Partial<Record<PartKind, number>>;
  times: string;
  findings: number;
}

export type PartKind =
  | "input"
  | "cache-read"
  | "cache-write"
  | "output"
  | "reasoning"
  | "image"
  | "request"
  | "embedding";

export interface FindingRow {
  id: string;
  rule: string;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  place: Place;
  /** USD for one request */
  saving?: number;
  savingLabel: string;
  formula: string;
  fixes: { title: string; safe: boolean }[];
  disabled?: string;
}

export interface SkippedRow {
  file: string;
  uri: string;
  reason: string;
}

/** To the panel. */
export type PanelInput =
  | { type: "report"; data: ReportData }
  | { type: "failed"; message: string }
  | { type: "reveal"; call: string };

/** From the panel. */
export type PanelOutput =
  | { type: "ready" }
  | { type: "open"; place: Place }
  | { type: "applyFix"; finding: string; fix: number }
  | { type: "refresh" };
