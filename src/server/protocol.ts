/** What the client and the server say to each other beyond LSP. Method names on the left, their types beside them. */
export const methods = {
  /** request to the server, no params → `ReportData` */
  report: "tokenbill/report",
  /** request to the server: `ApplyFixParams` → `{ applied: boolean }` */
  applyFix: "tokenbill/applyFix",
  /** request to the server: `WhatIf` → `WhatIfData` */
  whatIf: "tokenbill/whatIf",
  /** request to the server: `NameModelParams` → `{ uri }` of the changed configuration, or null */
  nameModel: "tokenbill/nameModel",
  /** request to the server: `ExportParams` → `{ text }`, the report as a file */
  exportReport: "tokenbill/export",
  /** notification from the server, params `StatusParams` */
  status: "tokenbill/status",
  /** notification from the server: figures of the workspace changed, ask again; no params */
  reportChanged: "tokenbill/reportChanged",
  /** request to the client for a folder that is not on disk: `{ uri }` → `FolderContents` */
  readFolder: "tokenbill/readFolder",
} as const;

export interface ApplyFixParams {
  /** `FindingRow.id` and the position of the fix in its list */
  finding: string;
  fix: number;
}

/** Which model an origin (`settings.FAST_LLM`) stands for, in the folder that `uri` is in. */
export interface NameModelParams {
  uri: string;
  origin: string;
  model: string;
}

export type ExportFormat = "markdown" | "csv" | "json" | "sarif";
export interface ExportParams {
  format: ExportFormat;
}

export interface StatusParams {
  state: "starting" | "analysing" | "ready" | "failed";
  /** one sentence for the status item; never prompt text */
  message: string;
  /** what the user should know: files left out, a configuration that could not be read */
  notes: string[];
}

/** The source files of a virtual folder. The server reads nothing else of it. */
export interface FolderContents {
  files: { uri: string; text: string }[];
  /** how many more there are that were not sent, because of the limits below */
  leftOut: number;
}

/** A virtual workspace is fetched over the network, file by file: bounded so that opening one stays quick. */
export const virtualFolderLimits = { files: 2_000, bytes: 32_000_000 };

/** Settings under `tokenbill.`, as package.json declares them. */
export interface Settings {
  annotations: "codeLens" | "inlayHints" | "off";
  pricesAsOf: string;
  includeTests: boolean;
  exclude: string[];
  maxFileSize: number;
  models: Record<string, string>;
  rules: Record<string, "off" | "error" | "warning" | "information" | "hint">;
}

/** `initializationOptions` of the server. */
export interface ServerOptions {
  /** the client can be asked for the contents of virtual folders */
  readFolder?: boolean;
}
