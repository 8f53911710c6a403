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

let browser;

/** A page of its own in the one browser of these tests; `close` ends the page and forgets what it kept. */
export async function openPage({ width = 1400, height = 900 } = {}) {
  browser ??= launchBrowser();
  const context = await (await browser).newContext({ viewport: { width, height } });
  const page = await context.newPage();
  const screenshot = async (name) => {
    mkdirSync(screenshots, { recursive: true });
    const path = join(screenshots, `${name}.png`);
    await page.screenshot({ path });
    return path;
  };
  return { page, screenshot, close: () => context.close() };
}

/** Ends the browser and the servers that were started. A process that ends without this ends them too. */
export async function closeAll() {
  const running = [...servers.values()];
  servers.clear();
  for (const server of running) await (await server).stop();
  await (await browser)?.close();
  browser = undefined;
}

/** The address of a workspace (or a .code-workspace file), with files to open and other payload. */
export function address(server, target, payload = {}) {
  const pairs = Object.entries(payload).flatMap(([key, value]) => [value].flat().map((one) => [key, one]));
  const query = new URLSearchParams({ [/\.code-workspace$/.test(target) ? "workspace" : "folder"]: target });
  if (pairs.length > 0) query.set("payload", JSON.stringify(pairs));
  return `${server.url}?${query}`;
}

export const remote = (server, path) => `vscode-remote://${server.authority}${path}`;

const servers = new Map();

/** One server for all windows that want the same of it, with the packaged extension installed. */
function serverFor(vsix, settings, trust) {
  const key = JSON.stringify([vsix, settings, trust, process.env.XDG_CONFIG_HOME]);
  if (!servers.has(key)) servers.set(key, startWithExtension(vsix, settings, trust));
  return servers.get(key);
}

async function startWithExtension(vsix, settings, trust) {
  const home = mkdtempSync(join(tmpdir(), "tokenbill-home-"));
  const folders = { dataFolder: join(home, "data"), extensionsFolder: join(home, "extensions") };
  const remove = () => rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  process.once("exit", remove);
  await installExtension(vsix, folders);
  const server = await startServer({ ...folders, settings, trust, testDriver: true });
  const stop = async () => {
    await server.stop();
    process.off("exit", remove);
    remove();
  };
  return { ...server, stop };
}

/**
 * Opens a copy of `folder` in VS Code with the packaged extension installed.
 * @param {string} folder a folder, or a .code-workspace file
 * @param {{ vsix?: string, settings?: object, trust?: boolean, openFiles?: string[], prepare?: (folder: string) => void, width?: number, height?: number }} [options]
 *   `openFiles` are paths inside the folder; `prepare` gets the copy before VS Code sees it
 * @returns {Promise<{ page: import("playwright-core").Page, folder: string, reload: () => Promise<void>, screenshot: (name: string) => Promise<string>, close: () => Promise<void> }>}
 */
export async function openWorkspace(folder, options = {}) {
  const { vsix = packagedExtension(), settings, trust, openFiles = [], prepare } = options;
  const workspace = folder.endsWith(".code-workspace") ? { path: folder, remove() {} } : temporaryCopy(folder);
  prepare?.(workspace.path);
  const undo = [workspace.remove];
  const close = async () => {
    for (const action of undo.splice(0).reverse()) await action();
  };
  try {
    const server = await serverFor(vsix, settings, trust);
    const window = await openPage(options);
    undo.push(window.close);
    const { page, screenshot } = window;
    const ready = () => page.waitForSelector(".monaco-workbench .part.editor", { timeout: 60_000 });
    const openFile = openFiles.map((file) => remote(server, join(workspace.path, file)));
    await page.goto(address(server, workspace.path, { openFile, skipWelcome: "true" }));
    await ready();
    if (folder.endsWith(".code-workspace")) await untilFolders(page, ready);
    // A window that is told which files to open opens them and restores nothing.
    const reload = async () => {
      const restoring = address(server, workspace.path, { skipWelcome: "true" });
      await page.evaluate((url) => history.replaceState(null, "", url), restoring);
      const loaded = page.waitForEvent("load");
      await runCommand(page, "Developer: Reload Window");
      await loaded;
      await ready();
    };
    return { page, folder: workspace.path, reload, screenshot, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** VS Code in a browser that reads a workspace file before its server is there opens the workspace without its folders, and stays so. */
async function untilFolders(page, ready) {
  const first = page.locator(".explorer-folders-view .monaco-list-row").first();
  for (let tries = 0; ; tries++) {
    const there = await first.waitFor({ timeout: 15_000 }).then(
      () => true,
      () => false,
    );
    if (there) return;
    if (tries === 4) throw new Error("VS Code opened the workspace without its folders");
    await page.reload();
    await ready();
  }
}

/** Runs a command by its title, through the command palette; it is there once the extension is known to the window. */
export async function runCommand(page, title) {
  const row = page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
  for (let tries = 0; !(await row.isVisible()); tries++) {
    if (tries === 10) throw new Error(`no command is called ${title}`);
    await page.keyboard.press("Escape");
    await page.keyboard.press("F1");
    const input = page.locator(".quick-input-widget input");
    // The palette goes when something else takes the focus: then it is opened again.
    await input.fill(`>${title}`, { timeout: 8_000 }).catch(() => {});
    await row.waitFor({ timeout: 8_000 }).catch(() => {});
  }
  await page.keyboard.press("Enter");
}

export function packagedExtension() {
  const file = inRoot("out", "tokenbill.vsix");
  if (!existsSync(file)) throw new Error(`${file} is missing: npm run package makes it`);
  return file;
}
