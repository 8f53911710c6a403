import { budgetFigure } from "./budgets";
import { element } from "./dom";
import { inDigits, l10n } from "./l10n";
import type { CallRow, FindingRow, PanelOutput, Place, ReportData, SkippedRow, TotalsData } from "./messages";
import { figure, placeCell, sortable } from "./pieces";
import type { Column, TableContent } from "./table";

type Send = (message: PanelOutput) => void;

/**
 * The figures above everything: money of the calls that have a price, and beside it what has none.
 *
 * @param whole on the first page; above the others stands the money alone, so that they begin higher up
 */
export function totals(report: ReportData, whole: boolean, send: Send): HTMLElement {
  const { totals, budgets, pricesAsOf, catalogueAsOf, rate, files } = report;
  const outside = l10n.t("not in the sum");
  const beside = (name: string, count: number) => (count > 0 ? figure(name, inDigits(count), outside) : undefined);
  const money = [
    figure(l10n.t("Every call once"), totals.cost, spanNote(totals)),
    totals.monthly === "" ? undefined : figure(l10n.t("A month"), totals.monthly, monthNote(totals)),
    budgetFigure(budgets),
  ];
  const others = [
    figure(l10n.t("Known input"), totals.inputTokens, l10n.t("tokens")),
    figure(l10n.t("Calls"), inDigits(totals.calls), l10n.t("{0} with a price", totals.priced)),
    beside(l10n.t("No price"), totals.unpriced),
    beside(l10n.t("Model not known"), totals.unresolved),
    beside(l10n.t("Tests, examples"), totals.outOfScope),
  ];
  const read = l10n.t("{0} files, {1} of them parsed.", files.listed, files.parsed);
  const dated = l10n.t("Prices of {0}, catalogue of {1}.", pricesAsOf, catalogueAsOf);
  return element(
    "header",
    {},
    element(
      "div",
      { class: "title" },
      element("h1", {}, l10n.t("Cost report")),
      element("button", { id: "export", onclick: () => send({ type: "export" }) }, l10n.t("Export …")),
    ),
    element("dl", { class: "figures" }, ...money),
    whole ? element("dl", { class: "figures" }, ...others) : undefined,
    element("p", { class: "quiet", id: "age", role: "status" }, `${read} ${dated} ${rate}`),
  );
}

function spanNote({ priced, withoutCap, open }: TotalsData): string {
  if (priced === 0) return l10n.t("no call has a price");
  const left = [
    open > 0 ? l10n.t("{0} with parts of unknown size", open) : "",
    withoutCap > 0 ? l10n.t("{0} without an output cap", withoutCap) : "",
  ].filter(Boolean);
  return [l10n.t("known input, to the whole output cap"), ...left].join("; ");
}

function monthNote({ monthlyCalls }: TotalsData): string {
  return monthlyCalls === 1 ? l10n.t("1 call with a volume") : l10n.t("{0} calls with a volume", monthlyCalls);
}

