import type { WhatIf } from "./messages";

export type TableName = "findings" | "calls" | "skipped";
export type TabName = "overview" | TableName | "whatIf";

export interface TableState {
  /** key of the column the rows are sorted by; undefined: as they came */
  sort?: string;
  descending?: boolean;
  filter: string;
  page: number;
}

/** Where the reader is. Kept across reloads; figures are not, they are asked for again. */
export interface ViewState {
  tab: TabName;
  tables: Record<TableName, TableState>;
  /** the folder or file that the map shows, as the names on the way to it */
  map: string[];
  whatIf: WhatIf;
}

const empty = (): TableState => ({ filter: "", page: 0 });

export function initialState(saved: unknown): ViewState {
  const fresh: ViewState = {
    tab: "overview",
    tables: { findings: empty(), calls: empty(), skipped: empty() },
    map: [],
    whatIf: {},
  };
  if (!isViewState(saved)) return fresh;
  return { ...fresh, ...saved, tables: { ...fresh.tables, ...saved.tables } };
}

function isViewState(saved: unknown): saved is ViewState {
  return typeof saved === "object" && saved !== null && "tab" in saved && "tables" in saved;
}
