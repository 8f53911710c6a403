import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { defaultConfiguration } from "../engine/configuration";
import { isInside } from "../engine/files/paths";
import { formatReport } from "../engine/reports";
import type { Report } from "../engine/reports/report";
import type { Severity } from "../engine/rules/rule";
import { createSession } from "../engine/session";
import { createNodeHost, toEnginePath } from "../node-host";
import { HELP, parseOptions, type ScanOptions, UsageError } from "./options";
import { createProgress } from "./progress";

const ASSETS = join(__dirname, "assets");
const RANK: Record<Severity | "never", number> = { never: 4, error: 3, warning: 2, information: 1, hint: 0 };

/** Runs one command line and answers with the exit code: 0 nothing to report, 1 findings, 2 could not run. */
export async function run(args: string[]): Promise<number> {
  try {
    const options = parseOptions(args);
    if (options.command === "help") return print(HELP);
    if (options.command === "version") return print(`${version()}\n`);
    return await scan(options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`tokenbill: ${error.message}\n\nRun tokenbill --help for the options.\n`);
    return 2;
  }
}

async function scan(options: ScanOptions): Promise<number> {
  const { folders, only } = workspaceOf(options.paths);
  const session = await createSession(createNodeHost(folders, ASSETS), {
    ...defaultConfiguration,
    includeTests: options.includeTests,
    pricesAsOf: options.pricesAsOf ?? new Date().toISOString().slice(0, 10),
  });
  const progress = createProgress(process.stderr);
  const report = await session.analyseWorkspace({ progress: progress.update, paths: only });
  progress.done();
  const text = formatReport(report, options.format, {
    includeTests: session.configuration().configuration.includeTests,
    limit: options.limit,
  });
  if (options.output === undefined) print(text);
  else writeFileSync(options.output, text);
  return failing(report, options.failOn) ? 1 : 0;
}

/** Folders are the workspace. Single files are looked at within the current folder, so that their imports can be followed. */
function workspaceOf(paths: readonly string[]): { folders: string[]; only?: string[] } {
  const full = (paths.length === 0 ? ["."] : paths).map((path) => resolve(path));
  for (const [index, path] of full.entries()) {
    if (!existsSync(path)) throw new UsageError(`there is no file or folder "${paths[index]}"`);
  }
  const files = full.filter((path) => statSync(path).isFile());
  if (files.length === 0) return { folders: full };
  const here = process.cwd();
  const homes = files.map((file) => (isInside(toEnginePath(file), toEnginePath(here)) ? here : dirname(file)));
  const directories = full.filter((path) => !files.includes(path));
  return { folders: [...new Set([...directories, ...homes])], only: full.map(toEnginePath) };
}

function failing(report: Report, failOn: ScanOptions["failOn"]): boolean {
  return report.findings.some(({ severity }) => RANK[severity] >= RANK[failOn]);
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

function version(): string {
  const manifest: { version: string } = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8"));
  return manifest.version;
}
