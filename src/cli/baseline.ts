import { formatTokens } from "../engine/costs/money";
import { isInside, join } from "../engine/files/paths";
import { BASELINE_FILE, writeBaseline } from "../engine/rules/baseline";
import { createSession } from "../engine/session";
import { toEnginePath } from "../node-host";
import { writeWhole } from "../write-whole";
import { parseCommand, UsageError } from "./options";
import { createProgress } from "./progress";
import { hostOf, settings, workspaceOf } from "./workspace";

export const BASELINE_HELP = `Usage: tokenbill baseline [folders…] [options]

Writes ${BASELINE_FILE} into each folder (default: this one), so that scan, CI and the editor report only what comes
on top of what is there today. Run it again to accept what is there then. Commit the file.

Options
  --prune                   only take out what has been mended since; accept nothing new
  --include-tests           as for scan: accept findings in tests and examples too
`;

/** @throws UsageError with a message that says what to write instead */
export async function baseline(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, {
    prune: { type: "boolean" },
    "include-tests": { type: "boolean" },
    help: { type: "boolean", short: "h" },
  });
  if (values.help === true) {
    process.stdout.write(BASELINE_HELP);
    return 0;
  }
  const { folders, only } = workspaceOf(positionals);
  if (only !== undefined) throw new UsageError("a baseline is for whole folders: name folders, not files");
  const session = await createSession(hostOf(folders), settings({ includeTests: values["include-tests"] === true }));
  const progress = createProgress(process.stderr);
  const report = await session.analyseWorkspace({ progress: progress.update });
  progress.done();
  const { findings: fresh, baseline: known } = report;
  const kept = values.prune === true ? known.findings : [...known.findings, ...fresh];
  for (const folder of folders.map(toEnginePath)) {
    const path = join(folder, BASELINE_FILE);
    writeWhole(path, writeBaseline(kept, folder, session.source));
    const count = kept.filter(({ range }) => isInside(range.path, folder)).length;
    process.stdout.write(`${path}: ${formatTokens(count)} finding${count === 1 ? "" : "s"}\n`);
  }
  process.stdout.write(
    `${formatTokens(known.gone)} entries gone, ${formatTokens(kept.length - known.findings.length)} new\n`,
  );
  return 0;
}