export function findings({ findings: rows, known }: ReportData, send: Send): TableContent<FindingRow> {
  const columns: Column<FindingRow>[] = [
    { key: "message", title: l10n.t("Finding"), value: (row) => row.rule, cell: findingText },
    {
      key: "place",
      title: l10n.t("Where"),
      value: (row) => sortable(row.place),
      cell: (row) => placeCell(row.place, row.id, send),
    },
    { key: "saving", title: l10n.t("Saves"), numeric: true, value: (row) => row.rank, cell: saving },
    { key: "fix", title: l10n.t("Fix"), cell: (row) => fixes(row, send) },
  ];
  return {
    caption: [l10n.t("Findings by saving"), known].filter(Boolean).join("; "),
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.rule} ${row.message} ${row.place.file}`,
    empty: l10n.t("No findings."),
  };
}

function saving(row: FindingRow): Node {
  if (row.savingLabel === "") return element("span", { class: "quiet" }, l10n.t("not stated"));
  return element("span", { title: row.formula }, row.savingLabel);
}

function findingText({ rule, severity, message }: FindingRow): Node {
  const names = {
    error: l10n.t("error"),
    warning: l10n.t("warning"),
    information: l10n.t("information"),
    hint: l10n.t("hint"),
  };
  const label = element("span", { class: `severity ${severity}` }, names[severity]);
  const about = element("div", { class: "quiet" }, label, ` ${rule}`);
  return element("div", { class: "prose" }, element("div", {}, message), about);
}

function fixes({ id, fixes, disabled }: FindingRow, send: Send): Node {
  if (fixes.length === 0) return element("span", { class: "quiet" }, disabled ?? "");
  const buttons = fixes.map(({ title, safe }, fix) =>
    element(
      "button",
      {
        class: safe && fix === 0 ? "primary" : undefined,
        title: safe ? l10n.t("The model sees the same and answers the same.") : l10n.t("The answer may change."),
        onclick: () => send({ type: "applyFix", finding: id, fix }),
      },
      title,
    ),
  );
  return element("div", { class: "fixes" }, ...buttons);
}

export function calls(rows: readonly CallRow[], send: Send): TableContent<CallRow> {
  const beside = rows.filter(({ counted }) => !counted).length;
  const columns: Column<CallRow>[] = [
    {
      key: "place",
      title: l10n.t("Call"),
      value: (row) => sortable(row.place),
      cell: (row) => placeCell(row.place, row.id, send),
    },
    { key: "model", title: l10n.t("Model"), value: (row) => row.model, cell: (row) => model(row, send) },
    {
      key: "input",
      title: l10n.t("Input"),
      numeric: true,
      value: (row) => row.inputTokens,
      cell: (row) => muted(row, row.input),
    },
    { key: "output", title: l10n.t("Output"), numeric: true, cell: (row) => muted(row, row.output) },
    {
      key: "cost",
      title: l10n.t("Cost"),
      numeric: true,
      value: (row) => row.withCap ?? row.floor,
      cell: cost,
    },
    {
      key: "findings",
      title: l10n.t("Findings"),
      numeric: true,
      value: (row) => row.findings,
      cell: (row) => `${row.findings || ""}`,
    },
  ];
  return {
    note: beside > 0 ? l10n.t("{0} of them billed elsewhere, or in tests", inDigits(beside)) : undefined,
    caption: l10n.t("Calls by cost"),
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.place.file} ${row.model} ${row.sdk} ${row.api} ${row.scope}`,
    empty: l10n.t("No model calls were found."),
  };
}

/** The money of one request, and below it how many there are. */
function cost(row: CallRow): Node {
  const times = row.times === "" ? undefined : element("div", { class: "quiet" }, `× ${row.times}`);
  // Where the model is not known its cell says what it is taken from.
  const figure = row.modelKnown || !row.counted ? row.cost : l10n.t("no price");
  return element("div", { class: "long" }, muted(row, figure), times);
}

function muted(row: CallRow, text: string): Node | string {
  return row.counted ? text : element("span", { class: "quiet" }, text);
}

function model(row: CallRow, send: Send): Node {
  const name = row.modelKnown ? row.model : element("em", {}, row.model);
  const scopes = { production: "", test: l10n.t("test"), example: l10n.t("example") };
  const api = [row.api, scopes[row.scope]].filter(Boolean).join(" · ");
  const { resolve, place } = row;
  const title = resolve?.kind === "name" ? l10n.t("Name the model …") : l10n.t("Set the price …");
  const onclick = () => resolve && send({ type: "resolve", uri: place.uri, resolve });
  return element(
    "div",
    { class: "long" },
    element("div", {}, name),
    element("div", { class: "quiet" }, api),
    resolve && element("button", { "data-focus": `resolve-${row.id}`, onclick }, title),
  );
}

export function skipped(rows: readonly SkippedRow[], send: Send): TableContent<SkippedRow> {
  const place = (row: SkippedRow): Place => ({ uri: row.uri, file: row.file, line: 0, character: 0 });
  const columns: Column<SkippedRow>[] = [
    {
      key: "file",
      title: l10n.t("File"),
      value: (row) => row.file,
      cell: (row) => placeCell(place(row), row.uri, send, false),
    },
    {
      key: "reason",
      title: l10n.t("Why it is not in the numbers"),
      value: (row) => row.reason,
      cell: (row) => row.reason,
    },
  ];
  return {
    caption: l10n.t("Files that are not, or not wholly, in the numbers"),
    columns,
    rows,
    id: (row) => row.uri,
    text: (row) => `${row.file} ${row.reason}`,
    empty: l10n.t("Every file could be analysed."),
  };
}
