import type { Hover, Position } from "vscode-languageserver";
import type { LlmCall } from "../engine/calls/llm-call";
import type { Cost, CostLine } from "../engine/costs/cost";
import { formatTokens, type Money } from "../engine/costs/money";
import { formula, growthIn } from "../engine/reports/growth-label";
import { modelLabel, moneyLabel, monthlyLabel, tokensLabel } from "../engine/reports/label";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis } from "../engine/session";
import type { HoleFacts, TokenCount, TokenLine } from "../engine/tokens/token-count";
import type { HoleReason, Origin } from "../engine/values/value";
import { escapeMarkdown, table } from "./markdown";
import { overlaps, type Places } from "./places";

/** Rows of a table before the rest is summed up in a line. */
const maximumRows = 12;

/** The table of a call, for a position on its callee or on the place its model is written. */
export function hover(
  places: Places,
  { path, calls }: FileAnalysis,
  position: Position,
  money: Money,
): Hover | undefined {
  const at = { start: position, end: position };
  for (const analysed of calls) {
    const { call } = analysed;
    const callee = places.here({
      path,
      start: Math.min(call.range.start, call.anchor.start),
      end: call.anchor.end,
    });
    const slot = call.sites.model;
    const model = slot?.path === path ? places.here({ path, ...slot.value }) : undefined;
    if (callee === undefined) continue;
    if (!overlaps(callee, at) && !(model && overlaps(model, at))) continue;
    return { range: callee, contents: { kind: "markdown", value: explain(places, analysed, money) } };
  }
  return undefined;
}

function explain(places: Places, analysed: AnalysedCall, money: Money): string {
  const { cost } = analysed;
  const link = (origin: Origin | undefined, text: string) => place(places, origin, text);
  const sections = [
    headline(analysed, money),
    tokenTable(analysed, link),
    cost ? costTable(analysed, cost, money) : noCost(analysed),
    facts(analysed, link, money),
    cost ? priceNote(cost, money) : "",
  ];
  return sections.filter((section) => section !== "").join("\n\n");
}

/** What a glance is after: the tables below may stand outside the window that the editor gives a hover. */
function headline(analysed: AnalysedCall, money: Money): string {
  const { call, cost } = analysed;
  const amount = cost ? [escapeMarkdown(moneyLabel(analysed, money))] : [];
  return [`**${escapeMarkdown(title(analysed))}**`, ...amount, escapeMarkdown(call.sdk)].join(" · ");
}

function title({ call, model }: AnalysedCall): string {
  const { ids, origin } = call.model;
  const label = modelLabel(call.model, origin ? `Model from ${origin}` : "Model chosen at run time");
  return model && label === ids[0] ? model.name : label;
}

type Link = (origin: Origin | undefined, text: string) => string;

function tokenTable({ count }: AnalysedCall, link: Link): string {
  const rows = count.lines.slice(0, maximumRows).map((line) => {
    const tokens = line.hole === undefined ? tokensLabel(line.range) : "+";
    const basis = line.hole === undefined ? line.range.basis : unknownBecause(line.about);
    const part = link(line.origin, line.hole ?? line.label);
    return [part + elsewhere(line, link), tokens, basis];
  });
  const left = count.lines.length - rows.length;
  if (left > 0) rows.push([`${left} more`, "", ""]);
  rows.push(["**Input**", `**${tokensLabel(count.known, count.open.length > 0)}**`, count.known.basis]);
  return table(["Part", "Tokens", "Basis"], rows, [1]);
}

/** Links to the other places that the text of a line comes from, and to the texts of which it is one. */
function elsewhere({ sources, about }: TokenLine, link: Link): string {
  const links = (origins: readonly Origin[]) => origins.map((origin) => link(origin, baseName(origin.path))).join(", ");
  if (sources) return ` from ${links(sources)}`;
  return about?.texts ? ` one of ${links(about.texts)}` : "";
}

const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** What is sent too, is in no row, and nobody can see how long it is: what a library adds, messages that may be more. */
function leftOut({ open, lines }: TokenCount): string {
  const names = open.filter((name) => !lines.some((line) => line.hole === name)).map(escapeMarkdown);
  if (names.length === 0) return "";
  const shown = names.slice(0, maximumRows);
  if (names.length > shown.length) shown.push(`${names.length - shown.length} more`);
  return `In no figure here, as nobody can see how long it is: ${shown.join("; ")}.`;
}

