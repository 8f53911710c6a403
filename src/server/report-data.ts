import type { Configuration } from "../engine/configuration";
import type { PicoUsd } from "../engine/costs/cost";
import { formatTokens, type Money, moneyIn } from "../engine/costs/money";
import { relativePath } from "../engine/files/paths";
import type { Catalogue } from "../engine/models/catalogue";
import { monthLabel } from "../engine/reports/difference-text";
import { baselineLabel, inputLabel, modelLabel, moneyLabel, outputLabel, sumLabel } from "../engine/reports/label";
import type { FullReport } from "../engine/reports/report";
import { type Totals, totalsOf } from "../engine/reports/totals";
import { counts } from "../engine/rules/billed";
import { firstThingsFirst, worthLabel, worths } from "../engine/reports/worth";
import type { AnalysedCall, Finding } from "../engine/rules/rule";
import type { CallRow, FindingRow, GroupRow, PartKind, Place, ReportData, TotalsData } from "../panel/messages";
import { budgetRows } from "./budget-rows";
import { makeUp } from "./make-up";
import { priceQuestions } from "./price-model";
import { shownCalls } from "./shown-calls";
import type { Workspace } from "./workspace";

/** The report as the panel and the views show it. Dearest calls and largest savings first. */
export function reportData(
  report: FullReport,
  workspace: Workspace,
  { includeTests, budgets }: Configuration,
  catalogue: Catalogue,
): ReportData {
  const findingsOf = new Map<string, number>();
  for (const { callId } of report.findings) findingsOf.set(callId, (findingsOf.get(callId) ?? 0) + 1);
  const money = moneyIn(report.currency);
  const placeAt = (path: string, offset: number) => placeOf(report, workspace, path, offset);
  const calls = shownCalls(report.calls)
    .map(({ analysed, members }) => callRow(analysed, members, { placeAt, includeTests, findingsOf, money }))
    .sort(dearestFirst);
  const group = (key: (row: CallRow) => string) => groupRows(report, calls, includeTests, key, money);
  return {
    pricesAsOf: report.pricesAsOf,
    catalogueAsOf: report.catalogueAsOf,
    totals: totalsData(totalsOf(report, includeTests), money),
    budgets: budgetRows(report, workspace, budgets, includeTests, money),
    rate: money.note,
    models: modelIds(catalogue),
    groups: {
      folder: group(({ place: { file } }) => file.split("/").slice(0, -1).join("/") || "."),
      file: group((row) => row.place.file),
      model: group((row) => row.model),
      sdk: group((row) => row.sdk),
      feature: group((row) => row.feature ?? ""),
    },
    calls,
    findings: findingRows(report, placeAt, money),
    known: baselineLabel(report),
    skipped: report.skipped.map(({ path, reason }) => ({
      file: relativePath(path, report.folders),
      uri: workspace.uri(path),
      reason,
    })),
    files: report.files,
  };
}

/** The vendors' own ids of everything that answers; hosted copies of them are left out. */
function modelIds({ models }: Catalogue): string[] {
  return [
    ...new Set(
      models.filter(({ kind, provider, vendor }) => kind === "chat" && provider === vendor).map(({ id }) => id),
    ),
  ];
}

/** Stable while the code around it is edited; says which fix is meant when the panel asks for one. */
export function findingId(finding: Finding): string {
  return `${finding.rule}@${finding.callId}@${finding.range.path}:${finding.range.start}`;
}

type PlaceAt = (path: string, offset: number) => Place;

export function placeOf(report: FullReport, workspace: Workspace, path: string, offset: number): Place {
  const { line, column } = report.position(path, offset);
  return { uri: workspace.uri(path), file: relativePath(path, report.folders), line: line - 1, character: column - 1 };
}

function totalsData(totals: Totals, money: Money): TotalsData {
  const { calls, priced, unpriced, unresolved, outOfScope, withoutCap, open } = totals;
  const cost = sumLabel(totals, money);
  const monthly = totals.monthly.calls === 0 ? "" : monthLabel(totals, money);
  const inputTokens = `${totals.estimated ? "≈" : ""}${formatTokens(totals.inputTokens)}`;
  return {
    calls,
    priced,
    unpriced,
    unresolved,
    outOfScope,
    withoutCap,
    open,
    cost,
    monthly,
    monthlyCalls: totals.monthly.calls,
    inputTokens,
  };
}

