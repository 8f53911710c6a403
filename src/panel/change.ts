import { element } from "./dom";
import type { ChangeRow, Compared, DifferenceData, PanelOutput } from "./messages";
import { figure, placeButton } from "./sections";
import type { Column, TableOptions } from "./table";

type Send = (message: PanelOutput) => void;

export interface ChangeView {
  root: HTMLElement;
  show(data: DifferenceData): void;
  /** Asks again: the code has changed. */
  again(): void;
}

/**
 * What the work since the last commit does to the bill. Asks the host when it is made.
 *
 * @param last what was answered before, shown until the new answer is there
 */
export function changeView(
  last: DifferenceData | undefined,
  fill: (options: Omit<TableOptions<ChangeRow>, "state" | "changed">) => HTMLElement,
  send: Send,
): ChangeView {
  const root = element("section", { "aria-busy": "true" });
  const show = (data: DifferenceData) => {
    root.removeAttribute("aria-busy");
    root.replaceChildren(...(data.ok ? answer(data, fill, send) : [element("p", { class: "quiet" }, data.reason)]));
  };
  if (last === undefined) root.append(element("p", { class: "quiet", role: "status" }, "Reading the last commit…"));
  else show(last);
  const again = () => {
    root.setAttribute("aria-busy", "true");
    send({ type: "difference" });
  };
  again();
  return { root, show, again };
}

function answer(
  { commit, once, monthly, unchanged, rows }: DifferenceData & { ok: true },
  fill: (options: Omit<TableOptions<ChangeRow>, "state" | "changed">) => HTMLElement,
  send: Send,
): HTMLElement[] {
  const figures = (name: string, { before, after, difference }: Compared) =>
    element(
      "dl",
      { class: "figures" },
      figure(`${name}, last commit`, before, commit),
      figure(`${name}, now`, after, "with unsaved changes"),
      figure("Difference", difference, "known input, to the whole output cap"),
    );
  return [
    figures("Every call once", once),
    ...(monthly ? [figures("A month", monthly)] : []),
    element(
      "p",
      { class: "quiet" },
      `${unchanged} calls are as they were. Both sides use the present configuration and prices.`,
    ),
    fill(changes(rows, send)),
  ];
}

function changes(rows: readonly ChangeRow[], send: Send): Omit<TableOptions<ChangeRow>, "state" | "changed"> {
  const columns: Column<ChangeRow>[] = [
    { key: "amount", title: "Difference", numeric: true, value: (row) => row.amount, cell: (row) => row.amountLabel },
    { key: "kind", title: "Call is", value: (row) => row.kind, cell: (row) => row.kind },
    {
      key: "place",
      title: "Call",
      value: (row) => row.file,
      cell: (row) => (row.place ? placeButton(row.place, row.id, send) : element("span", {}, row.file)),
    },
    { key: "model", title: "Model", value: (row) => row.model, cell: (row) => row.model },
    {
      key: "cost",
      title: "Cost",
      cell: ({ size, cost }) => element("div", {}, element("div", {}, cost), element("div", { class: "quiet" }, size)),
    },
  ];
  return {
    caption: "Calls that changed since the last commit",
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.kind} ${row.file} ${row.model}`,
    empty: "No call has changed since the last commit.",
  };
}
