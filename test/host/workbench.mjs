// Opens a folder in a real VS Code, as a person would: the packaged extension is installed, nothing is faked.
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { launchBrowser } from "./browser.mjs";
import { installExtension, startServer } from "./vscode-server.mjs";

export const screenshots = inRoot("out", "screenshots");

/** A copy of a folder in a temporary place, so that tests may change files. */
export function temporaryCopy(folder) {
  const parent = mkdtempSync(join(tmpdir(), "tokenbill-"));
  const copy = join(parent, basename(folder));
  cpSync(folder, copy, { recursive: true, filter: (path) => !/[\\/](node_modules|\.git)$/.test(path) });
  return { path: copy, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 5 }) };
}

/** A page that shows `url`, in a window of the given size; `close` ends the browser. */
export async function openPage({ width = 1400, height = 900 } = {}) {
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width, height } });
  const screenshot = async (name) => {
    mkdirSync(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await page.screenshot({ path });
    return path;
  };
  return { page, screenshot, close: () => browser.close() };
}

/** The address of a workspace (or a .code-workspace file), with files to open and other payload. */
export function address(server, target, payload = {}) {
  const pairs = Object.entries(payload).flatMap(([key, value]) => [value].flat().map((one) => [key, one]));
  const query = new URLSearchParams({ [/\.code-workspace$/.test(target) ? "workspace" : "folder"]: target });
  if (pairs.length > 0) query.set("payload", JSON.stringify(pairs));
  return `${server.url}?${query}`;
}

export const remote = (server, path) => `vscode-remote://${server.authority}${path}`;

/**
 * Opens a copy of `folder` in VS Code with the packaged extension installed.
 * @param {string} folder a folder, or a .code-workspace file
 * @param {{ vsix?: string, settings?: object, trust?: boolean, openFiles?: string[], copy?: boolean, width?: number, height?: number }} [options]
 *   `openFiles` are paths inside the folder
 * @returns {Promise<{ page: import("playwright-core").Page, folder: string, screenshot: (name: string) => Promise<string>, close: () => Promise<void> }>}
 */
export async function openWorkspace(folder, options = {}) {
  const { vsix = packagedExtension(), settings, trust, openFiles = [], copy = true } = options;
  const workspace = copy && !folder.endsWith(".code-workspace") ? temporaryCopy(folder) : { path: folder, remove() {} };
  const home = mkdtempSync(join(tmpdir(), "tokenbill-home-"));
  const folders = { dataFolder: join(home, "data"), extensionsFolder: join(home, "extensions") };
  const undo = [() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }), () => workspace.remove()];
  const close = async () => {
    for (const action of undo.splice(0).reverse()) await action();
  };
  try {
    await installExtension(vsix, folders);
    const server = await startServer({ ...folders, settings, trust, testDriver: true });
    undo.push(server.stop);
    const window = await openPage(options);
    undo.push(window.close);
    const openFile = openFiles.map((file) => remote(server, join(workspace.path, file)));
    await window.page.goto(address(server, workspace.path, { openFile, skipWelcome: "true" }));
    await window.page.waitForSelector(".monaco-workbench .part.editor", { timeout: 60_000 });
    return { page: window.page, folder: workspace.path, screenshot: window.screenshot, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs a command by its title, through the command palette. */
export async function runCommand(page, title) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input");
  await input.waitFor({ state: "visible" });
  await input.fill(`>${title}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}

export function packagedExtension() {
  const file = inRoot("out", "tokenbill.vsix");
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run package makes it`);
  return file;
}
