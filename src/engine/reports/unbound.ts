import type { BilledCall } from "../rules/rule";
import type { Report } from "./report";
import { counts } from "../rules/billed";

/** An origin of models that are chosen at run time: what to bind in `tokenbill.jsonc`. */
export interface Unbound {
  /** the key to bind: `settings.FAST_LLM`, `env:MODEL` */
  origin: string;
  /** how many calls one binding would price */
  calls: number;
}

/** The origins whose calls have no price yet, the one that would price the most first. */
export function unboundOrigins(report: Report, includeTests: boolean): Unbound[] {
  const found = new Map<string, number>();
  for (const analysed of report.calls) {
    const { origin } = analysed.call.model;
    if (origin !== undefined && isUnresolved(analysed) && counts(analysed, includeTests)) {
      found.set(origin, (found.get(origin) ?? 0) + 1);
    }
  }
  return [...found]
    .map(([origin, calls]) => ({ origin, calls }))
    .sort((a, b) => b.calls - a.calls || (a.origin < b.origin ? -1 : 1));
}

function isUnresolved({ call, cost }: BilledCall): boolean {
  return cost === undefined && call.model.status === "unknown";
}
