import type { TextEdit } from "../edits/text-edit";
import type { Finding, Fix } from "./rule";

/** A fix that is to be made, and the finding that it is for. */
export interface ChosenFix {
  finding: Finding;
  fix: Fix;
}

/**
 * One fix for each finding, in their order, of which no two touch the same place: of two that do, the first is taken.
 *
 * @param choose the fix of a finding, or none
 */
export function fixesTogether(
  findings: readonly Finding[],
  choose: (finding: Finding) => Fix | undefined,
): ChosenFix[] {
  const taken = new Map<string, TextEdit[]>();
  return findings.flatMap((finding): ChosenFix[] => {
    const fix = choose(finding);
    if (fix === undefined || fix.edits.length === 0) return [];
    const isFree = fix.edits.every((edit) => (taken.get(edit.path) ?? []).every((other) => areApart(edit, other)));
    if (!isFree) return [];
    for (const edit of fix.edits) taken.set(edit.path, [...(taken.get(edit.path) ?? []), edit]);
    return [{ finding, fix }];
  });
}

function areApart(one: TextEdit, other: TextEdit): boolean {
  return one.end < other.start || other.end < one.start;
}

/** The safe fixes of a file that touch only this file. */
export function safeEdits(path: string, findings: readonly Finding[]): TextEdit[] {
  const own = (fix: Fix | undefined) => (fix?.edits.every((edit) => edit.path === path) ? fix : undefined);
  return fixesTogether(findings, (finding) => own(safeFix(finding))).flatMap(({ fix }) => fix.edits);
}

/** The fix after which the model sees the same and answers the same. */
export function safeFix({ fixes }: Finding): Fix | undefined {
  const safe = fixes.filter((fix) => fix.safety === "safe");
  return safe.find((fix) => fix.preferred) ?? safe[0];
}
