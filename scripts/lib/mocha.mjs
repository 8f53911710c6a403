import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot, run } from "./steps.mjs";

/** Runs mocha with this Node, behind what `prefix` says; `{ passed, failed }` of the run. A run that cannot load or has no test counts as one failure; so does one that takes more than `timeout` milliseconds. */
export async function runMocha(args, { timeout = 0, prefix = [] } = {}) {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-mocha-"));
  const summary = join(folder, "summary.json");
  try {
    const mocha = inRoot("node_modules", "mocha", "bin", "mocha.js");
    const reporter = inRoot("scripts", "lib", "mocha-reporter.cjs");
    const reporting = ["--reporter", reporter, "--reporter-option", `summary=${summary}`];
    const [command, ...rest] = [...prefix, process.execPath, mocha, ...reporting, ...args];
    const code = await run(command, rest, { allowFailure: true, timeout });
    const { passed, failed } = readSummary(summary);
    return { passed, failed: passed + failed === 0 || (code !== 0 && failed === 0) ? failed + 1 : failed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readSummary(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return { passed: 0, failed: 0 };
  }
}
