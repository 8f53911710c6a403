import { element, keepingFocus } from "./dom";
import { inDigits, l10n } from "./l10n";
import type { TableState } from "./view-state";

export interface Column<Row> {
  key: string;
  title: string;
  numeric?: boolean;
  /** what rows are ordered by; undefined stands last in both directions */
  value?: (row: Row) => number | string | undefined;
  cell: (row: Row) => Node | string;
}

export interface TableOptions<Row> {
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  state: TableState;
  id: (row: Row) => string;
  /** what the filter looks through */
  text: (row: Row) => string;
  empty: string;
  /** said beside the number of rows */
  note?: string;
  changed: (state: TableState) => void;
}

/** Makes the table of a tab: where the reader is in it stays with the tab. */
export type Fill<Row> = (content: TableContent<Row>) => HTMLElement;
export type TableContent<Row> = Omit<TableOptions<Row>, "state" | "changed">;

export const pageSize = 100;

/** Rows after filter and sort, over all pages. */
export function arrange<Row>({ rows, columns, state, text }: TableOptions<Row>): Row[] {
  const needles = state.filter.toLowerCase().split(/\s+/).filter(Boolean);
  const matching = rows.filter((row) => {
    const hay = text(row).toLowerCase();
    return needles.every((needle) => hay.includes(needle));
  });
  const value = columns.find(({ key }) => key === state.sort)?.value;
  return value ? matching.sort((a, b) => compare(value(a), value(b), state.descending === true)) : matching;
}

function compare(a: number | string | undefined, b: number | string | undefined, descending: boolean): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? 1 : -1;
  const order = typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
  return descending ? -order : order;
}

/** A table of one page of rows with sortable headers, a filter above it and a pager below it. */
export function table<Row>(options: TableOptions<Row>): HTMLElement {
  const body = element("div", {});
  const count = element("span", { class: "quiet", role: "status" });
  let state = options.state;
  const change = (next: Partial<TableState>) => {
    state = { ...state, ...next };
    options.changed(state);
    draw();
  };
  const filter = element("input", {
    type: "search",
    id: "filter",
    class: "filter",
    placeholder: l10n.t("Filter"),
    "aria-label": l10n.t("Filter: {0}", options.caption),
    value: state.filter,
    oninput: () => change({ filter: filter.value, page: 0 }),
  });
  function draw(): void {
    const rows = arrange({ ...options, state });
    const pages = Math.max(1, Math.ceil(rows.length / pageSize));
    const page = Math.min(state.page, pages - 1);
    count.textContent =
      rows.length === options.rows.length
        ? [rowsLabel(rows.length), options.note].filter(Boolean).join(", ")
        : l10n.t("{0} of {1} rows", inDigits(rows.length), inDigits(options.rows.length));
    const shown = rows.slice(page * pageSize, (page + 1) * pageSize);
    const nothing = options.rows.length === 0 ? options.empty : l10n.t("Nothing matches the filter.");
    const content =
      shown.length === 0
        ? element("p", { class: "quiet" }, nothing)
        : element("div", { class: "scroller" }, grid(options, state, shown, change));
    keepingFocus(() => body.replaceChildren(content, pages > 1 ? pager(page, pages, change) : ""));
  }
  draw();
  return element(
    "section",
    { class: "table" },
    options.rows.length > 0 ? element("div", { class: "bar" }, filter, count) : "",
    body,
  );
}

function rowsLabel(count: number): string {
  return count === 1 ? l10n.t("1 row") : l10n.t("{0} rows", inDigits(count));
}

/** Roles are spelt out because a narrow panel lays its rows out as blocks, which would take their meaning away. */
function grid<Row>(
  { caption, columns, id }: TableOptions<Row>,
  state: TableState,
  rows: readonly Row[],
  change: (next: Partial<TableState>) => void,
): HTMLElement {
  const header = columns.map((column) => headerCell(column, state, change));
  const lines = rows.map((row) =>
    element(
      "tr",
      { "data-id": id(row), tabindex: -1, role: "row" },
      ...columns.map(({ cell, numeric }) =>
        element("td", { class: numeric ? "number" : undefined, role: "cell" }, cell(row)),
      ),
    ),
  );
  return element(
    "table",
    { role: "table" },
    element("caption", { class: "hidden" }, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...header)),
    element("tbody", { role: "rowgroup" }, ...lines),
  );
}

function headerCell<Row>(
  { key, title, numeric, value }: Column<Row>,
  state: TableState,
  change: (next: Partial<TableState>) => void,
): HTMLElement {
  const sorted = state.sort === key;
  const order = sorted ? (state.descending ? "descending" : "ascending") : undefined;
  const attributes = { scope: "col", role: "columnheader", class: numeric ? "number" : undefined, "aria-sort": order };
  if (!value) return element("th", attributes, title);
  const onclick = () => change({ sort: key, descending: sorted ? !state.descending : numeric === true, page: 0 });
  const arrow = element("span", { "aria-hidden": "true" }, sorted ? (state.descending ? " ↓" : " ↑") : "");
  return element(
    "th",
    attributes,
    element("button", { class: "sort", "data-focus": `sort-${key}`, onclick }, title, arrow),
  );
}

function pager(page: number, pages: number, change: (next: Partial<TableState>) => void): HTMLElement {
  const step = (label: string, to: number) =>
    element(
      "button",
      { "data-focus": label, disabled: to < 0 || to >= pages, onclick: () => change({ page: to }) },
      label,
    );
  const where = element("span", { class: "quiet" }, l10n.t("Page {0} of {1}", page + 1, pages));
  return element(
    "nav",
    { class: "bar", "aria-label": l10n.t("Pages") },
    step(l10n.t("Previous"), page - 1),
    where,
    step(l10n.t("Next"), page + 1),
  );
}
