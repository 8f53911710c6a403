// Runs inside VS Code's extension host: mocha over the bundled test files beside this file.
import { appendFileSync, existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";

export async function run(): Promise<void> {
  const exchange = process.env["TOKENBILL_TEST_EXCHANGE"];
  if (!exchange) throw new Error("TOKENBILL_TEST_EXCHANGE, the folder that the results go to, is not set");
  const mocha = new Mocha({ timeout: 60_000, retries: 1, grep: process.env["TOKENBILL_TEST_GREP"] });
  const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.js"));
  for (const file of files.sort()) mocha.addFile(join(__dirname, file));
  mocha.reporter(function report(runner: Mocha.Runner) {
    const line = (text: string) => appendFileSync(join(exchange, "lines"), `${text}\n`);
    runner.on("pass", (test) => line(`  ✓ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on("pending", (test) => line(`  - ${test.fullTitle()} (skipped)`));
    runner.on("retry", (test, error) => line(`  ↻ ${test.fullTitle()}: tried again after ${error.message}`));
    runner.on("fail", (test, error) => line(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  } as unknown as Mocha.ReporterConstructor);
  const stats = await new Promise<Mocha.Stats | undefined>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats));
  });
  const result = { passed: stats?.passes ?? 0, failed: stats?.failures ?? 0 };
  writeFileSync(join(exchange, "result.json"), JSON.stringify(result));
  if (result.failed > 0 || result.passed === 0) throw new Error(`${result.failed} tests failed in VS Code`);
}

/** Asks the runner, which holds the window, for a picture of it once `selector` is there; does nothing where there is no such runner. */
export async function screenshot(name: string, selector = ""): Promise<void> {
  const exchange = process.env["TOKENBILL_TEST_EXCHANGE"];
  if (!exchange || process.env["TOKENBILL_TEST_SCREENSHOTS"] !== "1") return;
  writeFileSync(join(exchange, `${name}.request`), selector);
  for (let waited = 0; waited < 10_000 && !existsSync(join(exchange, `${name}.done`)); waited += 100) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
