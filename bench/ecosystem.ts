/**
 * Real repositories, each scanned in a process of its own: `npm run ecosystem -- [--write] [--fixes] FOLDER…`.
 * Prints a row for each and compares it with the committed summary; `--write` replaces the rows of that summary, `--fixes` tries every
 * fix on a copy in memory. `--against FILE` compares with another summary. Ends with 1 when a scan crashed, hung, or a fix broke something.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { parseArgs } from "node:util";
import { inOwnProcess } from "./fixes/in-own-process";
import { type MeasuredScan, measuredScan } from "./scan-measured";

/** What is committed of a repository: counts and times. */
export interface EcosystemRow {
  outcome: string;
  listed: number;
  parsed: number;
  skipped: number;
  calls: number;
  /** calls whose model is known */
  resolved: number;
  priced: number;
  findings: number;
  cpuSeconds: number;
  peakMegabytes: number;
  /** every fix that was tried, and those that did not hold; left out where they were not tried */
  fixes?: { tried: number; bad: number };
}
export type Summary = Record<string, EcosystemRow>;

const root = resolve(__dirname, "..");
const summaryPath = resolve(root, "bench/ecosystem.json");
const pagePath = resolve(root, "docs/ecosystem.md");

export function rowOf({ outcome, report, cpuSeconds, peakMegabytes }: MeasuredScan): EcosystemRow {
  const calls = report?.calls ?? [];
  return {
    outcome,
    listed: report?.files.listed ?? 0,
    parsed: report?.files.parsed ?? 0,
    skipped: report?.skipped.length ?? 0,
    calls: calls.length,
    resolved: calls.filter(({ model }) => model.status !== "unknown").length,
    priced: calls.filter(({ cost }) => cost !== null).length,
    findings: report?.findings.length ?? 0,
    cpuSeconds: Math.round(cpuSeconds * 10) / 10,
    peakMegabytes: Math.round(peakMegabytes),
  };
}

const COUNTS = ["listed", "parsed", "skipped", "calls", "resolved", "priced", "findings"] as const;

/** What is different from an earlier row, in words; times count from a third on, since machines are noisy. */
export function differences(before: EcosystemRow, now: EcosystemRow): string[] {
  const found: string[] = COUNTS.filter((key) => before[key] !== now[key]).map(
    (key) => `${key} ${before[key]} → ${now[key]}`,
  );
  if (before.outcome !== now.outcome) found.unshift(`${before.outcome} → ${now.outcome}`);
  for (const key of ["cpuSeconds", "peakMegabytes"] as const) {
    const ratio = now[key] / Math.max(before[key], 0.1);
    if (ratio > 4 / 3 || ratio < 3 / 4) found.push(`${key} ${before[key]} → ${now[key]}`);
  }
  return found;
}

/** The summary as the page that people read. */
export function pageOf(summary: Summary): string {
  const names = Object.keys(summary).sort((a, b) => a.localeCompare(b, "en"));
  const rows = names.map((name) => {
    const { outcome, listed, parsed, skipped, calls, resolved, priced, findings, cpuSeconds, peakMegabytes, fixes } =
      summary[name]!;
    const tried = fixes === undefined ? "–" : `${fixes.tried}, ${fixes.bad} bad`;
    const cells = [name, outcome, listed, parsed, skipped, calls, resolved, priced, findings, tried];
    return `| ${[...cells, cpuSeconds.toFixed(1), peakMegabytes].join(" | ")} |`;
  });
  return `# Real repositories

Made by \`npm run ecosystem -- --write FOLDER…\` from \`bench/ecosystem.json\`: counts and times of one scan of each repository, tests and
examples included, without kept results. "Skipped" are the notes of the report, each of which names its file. CPU seconds and peak
megabytes are those of the whole process on a busy machine with two cores. Fixes were tried on a copy in memory: each applied, the file
parsed again, the finding looked for.

| repository | outcome | files | parsed | skipped | calls | model known | priced | findings | fixes tried | CPU s | MB |
|---|---|---:|---:|---:|---:|---:|---:|---:|---|---:|---:|
${rows.join("\n")}
`;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      write: { type: "boolean" },
      fixes: { type: "boolean" },
      against: { type: "string", default: summaryPath },
      seconds: { type: "string", default: "600" },
    },
  });
  const committed: Summary = existsSync(values.against) ? JSON.parse(readFileSync(values.against, "utf8")) : {};
  const summary: Summary = existsSync(summaryPath) ? JSON.parse(readFileSync(summaryPath, "utf8")) : {};
  const limitSeconds = Number(values.seconds);
  for (const folder of positionals) {
    const name = basename(resolve(folder));
    const row = rowOf(await measuredScan(resolve(folder), ["--include-tests", "--no-cache"], { limitSeconds }));
    if (values.fixes) row.fixes = await inOwnProcess(resolve(folder), limitSeconds);
    else if (summary[name]?.fixes) row.fixes = summary[name].fixes;
    const before = committed[name];
    const changed = before === undefined ? ["new"] : differences(before, row);
    console.log(`${name}: ${JSON.stringify(row)}${changed.length > 0 ? `\n  ${changed.join(", ")}` : ""}`);
    if (row.outcome !== "whole" || (values.fixes && row.fixes?.bad)) process.exitCode = 1;
    summary[name] = row;
    if (values.write) {
      writeFileSync(summaryPath, `${JSON.stringify(summary, null, 2)}\n`);
      writeFileSync(pagePath, pageOf(summary));
    }
  }
}

if (require.main === module) void main();
