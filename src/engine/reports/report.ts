import type { Currency } from "../costs/money";
import type { AnalysedCall, BilledCall, Finding, Fix } from "../rules/rule";
import type { FileNote } from "../session";

export interface Position {
  /** 1-based */
  line: number;
  /** 1-based, in UTF-16 code units */
  column: number;
  /** in a notebook: the cell that line and column are in, counted from 0 over all cells */
  cell?: number;
  /** in a notebook: the same place in the text of the .ipynb file, which others know as the file's lines */
  inFile?: Pick<Position, "line" | "column">;
}

/** What a report says of a finding. */
export interface ReportFinding extends Omit<Finding, "fixes"> {
  fixes: readonly Pick<Fix, "title" | "safety">[];
}

/** The bill of a workspace, before it is written in a format. Sorted by path and position: the same files give the same bytes. */
export interface Report {
  /** the day the prices are for */
  pricesAsOf: string;
  catalogueAsOf: string;
  /** what a person's figures are written in; USD when left out. The figures themselves are always in USD */
  currency?: Currency;
  /** the workspace's folders, to shorten paths with */
  folders: readonly string[];
  calls: BilledCall[];
  findings: ReportFinding[];
  /** what the baseline knows, which is not among the findings, and how many of its entries match nothing any more */
  baseline: { findings: ReportFinding[]; gone: number };
  skipped: FileNote[];
  files: { listed: number; read: number; parsed: number };
  /** text and line tables of the files that calls and findings stand in, to turn offsets into lines */
  position(path: string, offset: number): Position;
  source(path: string): string | undefined;
}

/** The same with whole calls and findings: what can be repriced, explained and mended. */
export interface FullReport extends Report {
  calls: AnalysedCall[];
  findings: Finding[];
  baseline: { findings: Finding[]; gone: number };
}
