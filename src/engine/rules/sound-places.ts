import type { TextEdit } from "../edits/text-edit";
import type { Program } from "../syntax/program";
import type { Finding } from "./rule";

/**
 * A finding without the fixes whose edits stand in code that does not parse, or right beside it: what such code means is a guess of the
 * parser's, and so is what an edit makes of it.
 */
export function inSoundPlaces(finding: Finding, source: (path: string) => Program | undefined): Finding {
  const fixes = finding.fixes.filter((fix) => fix.edits.every((edit) => isSound(edit, source(edit.path))));
  if (fixes.length === finding.fixes.length) return finding;
  const disabled = "The code around it does not parse: mend that first.";
  return { ...finding, fixes, ...(fixes.length === 0 && { disabled }) };
}

/** No error in the statement of the file that an edit stands in, nor in the ones before and after it. */
function isSound({ start, end }: TextEdit, program: Program | undefined): boolean {
  if (program === undefined || program.errors.length === 0) return true;
  const { body, errors, text } = program;
  const after = body.findIndex((statement) => statement.start > end);
  const next = after < 0 ? undefined : body[after];
  const before = body.slice(0, after < 0 ? undefined : after).findLast((statement) => statement.end < start);
  const from = before?.start ?? 0;
  const to = next?.end ?? text.length;
  return errors.every((error) => error.end < from || error.start > to);
}
