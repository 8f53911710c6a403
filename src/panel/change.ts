import { element } from "./dom";
import { inDigits, l10n } from "./l10n";
import type { ChangeRow, Compared, DifferenceData, PanelOutput } from "./messages";
import { figure, placeCell } from "./pieces";
import type { Column, Fill, TableContent } from "./table";

type Send = (message: PanelOutput) => void;

export interface ChangeView {
  root: HTMLElement;
  show(data: DifferenceData): void;
  /** So many files of the last commit are read. */
  progress(done: number, total: number): void;
  /** Asks again: the code has changed. */
  again(): void;
}

/**
 * What the work since the last commit does to the bill. Asks the host when it is made.
 *
 * @param last what was answered before, shown until the new answer is there
 */
export function changeView(last: DifferenceData | undefined, fill: Fill<ChangeRow>, send: Send): ChangeView {
  const root = element("section", { "aria-busy": "true" });
  const far = element("p", { class: "quiet", role: "status" });
  const waiting = element(
    "div",
    {},
    far,
    element("button", { onclick: () => send({ type: "stopComparing" }) }, l10n.t("Stop")),
  );
  let answered = false;
  const show = (data: DifferenceData) => {
    answered = data.ok;
    root.removeAttribute("aria-busy");
    root.replaceChildren(...(data.ok ? answer(data, fill, send) : refusal(data, again)));
  };
  const progress = (done: number, total: number) => {
    far.textContent = l10n.t("Reading the last commit… {0} of {1} files", inDigits(done), inDigits(total));
  };
  /** An answer that is there stays until the new one comes. */
  function again(): void {
    far.textContent = l10n.t("Reading the last commit…");
    root.setAttribute("aria-busy", "true");
    if (!answered) root.replaceChildren(waiting);
    send({ type: "difference" });
  }
  if (last?.ok) show(last);
  again();
  return { root, show, progress, again };
}

function refusal({ reason, again: more }: DifferenceData & { ok: false }, again: () => void): HTMLElement[] {
  const said = element("p", { class: "quiet" }, reason);
  return more ? [said, element("button", { onclick: again }, l10n.t("Compare"))] : [said];
}

function answer(
  { commit, once, monthly, unchanged, rows }: DifferenceData & { ok: true },
  fill: Fill<ChangeRow>,
  send: Send,
): HTMLElement[] {
  const figures = (then: string, now: string, { before, after, difference }: Compared) => [
    figure(then, before, commit),
    figure(now, after, l10n.t("with unsaved changes")),
    figure(l10n.t("Difference"), difference, l10n.t("known input, to the whole output cap")),
  ];
  const same = unchanged === 1 ? l10n.t("1 call is as it was.") : l10n.t("{0} calls are as they were.", unchanged);
  const both = l10n.t("Both sides use the present configuration and prices.");
  return [
    element(
      "dl",
      { class: "figures compared" },
      ...figures(l10n.t("Every call once, last commit"), l10n.t("Every call once, now"), once),
      ...(monthly ? figures(l10n.t("A month, last commit"), l10n.t("A month, now"), monthly) : []),
    ),
    element("p", { class: "quiet" }, `${same} ${both}`),
    fill(changes(rows, send)),
  ];
}

function changes(rows: readonly ChangeRow[], send: Send): TableContent<ChangeRow> {
  const kinds = { added: l10n.t("added"), removed: l10n.t("removed"), changed: l10n.t("changed") };
  const columns: Column<ChangeRow>[] = [
    {
      key: "place",
      title: l10n.t("Call"),
      value: (row) => row.file,
      cell: (row) => (row.place ? placeCell(row.place, row.id, send) : element("span", {}, row.file)),
    },
    { key: "kind", title: l10n.t("Call is"), value: (row) => row.kind, cell: (row) => kinds[row.kind] },
    { key: "model", title: l10n.t("Model"), value: (row) => row.model, cell: (row) => row.model },
    {
      key: "cost",
      title: l10n.t("Cost"),
      cell: ({ size, cost }) => element("div", {}, element("div", {}, cost), element("div", { class: "quiet" }, size)),
    },
    {
      key: "amount",
      title: l10n.t("Difference"),
      numeric: true,
      value: (row) => row.amount,
      cell: (row) => row.amountLabel,
    },
  ];
  return {
    caption: l10n.t("Calls that changed since the last commit"),
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.kind} ${row.file} ${row.model}`,
    empty: l10n.t("No call has changed since the last commit."),
  };
}
