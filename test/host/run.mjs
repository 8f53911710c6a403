// The extension in a real VS Code: (1) test/vscode/*.test.ts inside the extension host, (2) test/person/*.test.mjs through the window.
// Options: --grep TEXT, --only in-host|person. --json FILE writes the sums to FILE.
import { mkdirSync, writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { runMocha } from "../../scripts/lib/mocha.mjs";
import { inRoot, main, say } from "../../scripts/lib/steps.mjs";
import { bundleInHostTests } from "./bundle.mjs";
import { runInHost } from "./in-host.mjs";

const personLimit = 900_000;

await main(async () => {
  const { values } = parseArgs({
    options: { grep: { type: "string" }, only: { type: "string" }, json: { type: "string" } },
  });
  const total = { passed: 0, failed: 0 };
  const add = (name, result) => {
    total.passed += result.passed;
    total.failed += result.failed;
    say(`  ${name}: ${result.passed} passed, ${result.failed} failed`);
  };
  if (values.only !== "person") {
    const { entry, count } = await bundleInHostTests();
    say(`• ${count} test files inside VS Code's extension host`);
    add("inside VS Code", await runInHost(entry, values.grep));
  }
  if (values.only !== "in-host") {
    say("• VS Code's window, used as a person would");
    const grep = values.grep ? ["--grep", values.grep] : [];
    add(
      "through the window",
      await runMocha(
        // A window on a busy machine may miss a click: a test is tried twice more, and each try is shown.
        ["--no-config", "--exit", "--timeout", "120000", "--retries", "2", ...grep, "test/person/**/*.test.mjs"],
        { timeout: personLimit },
      ),
    );
  }
  mkdirSync(inRoot("out"), { recursive: true });
  if (values.json) writeFileSync(values.json, JSON.stringify(total));
  return total.failed > 0 || total.passed === 0 ? 1 : 0;
});
