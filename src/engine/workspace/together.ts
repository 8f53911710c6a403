import type { Report } from "../reports/report";
import type { Baseline } from "../rules/baseline";
import { distinct } from "../rules/check";
import type { FileNote } from "../session";

/** What was found in one file: whole calls and findings, or what is kept of them. */
export interface FileResults {
  calls: Report["calls"];
  findings: Report["findings"];
  baselined: Report["findings"];
  notes: FileNote[];
}

/**
 * The results of several files as a report has them.
 *
 * @param about.notes notes that are not about a file that was analysed
 * @param about.baseline the workspace's baseline when these are the results of all files
 */
export function together<Results extends FileResults>(
  results: readonly Results[],
  about: { notes: readonly FileNote[]; baseline: Baseline | undefined },
) {
  type Calls = Results["calls"][number];
  type Found = Results["findings"][number];
  const baselined = distinct(results.flatMap((one): Found[] => one.baselined));
  const entries = [...(about.baseline?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  return {
    calls: results.flatMap((one): Calls[] => one.calls),
    findings: distinct(results.flatMap((one): Found[] => one.findings)),
    baseline: { findings: baselined, gone: about.baseline === undefined ? 0 : entries - baselined.length },
    skipped: [...about.notes, ...results.flatMap(({ notes }) => notes)].sort((a, b) =>
      a.path < b.path ? -1 : a.path > b.path ? 1 : 0,
    ),
  };
}
