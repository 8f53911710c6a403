// Pictures of every surface in the real VS Code, in every theme: out/screenshots/SURFACE-THEME.png, to be looked at.
// The light ones that the readme shows go to docs/images/. npm run screenshots [-- THEME…]
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installHost, installProject } from "./lib/install.mjs";
import { inRoot, main, say } from "./lib/steps.mjs";
import { packageExtension } from "./package.mjs";

const settings = {
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.fontSize": 14,
  // Below its call a hover leaves the figures above the call to be seen.
  "editor.hover.above": false,
  "workbench.editor.empty.hint": "hidden",
};
const tabs = { overview: "Overview", findings: /Findings/, calls: /Calls/, "what-if": "What if", change: "Since last" };

/** The examples under git with a change since the last commit, volumes and budgets, and with a notebook beside them. */
function prepare(folder) {
  cpSync(inRoot("test", "person", "notebook", "lab.ipynb"), join(folder, "lab.ipynb"));
  const usage = { "**/answer.ts": { calls: "100k/month", feature: "support" }, "**/review.py": { calls: "2k/month" } };
  const budgets = { workspace: 1_000, features: { support: 400 }, call: 0.05 };
  writeFileSync(join(folder, "tokenbill.jsonc"), `${JSON.stringify({ usage, budgets }, null, 2)}\n`);
  const git = (...args) => execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
  git("init", "-q");
  git("add", "-A");
  git("commit", "-q", "--no-gpg-sign", "-m", "Examples");
  const models = join(folder, "support-assistant", "src", "models.ts");
  const text = readFileSync(models, "utf8");
  writeFileSync(models, text.replace(/ANSWER_MODEL = "[^"]*"/, 'ANSWER_MODEL = "claude-opus-5"'));
}

const forReadme = { hover: "editor", "report-overview": "report" };

await main(async () => {
  await installProject();
  await installHost();
  const vsix = await packageExtension();
  const { closeAll, openWorkspace, runCommand } = await import("../test/host/workbench.mjs");
  const { reportFrame, themes, useTheme } = await import("../test/host/themes.mjs");
  const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(themes);
  const openFiles = ["support-assistant/src/answer.ts", "support-assistant/src/classify.ts"];
  const window = await openWorkspace(inRoot("examples"), { vsix, openFiles, prepare, width: 1200, height: 720 });
  const { page } = window;
  page.setDefaultTimeout(90_000);
  const call = page.locator(".view-line", { hasText: "completions.create" }).first();
  const surfaces = {
    async editor() {
      await page.keyboard.press("Escape");
      if (await page.locator(".part.sidebar").isVisible()) await page.keyboard.press("Control+b");
      await page.locator(".tab", { hasText: "classify.ts" }).click();
      await page.locator(".codelens-decoration a").first().waitFor();
      await page.locator(".squiggly-warning, .squiggly-info, .squiggly-hint").first().waitFor();
    },
    async hover() {
      await call.getByText("completions").first().hover();
      await page.locator(".monaco-hover:visible", { hasText: "Floor" }).first().waitFor();
    },
    async lightbulb() {
      await call.click();
      const menu = page.locator(".action-widget").first();
      // It closes by itself when squiggles arrive while it is open.
      for (let tries = 0; tries < 6 && !(await menu.isVisible()); tries++) {
        await page.keyboard.press("Escape");
        await runCommand(page, "Quick Fix...");
        await menu.waitFor({ timeout: 5_000 }).catch(() => {});
      }
    },
    async bill() {
      await page.keyboard.press("Escape");
      await runCommand(page, "Tokenbill: Focus on Bill View");
      await page.locator(".pane-body .monaco-list-row", { hasText: "review.py" }).first().waitFor();
    },
    async "end-of-line"(theme) {
      await useTheme(window, theme, { ...settings, "tokenbill.annotations": "endOfLine" });
      await page.locator(".codelens-decoration").first().waitFor({ state: "detached" });
      await page.waitForTimeout(1_500);
    },
    async notebook(theme) {
      await useTheme(window, theme, settings);
      await runCommand(page, "View: Show Explorer");
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "lab.ipynb" }).dblclick();
      await page.locator(".notebookOverlay .codelens-decoration", { hasText: " in · " }).first().waitFor();
    },
    async settings() {
      await runCommand(page, "Preferences: Open Settings (UI)");
      // The search has the focus once the page is there.
      await page.locator(".settings-editor .setting-item-contents").first().waitFor();
      await page.keyboard.press("Control+a");
      await page.keyboard.type("@ext:tokenbill.tokenbill");
      await page.locator(".settings-editor .setting-item", { hasText: "Annotations" }).first().waitFor();
    },
    async walkthrough(theme) {
      await useTheme(window, theme, settings);
      await runCommand(page, "Welcome: Open Walkthrough...");
      const name = "See What Your Model Calls Cost";
      await page.locator(".quick-input-widget input").fill(name);
      await page.locator(".quick-input-list .monaco-list-row", { hasText: name }).first().click();
      await page.locator(".step-title").first().waitFor();
    },
    async "report-narrow"() {
      await page.setViewportSize({ width: 720, height: 900 });
      await runCommand(page, "Tokenbill: Show Cost Report");
      const frame = await reportFrame(page);
      await frame.getByRole("tab", { name: "What if" }).click();
      await frame.locator("tbody tr").first().waitFor();
    },
    ...Object.fromEntries(
      Object.entries(tabs).map(([tab, name]) => [
        `report-${tab}`,
        async () => {
          // The overview down to its map, with nothing beside it.
          const whole = tab === "overview";
          await page.setViewportSize({ width: 1200, height: whole ? 1160 : 720 });
          if (whole === (await page.locator(".part.sidebar").isVisible())) await page.keyboard.press("Control+b");
          await runCommand(page, "Tokenbill: Show Cost Report");
          const frame = await reportFrame(page);
          await frame.getByRole("tab", { name }).click();
          await frame.locator("#panel:not(:has([aria-busy]))").waitFor();
        },
      ]),
    ),
  };
  try {
    mkdirSync(inRoot("docs", "images"), { recursive: true });
    for (const name of wanted) {
      await useTheme(window, themes[name], settings);
      for (const [surface, show] of Object.entries(surfaces)) {
        await show(themes[name]);
        if (surface !== "hover") await page.mouse.move(5, 400);
        await page.waitForTimeout(700);
        const path = await window.screenshot(`${surface}-${name}`);
        if (name === "light" && forReadme[surface])
          copyFileSync(path, inRoot("docs", "images", `${forReadme[surface]}.png`));
      }
    }
    say(`Written to ${inRoot("out", "screenshots")}, those of the readme to ${inRoot("docs", "images")}`);
  } finally {
    await window.close();
    await closeAll();
  }
});