/** Dearest first; what has no part in the sum stands last. */
function groupRows(
  report: FullReport,
  rows: readonly CallRow[],
  includeTests: boolean,
  key: (row: CallRow) => string,
  money: Money,
): GroupRow[] {
  const analysed = new Map(report.calls.map((one) => [one.call.id, one]));
  const groups = new Map<string, CallRow[]>();
  for (const row of rows) push(groups, key(row), row);
  const sum = (own: readonly CallRow[]) =>
    own.reduce((total, row) => (row.counted ? Math.max(0, total) + Math.max(0, upper(row)) : total), -1);
  const dearest = [...groups].map(([name, own]) => ({ name, own, sum: sum(own) })).sort((a, b) => b.sum - a.sum);
  return dearest.map(({ name, own }) => {
    const calls = own.flatMap(({ id }) => analysed.get(id) ?? []);
    const totals = totalsData(totalsOf({ ...report, calls }, includeTests), money);
    return {
      name,
      uri: key(own[0]!) === own[0]!.place.file ? own[0]!.place.uri : undefined,
      totals,
      calls: own.map(({ id }) => id),
    };
  });
}

function push<T>(groups: Map<string, T[]>, key: string, value: T): void {
  const own = groups.get(key);
  if (own === undefined) groups.set(key, [value]);
  else own.push(value);
}

interface RowOptions {
  placeAt: PlaceAt;
  includeTests: boolean;
  findingsOf: ReadonlyMap<string, number>;
  money: Money;
}

function callRow(
  analysed: AnalysedCall,
  members: number,
  { placeAt, includeTests, findingsOf, money }: RowOptions,
): CallRow {
  const { call, count, cost } = analysed;
  return {
    id: call.id,
    place: placeAt(call.path, call.anchor.start),
    counted: counts(analysed, includeTests),
    scope: call.scope,
    sdk: call.sdk,
    api: call.api,
    model: members > 1 ? `${modelText(analysed)}, dearest of ${members}` : modelText(analysed),
    modelKnown: call.model.status !== "unknown",
    feature: analysed.usage?.feature,
    open: cost?.withCap === undefined || count.open.length > 0,
    resolve: call.calledFrom === undefined ? resolveOf(analysed) : undefined,
    input: inputLabel(analysed),
    inputTokens: count.known.tokens,
    output: outputLabel(analysed),
    cost: call.calledFrom ? "billed at its callers" : moneyLabel(analysed, money),
    floor: usd(cost?.floor),
    withCap: usd(cost?.withCap),
    parts: partsOf(analysed),
    times: timesText(analysed),
    findings: findingsOf.get(call.id) ?? 0,
  };
}

function resolveOf({ call, cost, unpriced }: AnalysedCall): CallRow["resolve"] {
  if (cost !== undefined) return undefined;
  const [id] = unpriced;
  if (call.model.status !== "unknown") {
    const { kind, asks } = priceQuestions[call.kind];
    return id === undefined ? undefined : { kind: "price", model: id, of: kind, asks };
  }
  return call.model.origin === undefined ? undefined : { kind: "name", origin: call.model.origin };
}

/** Of a choice of models the floor is the cheapest one's, the parts are the dearest one's. */
function partsOf(analysed: AnalysedCall): CallRow["parts"] {
  const amounts = Object.entries(makeUp(analysed)) as [PartKind, PicoUsd][];
  return Object.fromEntries(amounts.map(([kind, amount]) => [kind, usd(amount)!]));
}

export function modelText({ call }: AnalysedCall): string {
  return modelLabel(call.model, call.model.origin ?? "chosen at run time");
}

function timesText({ call }: AnalysedCall): string {
  const { min, max, over } = call.multiplicity.times;
  if (min === 1 && max === 1) return "";
  if (max === undefined) return over === undefined ? "any number" : `each of ${over}`;
  return min === max ? `${max}` : `${min}–${max}`;
}

function findingRows(report: FullReport, placeAt: PlaceAt, money: Money): FindingRow[] {
  const worth = worths(report);
  return firstThingsFirst(report).map((finding, index, all) => {
    const savingLabel = worthLabel(worth.get(finding)!, money);
    return findingRow(finding, placeAt, savingLabel, savingLabel === "" ? undefined : all.length - index);
  });
}

function findingRow(finding: Finding, placeAt: PlaceAt, savingLabel: string, rank: number | undefined): FindingRow {
  const { rule, severity, message, saving, fixes, disabled } = finding;
  return {
    id: findingId(finding),
    rule,
    severity,
    message,
    place: placeAt(finding.range.path, finding.range.start),
    rank,
    savingLabel,
    formula: saving?.formula ?? "",
    fixes: fixes.map(({ title, safety }) => ({ title, safe: safety === "safe" })),
    disabled,
  };
}

function usd(amount: PicoUsd | undefined): number | undefined {
  return amount === undefined ? undefined : Number(amount) / 1e12;
}

/** Calls in the sum before those beside it. */
function dearestFirst(a: CallRow, b: CallRow): number {
  return Number(b.counted) - Number(a.counted) || upper(b) - upper(a) || comparePlaces(a.place, b.place);
}

/** Without a price a call sorts after every priced one; without an output cap its floor stands for it. */
function upper(row: CallRow): number {
  return row.withCap ?? row.floor ?? -1;
}

function comparePlaces(a: Place, b: Place): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || a.character - b.character;
}
