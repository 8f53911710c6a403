import { billTree, cells, find, type MapNode } from "./bill-map";
import { element } from "./dom";
import type { CallRow, PanelOutput, PartKind, ReportData } from "./messages";

type Send = (message: PanelOutput) => void;

const partNames: Record<PartKind, string> = {
  input: "Input",
  output: "Output",
  embedding: "Embeddings",
};

/** What the bill is made of: by kind of token, and by place. Shows the calls that are in the sum and have a price. */
export function overview(report: ReportData, path: string[], moved: (path: string[]) => void, send: Send): HTMLElement {
  const priced = report.calls.filter((row) => row.counted && row.floor !== undefined);
  if (priced.length === 0) {
    return element(
      "p",
      { class: "quiet" },
      "No call has a price, so there is nothing to divide up. The Calls tab says why.",
    );
  }
  return element("div", {}, makeUp(priced), map(priced, path, moved, send));
}

function makeUp(rows: readonly CallRow[]): HTMLElement {
  const sums = new Map<PartKind, number>();
  for (const { parts } of rows) {
    for (const [kind, amount] of Object.entries(parts) as [PartKind, number][]) {
      sums.set(kind, (sums.get(kind) ?? 0) + amount);
    }
  }
  const total = [...sums.values()].reduce((sum, amount) => sum + amount, 0);
  const shown = [...sums].filter(([, amount]) => amount > 0);
  const bars = shown.map(([kind, amount]) => {
    const bar = element("span", { class: `part ${kind}` });
    bar.style.flexGrow = String(amount / total);
    return bar;
  });
  const legend = shown.map(([kind, amount]) =>
    element("li", {}, element("span", { class: `swatch ${kind}` }), `${partNames[kind]} ${percent(amount / total)}`),
  );
  return element(
    "section",
    {},
    element("h2", {}, "What the money goes to"),
    element("p", { class: "quiet" }, "Every call once: its known input, and its whole output cap where it has one."),
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
  return element("section", {}, element("h2", {}, "Where it is spent"), holder);
}

function trail(names: string[], go: (path: string[]) => void): HTMLElement {
  const steps = ["All", ...names].flatMap((name, depth) => {
    const step =
      depth === names.length
        ? element("span", { "aria-current": "true" }, name)
        : element("button", { class: "link", onclick: () => go(names.slice(0, depth)) }, name);
    return depth === 0 ? [step] : [element("span", { class: "quiet" }, "/"), step];
  });
  return element("nav", { class: "trail", "aria-label": "Where in the bill" }, ...steps);
}

function cellButton(node: MapNode, name: string, share: number, onclick: () => void): HTMLButtonElement {
  const band = share > 0.25 ? "large" : share > 0.05 ? "medium" : "small";
  const what = node.call ? "Open the code" : "Show what is inside";
  const label = `${name}, ${percent(share)} of the bill. ${what}.`;
  return element(
    "button",
    { class: `cell ${band}`, title: label, onclick },
    element("span", { class: "name" }, name.split("/").at(-1)),
    element("span", { class: "quiet folder" }, name.split("/").slice(0, -1).join("/")),
    element("span", { class: "share" }, percent(share)),
  );
}

function percent(share: number): string {
  return share < 0.001 ? "< 0.1 %" : `${(share * 100).toFixed(share < 0.1 ? 1 : 0)} %`;
}

function pc(share: number): string {
  return `${share * 100}%`;
}
