import type { TextEdit } from "../edits/text-edit";
import type { Finding } from "./rule";

/** The safe fixes of a file that touch only this file, in the order of its findings; of two that overlap the first is taken. */
export function safeEdits(path: string, findings: readonly Finding[]): TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const edits = safeFix(finding)?.edits ?? [];
    const free = edits.every(
      (edit) => edit.path === path && taken.every((other) => edit.end < other.start || other.end < edit.start),
    );
    if (free) taken.push(...edits);
  }
  return taken;
}

function safeFix({ fixes }: Finding) {
  return fixes.find((fix) => fix.safety === "safe" && fix.preferred) ?? fixes.find((fix) => fix.safety === "safe");
}
