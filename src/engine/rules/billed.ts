import type { PicoUsd } from "../costs/cost";
import type { BilledCall } from "./rule";

/**
 * Whether a call takes part in a total. A wrapper's body is billed at its callers; a prompt file that names no model is text that
 * other calls send.
 */
export function counts({ call }: BilledCall, includeTests: boolean): boolean {
  if (call.calledFrom !== undefined || (call.kind === "prompt-file" && call.model.status === "unknown")) return false;
  return includeTests || call.scope === "production";
}

/** The calls that a bill is made of, in their order: of those that exclude each other only the dearest. */
export function billedOf<Call extends BilledCall>(calls: readonly Call[], includeTests: boolean): Call[] {
  const counted = calls.filter((analysed) => counts(analysed, includeTests));
  const dearest = new Map<string, Call>();
  for (const analysed of counted) {
    const group = analysed.call.alternatives;
    if (group === undefined) continue;
    const rival = dearest.get(group);
    if (rival === undefined || upper(analysed) > upper(rival)) dearest.set(group, analysed);
  }
  return counted.filter(
    (analysed) => analysed.call.alternatives === undefined || dearest.get(analysed.call.alternatives) === analysed,
  );
}

function upper({ cost }: BilledCall): PicoUsd {
  return cost?.withCap ?? cost?.floor ?? 0n;
}
