import { type ChangeView, changeView } from "./change";
import { element, keepingFocus } from "./dom";
import { inDigits, l10n } from "./l10n";
import type { DifferenceData, PanelInput, PanelOutput, ReportData } from "./messages";
import { overview } from "./overview";
import { calls, findings, skipped, totals } from "./sections";
import { arrange, pageSize, type TableContent, table } from "./table";
import { type WhatIfView, whatIfView } from "./what-if";
import { initialState, type TableName, type TableState, type TabName, tabNames, type ViewState } from "./view-state";

declare function acquireVsCodeApi(): {
  postMessage(message: PanelOutput): void;
};

const host = acquireVsCodeApi();
const root = document.getElementById("root")!;
let state: ViewState = initialState(undefined);
let data: ReportData | undefined;
let supposing: WhatIfView | undefined;
let comparing: ChangeView | undefined;
let difference: DifferenceData | undefined;

const translated = document.getElementById("texts")?.textContent;
if (translated) l10n.use(JSON.parse(translated));
const titles: Record<TabName, string> = {
  overview: l10n.t("Overview"),
  findings: l10n.t("Findings"),
  calls: l10n.t("Calls"),
  whatIf: l10n.t("What if"),
  change: l10n.t("Since last commit"),
  skipped: l10n.t("Skipped files"),
};
const send = (message: PanelOutput) => host.postMessage(message);

function keep(next: Partial<ViewState>): void {
  state = { ...state, ...next };
  send({ type: "state", state });
}

/** Everything anew, or with `keepContent` only what stands above the tab's content, which then asks again itself. */
function draw(keepContent = false): void {
  if (data === undefined) return;
  const before = root.querySelector("main");
  const scroll = before === null ? state.scroll : window.scrollY;
  const own = { role: "tabpanel", id: "panel", "aria-labelledby": `tab-${state.tab}`, tabindex: -1 };
  const kept = keepContent ? document.getElementById("panel") : null;
  const panel = kept ?? element("div", own, content(data, state.tab));
  const head = [totals(data, state.tab === "overview", send), tabs(data)];
  keepingFocus(() => {
    if (kept) before?.querySelectorAll(":scope > :not(#panel)").forEach((part) => void part.remove());
    if (kept) before?.prepend(...head);
    else root.replaceChildren(element("main", {}, ...head, panel));
  });
  root.querySelector("main")?.removeAttribute("aria-busy");
  window.scrollTo(0, scroll);
}

/** New figures wait until the mouse button is up: an element that is replaced under it is never clicked. */
let pressed = false;
let waiting: ReportData | undefined;
window.addEventListener("pointerdown", () => (pressed = true), true);
for (const end of ["pointerup", "pointercancel"]) {
  window.addEventListener(end, () => {
    pressed = false;
    const next = waiting;
    waiting = undefined;
    if (next) setTimeout(() => update(next));
  });
}

function update(next: ReportData): void {
  if (pressed) {
    waiting = next;
    return;
  }
  const same = JSON.stringify(next) === JSON.stringify(data);
  data = next;
  const view = supposing ?? comparing;
  const isCurrent = same && root.querySelector("main:not([aria-busy])") !== null;
  if (!isCurrent) draw(view !== undefined);
  view?.again();
}

/** What is shown is not current any more; it stays readable until the new figures come. */
function outdated(): void {
  root.querySelector("main")?.setAttribute("aria-busy", "true");
  const note = document.getElementById("age");
  if (note) note.textContent = l10n.t("Being worked out again…");
}

let resting: ReturnType<typeof setTimeout> | undefined;
window.addEventListener("scroll", () => {
  clearTimeout(resting);
  resting = setTimeout(() => keep({ scroll: window.scrollY }), 150);
});

function tabs(report: ReportData): HTMLElement {
  const badges: Partial<Record<TabName, number>> = {
    findings: report.findings.length,
    // As the figures have it: those that are billed where their wrapper is called are listed, and not counted.
    calls: report.totals.calls,
    skipped: report.skipped.length,
  };
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
      badges[name] === undefined ? undefined : element("span", { class: "badge" }, inDigits(badges[name])),
    ),
  );
  return element("div", { role: "tablist", "aria-label": l10n.t("Parts of the report"), onkeydown: move }, ...buttons);
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
  supposing =
    tab === "whatIf"
      ? whatIfView(
          report,
          state.whatIf,
          (whatIf) => keep({ whatIf }),
          (rows) => filled(tab, rows),
          send,
        )
      : undefined;
  comparing = tab === "change" ? changeView(difference, (rows) => filled(tab, rows), send) : undefined;
  if (supposing) return supposing.root;
  if (comparing) return comparing.root;
  if (tab === "overview") return overview(report, state.map, (map) => keep({ map }), send);
  if (tab === "findings") return filled(tab, findings(report, send));
  if (tab === "calls") return filled(tab, calls(report.calls, send));
  return filled("skipped", skipped(report.skipped, send));
}

function filled<Row>(tab: TableName, options: TableContent<Row>): HTMLElement {
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
  const again = element("button", { onclick: () => host.postMessage({ type: "refresh" }) }, l10n.t("Try again"));
  root.replaceChildren(element("div", { role: "alert" }, element("p", {}, message), again));
}

window.addEventListener("message", ({ data: message }: MessageEvent<PanelInput>) => {
  if (message.type === "restore") state = initialState(message.state);
  else if (message.type === "report") update(message.data);
  else if (message.type === "reveal") reveal(message.call);
  else if (message.type === "whatIf") supposing?.show(message.data);
  else if (message.type === "difference") {
    difference = message.data;
    comparing?.show(difference);
  } else if (message.type === "comparing") comparing?.progress(message.done, message.total);
  else if (message.type === "outdated") outdated();
  else if (message.type === "failed") fail(message.message);
});
root.replaceChildren(element("p", { class: "quiet", role: "status" }, l10n.t("Reading the workspace…")));
host.postMessage({ type: "ready" });
