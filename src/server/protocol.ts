import type { AgentToolName } from "./agent-tools";

/** What the client and the server say to each other beyond LSP. Method names on the left, their types beside them. */
export const methods = {
  /** request to the server, no params → `ReportData` */
  report: "tokenbill/report",
  /** request to the server: `ApplyFixParams` → `{ applied: boolean }` */
  applyFix: "tokenbill/applyFix",
  /** request to the server: `{ uri }` → `LineFigure[]` of the document, when the setting asks for them */
  lineFigures: "tokenbill/lineFigures",
  /** request to the server: `WhatIf` → `WhatIfData` */
  whatIf: "tokenbill/whatIf",
  /** request to the server, no params → `DifferenceData`; for trusted workspaces: it runs git */
  difference: "tokenbill/difference",
  /** notification from the server, params `DifferenceProgress`: how far a comparison is */
  differenceProgress: "tokenbill/differenceProgress",
  /** request to the server: `NameModelParams` → `{ uri }` of the changed configuration, or null */
  nameModel: "tokenbill/nameModel",
  /** request to the server: `ExportParams` → `{ text }`, the report as a file */
  exportReport: "tokenbill/export",
  /** request to the server, no params → `BaselineText[]`: what makes today's findings known, a file for each folder */
  baseline: "tokenbill/baseline",
  /** request to the server, no params → `PriceListData` */
  priceList: "tokenbill/priceList",
  /** request to the server: `RefreshPricesParams` → `RefreshedPrices`; the only one that uses the network for prices */
  refreshPrices: "tokenbill/refreshPrices",
  /** request to the server: `PriceModelParams` → `{ uri }` of the changed configuration, or null */
  priceModel: "tokenbill/priceModel",
  /** request to the server: `CallPlace` → `ComparedModels`, or null where there is no call */
  compareModels: "tokenbill/compareModels",
  /** request to the server: `UseModelParams` → `{ applied: boolean }` */
  useModel: "tokenbill/useModel",
  /** request to the server: `SetVolumeParams` → `{ applied: boolean }` */
  setVolume: "tokenbill/setVolume",
  /** request to the server: `CallPlace` → `ExactCountOffer`, or null where there is no call; sends nothing */
  exactCount: "tokenbill/exactCount",
  /** request to the server: `SendCountParams` → `ExactCount`; asks the vendor */
  sendCount: "tokenbill/sendCount",
  /** request to the server: `KeepCountParams` → `ExactCount`; what a language model of the editor counted is stored */
  keepCount: "tokenbill/keepCount",
  /** request to the server: `AgentToolParams` → `AgentToolResult` */
  agentTool: "tokenbill/agentTool",
  /** notification from the server, params `StatusParams` */
  status: "tokenbill/status",
  /** notification from the server: figures of the workspace changed, ask again; no params */
  reportChanged: "tokenbill/reportChanged",
  /** request to the client for a folder that is not on disk: `{ uri }` → `FolderContents` */
  readFolder: "tokenbill/readFolder",
} as const;

/** How many files of the last commit are read, while a comparison with it is under way. */
export interface DifferenceProgress {
  done: number;
  total: number;
}

export interface ApplyFixParams {
  /** `FindingRow.id` and the position of the fix in its list */
  finding: string;
  fix: number;
}

/** The figures of a call at the end of a line. */
export interface LineFigure {
  /** 0-based */
  line: number;
  label: string;
  /** what one request costs with its whole output cap, in USD; undefined when it has no price */
  usd?: number;
}

/** Which model an origin (`settings.FAST_LLM`) stands for, in the folder that `uri` is in. */
export interface NameModelParams {
  uri: string;
  origin: string;
  model: string;
}

export interface BaselineText {
  uri: string;
  text: string;
  findings: number;
}

/** Where the prices come from and how old they are. */
export interface PriceListData {
  /** what a refresh asks */
  address: string;
  /** `YYYY-MM-DD` */
  asOf: string;
  days: number;
  tooOld: boolean;
  sources: string[];
}

export interface RefreshPricesParams {
  /** as the person confirmed it; another one is refused */
  address: string;
}

export type RefreshedPrices =
  | {
      ok: true;
      address: string;
      asOf: string;
      /** the day of the prices before */
      before: string;
      /** a line for each price that changed, and for each that is kept because the new one is too far off */
      changes: string[];
      kept: string[];
      /** how many a reviewed decision holds against this source */
      held: number;
      path: string;
    }
  | { ok: false; reason: string; asOf: string };

