// Pictures for the documentation, taken in the real VS Code: docs/images/editor.png and report.png.
import { mkdirSync } from "node:fs";
import { installHost, installProject } from "./lib/install.mjs";
import { inRoot, main, say } from "./lib/steps.mjs";
import { packageExtension } from "./package.mjs";

const settings = {
  "editor.minimap.enabled": false,
  "editor.wordWrap": "on",
  "editor.fontSize": 14,
  "workbench.sideBar.location": "left",
  "workbench.editor.empty.hint": "hidden",
};

await main(async () => {
  await installProject();
  await installHost();
  const vsix = await packageExtension();
  const { openWorkspace, runCommand } = await import("../test/host/workbench.mjs");
  mkdirSync(inRoot("docs", "images"), { recursive: true });
  const picture = (name) => inRoot("docs", "images", `${name}.png`);
  const openFiles = ["support-assistant/src/answer.ts", "support-assistant/src/classify.ts"];
  const window = await openWorkspace(inRoot("examples"), { vsix, settings, openFiles, width: 1200, height: 720 });
  try {
    const { page } = window;
    await page.locator(".codelens-decoration a").first().waitFor({ timeout: 90_000 });
    await page.locator(".squiggly-warning, .squiggly-info, .squiggly-hint").first().waitFor({ timeout: 90_000 });
    await runCommand(page, "View: Toggle Primary Side Bar Visibility");
    await page.waitForTimeout(1500);
    await page.screenshot({ path: picture("editor") });
    await runCommand(page, "Tokenbill: Show Cost Report");
    await page.waitForTimeout(5000);
    await page.screenshot({ path: picture("report") });
    say(`Written: ${picture("editor")}, ${picture("report")}`);
  } finally {
    await window.close();
  }
});
