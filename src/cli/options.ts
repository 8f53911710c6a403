import { type ParseArgsConfig, parseArgs } from "node:util";
import { FORMATS, type Format } from "../engine/reports";
import type { Severity } from "../engine/rules/rule";

export interface ScanOptions {
  command: "scan";
  paths: string[];
  format: Format;
  failOn: Severity | "never";
  includeTests: boolean;
  limit: number;
  pricesAsOf?: string;
  output?: string;
  /** whether results of earlier runs are read and kept */
  cache: boolean;
}

export type Options = ScanOptions | { command: "help" } | { command: "version" };

export class UsageError extends Error {}

const SEVERITIES: readonly (Severity | "never")[] = ["error", "warning", "information", "hint", "never"];

export const HELP = `Usage: tokenbill scan [paths…] [options]     the bill of folders or files
       tokenbill diff [paths…] [--base REF]   what the changes since a commit add to the bill
       tokenbill fix [paths…] [--dry-run]     make the safe fixes of what scan finds
       tokenbill compare FILE:LINE MODEL…     what the call there would cost with other models
       tokenbill models [words…]              models and their prices
       tokenbill baseline [folders…]          accept today's findings; report only new ones
       tokenbill prices [update]              where prices come from; fetch newer ones

tokenbill scan

Finds every call to a language model in the given folders or files (default: this folder) without running any code,
and prints what each call costs and where money is wasted.

  --format ${FORMATS.join("|")}        how to print the report (default: text)
  --output FILE             write the report there instead of printing it
  --fail-on SEVERITY        exit with 1 when a finding is at least this severe:
                            error, warning (default), information, hint, never
  --include-tests           count calls in tests and examples too
  --prices-as-of YYYY-MM-DD take prices as they were on that day
  --no-cache                neither read nor keep results of earlier runs
  --limit N                 how many calls and findings the text report prints (default: 20)
  --help, --version         for the options of another command: tokenbill models --help

Exit codes: 0 nothing to report, 1 findings, 2 could not run.
`;

/** @throws UsageError with a message that says what to write instead */
export function parseOptions(args: string[]): Options {
  const { values, positionals } = parseCommand(args, SCAN_OPTIONS);
  if (values.help === true || positionals[0] === "help") return { command: "help" };
  if (values.version === true) return { command: "version" };
  const [command, ...paths] = positionals;
  if (command === undefined) return { command: "help" };
  if (command !== "scan") throw new UsageError(`there is no command "${command}"; try: tokenbill scan`);
  return {
    command: "scan",
    paths,
    format: oneOf("--format", values.format ?? "text", FORMATS),
    failOn: oneOf("--fail-on", values["fail-on"] ?? "warning", SEVERITIES),
    includeTests: values["include-tests"] === true,
    limit: wholeNumber("--limit", values.limit ?? "20"),
    pricesAsOf: values["prices-as-of"] === undefined ? undefined : day(values["prices-as-of"]),
    output: values.output,
    cache: values["no-cache"] !== true,
  };
}

const SCAN_OPTIONS = {
  format: { type: "string" },
  output: { type: "string" },
  "fail-on": { type: "string" },
  "include-tests": { type: "boolean" },
  "no-cache": { type: "boolean" },
  "prices-as-of": { type: "string" },
  limit: { type: "string" },
  help: { type: "boolean", short: "h" },
  version: { type: "boolean", short: "v" },
} as const;

/** @throws UsageError */
export function parseCommand<T extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: T) {
  try {
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function oneOf<T extends string>(name: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((candidate) => candidate === value);
  if (found === undefined) throw new UsageError(`${name} takes one of ${allowed.join(", ")}, not "${value}"`);
  return found;
}

export function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new UsageError(`${name} takes a whole number, not "${value}"`);
  return Number(value);
}

export function day(value: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) {
    throw new UsageError(`--prices-as-of takes a day like 2026-11-23, not "${value}"`);
  }
  return value;
}
