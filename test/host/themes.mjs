import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The themes that everything is looked at in, by the name that VS Code's settings know them by. */
export const themes = {
  light: { name: "Default Light Modern", kind: "vscode-light" },
  dark: { name: "Default Dark Modern", kind: "vscode-dark" },
  "high-contrast": { name: "Default High Contrast", kind: "vscode-high-contrast" },
  "high-contrast-light": { name: "Default High Contrast Light", kind: "vscode-high-contrast-light" },
};

/** Switches the window's theme through the settings of its workspace; other settings of that file are replaced. */
export async function useTheme({ page, folder }, theme, settings = {}) {
  mkdirSync(join(folder, ".vscode"), { recursive: true });
  const text = JSON.stringify({ ...settings, "workbench.colorTheme": theme.name });
  writeFileSync(join(folder, ".vscode", "settings.json"), text);
  const kind =
    { "vscode-light": "vs", "vscode-dark": "vs-dark", "vscode-high-contrast": "hc-black" }[theme.kind] ?? "hc-light";
  await page.locator(`.monaco-workbench.${kind}`).first().waitFor({ timeout: 60_000 });
}

/** The report's own document: a webview is a frame in a frame. */
export async function reportFrame(page) {
  for (let tries = 0; tries < 300; tries++) {
    for (const frame of page.frames()) {
      if (
        (await frame
          .locator("h1", { hasText: "Cost report" })
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error("the report did not appear");
}
