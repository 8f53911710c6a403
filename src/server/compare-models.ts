import type { CodeAction, Range } from "vscode-languageserver";
import type { LlmCall } from "../engine/calls/llm-call";
import type { Model } from "../engine/models/catalogue";
import type { Day } from "../engine/models/day";
import { priceOn } from "../engine/models/price-on";
import { callLabel, moneyLabel } from "../engine/reports/label";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis, Session } from "../engine/session";
import { callsIn } from "./call-at";
import type { Places } from "./places";
import type { CallPlace, ComparedModel, ComparedModels } from "./protocol";

/** The client's command that compares models for the call at a place. */
export const compareModelsCommand = "tokenbill.compareModels";

const refactor = "refactor";

/** Offered on every call that a person may point at. */
export function compareModelsActions(places: Places, analysis: FileAnalysis, uri: string, range: Range): CodeAction[] {
  if (callsIn(places, analysis, range).length === 0) return [];
  const title = "Compare models for this call …";
  return [{ title, kind: refactor, command: { title, command: compareModelsCommand, arguments: [uri, range.start] } }];
}

/** Milliseconds of work between two pauses, so that typing is answered meanwhile. */
const step = 12;

/**
 * What one request of a call costs with every model that can take it: those of its own price list and of its vendor first,
 * then what the other vendors sell themselves; cheapest first within each.
 */
export async function compareModels(
  session: Session,
  analysed: AnalysedCall,
  place: CallPlace,
  cancelled: () => boolean,
): Promise<ComparedModels> {
  const pricesAsOf = session.configuration().configuration.pricesAsOf ?? session.catalogue.asOf;
  const found: { candidate: ComparedModel; amount: bigint }[] = [];
  let paused = performance.now();
  for (const model of candidatesOf(session, analysed)) {
    if (performance.now() - paused > step) {
      await new Promise((resume) => setImmediate(resume));
      if (cancelled()) break;
      paused = performance.now();
    }
    const other = session.reprice(onOwnList(analysed, model), model.id);
    if (other?.cost === undefined) continue;
    found.push({ candidate: describe(session, analysed, other, model), amount: amountOf(analysed, other) });
  }
  found.sort(
    (a, b) =>
      Number(b.candidate.sameVendor) - Number(a.candidate.sameVendor) ||
      compare(a.amount, b.amount) ||
      compare(a.candidate.id, b.candidate.id),
  );
  const current = analysed.call.model.ids;
  return {
    place,
    current,
    label: callLabel(analysed, session.money),
    pricesAsOf,
    candidates: found.map(({ candidate }) => candidate),
  };
}

/** Models in use that can do what the call asks for: each on the call's own price list, else on its vendor's. */
function candidatesOf({ catalogue }: Session, analysed: AnalysedCall): Model[] {
  const { call, model } = analysed;
  const list = model?.provider ?? call.provider;
  const found = new Map<string, Model>();
  if (model !== undefined) found.set(`${model.provider} ${model.id}`, model);
  const lists = new Set([...catalogue.vendors, "private", list]);
  for (const row of catalogue.models) {
    if (!lists.has(row.provider) || isTuned(row) || !canTake(row, call, catalogue.day)) continue;
    const own = row.provider === list || list === undefined ? row : (catalogue.find(row.id, list) ?? row);
    found.set(`${own.provider} ${own.id}`, own);
  }
  return [...found.values()];
}

/** The price of a base model that somebody has trained further: nobody else can call it by that name. */
function isTuned({ id }: Model): boolean {
  return id.startsWith("ft:") || id.endsWith(".ft");
}

/** What kind of model answers what kind of call. */
const KINDS: Record<LlmCall["kind"], Model["kind"]> = {
  call: "chat",
  "wrapper-caller": "chat",
  "prompt-file": "chat",
  embedding: "embedding",
  image: "image",
  speech: "audio",
  transcription: "audio",
  realtime: "audio",
  video: "video",
};

function canTake(model: Model, call: LlmCall, day: Day): boolean {
  const { tools, vision, structuredOutput } = model.capabilities;
  const { retires } = model.deprecated ?? {};
  const retired = model.deprecated !== undefined && (retires === undefined || day.has(retires));
  if (retired || model.kind !== KINDS[call.kind]) return false;
  if (call.tools.length > 0 && tools === false) return false;
  if (call.schema !== undefined && structuredOutput === false) return false;
  const images = call.parts.some(({ content }) => content.some(({ kind }) => kind === "image"));
  return (!images || vision === true) && priceOn(model, day, 0) !== undefined;
}

/** An id that several lists have is priced on the list that the candidate comes from. */
function onOwnList(analysed: AnalysedCall, { provider }: Model): AnalysedCall {
  return { ...analysed, call: { ...analysed.call, provider } };
}

function describe(session: Session, now: AnalysedCall, other: AnalysedCall, model: Model): ComparedModel {
  const { id, name, vendor, contextWindow } = model;
  const needed = other.count.known.low + (now.call.output.cap?.min ?? 0);
  return {
    id,
    name,
    vendor: model.provider === vendor ? vendor : `${vendor} on ${model.provider}`,
    sameVendor: now.model === undefined ? model.provider === now.call.provider : vendor === now.model.vendor,
    current: id === now.model?.id && model.provider === now.model.provider,
    price: priceText(model, session),
    cost: moneyLabel(other, session.money),
    change: change(now, other),
    tooSmall: contextWindow !== undefined && needed > contextWindow,
    moves: session.switchModel(now, id)?.calls ?? 0,
  };
}

function priceText(model: Model, { catalogue, money: { price } }: Session): string {
  const { input, output } = priceOn(model, catalogue.day, 0) ?? {};
  const parts = [input === undefined ? "" : `${price(input)} in`, output ? `${price(output)} out` : ""];
  return `${parts.filter((part) => part !== "").join(" · ")} per 1M`;
}

/** The figure that both have: known input with the output cap, or the known input alone. */
function amountOf(now: AnalysedCall, { cost }: AnalysedCall): bigint {
  const capped = now.call.output.cap !== undefined && cost?.withCap !== undefined;
  return (capped ? cost.withCap : cost?.floor) ?? 0n;
}

function change(now: AnalysedCall, other: AnalysedCall): string {
  if (now.cost === undefined) return "";
  const [before, after] = [amountOf(now, now), amountOf(now, other)];
  if (before === 0n) return "";
  const percent = Math.round((Number(after) / Number(before) - 1) * 100);
  return `${percent > 0 ? "+" : percent < 0 ? "−" : "±"}${Math.abs(percent)} %`;
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
