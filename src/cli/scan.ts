import { writeFileSync } from "node:fs";
import { relativePath } from "../engine/files/paths";
import { formatReport } from "../engine/reports";
import { plain } from "../engine/reports/plain";
import type { Report } from "../engine/reports/report";
import type { Severity } from "../engine/rules/rule";
import { createSession, type Session } from "../engine/session";
import { namesOfSlow } from "../engine/workspace/slow-files";
import { storedResults, storedResultsFolder } from "../stored-results";
import type { ScanOptions } from "./options";
import { createProgress } from "./progress";
import { hostOf, parsingThread, settings, workspaceOf } from "./workspace";

const RANK: Record<Severity | "never", number> = { never: 4, error: 3, warning: 2, information: 1, hint: 0 };

export async function scan(options: ScanOptions): Promise<number> {
  const { folders, only } = workspaceOf(options.paths);
  const results = options.cache ? storedResults(storedResultsFolder(), __filename) : undefined;
  const ahead = parsingThread(folders);
  const session = await createSession(hostOf(folders), settings(options), { results, ahead });
  const progress = createProgress(process.stderr);
  const report = await session.report({ progress: progress.update, paths: only });
  progress.done();
  tellSlow(session, report.folders);
  const text = formatReport(report, options.format, {
    includeTests: session.configuration().configuration.includeTests,
    limit: options.limit,
  });
  if (options.output === undefined) process.stdout.write(text);
  else writeFileSync(options.output, text);
  return failing(report, options.failOn) ? 1 : 0;
}

/** Where the time went, beside the report: it says the same whatever machine made it. */
function tellSlow(session: Session, folders: readonly string[]): void {
  const files = session.slowFiles();
  const names = namesOfSlow(files, (path) => plain(relativePath(path, folders)));
  if (files.length > 0) process.stderr.write(`tokenbill: slow files: ${names}\n`);
}

function failing(report: Report, failOn: ScanOptions["failOn"]): boolean {
  return report.findings.some(({ severity }) => RANK[severity] >= RANK[failOn]);
}
