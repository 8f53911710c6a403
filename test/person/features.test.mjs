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

  async function openAssistant(options, ...openFiles) {
    window = await open(inRoot("test", "person", "assistant"), { ...options, openFiles });
    window.page.setDefaultTimeout(100_000);
    return window;
  }

  async function until(what, ask) {
    const end = Date.now() + 60_000;
    for (let answer = await ask(); ; answer = await ask()) {
      if (answer) return answer;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await window.page.waitForTimeout(100);
    }
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
    const { page } = await openAssistant({}, "triage.prompty");
    await lens(page, /in · ≤ 64 out · \$/).waitFor();
    await window.screenshot("prompt-file");
    await activate(page, "AGENTS.md");
    await lens(page, /^≈\d+ in/).waitFor();
  });

  it("asks which model a name stands for, writes it down, and the call has a price", async () => {
    const { page, folder } = await openAssistant({}, "ask.py");
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
    const { page } = await openAssistant({}, "ask.py");
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
    const { page, folder } = await openAssistant({}, "long.js");
    await lens(page, /\$/).waitFor();
    mkdirSync(join(folder, ".vscode"));
    writeFileSync(join(folder, ".vscode", "settings.json"), JSON.stringify({ "tokenbill.annotations": "inlayHints" }));
    await page.locator(".view-line", { hasText: /\$0\.\d+.*\sa\scall/ }).waitFor();
    await lens(page, /\$/).waitFor({ state: "detached" });
    await window.screenshot("inlay-hints");
  });

  it("shows them behind the line, in the colour of their size, and greys them while they are old", async () => {
    const prepare = (folder) => {
      mkdirSync(join(folder, ".vscode"));
      const text = JSON.stringify({ "tokenbill.annotations": "endOfLine" });
      writeFileSync(join(folder, ".vscode", "settings.json"), text);
    };
    const { page } = await openAssistant({ prepare }, "long.js");
    const decorated = () =>
      page.evaluate(() =>
        [...document.querySelectorAll(".view-line span")]
          .map((span) => ({
            text: getComputedStyle(span, "::after").content,
            color: getComputedStyle(span, "::after").color,
          }))
          .find(({ text }) => /\$0\.\d+.* a call/.test(text.replaceAll("\u00a0", " "))),
      );
    const shown = await until("the figures", decorated);
    assert.match(shown.color, /rgb/);
    assert.equal(await page.locator(".codelens-decoration").count(), 0);
    await window.screenshot("end-of-line");
  });

  it("sets the volume of a call, which then has a bill a month", async () => {
    const { page } = await openAssistant({}, "long.js");
    await lens(page, /\$/).waitFor();
    await page.locator(".view-line", { hasText: "messages.create" }).first().click();
    await runCommand(page, "Tokenbill: Set the Volume of This Call");
    const input = page.locator(".quick-input-widget input");
    await page.locator(".quick-input-title", { hasText: "How often" }).waitFor();
    await input.fill("often");
    await page.locator(".quick-input-message", { hasText: /Write a number and a time/ }).waitFor();
    await input.fill("10k/day");
    await page.keyboard.press("Enter");
    await page.locator(".view-line", { hasText: /tokenbill:\scalls=10k\/day/ }).waitFor();
    await lens(page, /~\$[\d,.]+(–\$[\d,.]+)?\+?\sa\smonth/).waitFor();
    await window.screenshot("volume");
  });

  it("groups and filters the bill in the side bar, and names what a call lacks", async () => {
    const { page } = await openAssistant({}, "ask.py");
    await lens(page, /in/).waitFor();
    await page.locator(".activitybar").getByRole("tab", { name: "Tokenbill" }).click();
    const line = (text) => page.locator(".pane-body .monaco-list-row", { hasText: text }).first();
    await line("long.js").waitFor();
    await runCommand(page, "Tokenbill: Group Bill By …");
    await row(page, "SDK").click();
    await line("anthropic").waitFor();
    await runCommand(page, "Tokenbill: Filter Bill …");
    await page.locator(".quick-input-widget input").fill("ask.py");
    await page.keyboard.press("Enter");
    await line("anthropic").waitFor({ state: "detached" });
    await line("Model not known").click();
    await line("ask.py").hover();
    await window.screenshot("bill-filtered");
    await page.getByRole("button", { name: "Name the Model …" }).first().click();
    await row(page, "gpt-4o-mini").waitFor();
  });

  it("applies a fix from the report and exports it", async () => {
    const { page, folder } = await openAssistant({}, "ask.py");
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
