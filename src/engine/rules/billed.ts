import type { PicoUsd } from "../costs/cost";
import type { AnalysedCall } from "./rule";

/**
 * Whether a call takes part in a total. A wrapper's body is billed at its callers; a prompt file that names no model is text that
 * other calls send.
 */
export function counts({ call }: AnalysedCall, includeTests: boolean): boolean {
  if (call.calledFrom !== undefined || (call.kind === "prompt-file" && call.model.status === "unknown")) return false;
  return includeTests || call.scope === "production";
}

/** The calls that a bill is made of, in their order: of those that exclude each other only the dearest. */
export function billedOf(calls: readonly AnalysedCall[], includeTests: boolean): AnalysedCall[] {
  const counted = calls.filter((analysed) => counts(analysed, includeTests));
  const dearest = new Map<string, AnalysedCall>();
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

function upper({ cost }: AnalysedCall): PicoUsd {
  return cost?.withCap ?? cost?.floor ?? 0n;
}
