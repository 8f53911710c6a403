import { element } from "./dom";
import type { CallRow, FindingRow, PanelOutput, Place, ReportData, SkippedRow, TotalsData } from "./messages";
import type { Column, TableOptions } from "./table";

type Send = (message: PanelOutput) => void;
type Content<Row> = Omit<TableOptions<Row>, "state" | "changed">;

/** The figures above everything: money of the calls that have a price, and beside it what has none. */
export function totals({ totals, pricesAsOf, catalogueAsOf, rate, files }: ReportData, send: Send): HTMLElement {
  const figures = [
    figure("Every call once", totals.cost, spanNote(totals)),
    figure("Known input", totals.inputTokens, "tokens"),
    figure("Calls", `${totals.calls}`, `${totals.priced} with a price`),
    totals.unpriced > 0 ? figure("No price", `${totals.unpriced}`, "not in the sum") : undefined,
    totals.unresolved > 0 ? figure("Model not known", `${totals.unresolved}`, "not in the sum") : undefined,
    totals.outOfScope > 0 ? figure("Tests, examples", `${totals.outOfScope}`, "not in the sum") : undefined,
  ];
  const read = `${files.listed} files, ${files.parsed} of them parsed. Prices of ${pricesAsOf}, catalogue of ${catalogueAsOf}. ${rate}`;
  return element(
    "header",
    {},
    element(
      "div",
      { class: "title" },
      element("h1", {}, "Cost report"),
      element("button", { id: "export", onclick: () => send({ type: "export" }) }, "Export …"),
    ),
    element("dl", { class: "figures" }, ...figures),
    element("p", { class: "quiet", id: "age", role: "status" }, read),
  );
}

function spanNote({ priced, withoutCap, open }: TotalsData): string {
  if (priced === 0) return "no call has a price";
  const left = [
    open > 0 ? `${open} with parts of unknown size` : "",
    withoutCap > 0 ? `${withoutCap} without an output cap` : "",
  ].filter(Boolean);
  return ["known input, to the whole output cap", ...left].join("; ");
}

export function figure(name: string, value: string, note: string): HTMLElement {
  return element(
    "div",
    { class: "figure" },
    element("dt", {}, name),
    element("dd", {}, element("strong", {}, value), element("span", { class: "quiet" }, note)),
  );
}

export function findings({ findings: rows, known }: ReportData, send: Send): Content<FindingRow> {
  const columns: Column<FindingRow>[] = [
    { key: "saving", title: "Saves", numeric: true, value: (row) => row.rank, cell: saving },
    { key: "message", title: "Finding", value: (row) => row.rule, cell: findingText },
    {
      key: "place",
      title: "Where",
      value: (row) => where(row.place),
      cell: (row) => placeButton(row.place, row.id, send),
    },
    { key: "fix", title: "Fix", cell: (row) => fixes(row, send) },
  ];
  return {
    caption: known === "" ? "Findings by saving" : `Findings by saving; ${known}`,
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.rule} ${row.message} ${row.place.file}`,
    empty: "No findings.",
  };
}

function saving(row: FindingRow): Node {
  if (row.savingLabel === "") return element("span", { class: "quiet" }, "not stated");
  return element("span", { title: row.formula }, row.savingLabel);
}

function findingText({ rule, severity, message }: FindingRow): Node {
  const label = element("span", { class: `severity ${severity}` }, severity);
  return element("div", {}, element("div", {}, message), element("div", { class: "quiet" }, label, ` ${rule}`));
}

function fixes({ id, fixes, disabled }: FindingRow, send: Send): Node {
  if (fixes.length === 0) return element("span", { class: "quiet" }, disabled ?? "");
  const buttons = fixes.map(({ title, safe }, fix) =>
    element(
      "button",
      {
        class: safe && fix === 0 ? "primary" : undefined,
        title: safe ? "The model sees the same and answers the same." : "The answer may change.",
        onclick: () => send({ type: "applyFix", finding: id, fix }),
      },
      title,
    ),
  );
  return element("div", { class: "fixes" }, ...buttons);
}

export function calls(rows: readonly CallRow[], send: Send): Content<CallRow> {
  const columns: Column<CallRow>[] = [
    {
      key: "cost",
      title: "Cost",
      numeric: true,
      value: (row) => row.withCap ?? row.floor,
      cell: (row) => muted(row, row.cost),
    },
    {
      key: "place",
      title: "Call",
      value: (row) => where(row.place),
      cell: (row) => placeButton(row.place, row.id, send),
    },
    { key: "model", title: "Model", value: (row) => row.model, cell: (row) => model(row, send) },
    {
      key: "input",
      title: "Input",
      numeric: true,
      value: (row) => row.inputTokens,
      cell: (row) => muted(row, row.input),
    },
    { key: "output", title: "Output", numeric: true, cell: (row) => muted(row, row.output) },
    { key: "times", title: "Times", numeric: true, cell: (row) => row.times },
    {
      key: "findings",
      title: "Findings",
      numeric: true,
      value: (row) => row.findings,
      cell: (row) => `${row.findings || ""}`,
    },
  ];
  return {
    caption: "Calls by cost",
    columns,
    rows,
    id: (row) => row.id,
    text: (row) => `${row.place.file} ${row.model} ${row.sdk} ${row.api} ${row.scope}`,
    empty: "No model calls were found.",
  };
}

function muted(row: CallRow, text: string): Node | string {
  return row.counted ? text : element("span", { class: "quiet" }, text);
}

function model(row: CallRow, send: Send): Node {
  const name = row.modelKnown ? row.model : element("em", {}, row.model);
  const scope = row.scope === "production" ? "" : ` · ${row.scope}`;
  const { resolve, place } = row;
  const title = resolve?.kind === "name" ? "Name the model …" : "Set the price …";
  const onclick = () => resolve && send({ type: "resolve", uri: place.uri, resolve });
  return element(
    "div",
    {},
    element("div", {}, name),
    element("div", { class: "quiet" }, `${row.api}${scope}`),
    resolve && element("button", { "data-focus": `resolve-${row.id}`, onclick }, title),
  );
}

export function skipped(rows: readonly SkippedRow[], send: Send): Content<SkippedRow> {
  const place = (row: SkippedRow): Place => ({ uri: row.uri, file: row.file, line: 0, character: 0 });
  const columns: Column<SkippedRow>[] = [
    {
      key: "file",
      title: "File",
      value: (row) => row.file,
      cell: (row) => placeButton(place(row), row.uri, send, row.file),
    },
    { key: "reason", title: "Why it is not in the numbers", value: (row) => row.reason, cell: (row) => row.reason },
  ];
  return {
    caption: "Files that are not, or not wholly, in the numbers",
    columns,
    rows,
    id: (row) => row.uri,
    text: (row) => `${row.file} ${row.reason}`,
    empty: "Every file could be analysed.",
  };
}

function where({ file, line }: Place): string {
  return `${file}:${String(line + 1).padStart(7, "0")}`;
}

export function placeButton(place: Place, id: string, send: Send, text = `${place.file}:${place.line + 1}`): Node {
  return element(
    "button",
    { class: "link", "data-focus": `open-${id}`, onclick: () => send({ type: "open", place }) },
    text,
  );
}
