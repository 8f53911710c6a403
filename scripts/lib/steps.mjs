// Small helpers for the scripts that run before anything is installed: Node's own modules only.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const inRoot = (...parts) => join(root, ...parts);

export const say = (line = "") => process.stdout.write(`${line}\n`);

/** A step failed; `advice` says how to go on. */
export class StepError extends Error {
  constructor(step, cause, advice) {
    super(`${step} failed: ${cause?.message ?? cause}`);
    this.advice = advice;
  }
}

/** Announces a step, runs it, says how long it took; a failure names the step and carries the advice. */
export async function step(
  title,
  action,
  advice = "Read the lines above, mend the cause and run the same command again.",
) {
  say(`• ${title}`);
  const start = Date.now();
  try {
    const result = await action();
    say(`  done in ${((Date.now() - start) / 1000).toFixed(1)} s`);
    return result;
  } catch (error) {
    throw error instanceof StepError ? error : new StepError(title, error, advice);
  }
}

/** Runs a program to its end. Rejects unless it exits with 0 or `allowFailure` is set; resolves to its exit code. */
export function run(command, args, options = {}) {
  const { allowFailure = false, quiet = false, cwd = root, env = process.env, onLine, timeout = 0 } = options;
  return new Promise((resolve, reject) => {
    const piped = quiet || onLine;
    const child = spawn(command, args, {
      cwd,
      env,
      timeout,
      stdio: piped ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"],
    });
    let output = "";
    for (const stream of piped ? [child.stdout, child.stderr] : []) {
      stream.setEncoding("utf8");
      stream.on("data", (chunk) => {
        output += chunk;
        if (!quiet) process.stdout.write(chunk);
      });
    }
    // Whoever ends this script ends what it runs.
    const stop = () => {
      child.kill();
      process.exit(143);
    };
    process.once("SIGTERM", stop);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      process.off("SIGTERM", stop);
      onLine && output.split("\n").forEach(onLine);
      if (code === 0 || allowFailure) return resolve(code ?? 1);
      if (quiet) process.stdout.write(output);
      reject(new Error(`${command} ${args.join(" ")} ended with ${signal ?? `exit code ${code}`}`));
    });
  });
}

/** npm of the Node that runs this script; on Windows npm is a script that needs a shell. */
export function npm(args, options = {}) {
  const cli = process.env.npm_execpath;
  if (cli && /npm-cli\.[cm]?js$/.test(cli)) return run(process.execPath, [cli, ...args], options);
  return process.platform === "win32" ? run("cmd", ["/c", "npm", ...args], options) : run("npm", args, options);
}

/** Runs a tool from node_modules by its package's `bin` entry, with this Node. */
export function tool(packageName, args, options = {}, binName = undefined) {
  const folder = inRoot("node_modules", packageName);
  const { bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = typeof bin === "string" ? bin : (bin[binName ?? packageName.split("/").pop()] ?? Object.values(bin)[0]);
  return run(process.execPath, [join(folder, file), ...args], options);
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

export function requireNode20() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new StepError(
    "Checking Node",
    `this is Node ${process.versions.node}`,
    "Tokenbill needs Node 20.19 or newer. Install it (https://nodejs.org) and run the same command again.",
  );
}

/** Runs a script's main function; a failed step is told in plain lines, without a stack. */
export async function main(action) {
  try {
    process.exitCode = (await action()) ?? process.exitCode ?? 0;
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    say();
    say(`✗ ${error.message}`);
    say(`  ${error.advice}`);
    process.exitCode = 1;
  }
}

/** Are the packages that a lock file asks for the ones that are installed? Optional ones may be missing. */
export function installedAsLocked(folder) {
  const lockFile = join(folder, "package-lock.json");
  const installedFile = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(installedFile)) return false;
  const wanted = JSON.parse(readFileSync(lockFile, "utf8")).packages;
  const installed = JSON.parse(readFileSync(installedFile, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === "" || entry.optional || entry.link || installed[path]?.version === entry.version,
  );
}
