// The tests of test/vscode in a desktop VS Code, downloaded by @vscode/test-electron: for machines that reach VS Code's update server.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { inRoot, main, say, StepError } from "../../scripts/lib/steps.mjs";
import { unzip } from "../../scripts/lib/unzip.mjs";
import { bundleInHostTests } from "./bundle.mjs";
import { packagedExtension, temporaryCopy } from "./workbench.mjs";

await main(async () => {
  const { entry } = await bundleInHostTests();
  const exchange = mkdtempSync(join(tmpdir(), "tokenbill-tests-"));
  const workspace = temporaryCopy(inRoot("examples"));
  unzip(packagedExtension(), exchange, (name) => name.startsWith("extension/"));
  try {
    const code = await runTests({
      cachePath: inRoot(".cache", "electron"),
      extensionDevelopmentPath: join(exchange, "extension"),
      extensionTestsPath: entry,
      launchArgs: [workspace.path, "--disable-workspace-trust", "--user-data-dir", join(exchange, "data")],
      extensionTestsEnv: { TOKENBILL_TEST_EXCHANGE: exchange },
    }).catch((error) => {
      if (existsSync(join(exchange, "result.json"))) return 1;
      throw new StepError(
        "Running the desktop VS Code",
        error,
        "Where its download does not work, npm run test:host runs the same tests in VS Code's server.",
      );
    });
    const { passed, failed } = JSON.parse(readFileSync(join(exchange, "result.json"), "utf8"));
    process.stdout.write(readFileSync(join(exchange, "lines"), "utf8"));
    say(`${passed} passed, ${failed} failed`);
    return code;
  } finally {
    workspace.remove();
    rmSync(exchange, { recursive: true, force: true, maxRetries: 5 });
  }
});
