import { billTree, cells, find, type MapNode } from "./bill-map";
import { budgets } from "./budgets";
import { element } from "./dom";
import { l10n } from "./l10n";
import type { CallRow, PanelOutput, PartKind, ReportData } from "./messages";
import { percent } from "./pieces";
import { unnamedModels } from "./unnamed-models";

type Send = (message: PanelOutput) => void;

/** In the order of a request: what goes in, then what comes out. */
const partNames = (): Record<PartKind, string> => ({
  input: l10n.t("Fresh input"),
  cached: l10n.t("Cached input"),
  tools: l10n.t("Tools and schemas"),
  media: l10n.t("Images and sound"),
  embedding: l10n.t("Embeddings"),
  fee: l10n.t("Fees by the request"),
  reasoning: l10n.t("Reasoning"),
  output: l10n.t("Output"),
});

/** What the bill is made of: by kind of token, and by place. Shows the calls that are in the sum and have a price. */
export function overview(report: ReportData, path: string[], moved: (path: string[]) => void, send: Send): HTMLElement {
  const priced = report.calls.filter((row) => row.counted && row.floor !== undefined);
  if (report.calls.length === 0) return element("p", { class: "quiet" }, l10n.t("No model calls were found."));
  return element(
    "div",
    {},
    priced.length === 0
      ? element("p", { class: "quiet" }, l10n.t("No call has a price yet, so there is nothing to divide up."))
      : makeUp(priced),
    unnamedModels(report.calls, send),
    budgets(report.budgets),
    priced.length === 0 ? undefined : map(priced, path, moved, send),
  );
}

function makeUp(rows: readonly CallRow[]): HTMLElement {
  const names = partNames();
  const sum = (kind: PartKind) => rows.reduce((total, { parts }) => total + (parts[kind] ?? 0), 0);
  const sums = (Object.keys(names) as PartKind[]).map((kind) => ({ kind, amount: sum(kind) }));
  const shown = sums.filter(({ amount }) => amount > 0);
  const total = shown.reduce((all, { amount }) => all + amount, 0);
  const bars = shown.map(({ kind, amount }) => {
    const bar = element("span", { class: `part ${kind}` });
    bar.style.flexGrow = String(amount / total);
    return bar;
  });
  const legend = shown.map(({ kind, amount }) =>
    element("li", {}, element("span", { class: `swatch ${kind}` }), `${names[kind]} ${percent(amount / total)}`),
  );
  return element(
    "section",
    {},
    element("h2", {}, l10n.t("What the money goes to")),
    element(
      "p",
      { class: "quiet" },
      l10n.t("Every call once: its known input, and its whole output cap where it has one."),
    ),
    element("div", { class: "make-up", "aria-hidden": "true" }, ...bars),
    element("ul", { class: "legend" }, ...legend),
  );
}

function map(rows: readonly CallRow[], path: string[], moved: (path: string[]) => void, send: Send): HTMLElement {
  const root = billTree(rows);
  const holder = element("div", {});
  function draw(names: string[], focus: boolean): void {
    const { node, path: found } = find(root, names);
    const go = (next: string[]) => {
      moved(next);
      draw(next, true);
    };
    const area = element("div", { class: "map" });
    for (const { node: child, names: inside, x0, x1, y0, y1 } of cells(node)) {
      const act = () => (child.call ? send({ type: "open", place: child.call.place }) : go([...found, ...inside]));
      const cell = cellButton(child, inside.join("/"), child.value / root.value, act);
      if (x1 - x0 < 0.05 || y1 - y0 < 0.1) cell.classList.add("tiny");
      Object.assign(cell.style, { left: pc(x0), top: pc(y0), width: pc(x1 - x0), height: pc(y1 - y0) });
      area.append(cell);
    }
    holder.replaceChildren(trail(found, go), area);
    if (focus) holder.querySelector<HTMLElement>(".map button")?.focus();
  }
  draw(path, false);
  return element("section", {}, element("h2", {}, l10n.t("Where it is spent")), holder);
}

function trail(names: string[], go: (path: string[]) => void): HTMLElement {
  const steps = [l10n.t("All"), ...names].flatMap((name, depth) => {
    const step =
      depth === names.length
        ? element("span", { "aria-current": "true" }, name)
        : element("button", { class: "link", onclick: () => go(names.slice(0, depth)) }, name);
    return depth === 0 ? [step] : [element("span", { class: "quiet" }, "/"), step];
  });
  return element("nav", { class: "trail", "aria-label": l10n.t("Where in the bill") }, ...steps);
}

function cellButton(node: MapNode, name: string, share: number, onclick: () => void): HTMLButtonElement {
  const band = share > 0.25 ? "large" : share > 0.05 ? "medium" : "small";
  const label = node.call
    ? l10n.t("{0}, {1} of the bill. Open the code.", name, percent(share))
    : l10n.t("{0}, {1} of the bill. Show what is inside.", name, percent(share));
  return element(
    "button",
    { class: `cell ${band}`, title: label, onclick },
    element("span", { class: "name" }, name.split("/").at(-1)),
    element("span", { class: "quiet folder" }, name.split("/").slice(0, -1).join("/")),
    element("span", { class: "share" }, percent(share)),
  );
}

function pc(share: number): string {
  return `${share * 100}%`;
}
