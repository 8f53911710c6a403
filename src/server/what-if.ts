import { asksForText } from "../engine/calls/asks-for-text";
import type { Cost } from "../engine/costs/cost";
import type { Money } from "../engine/costs/money";
import type { FullReport } from "../engine/reports/report";
import { totalsOf } from "../engine/reports/totals";
import { counts } from "../engine/rules/billed";
import type { AnalysedCall } from "../engine/rules/rule";
import type { Session } from "../engine/session";
import type { WhatIf, WhatIfData, WhatIfRow } from "../panel/messages";
import { sumLabel } from "../engine/reports/label";
import { placeOf } from "./report-data";
import { shownCalls } from "./shown-calls";
import type { Workspace } from "./workspace";

/** The bill as it would be with another model, caching that works at a given rate, the batch price, and a volume. */
export function whatIf(
  report: FullReport,
  session: Session,
  workspace: Workspace,
  includeTests: boolean,
  asked: WhatIf,
): WhatIfData {
  const inSum = report.calls.filter((analysed) => counts(analysed, includeTests));
  const counted = shownCalls(inSum).map(({ analysed }) => analysed);
  const changed = new Map(counted.map((analysed) => [analysed.call.id, supposed(session, analysed, asked)]));
  const then = counted.map((analysed) => changed.get(analysed.call.id) ?? { ...analysed, cost: undefined });
  const volume = BigInt(Math.max(1, Math.round(asked.callsPerMonth ?? 1)));
  const total = (calls: AnalysedCall[]) => {
    const totals = totalsOf({ ...report, calls }, includeTests);
    const { floor, withCap } = totals;
    return sumLabel({ ...totals, floor: floor * volume, withCap: withCap * volume }, session.money);
  };
  const rows = counted.map((analysed): WhatIfRow => {
    const after = changed.get(analysed.call.id)?.cost;
    return {
      id: analysed.call.id,
      place: placeOf(report, workspace, analysed.call.path, analysed.call.anchor.start),
      now: costText(analysed.cost, volume, session.money),
      supposed: costText(after, volume, session.money),
      difference: difference(analysed.cost, after, volume),
    };
  });
  return {
    asked,
    now: total(counted),
    supposed: total(then),
    unpriced: then.filter(({ cost }) => cost === undefined).length,
    rows: rows.sort((a, b) => Math.abs(b.difference ?? 0) - Math.abs(a.difference ?? 0)),
  };
}

function supposed(session: Session, analysed: AnalysedCall, asked: WhatIf): AnalysedCall | undefined {
  const { call } = analysed;
  const batch = asked.batch === true && asksForText(call);
  const subject = batch ? { ...analysed, call: { ...call, options: { ...call.options, batch } } } : analysed;
  const model = asked.model && asksForText(call) ? asked.model : batch ? onlyModel(analysed) : undefined;
  const other = model === undefined ? (batch ? undefined : subject) : repriced(session, subject, model);
  if (other?.cost === undefined) return other;
  const { cacheHitRate } = asked;
  return cacheHitRate === undefined ? other : { ...other, cost: cached(other.cost, cacheHitRate) };
}

/** On the call's own price list, else on that of the model's vendor. */
function repriced(session: Session, subject: AnalysedCall, model: string): AnalysedCall | undefined {
  const elsewhere = { ...subject, call: { ...subject.call, provider: undefined } };
  return session.reprice(subject, model) ?? session.reprice(elsewhere, model);
}

function onlyModel({ call }: AnalysedCall): string | undefined {
  return call.model.ids.length === 1 ? call.model.ids[0] : undefined;
}

/** Input at the price of a cold cache and of a warm one, mixed. A call that caches nothing stays as it is. */
function cached(cost: Cost, rate: number): Cost {
  if (cost.caching === undefined) return cost;
  const { first, following } = cost.caching;
  const warm = BigInt(Math.round(Math.min(1, Math.max(0, rate)) * 1000));
  const mixed = (following * warm + first * (1000n - warm)) / 1000n;
  const floor = cost.floor + (mixed - following);
  const withCap = cost.withCap === undefined ? undefined : cost.withCap - (first - mixed);
  return { ...cost, floor, withCap, basis: "assumed" };
}

function costText(cost: Cost | undefined, volume: bigint, { range }: Money): string {
  if (cost === undefined) return "no price";
  return range(cost.floor * volume, cost.withCap === undefined ? undefined : cost.withCap * volume);
}

/** USD between the upper ends; between the floors where an upper end is missing. */
function difference(before: Cost | undefined, after: Cost | undefined, volume: bigint): number | undefined {
  if (before === undefined || after === undefined) return undefined;
  const capped = before.withCap !== undefined && after.withCap !== undefined;
  const amount = capped ? after.withCap! - before.withCap! : after.floor - before.floor;
  return Number(amount * volume) / 1e12;
}
