import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { inRoot } from "../../scripts/lib/steps.mjs";

const cache = inRoot(".cache", "chromium");

/** A Chromium under Playwright: the one of CHROMIUM_PATH when set, else the one from npm, unpacked once into .cache/. */
export async function launchBrowser() {
  const { chromium } = await import("playwright-core");
  if (process.env.CHROMIUM_PATH) {
    return chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ["--no-sandbox"] });
  }
  if (process.platform !== "linux") return chromium.launch({ channel: "chrome" });
  const { executablePath, args, env } = await packagedChromium();
  return chromium.launch({ executablePath, args, env });
}

/** The package unpacks into the temporary folder; here that is .cache/chromium, kept with the project. */
async function packagedChromium() {
  const complete = join(cache, "complete");
  if (!existsSync(complete)) rmSync(cache, { recursive: true, force: true });
  mkdirSync(cache, { recursive: true });
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const { default: packaged, inflate } = await import("@sparticuz/chromium");
    const executablePath = await packaged.executablePath();
    const env = { ...process.env, TMPDIR: before };
    if (lacksLibraries(executablePath)) {
      const folder = dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium"));
      const libraries = await inflate(join(folder, "..", "bin", "al2023.tar.br"));
      env.LD_LIBRARY_PATH = [join(libraries, "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(":");
    }
    if (!existsSync("/usr/share/fonts")) env.FONTCONFIG_PATH = join(cache, "fonts");
    writeFileSync(complete, "");
    // In a single process, closing one window would end the browser.
    const args = packaged.args.filter((arg) => !["--single-process", "--no-zygote"].includes(arg));
    return { executablePath, args, env };
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** A bare machine has no NSS; the package brings it. */
function lacksLibraries(program) {
  const { status, stdout } = spawnSync("ldd", [program], { encoding: "utf8" });
  return status !== 0 || stdout.includes("not found");
}
