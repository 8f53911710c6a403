import { element } from "./dom";
import type { PanelInput, PanelOutput, ReportData } from "./messages";
import { overview } from "./overview";
import { calls, findings, skipped, totals } from "./sections";
import { arrange, pageSize, type TableOptions, table } from "./table";
import { type WhatIfView, whatIfView } from "./what-if";
import { initialState, type TableName, type TableState, type TabName, type ViewState } from "./view-state";

declare function acquireVsCodeApi(): {
  postMessage(message: PanelOutput): void;
  getState(): unknown;
  setState(state: ViewState): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById("root")!;
let state = initialState(host.getState());
let data: ReportData | undefined;
let supposing: WhatIfView | undefined;

const titles: Record<TabName, string> = {
  overview: "Overview",
  findings: "Findings",
  calls: "Calls",
  whatIf: "What if",
  skipped: "Skipped files",
};
const send = (message: PanelOutput) => host.postMessage(message);
const tabNames = Object.keys(titles) as TabName[];

function keep(next: Partial<ViewState>): void {
  state = { ...state, ...next };
  host.setState(state);
}

function draw(): void {
  if (data === undefined) return;
  const focused = document.activeElement?.id;
  const scroll = window.scrollY;
  const panel = element("div", { role: "tabpanel", id: "panel", "aria-labelledby": `tab-${state.tab}`, tabindex: -1 });
  panel.append(content(data, state.tab));
  root.replaceChildren(element("main", {}, totals(data, send), tabs(data), panel));
  if (focused) document.getElementById(focused)?.focus();
  window.scrollTo(0, scroll);
}

function tabs(report: ReportData): HTMLElement {
  const buttons = tabNames.map((name) =>
    element(
      "button",
      {
        role: "tab",
        id: `tab-${name}`,
        "aria-controls": "panel",
        "aria-selected": state.tab === name ? "true" : "false",
        tabindex: state.tab === name ? 0 : -1,
        onclick: () => select(name),
      },
      titles[name],
      name === "overview" || name === "whatIf"
        ? undefined
        : element("span", { class: "badge" }, `${report[name].length}`),
    ),
  );
  return element("div", { role: "tablist", "aria-label": "Parts of the report", onkeydown: move }, ...buttons);
}

function select(tab: TabName): void {
  keep({ tab });
  draw();
}

/** Arrow keys, Home and End move between tabs, as in any tab list. */
function move(event: Event): void {
  const at = tabNames.indexOf(state.tab);
  const targets: Record<string, number> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabNames.length - 1 };
  const target = targets[(event as KeyboardEvent).key];
  if (target === undefined) return;
  event.preventDefault();
  const name = tabNames[(target + tabNames.length) % tabNames.length]!;
  select(name);
  document.getElementById(`tab-${name}`)?.focus();
}

function content(report: ReportData, tab: TabName): HTMLElement {
  supposing = tab === "whatIf" ? whatIfView(report, state.whatIf, (whatIf) => keep({ whatIf }), send) : undefined;
  if (supposing) return supposing.root;
  if (tab === "overview") return overview(report, state.map, (map) => keep({ map }), send);
  if (tab === "findings") return filled(tab, findings(report.findings, send));
  if (tab === "calls") return filled(tab, calls(report.calls, send));
  return filled("skipped", skipped(report.skipped, send));
}

function filled<Row>(tab: TableName, options: Omit<TableOptions<Row>, "state" | "changed">): HTMLElement {
  const changed = (next: TableState) => keep({ tables: { ...state.tables, [tab]: next } });
  return table({ ...options, state: state.tables[tab], changed });
}

/** Shows a call's row, whatever page it is on. */
function reveal(call: string): void {
  if (data === undefined) return;
  const options = calls(data.calls, () => {});
  const tableState = { ...state.tables.calls, filter: "" };
  const index = arrange({ ...options, state: tableState, changed: () => {} }).findIndex(({ id }) => id === call);
  if (index < 0) return;
  const page = Math.floor(index / pageSize);
  keep({ tab: "calls", tables: { ...state.tables, calls: { ...tableState, page } } });
  draw();
  const row = root.querySelector<HTMLElement>(`tr[data-id="${CSS.escape(call)}"]`);
  row?.classList.add("revealed");
  row?.scrollIntoView({ block: "center" });
  row?.querySelector<HTMLElement>("button.link")?.focus();
}

function fail(message: string): void {
  const again = element("button", { onclick: () => host.postMessage({ type: "refresh" }) }, "Try again");
  root.replaceChildren(element("div", { role: "alert" }, element("p", {}, message), again));
}

window.addEventListener("message", ({ data: message }: MessageEvent<PanelInput>) => {
  if (message.type === "report") {
    data = message.data;
    draw();
  } else if (message.type === "reveal") reveal(message.call);
  else if (message.type === "whatIf") supposing?.show(message.data);
  else if (message.type === "failed") fail(message.message);
});
root.replaceChildren(element("p", { class: "quiet", role: "status" }, "Reading the workspace…"));
host.postMessage({ type: "ready" });
