import type { CallOptions, LlmCall, Part } from "../calls/llm-call";
import type { Usage } from "../calls/usage";
import type { Cost, PicoUsd } from "../costs/cost";
import type { TextEdit } from "../edits/text-edit";
import type { Catalogue, Model } from "../models/catalogue";
import type { Day } from "../models/day";
import type { Budgets } from "../configuration";
import type { Comment, LanguageId, Program } from "../syntax/program";
import type { Basis, TokenCount } from "../tokens/token-count";

export type Severity = "error" | "warning" | "information" | "hint";

/** A rule is data first: the rules page, the settings, the configuration schema, SARIF and the hover are made from it. */
export interface RuleMeta {
  /** `no-…` for what to remove, `use-…` for what to add; the folder's name */
  id: string;
  title: string;
  what: string;
  why: string;
  whatToDo: string;
  severity: Severity;
  /** what its best fix is: "safe" (the model sees and answers the same), "suggestion", "none" */
  fixable: "safe" | "suggestion" | "none";
  since: string;
  /** left out: it runs in every preset but "off"; "strict": only there, since it is less sure or less often worth a look */
  preset?: "strict";
  /** numeric thresholds that a user may change, with their default and unit */
  options?: Record<string, { default: number; description: string }>;
}

export interface Rule {
  meta: RuleMeta;
  /** Findings for one call; empty when the rule is not sure. Must not throw, but a throw costs this rule's finding only. */
  check(call: AnalysedCall, context: RuleContext): RuleFinding[];
  /** Findings for a file as a whole: what its comments say. Each has a range. */
  checkFile?(file: CheckedFile): RuleFinding[];
}

export interface CheckedFile {
  path: string;
  text: string;
  language: LanguageId;
  comments: Comment[];
}

/** A call with its figures. `model` and `cost` are undefined when the model is unknown or unpriced. */
export interface AnalysedCall {
  call: LlmCall;
  count: TokenCount;
  cost?: Cost;
  model?: Model;
  /** the models among those it may use that no price list has */
  unpriced: readonly string[];
  /** what a person wrote down about its volume and sizes */
  usage?: Usage;
  /** characters of prompt text that the code fixes, over all messages */
  staticTextChars: number;
}

/** What a bill says of a call: figures, names and places. Nothing of it holds the text of a prompt. */
export interface BilledCall extends Omit<AnalysedCall, "call"> {
  call: Omit<LlmCall, "parts" | "tools" | "toolsHole" | "schema" | "caching" | "options" | "sites" | "call"> & {
    options: Omit<CallOptions, "stop">;
  };
}

export interface RuleContext {
  catalogue: Catalogue;
  /** the day prices are taken for */
  day: Day;
  /** option values of this rule, defaults filled in */
  options: Record<string, number>;
  /** the same call priced and counted as if it used another model */
  reprice(call: AnalysedCall, modelId: string): AnalysedCall | undefined;
  /** the same call with other messages, counted and priced */
  withParts(call: AnalysedCall, parts: readonly Part[]): AnalysedCall;
  /** how many calls share the place where this one's model (of several: the nth) is written, at least 1 */
  sharedBy(call: AnalysedCall, nth?: number): number;
  /** every call of the workspace that has been analysed so far, those of wrappers and tests too */
  calls(): readonly AnalysedCall[];
  /** what a person allows to be spent */
  budgets: Budgets;
  includeTests: boolean;
  /** ids of models beside those of the same vendor that calls may be moved to */
  candidates: readonly string[];
  /** the version that the nearest `package.json` above a file asks of a package, as written there: `^6.0.2` */
  dependency(path: string, name: string): string | undefined;
  /** whether a file stands at a path of the workspace */
  exists(path: string): boolean;
  /** the parsed file at a path; undefined when it is in no known language or cannot be read */
  source(path: string): Program | undefined;
  /** the text that offsets of a path point into, of a data file too; undefined when it cannot be read */
  text(path: string): string | undefined;
}

export interface RuleFinding {
  message: string;
  /** where the squiggle stands; the call's anchor when left out */
  range?: { path: string; start: number; end: number };
  saving?: Saving;
  fixes: Fix[];
  /** why no edit can be offered */
  disabled?: string;
}

export interface Finding extends RuleFinding {
  rule: string;
  severity: Severity;
  range: { path: string; start: number; end: number };
  callId: string;
}

/** A saving is the formula it came from. Savings of findings with the same `overlaps` key are never added up. */
export interface Saving {
  /** for one request; undefined when it cannot be stated */
  perCall?: PicoUsd;
  formula: string;
  basis: Basis;
  overlaps: string;
}

export interface Fix {
  title: string;
  safety: "safe" | "suggestion";
  preferred?: boolean;
  edits: TextEdit[];
  /** files that it makes; none of them is there before */
  creates?: NewFile[];
}

export interface NewFile {
  path: string;
  text: string;
}
