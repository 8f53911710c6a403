import type { AnalysedCall } from "../engine/rules/rule";

/** Calls to list: of several that stand at one place and exclude each other, the dearest alone. */
export interface ShownCall {
  analysed: AnalysedCall;
  /** how many it stands for, itself among them */
  members: number;
}

export function shownCalls(calls: readonly AnalysedCall[]): ShownCall[] {
  const groups = new Map<string, ShownCall>();
  for (const analysed of calls) {
    const { id, path, anchor, alternatives } = analysed.call;
    const key = alternatives === undefined ? id : `${path}@${anchor.start}@${alternatives}`;
    const known = groups.get(key);
    const dearer = known === undefined || upper(analysed) > upper(known.analysed);
    groups.set(key, {
      analysed: dearer ? analysed : known.analysed,
      members: (known?.members ?? 0) + 1,
    });
  }
  return [...groups.values()];
}

function upper({ cost }: AnalysedCall): bigint {
  return cost?.withCap ?? cost?.floor ?? -1n;
}
