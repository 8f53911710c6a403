import type { WhatIf } from "./messages";

export const tabNames = ["overview", "findings", "calls", "whatIf", "change", "skipped"] as const;
export type TabName = (typeof tabNames)[number];
export type TableName = Exclude<TabName, "overview">;

export interface TableState {
  /** key of the column the rows are sorted by; undefined: as they came */
  sort?: string;
  descending?: boolean;
  filter: string;
  page: number;
}

/** Where the reader is. The host keeps it across reloads; figures are not kept, they are asked for again. */
export interface ViewState {
  tab: TabName;
  tables: Record<TableName, TableState>;
  /** the folder or file that the map shows, as the names on the way to it */
  map: string[];
  whatIf: WhatIf;
  /** how far down the page is scrolled, in pixels */
  scroll: number;
}

const empty = (): TableState => ({ filter: "", page: 0 });

export function initialState(saved: unknown): ViewState {
  const fresh: ViewState = {
    tab: "overview",
    tables: { findings: empty(), calls: empty(), whatIf: empty(), change: empty(), skipped: empty() },
    map: [],
    whatIf: {},
    scroll: 0,
  };
  if (!isViewState(saved)) return fresh;
  return { ...fresh, ...saved, tables: { ...fresh.tables, ...saved.tables } };
}

/** What an earlier version kept may look otherwise. */
function isViewState(saved: unknown): saved is ViewState {
  if (typeof saved !== "object" || saved === null) return false;
  const { tab, tables, map, whatIf } = saved as Record<string, unknown>;
  const isObject = (value: unknown) => typeof value === "object" && value !== null;
  return tabNames.includes(tab as TabName) && isObject(tables) && Array.isArray(map) && isObject(whatIf);
}