/** What the code shows of an open part, in words; else why nobody can know it. */
function unknownBecause(about: HoleFacts | undefined): string {
  const bounds = [
    about?.pieces === undefined ? "" : `up to ${formatTokens(about.pieces)} pieces`,
    about?.chars === undefined ? "" : `up to ${formatTokens(about.chars)} characters`,
    about?.tokens === undefined ? "" : `up to ${formatTokens(about.tokens)} tokens`,
  ].filter((each) => each !== "");
  if (bounds.length > 0) return bounds.join(", ");
  return (about && cutShort[about.reason]) ?? "not known before it runs";
}

/** Reasons of the reading itself, and what a person can do about them. */
const cutShort: Partial<Record<HoleReason, string>> = {
  "too deep": "not read: nested too deep",
  "too many steps": "not read: too much work to follow",
  "too long": "not read: too long",
  cycle: "not read: it depends on itself",
  "file not found": "file not found",
  "outside the workspace": "outside the workspace",
};

function costTable(analysed: AnalysedCall, cost: Cost, money: Money): string {
  const shown = (amount: bigint) => escapeDollars(money.amount(amount));
  const rows = cost.lines.map((line) => [
    escapeMarkdown(line.label),
    amountOf(line),
    line.price === undefined ? "" : `${escapeDollars(money.price(line.price))} ${unitOf(line)}`,
    shown(line.amount),
  ]);
  const total = (name: string, amount: bigint) => rows.push([`**${name}**`, "", "", `**${shown(amount)}**`]);
  total("Floor: known input", cost.floor);
  if (cost.withCap !== undefined) total("With the whole output cap", cost.withCap);
  if (cost.likely !== undefined) total("Likely", cost.likely);
  if (cost.ceiling !== undefined)
    total(cost.bound === "model" ? "Ceiling: the model's limits" : "Ceiling", cost.ceiling);
  const ends = cost.withCap === undefined ? [cost.floor] : [cost.floor, cost.withCap];
  rows.push(["1,000 calls", "", "", [...new Set(ends.map((end) => shown(end * 1000n)))].join("–")]);
  const monthly = monthlyLabel(analysed, money);
  if (monthly !== "") {
    const calls = `${formatTokens(Math.round(analysed.usage?.callsPerMonth ?? 0))} calls a month, as written down`;
    rows.push([calls, "", "", escapeDollars(monthly.replace(/ a month$/, ""))]);
  }
  return table(["At its dearest", "Amount", "Price", money.code], rows, [1, 2, 3]);
}

/** `≈1,240`, `≤ 1,000` of an answer, `3` pictures. */
function amountOf({ kind, tokens, basis, units }: CostLine): string {
  if (units) return quantity(units.count);
  if (kind === "output" || kind === "reasoning") return `≤ ${formatTokens(tokens)}`;
  return tokensLabel({ tokens, low: tokens, high: tokens, basis });
}

function unitOf({ units }: CostLine): string {
  if (units === undefined) return "per 1M";
  return units.per === "millionCharacters" ? "per 1M characters" : "each";
}

function noCost({ call, unpriced }: AnalysedCall): string {
  if (call.model.status !== "unknown") {
    const without = unpriced.length > 0 ? unpriced : call.model.ids;
    return `No price is known for ${escapeMarkdown(without.join(", "))}.`;
  }
  if (call.model.origin === undefined) return "The model is chosen when the program runs, so there is no price.";
  const origin = escapeMarkdown(call.model.origin);
  return `The model comes from ${origin}. Name it once under \`models\` in \`tokenbill.jsonc\` to get a price.`;
}

