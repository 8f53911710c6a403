import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { inRoot, installedAsLocked, npm, requireNode20, root, run, say, step } from "./steps.mjs";

const networkAdvice =
  "npm could not install the packages. Check that this machine reaches the npm registry (npm ping), then run the same command again.";

export async function installProject() {
  requireNode20();
  if (installedAsLocked(root)) return say("• The project's packages are installed");
  await step("Installing the project's packages (npm ci)", () => npm(["ci"]), networkAdvice);
}

export const hostFolder = inRoot("test", "host");
const vscodeFolder = join(hostFolder, "node_modules", "code-server", "lib", "vscode");

/** VS Code's server, the Node it wants, a Chromium and the driver; about 1 GB, in test/host/node_modules only. */
export async function installHost() {
  const hostAdvice = `${networkAdvice} To go on without the editor: npm start -- --no-editor, npm test -- --no-host.`;
  if (!installedAsLocked(hostFolder)) {
    await step(
      "Installing a VS Code for the browser (npm ci in test/host, about 0.5 GB)",
      () => npm(["ci", "--ignore-scripts"], { cwd: hostFolder, quiet: true }),
      hostAdvice,
    );
  }
  for (const folder of [vscodeFolder, join(vscodeFolder, "extensions")]) {
    if (existsSync(join(folder, "node_modules", ".package-lock.json"))) continue;
    await step(
      `Installing that VS Code's own packages (npm install in ${relative(root, folder)})`,
      () => npm(["install", "--omit=dev", "--ignore-scripts"], { cwd: folder, quiet: true }),
      hostAdvice,
    );
  }
  await step(
    "Checking the Node for VS Code",
    async () => run((await import("../../test/host/vscode-server.mjs")).node24(), ["--version"], { quiet: true }),
    "VS Code needs Node 24. npm brings it for Linux and for Windows on x64; elsewhere put a Node 24 in front on the PATH or set NODE24_PATH to its program.",
  );
}
