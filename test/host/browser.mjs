import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const cache = join(dirname(fileURLToPath(import.meta.url)), "..", "..", ".cache", "chromium");

/** A Chromium under Playwright: CHROMIUM_PATH when set, else the one from npm, unpacked once into .cache/. */
export async function launchBrowser() {
  const { chromium } = await import("playwright-core");
  if (process.env.CHROMIUM_PATH) {
    return chromium.launch({ executablePath: process.env.CHROMIUM_PATH, args: ["--no-sandbox"], headless: true });
  }
  if (process.platform !== "linux") return chromium.launch({ channel: "chrome", headless: true });
  mkdirSync(cache, { recursive: true });
  // The package unpacks its binary into the temporary folder; ours keeps it with the project and apart from others.
  const before = process.env.TMPDIR;
  process.env.TMPDIR = cache;
  try {
    const packaged = (await import("@sparticuz/chromium")).default;
    const executablePath = await packaged.executablePath();
    return await chromium.launch({ executablePath, args: packaged.args, headless: true });
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