/** What a person is asked to price a model that no list has: the name of the price, and what it is the price of. */
export interface PriceQuestion {
  name: string;
  /** "input, per million tokens"; "a picture" */
  of: string;
}

/** Prices of one's own in USD, by the names of the questions. */
export interface PriceModelParams {
  uri: string;
  model: string;
  kind: "chat" | "embedding" | "image" | "audio" | "video";
  prices: Record<string, number>;
}

/** A place in a document; the call that it stands in is meant. */
export interface CallPlace {
  uri: string;
  position: { line: number; character: number };
}

/** What one request of a call costs with each model that could take it. */
export interface ComparedModels {
  /** where the call is, for `useModel` */
  place: CallPlace;
  /** as the code names them; empty when the model is chosen at run time */
  current: string[];
  /** the figures of the call as it stands */
  label: string;
  pricesAsOf: string;
  /** same vendor first, cheapest first within each */
  candidates: ComparedModel[];
}

export interface ComparedModel {
  id: string;
  name: string;
  vendor: string;
  sameVendor: boolean;
  current: boolean;
  /** `$1.25 in · $10.00 out` per million tokens */
  price: string;
  /** what this call costs, as in a lens */
  cost: string;
  /** `−80 %` against the call as it stands; empty where the two cannot be compared */
  change: string;
  /** the request that is known does not fit into its context window */
  tooSmall: boolean;
  /** how many calls an edit would move to this model; 0: there is no edit */
  moves: number;
}

export interface UseModelParams extends CallPlace {
  model: string;
}

export interface SetVolumeParams extends CallPlace {
  /** `10k/day` */
  volume: string;
}

/** What would be sent to have a call counted by its vendor, or why it cannot be; and its texts, for a language model of the editor. */
export type ExactCountOffer = (
  | {
      ok: true;
      /** the endpoint's id: the key is kept under it */
      endpoint: string;
      name: string;
      address: string;
      /** of what is sent */
      hash: string;
      bytes: number;
      body: string;
    }
  | { ok: false; reason: string }
) & { texts?: TextsToCount };

/** A request that is nothing but known text: what the editor's language models can count. */
export interface TextsToCount {
  /** the id of the call's model */
  model: string;
  /** of the model and the messages */
  hash: string;
  messages: { role: "user" | "assistant"; text: string }[];
}

export interface KeepCountParams {
  place: CallPlace;
  /** as the person saw it; the count of another text is not kept */
  hash: string;
  tokens: number;
}

export interface SendCountParams {
  place: CallPlace;
  /** as the person saw them; with another address or another request nothing is sent */
  address: string;
  hash: string;
  key: string;
}

export type ExactCount =
  | { ok: true; tokens: number }
  /** `key`: it was refused, so it is not worth keeping */
  | { ok: false; reason: string; key?: boolean };

/** What an agent in the editor asks, by the name of the tool (agent-tools.ts). The input is as the agent wrote it. */
export interface AgentToolParams {
  tool: AgentToolName;
  input: unknown;
}

export interface AgentToolResult {
  /** for a model to read */
  text: string;
}

export type ExportFormat = "markdown" | "html" | "csv" | "json" | "sarif";
export interface ExportParams {
  format: ExportFormat;
}

export interface StatusParams {
  state: "starting" | "analysing" | "ready" | "failed";
  /** one sentence for the status item; never prompt text */
  message: string;
  /** what the user should know: files left out, a configuration that could not be read */
  notes: string[];
  /** what is worth knowing and nothing to mend: files left out or slow */
  remarks?: string[];
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
  annotations: "codeLens" | "inlayHints" | "endOfLine" | "off";
  pricesAsOf: string;
  /** where `Refresh Prices` fetches from; empty: the address that the catalogue names */
  priceListAddress: string;
  /** other base addresses of count endpoints, by vendor */
  countAddresses: Record<string, string>;
  includeTests: boolean;
  exclude: string[];
  maxFileSize: number;
  maxFileSeconds: number;
  models: Record<string, string>;
  preset: "recommended" | "strict" | "off";
  rules: Record<string, "off" | "error" | "warning" | "information" | "hint">;
}

/** `initializationOptions` of the server. */
export interface ServerOptions {
  /** the client can be asked for the contents of virtual folders */
  readFolder?: boolean;
  /** where the server may keep files of its own */
  storage?: string;
  /** the client's settings of `tokenbill` as it starts; without them it is asked */
  settings?: unknown;
}
