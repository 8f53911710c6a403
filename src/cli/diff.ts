import { billOf, differenceOf } from "../engine/reports/difference";
import { DIFFERENCE_FORMATS, formatDifference } from "../engine/reports/difference-text";
import { moneyIn, parseUsd } from "../engine/costs/money";
import type { Host } from "../engine/files/host";
import { createSession } from "../engine/session";
import { baseOf, createGitHost, GitProblem } from "../git-host";
import { joinHosts } from "../memory-host";
import { type MemoryResults, memoryResults } from "../memory-results";
import { day, oneOf, parseCommand, UsageError, wholeNumber } from "./options";
import { createProgress } from "./progress";
import { hostOf, settings, workspaceOf } from "./workspace";

export const DIFF_HELP = `Usage: tokenbill diff [paths…] [options]

What the changes in the working tree add to the bill: the calls as they are now, against those of a commit.

  --base REF                the commit to compare with (default: HEAD, the last commit). For another branch it is the
                            commit where this branch left it: --base origin/main
  --format ${DIFFERENCE_FORMATS.join("|")} how to print it (default: text)
  --max-increase USD        exit with 1 when every call once, output caps included, costs more than that on top
  --include-tests           count calls in tests and examples too
  --prices-as-of YYYY-MM-DD take prices as they were on that day, for both sides
  --limit N                 how many changed calls are printed (default: 20)

Both sides are read with the present tokenbill.jsonc. Commits are read with git's plumbing commands, which run no hook.
Exit codes: 0 as allowed, 1 more than --max-increase, 2 could not run.
`;

const DIFF_OPTIONS = {
  base: { type: "string" },
  format: { type: "string" },
  "max-increase": { type: "string" },
  "include-tests": { type: "boolean" },
  "prices-as-of": { type: "string" },
  limit: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** Answers with the exit code. @throws UsageError with a message that says what to write instead */
export async function diff(args: string[]): Promise<number> {
  const { values, positionals } = parseCommand(args, DIFF_OPTIONS);
  if (values.help === true) {
    process.stdout.write(DIFF_HELP);
    return 0;
  }
  const ref = values.base ?? "HEAD";
  const format = oneOf("--format", values.format ?? "text", DIFFERENCE_FORMATS);
  const limit = wholeNumber("--limit", values.limit ?? "20");
  const most = values["max-increase"] === undefined ? undefined : parseUsd(values["max-increase"]);
  if (values["max-increase"] !== undefined && most === undefined)
    throw new UsageError(`--max-increase takes USD, such as 0.25, not "${values["max-increase"]}"`);
  const pricesAsOf = values["prices-as-of"] === undefined ? undefined : day(values["prices-as-of"]);
  const configuration = settings({ includeTests: values["include-tests"], pricesAsOf });
  const { folders, only } = workspaceOf(positionals);
  const disk = hostOf(folders);
  const bases = disk.folders.map((folder) => ({ folder, base: readable(() => baseOf(folder, ref)) }));
  const committed = bases.map(({ folder, base }) => readable(() => createGitHost(folder, base, disk)));
  const progress = createProgress(process.stderr);
  const side = async (host: Host, results: MemoryResults) => {
    const session = await createSession(host, configuration, { results });
    const report = await session.report({ progress: progress.update, paths: only });
    return { bill: billOf(report, session.configuration().configuration.includeTests), report };
  };
  const results = memoryResults();
  const after = await side(disk, results);
  // Of the commit only what differs is worked out.
  const before = await side(joinHosts(committed, disk.asset), memoryResults(results.kept()));
  progress.done();
  const difference = differenceOf(before.bill, after.bill);
  const names = new Set(bases.map(({ base }) => `${base.ref} (${base.commit.slice(0, 8)})`));
  const options = {
    base: [...names].join(", "),
    pricesAsOf: after.report.pricesAsOf,
    limit,
    money: moneyIn(after.report.currency),
  };
  process.stdout.write(formatDifference(difference, format, options));
  return most !== undefined && difference.withCap > most ? 1 : 0;
}

function readable<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof GitProblem) throw new UsageError(error.message);
    throw error;
  }
}
