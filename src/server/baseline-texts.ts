import { isInside, join } from "../engine/files/paths";
import type { FullReport } from "../engine/reports/report";
import { BASELINE_FILE, writeBaseline } from "../engine/rules/baseline";
import type { BaselineText } from "./protocol";
import type { Workspace } from "./workspace";

/** The baseline of each folder that makes everything known that is found today. */
export function baselineTexts(
  { folders, findings, baseline, source }: FullReport,
  workspace: Pick<Workspace, "uri">,
): BaselineText[] {
  const all = [...findings, ...baseline.findings];
  return folders.map((folder) => ({
    uri: workspace.uri(join(folder, BASELINE_FILE)),
    text: writeBaseline(all, folder, source),
    findings: all.filter(({ range }) => isInside(range.path, folder)).length,
  }));
}
