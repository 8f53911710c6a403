// VS Code, served to a browser: its real workbench and its real extension host.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { freePort } from "../../scripts/lib/steps.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const serverMain = join(here, "node_modules", "code-server", "lib", "vscode", "out", "server-main.js");

const calmSettings = {
  "workbench.startupEditor": "none",
  "chat.disableAIFeatures": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "telemetry.telemetryLevel": "off",
  "extensions.autoUpdate": false,
  "update.mode": "none",
  "js/ts.tsserver.automaticTypeAcquisition.enabled": false,
};

/** The Node 24 that VS Code's server wants: NODE24_PATH, the one from npm, or the one that runs this. */
export function node24() {
  if (process.env.NODE24_PATH) return process.env.NODE24_PATH;
  const windows = process.platform === "win32";
  const name = `node-${windows ? "win" : process.platform}-${process.arch}`;
  const installed = join(here, "node_modules", name, "bin", windows ? "node.exe" : "node");
  if (existsSync(installed)) return installed;
  if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
  throw new Error(`there is no Node 24 for ${process.platform} on ${process.arch}`);
}

/**
 * Starts the server on a free port of 127.0.0.1.
 * @param {{ dataFolder: string, extensionsFolder: string, settings?: object, testDriver?: boolean, trust?: boolean,
 *   env?: object, log?: (line: string) => void }} options `trust: false` leaves workspace trust on (Restricted Mode)
 * @returns {Promise<{ port: number, authority: string, url: string, stop: () => Promise<void> }>}
 */
export async function startServer(options) {
  const { dataFolder, extensionsFolder, settings = {}, testDriver = false, trust = true, env = {}, log } = options;
  const settingsFolder = join(dataFolder, "data", "User");
  mkdirSync(settingsFolder, { recursive: true });
  mkdirSync(extensionsFolder, { recursive: true });
  const settingsFile = join(settingsFolder, "settings.json");
  if (!existsSync(settingsFile)) writeFileSync(settingsFile, JSON.stringify({ ...calmSettings, ...settings }, null, 2));
  const port = await freePort();
  const args = [
    "--host 127.0.0.1",
    `--port ${port}`,
    "--without-connection-token --accept-server-license-terms --telemetry-level off --log warn",
    // A window that was closed is not waited for.
    testDriver ? "--reconnection-grace-time 2" : "",
    testDriver ? "--enable-smoke-test-driver" : "",
    trust ? "--disable-workspace-trust" : "",
  ].join(" ");
  const child = spawn(
    node24(),
    [
      serverMain,
      ...args.split(" ").filter(Boolean),
      "--server-data-dir",
      dataFolder,
      "--extensions-dir",
      extensionsFolder,
    ],
    { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const atExit = () => child.kill();
  process.on("exit", atExit);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8");
    stream.on("data", (chunk) => {
      output = (output + chunk).slice(-20_000);
      log?.(chunk);
    });
  }
  const ended = new Promise((resolve) => child.on("close", resolve));
  child.on("error", (error) => {
    output += String(error);
  });
  const stop = async () => {
    if (child.exitCode === null) child.kill("SIGTERM");
    const kill = setTimeoutUnref(() => child.kill("SIGKILL"), 3000);
    await ended;
    process.off("exit", atExit);
    clearTimeout(kill);
  };
  const url = `http://127.0.0.1:${port}/`;
  for (let waited = 0; ; waited += 200) {
    if (child.exitCode !== null) throw new Error(`VS Code's server ended at once:\n${output}`);
    if (await answers(url)) break;
    if (waited > 60_000) {
      await stop();
      throw new Error(`VS Code's server did not answer within a minute:\n${output}`);
    }
    await sleep(200);
  }
  return { port, authority: `127.0.0.1:${port}`, url, stop };
}

/** Installs a .vsix into an extensions folder, the way a user does it. */
export function installExtension(vsix, { dataFolder, extensionsFolder }) {
  return new Promise((resolve, reject) => {
    const args = [serverMain, "--install-extension", vsix, "--force", "--server-data-dir", dataFolder];
    const child = spawn(node24(), [...args, "--extensions-dir", extensionsFolder, "--accept-server-license-terms"], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 && /successfully installed/.test(output)
        ? resolve()
        : reject(new Error(`installing ${vsix}:\n${output}`)),
    );
  });
}

function setTimeoutUnref(action, ms) {
  const timer = setTimeout(action, ms);
  timer.unref();
  return timer;
}

async function answers(url) {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
