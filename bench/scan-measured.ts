import { spawn } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "..");

/** One scan in a process of its own. */
export interface MeasuredScan {
  /** "ended by …" where it was not the scan that ended it, "crashed: …" where it printed no report */
  outcome: string;
  seconds: number;
  cpuSeconds: number;
  peakMegabytes: number;
  /** what `--format json` printed, when it did */
  report?: ScanReport;
}
/** The part of docs/report.schema.json that is counted here. */
export interface ScanReport {
  calls: { model: { status: string }; cost: unknown; file: string; line: number; kind: string }[];
  findings: { rule: string; file: string; line: number }[];
  skipped: { file: string; reason: string }[];
  files: { listed: number; read: number; parsed: number };
  totals: Record<string, unknown>;
}

interface ScanSetting {
  limitSeconds?: number;
  env?: NodeJS.ProcessEnv;
  /** the bundle of the command line */
  cli?: string;
  /** options of Node */
  node?: readonly string[];
}

/** Scans a folder with dist/cli.js; ended after `limitSeconds`. @param options further options of the command line */
export function measuredScan(
  folder: string,
  options: readonly string[],
  { limitSeconds = 600, env = {}, cli = resolve(root, "dist/cli.js"), node = [] }: ScanSetting = {},
): Promise<MeasuredScan> {
  const args = ["--require", resolve(root, "bench/measure.cjs"), ...node, cli, "scan", folder];
  const started = performance.now();
  const child = spawn(process.execPath, [...args, "--format", "json", ...options], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const texts = ["", "", "", ""];
  for (const at of [1, 2, 3])
    child.stdio[at]!.on("data", (chunk: Buffer) => {
      texts[at] += chunk.toString();
    });
  const timer = setTimeout(() => child.kill("SIGKILL"), limitSeconds * 1_000);
  return new Promise((settle) =>
    child.on("close", (code, signal) => {
      clearTimeout(timer);
      const seconds = (performance.now() - started) / 1_000;
      const used = { cpuSeconds: 0, peakMegabytes: 0, ...parsed(texts[3]!) };
      const report = parsed(texts[1]!) as ScanReport | undefined;
      const error = texts[2]!.trim().split("\n")[0];
      const outcome = signal ? `ended by ${signal}` : report ? "whole" : `crashed: exit code ${code}, ${error}`;
      settle({ outcome, seconds, ...used, report });
    }),
  );
}

function parsed(text: string): object | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
