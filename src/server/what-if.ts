import { asksForText } from "../engine/calls/asks-for-text";
import type { Cost, PicoUsd } from "../engine/costs/cost";
import type { Money } from "../engine/costs/money";
import { signedAmount } from "../engine/reports/difference-text";
import { sumLabel } from "../engine/reports/label";
import type { FullReport } from "../engine/reports/report";
import { totalsOf } from "../engine/reports/totals";
import { counts } from "../engine/rules/billed";
import { type Monthly, monthlyOf } from "../engine/rules/monthly";
import type { AnalysedCall } from "../engine/rules/rule";
import type { Session } from "../engine/session";
import type { WhatIf, WhatIfData, WhatIfRow } from "../panel/messages";
import { modelText, placeOf } from "./report-data";
import { shownCalls } from "./shown-calls";
import type { Workspace } from "./workspace";

/** A call as the code has it and as it is supposed to be. */
interface Pair {
  now: AnalysedCall;
  /** undefined when it has no price under the supposition */
  then: AnalysedCall | undefined;
  /** requests a month; undefined in a bill of every call once, and where nobody says how many there are */
  volume: number | undefined;
}

/**
 * The bill as it would be with other models, volumes and prices, for all calls or for single ones. With any volume supposed it is a
 * month's bill of the calls that have a volume, written down or supposed; else every call once.
 */
export function whatIf(
  report: FullReport,
  session: Session,
  workspace: Workspace,
  includeTests: boolean,
  asked: WhatIf,
): WhatIfData {
  const own = (id: string) => asked.calls?.[id] ?? {};
  const monthly = [asked, ...Object.values(asked.calls ?? {})].some(({ callsPerMonth }) => callsPerMonth !== undefined);
  const pairs = shownCalls(report.calls.filter((call) => counts(call, includeTests))).map(({ analysed }): Pair => {
    const { id } = analysed.call;
    const { callsPerMonth = asked.callsPerMonth ?? analysed.usage?.callsPerMonth } = own(id);
    const then = supposed(session, analysed, { ...asked, model: own(id).model ?? asked.model });
    return { now: analysed, then, volume: monthly ? callsPerMonth : undefined };
  });
  const inSum = monthly ? pairs.filter(({ volume }) => volume !== undefined) : pairs;
  const total = (calls: (AnalysedCall | undefined)[], figures: (Monthly | undefined)[]) => {
    const totals = totalsOf({ ...report, calls: calls.filter((call) => call !== undefined) }, includeTests);
    const floor = figures.reduce<PicoUsd>((sum, figure) => sum + (figure?.from ?? 0n), 0n);
    const withCap = figures.reduce<PicoUsd>((sum, figure) => sum + (figure?.to ?? figure?.from ?? 0n), 0n);
    return sumLabel({ ...totals, floor, withCap }, session.money);
  };
  const figures = inSum.map(figuresOf);
  const unpriced = inSum.filter(({ then }) => then === undefined).length;
  const sum = total(
    inSum.map(({ then }) => then),
    figures.map(([, then]) => then),
  );
  return {
    asked,
    monthly,
    now: total(
      inSum.map(({ now }) => now),
      figures.map(([now]) => now),
    ),
    supposed: unpriced === inSum.length ? sum : `~${sum}`,
    unpriced,
    withoutVolume: pairs.length - inSum.length,
    rows: pairs
      .map((pair) => rowOf(pair, monthly, session.money, (path, at) => placeOf(report, workspace, path, at)))
      .sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1)),
  };
}

/** What both sides cost, once or in a month. Sizes that a person wrote down make one figure, where both sides have it. */
function figuresOf({ now, then, volume }: Pair): [Monthly | undefined, Monthly | undefined] {
  const likely = now.cost?.likely !== undefined && then?.cost?.likely !== undefined;
  const figure = (cost: Cost | undefined) => {
    if (cost === undefined) return undefined;
    if (volume === undefined) return { from: cost.floor, to: cost.withCap };
    return monthlyOf({
      ...now,
      cost: likely ? cost : { ...cost, likely: undefined },
      usage: { callsPerMonth: volume },
    });
  };
  return [figure(now.cost), figure(then?.cost)];
}

type PlaceAt = (path: string, offset: number) => WhatIfRow["place"];

function rowOf(pair: Pair, monthly: boolean, money: Money, placeAt: PlaceAt): WhatIfRow {
  const { call, usage } = pair.now;
  const place = placeAt(call.path, call.anchor.start);
  const row = { id: call.id, place, model: modelText(pair.now), written: usage?.callsPerMonth };
  if (monthly && pair.volume === undefined)
    return { ...row, now: "no volume", supposed: "no volume", differenceLabel: "" };
  const [now, then] = figuresOf(pair);
  const text = (figure: Monthly | undefined) => (figure ? money.range(figure.from, figure.to) : "no price");
  const difference = differenceOf(now, then);
  return {
    ...row,
    now: text(now),
    supposed: then ? `~${text(then)}` : text(then),
    amount: now && usd(now.to ?? now.from),
    difference: difference === undefined ? undefined : usd(difference),
    differenceLabel: difference ? signedAmount(difference, money) : "",
  };
}

/** Between the upper ends; between the floors where an upper end is missing. */
function differenceOf(before: Monthly | undefined, after: Monthly | undefined): PicoUsd | undefined {
  if (before === undefined || after === undefined) return undefined;
  const capped = before.to !== undefined && after.to !== undefined;
  return capped ? after.to! - before.to! : after.from - before.from;
}

function usd(amount: PicoUsd): number {
  return Number(amount) / 1e12;
}

/** The batch price and another model are for calls that ask for text; another day's prices are for all. */
function supposed(session: Session, analysed: AnalysedCall, asked: WhatIf): AnalysedCall | undefined {
  const text = asksForText(analysed.call);
  const terms = {
    asOf: asked.pricesAsOf,
    model: text ? asked.model : undefined,
    batch: (text && asked.batch) || undefined,
  };
  if (Object.values(terms).every((term) => term === undefined)) return warmed(analysed, asked.cacheHitRate);
  // On the call's own price list, else on that of the model's vendor.
  const elsewhere = { ...analysed, call: { ...analysed.call, provider: undefined } };
  const other = session.suppose(analysed, terms) ?? (terms.model ? session.suppose(elsewhere, terms) : undefined);
  return other && warmed(other, asked.cacheHitRate);
}

/** Input at the price of a cold cache and of a warm one, mixed. A call that caches nothing stays as it is. */
function warmed(analysed: AnalysedCall, rate: number | undefined): AnalysedCall | undefined {
  const { cost } = analysed;
  if (cost === undefined) return undefined;
  if (rate === undefined || cost.caching === undefined) return analysed;
  const { first, following } = cost.caching;
  const warm = BigInt(Math.round(Math.min(1, Math.max(0, rate)) * 1000));
  const mixed = (following * warm + first * (1000n - warm)) / 1000n;
  const floor = cost.floor + (mixed - following);
  const withCap = cost.withCap === undefined ? undefined : cost.withCap - (first - mixed);
  return { ...analysed, cost: { ...cost, floor, withCap, likely: undefined, basis: "assumed" } };
}
