import { relativePath } from "../engine/files/paths";
import type { Report } from "../engine/reports/report";
import type { Session } from "../engine/session";
import { namesOfSlow } from "../engine/workspace/slow-files";

/** What was left out and what took long, for the status item; the report names every file. */
export function remarksOn({ skipped, folders }: Report, session: Pick<Session, "slowFiles">): string[] {
  const remarks: string[] = [];
  const name = (path: string) => relativePath(path, folders);
  const [first, ...others] = skipped;
  if (first !== undefined) {
    const more = others.length > 0 ? `, and ${others.length} more: the report names them` : "";
    remarks.push(`Not wholly in the bill: ${name(first.path)} (${first.reason})${more}.`);
  }
  const slow = session.slowFiles();
  if (slow.length > 0) remarks.push(`Slow files: ${namesOfSlow(slow, name, 3)}.`);
  return remarks;
}
