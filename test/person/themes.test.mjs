import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { reportFrame, themes, useTheme } from "../host/themes.mjs";
import { openWorkspace, runCommand } from "../host/workbench.mjs";

describe("the report in VS Code's own themes", () => {
  let window;
  afterEach(() => window?.close());

  it("has no fault that axe finds, on any tab", async () => {
    const axe = readFileSync(createRequire(inRoot("test/host/package.json")).resolve("axe-core"), "utf8");
    window = await openWorkspace(inRoot("examples"), { openFiles: ["support-assistant/src/classify.ts"] });
    const { page } = window;
    page.setDefaultTimeout(60_000);
    await page
      .locator(".codelens-decoration", { hasText: / in · / })
      .first()
      .waitFor();
    await runCommand(page, "Tokenbill: Show Cost Report");
    const frame = await reportFrame(page);
    await frame.evaluate(axe);
    for (const theme of Object.values(themes)) {
      await useTheme(window, theme);
      await frame.locator(`body[data-vscode-theme-kind="${theme.kind}"]`).waitFor();
      for (const tab of await frame.getByRole("tab").all()) {
        await tab.click();
        await frame.locator("#panel:not(:has([aria-busy]))").waitFor();
        const { violations } = await frame.evaluate(() => globalThis.axe.run());
        const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
        assert.deepEqual(faults, [], `${theme.name}, ${await tab.textContent()}`);
      }
    }
  });
});
