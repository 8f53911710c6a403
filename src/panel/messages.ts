/** The contract between the report panel and whoever shows it. Plain JSON: numbers of money in USD, texts in the reader's currency, places as URI and 0-based line. */

export interface ReportData {
  /** the day prices are taken for, and the newest row of the catalogue */
  pricesAsOf: string;
  catalogueAsOf: string;
  /** the rate of the currency that texts are written in; empty for USD */
  rate: string;
  totals: TotalsData;
  /** of the configuration; empty without any */
  budgets: BudgetRow[];
  /** ids of the models that a supposition can name */
  models: string[];
  /** the same calls added up, dearest first */
  groups: Record<Grouping, GroupRow[]>;
  calls: CallRow[];
  findings: FindingRow[];
  /** what the baseline leaves out of them, as a sentence; empty when it leaves out nothing */
  known: string;
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
  /** priced calls without an output cap: of them only the input is in the sum */
  withoutCap: number;
  /** priced calls with parts of unknown size, which are not in the sum */
  open: number;
  /** `$0.0031–$0.0131+`, or `none priced`; every call once: known input, and with the whole output cap */
  cost: string;
  /** `~$620–$2,100`: a month of the calls whose volume is written down; empty when there is none */
  monthly: string;
  monthlyCalls: number;
  inputTokens: string;
}

/** A budget and how much of it is taken: for a month of the calls that have a volume, or for one request of any call. */
export interface BudgetRow {
  of: "workspace" | "feature" | "file" | "call";
  /** of a feature its name, of a file its path */
  name: string;
  /** of a file */
  uri?: string;
  budget: string;
  /** `$620–$2,100`; of one request what the dearest call costs at least; empty when no call has a volume */
  spent: string;
  /** what is surely taken, 1 being all of it */
  share?: number;
  /** what remains at most, or how much more than the budget is surely taken */
  remaining: string;
  /** "near": from the share on that is reported as a finding; "unknown": no call has a volume */
  state: "unknown" | "within" | "near" | "over";
}

export type Grouping = "folder" | "file" | "model" | "sdk" | "feature";

/** Calls that are added up: all of a file, all of a model. */
export interface GroupRow {
  /** the file, the model and so on as it is shown; empty for the calls without a feature */
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
  /** as a person wrote it down */
  feature?: string;
  /** something of its cost is not known: its model, its price, a part of its input, its output cap */
  open: boolean;
  /** what a person can write down so that the call gets a price */
  resolve?: Resolve;
  input: string;
  inputTokens: number;
  output: string;
  cost: string;
  /** USD; undefined when there is no figure. Known input alone, and with the whole output cap */
  floor?: number;
  withCap?: number;
  /** USD of one request by what it is spent on: known input, and the whole output cap where there is one */
  parts: Partial<Record<PartKind, number>>;
  times: string;
  findings: number;
}

export type Resolve =
  | { kind: "name"; origin: string }
  | {
      kind: "price";
      model: string;
      /** what the model makes, and the prices that are asked for */
      of: "chat" | "embedding" | "image" | "audio" | "video";
      asks: { name: string; of: string }[];
    };

/** "cached": input that a cache keeps; "media": pictures, sound and film, sent or made; "fee": what a request costs whatever its size */
export type PartKind = "input" | "cached" | "tools" | "media" | "output" | "reasoning" | "embedding" | "fee";

export interface FindingRow {
  id: string;
  rule: string;
  severity: "error" | "warning" | "information" | "hint";
  message: string;
  place: Place;
  /** the larger, the sooner it is worth mending; undefined where no saving is stated */
  rank?: number;
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

/** A supposition about the calls in the sum. What is left out stays as the code has it. */
export interface WhatIf extends WhatIfCall {
  /** share of requests that find the cache warm, 0 to 1 */
  cacheHitRate?: number;
  batch?: boolean;
  /** the day that prices are taken for, `YYYY-MM-DD` */
  pricesAsOf?: string;
  /** of single calls, by their ids; it takes the place of what is supposed of all */
  calls?: Record<string, WhatIfCall>;
}
export interface WhatIfCall {
  model?: string;
  /** requests a month, of each call */
  callsPerMonth?: number;
}
export interface WhatIfData {
  asked: WhatIf;
  /** the figures are of a month: a volume is supposed; else of every call once */
  monthly: boolean;
  /** `$0.41–$3.20` */
  now: string;
  supposed: string;
  /** calls that have no price under the supposition and are in neither end of `supposed` */
  unpriced: number;
  /** calls that nobody gives a volume, in no sum of a month */
  withoutVolume: number;
  /** dearest first */
  rows: WhatIfRow[];
}
export interface WhatIfRow {
  id: string;
  place: Place;
  /** as the code names it */
  model: string;
  /** requests a month that are written down */
  written?: number;
  now: string;
  supposed: string;
  /** USD as the code has it; undefined when there is no figure */
  amount?: number;
  /** USD; undefined when one side has no price */
  difference?: number;
  /** `−$0.0012`; empty where there is none */
  differenceLabel: string;
}

/** What the work since the last commit does to the bill, or why that cannot be said, as a sentence. */
export type DifferenceData =
  | {
      ok: true;
      /** the first digits of the commit, of several where the folders have several */
      commit: string;
      /** every call once */
      once: Compared;
      /** of the calls whose volume is written down */
      monthly?: Compared;
      unchanged: number;
      rows: ChangeRow[];
    }
  /** `again`: it can be asked for once more */
  | { ok: false; reason: string; again?: boolean };
/** `$0.0127–$0.1054+`, `$0.0127–$0.1111+`, `±$0 to +$0.0057` */
export interface Compared {
  before: string;
  after: string;
  difference: string;
}
export interface ChangeRow {
  id: string;
  kind: "added" | "removed" | "changed";
  /** `src/ask.ts:12` */
  file: string;
  /** undefined when the call is gone */
  place?: Place;
  model: string;
  size: string;
  cost: string;
  /** USD; undefined when one side has no price */
  amount?: number;
  amountLabel: string;
}

/** To the panel. */
export type PanelInput =
  /** before the first report: where the reader was, as a `state` message said it; undefined at the very first time */
  | { type: "restore"; state: unknown }
  | { type: "report"; data: ReportData }
  | { type: "whatIf"; data: WhatIfData }
  | { type: "difference"; data: DifferenceData }
  /** how many files of the last commit are read */
  | { type: "comparing"; done: number; total: number }
  /** the code was edited: what is shown is being worked out again */
  | { type: "outdated" }
  | { type: "failed"; message: string }
  | { type: "reveal"; call: string };

/** From the panel. */
export type PanelOutput =
  | { type: "ready" }
  /** where the reader is, to be handed back after the page was made anew */
  | { type: "state"; state: unknown }
  | { type: "open"; place: Place }
  | { type: "applyFix"; finding: string; fix: number }
  | { type: "resolve"; uri: string; resolve: Resolve }
  | { type: "whatIf"; asked: WhatIf }
  | { type: "difference" }
  /** the comparison is not wanted any more */
  | { type: "stopComparing" }
  | { type: "export" }
  | { type: "refresh" };
