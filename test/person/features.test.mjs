import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { openWorkspace as open, runCommand } from "../host/workbench.mjs";

const lens = (page, text) => page.locator(".codelens-decoration", { hasText: text }).first();
const row = (page, text) => page.locator(".quick-input-list .monaco-list-row", { hasText: text }).first();

describe("what a person does with one assistant", () => {
  let window;
  afterEach(() => window?.close());

  async function openAssistant(...openFiles) {
    window = await open(inRoot("test", "person", "assistant"), { openFiles });
    window.page.setDefaultTimeout(100_000);
    return window;
  }

  async function report(page) {
    const end = Date.now() + 60_000;
    while (Date.now() < end) {
      for (const frame of page.frames()) {
        if ((await frame.locator("h1", { hasText: "Cost report" }).count()) > 0) return frame;
      }
      await page.waitForTimeout(200);
    }
    throw new Error("the report did not appear");
  }

  async function activate(page, file) {
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: file }).dblclick();
    await page.locator(".tab.active", { hasText: file }).waitFor();
  }

  it("counts prompt files too", async () => {
    const { page } = await openAssistant("triage.prompty");
    await lens(page, /in · ≤ 64 out · \$/).waitFor();
    await window.screenshot("prompt-file");
    await activate(page, "AGENTS.md");
    await lens(page, /^≈\d+ in/).waitFor();
  });

  it("asks which model a name stands for, writes it down, and the call has a price", async () => {
    const { page, folder } = await openAssistant("ask.py");
    await lens(page, /model from env:ASSISTANT_MODEL/).waitFor();
    await page.locator(".view-line", { hasText: "completions.create" }).first().click();
    await page.keyboard.press("Control+.");
    await page.getByText("Name the model of env:ASSISTANT_MODEL").first().click();
    await row(page, "gpt-4o-mini").waitFor();
    await window.screenshot("name-model");
    await page.keyboard.type("gpt-4o-mini");
    await row(page, "gpt-4o-mini").click();
    await lens(page, /\$0\.\d+/).waitFor();
    assert.match(readFileSync(join(folder, "tokenbill.jsonc"), "utf8"), /"env:ASSISTANT_MODEL": "gpt-4o-mini"/);
  });

  it("makes a configuration whose mistakes are marked", async () => {
    const { page } = await openAssistant("ask.py");
    await lens(page, /in/).waitFor();
    await runCommand(page, "Tokenbill: Create Configuration");
    await page.locator(".tab.active", { hasText: "tokenbill.jsonc" }).waitFor();
    await page.locator(".view-line", { hasText: '"exclude": []' }).click();
    await page.keyboard.press("End");
    await page.keyboard.type(', "pricing": { "no such key": 1 }');
    await runCommand(page, "Problems: Focus on Problems View");
    await page.locator(".markers-panel .monaco-list-row", { hasText: "Property no such key is not allowed" }).waitFor();
    await window.screenshot("configuration");
  });

  it("shows the figures as hints, the money first, when the settings say so", async () => {
    const { page, folder } = await openAssistant("long.js");
    await lens(page, /\$/).waitFor();
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify({ "tokenbill.annotations": "inlayHints" }));
    await page.locator(".view-line", { hasText: /\$0\.\d+.*\sa\scall/ }).waitFor();
    await lens(page, /\$/).waitFor({ state: "detached" });
    await window.screenshot("inlay-hints");
  });

  it("applies a fix from the report and exports it", async () => {
    const { page, folder } = await openAssistant("ask.py");
    await lens(page, /in/).waitFor();
    await runCommand(page, "Tokenbill: Show Cost Report");
    const shown = await report(page);
    await shown.getByRole("tab", { name: /Findings/ }).click();
    const fix = shown.getByRole("button", { name: /cache breakpoint/ });
    await fix.click();
    await fix.waitFor({ state: "detached" });
    await activate(page, "long.js");
    await page.locator(".view-line", { hasText: "cache_control" }).waitFor();
    for (const [format, file, text] of [
      ["Markdown", "tokenbill-report.md", /\| long\.js:\d+ \| claude-sonnet-4-5 \|/],
      ["HTML", "tokenbill-report.html", /<td>long\.js:\d+<\/td><td>claude-sonnet-4-5<\/td>/],
      ["CSV", "tokenbill-report.csv", /^long\.js,\d+,anthropic,/m],
    ]) {
      await runCommand(page, "Tokenbill: Export Cost Report");
      await row(page, format).click();
      await page.getByRole("button", { name: /^(OK|Save)$/ }).click();
      await page.locator(".tab.active", { hasText: file }).waitFor();
      assert.match(readFileSync(join(folder, file), "utf8"), text);
    }
  });
});
