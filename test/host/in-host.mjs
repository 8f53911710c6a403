// Runs a bundle inside the extension host of a real VS Code and waits for its result.
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot, StepError, say } from "../../scripts/lib/steps.mjs";
import { unzip } from "../../scripts/lib/unzip.mjs";
import { startServer } from "./vscode-server.mjs";
import { address, closeAll, openPage, packagedExtension, remote, temporaryCopy } from "./workbench.mjs";

const inHostLimit = 240_000;

/**
 * The packaged extension, unpacked, with a copy of examples/ open.
 * @param {string} entry a CommonJS file that exports run(), which writes result.json into the folder TOKENBILL_TEST_EXCHANGE
 * @param {string} [grep] only tests whose title holds this
 * @returns what result.json holds
 */
export async function runInHost(entry, grep) {
  const exchange = mkdtempSync(join(tmpdir(), "tokenbill-tests-"));
  const extension = join(exchange, "extension");
  unzip(packagedExtension(), exchange, (name) => name.startsWith("extension/"));
  const workspace = temporaryCopy(inRoot("examples"));
  const env = {
    TOKENBILL_TEST_EXCHANGE: exchange,
    TOKENBILL_TEST_SCREENSHOTS: "1",
    ...(grep && { TOKENBILL_TEST_GREP: grep }),
  };
  let log = "";
  const server = await startServer({
    dataFolder: join(exchange, "data"),
    extensionsFolder: join(exchange, "extensions"),
    testDriver: true,
    env,
    log: (chunk) => (log = (log + chunk).slice(-10_000)),
  });
  let window;
  try {
    window = await openPage();
    const ended = new Promise((resolve) => window.page.exposeFunction("codeAutomationExit", resolve));
    await window.page.exposeFunction("codeAutomationLog", (type, args) => (log += `${type}: ${args.join(" ")}\n`));
    await window.page.goto(
      address(server, workspace.path, {
        extensionDevelopmentPath: remote(server, extension),
        extensionTestsPath: remote(server, entry),
        skipWelcome: "true",
      }),
    );
    const code = await untilEnd(ended, exchange, window);
    const result = readResult(exchange);
    if (result) return result;
    await window.screenshot("in-host-failure").catch(() => undefined);
    say(log);
    throw new StepError(
      "Running the tests in VS Code",
      code === undefined
        ? `no result within ${inHostLimit / 1000} s`
        : `the extension host ended with ${code} before the tests did`,
      "The lines above are VS Code's log; out/screenshots/in-host-failure.png shows its window.",
    );
  } finally {
    await window?.close();
    await closeAll();
    await server.stop();
    workspace.remove();
    rmSync(exchange, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Passes on the tests' lines and takes the pictures that they ask for, until VS Code says that they ended. */
async function untilEnd(ended, exchange, window) {
  const deadline = Date.now() + inHostLimit;
  let shown = 0;
  let code;
  let over = false;
  ended.then((value) => {
    code = value;
    over = true;
  });
  const lines = join(exchange, "lines");
  for (;;) {
    const last = over || existsSync(join(exchange, "result.json")) || Date.now() > deadline;
    if (existsSync(lines)) {
      const text = readFileSync(lines, "utf8");
      process.stdout.write(text.slice(shown));
      shown = text.length;
    }
    for (const file of readdirSync(exchange).filter((name) => name.endsWith(".request"))) {
      const name = file.replace(/\.request$/, "");
      // A picture is for people; a window too busy to be pictured fails no test.
      await picture(window, name, readFileSync(join(exchange, file), "utf8")).catch((error) =>
        say(`    no picture ${name}: ${error.message.split("\n")[0]}`),
      );
      renameSync(join(exchange, file), join(exchange, file.replace(/\.request$/, ".done")));
    }
    if (last) return code;
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}

/** Once what it is about is painted: a window paints what it knows a moment later. */
async function picture(window, name, selector) {
  if (selector !== "") await window.page.locator(selector).first().waitFor({ timeout: 5_000 });
  await window.screenshot(name);
}

function readResult(exchange) {
  const file = join(exchange, "result.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