function facts(analysed: AnalysedCall, link: Link, money: Money): string {
  const { call, count, cost, model } = analysed;
  const lines: string[] = [];
  const bar = errorBar(count);
  if (bar !== "") lines.push(bar);
  const left = leftOut(count);
  if (left !== "") lines.push(left);
  const written = modelPlaces(call, link);
  if (written !== "") lines.push(written);
  const decides = decidedElsewhere(call);
  if (decides !== "") lines.push(decides);
  const window = model?.contextWindow;
  if (window)
    lines.push(`Context window ${formatTokens(window)}; the known input fills ${percent(count.known.tokens, window)}.`);
  if (count.stablePrefix.tokens > 0)
    lines.push(`The first ${tokensLabel(count.stablePrefix)} tokens are the same in every request.`);
  if (count.cachedPrefix) lines.push(`Cached up to ${tokensLabel(count.cachedPrefix)} tokens.`);
  if (count.bounded) lines.push(`With every open part at its bound: ${tokensLabel(count.bounded)} tokens in.`);
  if (cost?.caching) {
    const { first, following } = cost.caching;
    const [cold, warm] = [first, following].map((amount) => escapeDollars(money.amount(amount)));
    lines.push(`With caching the input costs ${cold} the first time and ${warm} after.`);
  }
  for (const rate of cost?.rates ?? [])
    lines.push(`Each ${rate.per} costs ${escapeDollars(money.price(rate.usd))}, as many as there are.`);
  for (const note of cost?.notes ?? []) lines.push(`${escapeMarkdown(note)}.`);
  const growth = growthIn(analysed);
  if (growth) {
    const all = escapeDollars(formula(growth, money));
    lines.push(
      `Every turn sends all earlier ones again: n turns cost ${all}, and what each adds that is not known here, its answer among it.`,
    );
  }
  if (call.calledFrom) lines.push(`Billed at the ${call.calledFrom.length} places that call it.`);
  if (call.callersCut) lines.push("More calls lead here than are followed: the others are not in the bill.");
  return lines.map((line) => `* ${line}`).join("\n");
}

/** How far off the known input may be, and what that rests on. */
function errorBar({ known: { basis, low, high }, counter }: TokenCount): string {
  if (basis !== "estimated" || low === high) return "";
  const range = `The known input is ${formatTokens(low)}–${formatTokens(high)} tokens`;
  if (counter === undefined) return `${range}.`;
  const { inherited, rows } = counter;
  return inherited
    ? `${range}, counted like ${escapeMarkdown(inherited)}: no bills of its own family are known.`
    : `${range}, by how ${formatTokens(rows)} requests to its family of models were billed.`;
}

/** Where the model is written, if not at the call; each of several models with its own place. */
function modelPlaces({ model, path }: LlmCall, link: Link): string {
  const [source] = model.sources;
  if (source === undefined || model.sources.every((each) => each.path === path && model.ids.length === 1)) return "";
  if (model.ids.length === 1) return `Model ${link(source, "written here")}.`;
  const places = model.ids.map((id, at) => link(model.sources[at], id));
  return `One of these models: ${places.join(", ")}.`;
}

/** What else may name the model than the code that is shown. */
function decidedElsewhere({ model: { status, how, ids, origin } }: LlmCall): string {
  if (status === "unknown" || origin === undefined || how === "binding") return "";
  const from = escapeMarkdown(origin);
  if (status === "choice")
    return `The model may come from ${from} too, which is in no figure here. Name it once under \`models\` in \`tokenbill.jsonc\`.`;
  return `${escapeMarkdown(ids.join(" or "))} is what it is when ${from} does not say otherwise.`;
}

function priceNote({ rows }: Cost, money: Money): string {
  const notes = rows.map((row) => `${escapeMarkdown(row.model)}: ${escapeMarkdown(row.source)}, ${row.asOf}`);
  const list = notes.length > 0 ? `Prices: ${notes.join("; ")}` : "";
  return [list, escapeMarkdown(money.note)].filter((part) => part !== "").join("  \n");
}

function place(places: Places, origin: Origin | undefined, text: string): string {
  if (origin === undefined) return escapeMarkdown(text);
  const { uri, range } = places.location(origin);
  const target = `${uri}#L${range.start.line + 1}`.replace(/[()<>\s]/g, encodeURIComponent);
  return `[${escapeMarkdown(text)}](<${target}>)`;
}

/** A dollar sign could start a formula. A currency's own sign is a letter or a symbol that Markdown does not know. */
function escapeDollars(text: string): string {
  return text.replaceAll("$", "\\$");
}

/** How many units: whole ones, or a part of a million characters. */
function quantity(count: number): string {
  return Number.isInteger(count) ? formatTokens(count) : String(Number(count.toFixed(6)));
}

function percent(part: number, whole: number): string {
  const share = (100 * part) / whole;
  return share < 0.1 ? "less than 0.1 %" : `${share < 10 ? share.toFixed(1) : Math.round(share)} %`;
}
