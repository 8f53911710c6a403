export type TabName = "findings" | "calls" | "skipped";

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
  tables: Record<TabName, TableState>;
}

const empty = (): TableState => ({ filter: "", page: 0 });

export function initialState(saved: unknown): ViewState {
  const fresh: ViewState = { tab: "findings", tables: { findings: empty(), calls: empty(), skipped: empty() } };
  if (typeof saved !== "object" || saved === null || !("tab" in saved) || !("tables" in saved)) return fresh;
  const { tab, tables } = saved as ViewState;
  return tab in fresh.tables ? { tab, tables: { ...fresh.tables, ...tables } } : fresh;
}
