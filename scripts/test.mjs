// npm test: everything that must hold, from a fresh clone. npm test -- --no-host leaves the real VS Code out.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { installHost, installProject } from "./lib/install.mjs";
import { runMocha } from "./lib/mocha.mjs";
import { withoutNetwork } from "./lib/no-network.mjs";
import { inRoot, main, run, say, step, tool } from "./lib/steps.mjs";

const total = { passed: 0, failed: 0 };

/** A check that is not a run of tests: it adds to the failures when it fails, and the rest still runs. */
async function check(title, action, advice) {
  try {
    await step(title, action, advice);
    return true;
  } catch (error) {
    total.failed += 1;
    say(`  ✗ ${error.message}`);
    say(`    ${error.advice}`);
    return false;
  }
}

async function tests(title, action) {
  const result = await step(title, action);
  total.passed += result.passed;
  total.failed += result.failed;
}

async function hostTests() {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-host-"));
  const summary = join(folder, "summary.json");
  try {
    await run(process.execPath, [inRoot("test", "host", "run.mjs"), "--json", summary], { allowFailure: true });
    return existsSync(summary) ? JSON.parse(readFileSync(summary, "utf8")) : { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The injection grammar against VS Code's own TypeScript and Python grammars; each file is one test. */
async function grammarTests() {
  const result = { passed: 0, failed: 0 };
  const onLine = (line) => {
    if (line.startsWith("✓")) result.passed += 1;
    if (line.startsWith("✖")) result.failed += 1;
  };
  const args = ["--config", "test/grammar/config.json", "test/grammar/prompts.*"];
  const code = await tool("vscode-tmgrammar-test", args, { allowFailure: true, onLine });
  if ((code !== 0 && result.failed === 0) || result.passed + result.failed === 0) result.failed += 1;
  return result;
}

await main(async () => {
  const { values } = parseArgs({ options: { "no-host": { type: "boolean" } } });
  await installProject();
  await check(
    "Generated files",
    () => run(process.execPath, [inRoot("scripts", "generate.mjs"), "--check"]),
    "Run npm run generate and commit what it writes.",
  );
  await check("Formatting", () => tool("@biomejs/biome", ["format", "."], { quiet: true }), "Run npm run format.");
  await check("Lint", () => tool("@biomejs/biome", ["lint", "--error-on-warnings", "."], { quiet: true }));
  await check("Types of the panel", () => tool("typescript", ["--noEmit", "-p", "src/panel"], {}, "tsc"));
  await check("Types", () => tool("typescript", ["--noEmit"], {}, "tsc"));
  await check("Licences", () => run(process.execPath, [inRoot("scripts", "licences.mjs")], { quiet: true }));
  await check("Known weaknesses", () => run(process.execPath, [inRoot("scripts", "audit.mjs")]));
  const packaged = await check("The package", () => run(process.execPath, [inRoot("scripts", "package.mjs")]));
  const prefix = withoutNetwork();
  if (prefix === undefined)
    say("• Left out: a network namespace for the next tests, which this system does not give (unshare --net)");
  await tests(`Unit and case tests${prefix === undefined ? "" : ", without a network"}`, () =>
    runMocha(["--require", "tsx/cjs", "test/unit/**/*.test.ts", "test/harness/**/*.test.ts"], { prefix }),
  );
  if (values["no-host"])
    say("• Left out: the tests in a real VS Code and those of the grammar, which use its files (--no-host)");
  else if (!packaged) {
    say("• Left out: the tests in a real VS Code, since there is no package to test");
  } else {
    await installHost();
    await tests("Grammar tests", grammarTests);
    await tests("Tests in a real VS Code", hostTests);
  }
  say();
  say(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
