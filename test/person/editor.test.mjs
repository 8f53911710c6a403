import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { openWorkspace as open, runCommand } from "../host/workbench.mjs";

const examples = inRoot("examples");
const lens = (page) => page.locator(".codelens-decoration", { hasText: / in · / });

/** The report's own document: a webview is a frame in a frame. */
async function panelFrame(page) {
  for (let tries = 0; tries < 100; tries++) {
    for (const frame of page.frames()) {
      if ((await frame.locator("h1", { hasText: "Cost report" }).count()) > 0) return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error("the report did not appear");
}

/** A busy machine may take its time; what is waited for is the thing itself. */
async function openWorkspace(folder, options) {
  const window = await open(folder, options);
  window.page.setDefaultTimeout(100_000);
  return window;
}

describe("Tokenbill in the window", () => {
  let window;
  afterEach(async function () {
    // What stood in the window says more than what was waited for; a try that is made again has no state.
    if (this.currentTest.state !== "passed") await window?.screenshot("editor-failure").catch(() => {});
    await window?.close();
  });

  it("shows the bill and the budget in side and status bar, opens the code, and previews an edit of several files", async () => {
    const prepare = (folder) => {
      const currency = { code: "EUR", symbol: "€", perUsd: 0.9 };
      const usage = { "**/answer.ts": { calls: "100k/month" } };
      const budgets = { workspace: 1000, call: 0.000001 };
      writeFileSync(join(folder, "tokenbill.jsonc"), JSON.stringify({ budgets, usage, pricing: { currency } }));
    };
    window = await openWorkspace(examples, { prepare, openFiles: ["support-assistant/src/classify.ts"] });
    const { page } = window;
    await lens(page).first().waitFor();
    await page.locator(".statusbar-item", { hasText: /€[\d.]+.* · \d+ % of budget/ }).waitFor();
    const call = page.locator(".view-line", { hasText: "completions.create" }).first();
    const menu = page.locator(".action-widget");
    const evaluate = menu.locator(".monaco-list-row", { hasText: "promptfoo" });
    await call.click();
    // The menu closes by itself when squiggles arrive while it is open.
    for (let tries = 0; tries < 6 && !(await evaluate.isVisible()); tries++) {
      await page.keyboard.press("Escape");
      await runCommand(page, "Quick Fix...");
      await evaluate.waitFor({ timeout: 8_000 }).catch(() => {});
    }
    await evaluate.click();
    // What needs to be confirmed is not ticked.
    const unticked = page.locator('.bulk-edit-panel .edit-checkbox[aria-checked="false"]');
    await unticked.first().waitFor();
    await window.screenshot("refactor-preview");
    for (let tries = 0; tries < 10 && (await unticked.count()) > 0; tries++) {
      await unticked
        .first()
        .click({ timeout: 5_000 })
        .catch(() => {});
    }
    await page.getByRole("button", { name: "Apply", exact: true }).click();
    const made = join(window.folder, "support-assistant", "src", "classify.promptfoo.yaml");
    const written = () => (existsSync(made) ? readFileSync(made, "utf8") : "");
    for (let tries = 0; tries < 100 && written() === ""; tries++) await page.waitForTimeout(300);
    assert.match(written(), /providers:/);
    await page.locator(".tab", { hasText: "classify.ts" }).first().click();
    await page.locator(".activitybar").getByRole("tab", { name: "Tokenbill" }).click();
    const file = page.locator(".pane-body .monaco-list-row", { hasText: "review.py" }).first();
    await file.waitFor();
    await window.screenshot("bill-tree");
    const finding = page.locator(".pane-body .monaco-list-row", { hasText: "no-wasted-tokens" }).first();
    await finding.click();
    await page.locator(".tab.active", { hasText: "answer.ts" }).waitFor();
  });

  it("supposes another model in the report, and the sums follow", async () => {
    window = await openWorkspace(examples, { openFiles: ["support-assistant/src/answer.ts"] });
    const { page } = window;
    await lens(page).first().waitFor();
    await runCommand(page, "Tokenbill: Show Cost Report");
    const frame = await panelFrame(page);
    await frame.getByRole("tab", { name: "What if" }).click();
    await frame.getByLabel("Model of every call").fill("gpt-5-nano");
    await frame.getByLabel("Requests of each call a month").fill("10000");
    await frame.getByLabel("Cache hits, %").focus();
    const figures = frame.locator("[aria-live] .figure");
    await figures.nth(1).getByText("a month").waitFor();
    // Each change is answered by the server: what is shown until then belongs to the one before.
    const sums = () => figures.locator("strong").allTextContents();
    for (let tries = 0; tries < 100; tries += 1) {
      const [written, supposed] = await sums();
      if (supposed !== `~${written}`) break;
      await page.waitForTimeout(300);
    }
    const [written, supposed] = await sums();
    assert.match(written, /^\$/);
    assert.match(supposed, /^~\$/);
    assert.notEqual(`~${written}`, supposed);
    const typed = async (field, text) => {
      await field.fill(text);
      await field.press("Enter");
    };
    const difference = frame.locator("tbody tr", { hasText: "answer.ts" }).first().locator("td").last();
    const all = await difference.textContent();
    assert.match(all, /^−\$/);
    const own = frame.getByLabel(/^Model of support-assistant\/src\/answer\.ts/).first();
    await typed(own, "claude-opus-5");
    await frame.locator("tbody tr", { hasText: "answer.ts" }).locator("td", { hasText: /^\+\$/ }).first().waitFor();
    const supposing = () => figures.nth(1).locator("strong").textContent();
    const recomputed = async (change) => {
      const before = await supposing();
      await change();
      for (let tries = 0; tries < 100 && (await supposing()) === before; tries++) await page.waitForTimeout(200);
      assert.notEqual(await supposing(), before);
    };
    const volume = frame.getByLabel(/^Requests a month of support-assistant\/src\/answer\.ts/).first();
    await recomputed(() => typed(volume, "20"));
    await recomputed(() => frame.getByLabel("Batch price").check());
    await recomputed(() => typed(frame.getByLabel("Cache hits, %"), "100"));
    await window.screenshot("report-what-if");
    await frame.getByRole("button", { name: "Clear" }).click();
    await frame.getByLabel("Model of every call").fill("gpt-5-nano");
    await frame.getByLabel("Requests of each call a month").fill("10000");
    await frame.getByLabel("Cache hits, %").focus();
    await figures.nth(1).getByText(supposed, { exact: true }).waitFor();
    await frame.getByRole("tab", { name: /Findings/ }).click();
    await window.screenshot("report-findings");
    await frame.getByRole("tab", { name: "Overview" }).click();
    await frame.locator(".map button", { hasText: "answer.ts" }).click();
    const trail = await frame.locator(".trail").textContent();
    assert.match(trail, /answer\.ts$/);
    await frame.getByRole("tab", { name: "What if" }).click();
    await frame.getByLabel("Model of every call").waitFor();

    await window.reload();
    const again = await panelFrame(page);
    await again.locator("[role=tab][aria-selected=true]", { hasText: "What if" }).waitFor();
    assert.equal(await again.getByLabel("Model of every call").inputValue(), "gpt-5-nano");
    assert.equal(await again.getByLabel("Requests of each call a month").inputValue(), "10000");
    await again.locator("[aria-live] .figure", { hasText: supposed }).waitFor();
    await again.getByRole("tab", { name: "Overview" }).click();
    assert.equal(await again.locator(".trail").textContent(), trail);
  });

  it("says what the work since the last commit adds to the bill", async () => {
    const prepare = (folder) => {
      const git = (...args) =>
        execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b.c", ...args]);
      git("init", "-q");
      git("add", "-A");
      git("commit", "-q", "--no-gpg-sign", "-m", "a step");
      const file = join(folder, "support-assistant", "src", "models.ts");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace(/CLASSIFIER_MODEL = "[^"]*"/, 'CLASSIFIER_MODEL = "gpt-5.5-pro"'));
    };
    window = await openWorkspace(examples, { prepare, openFiles: ["support-assistant/src/models.ts"] });
    const { page } = window;
    await runCommand(page, "Tokenbill: Show Cost Report");
    const frame = await panelFrame(page);
    await frame.getByRole("tab", { name: "Since last commit" }).click();
    await frame.locator("tbody tr", { hasText: "gpt-5.5-pro" }).first().waitFor();
    await frame.locator("dl .figure", { hasText: /Difference\+\$/ }).waitFor();
    await window.screenshot("report-change");
  });

  it("shows figures in the cells of a notebook", async () => {
    window = await openWorkspace(inRoot("test", "person", "notebook"), {});
    const { page } = window;
    // The bill is there when the extensions run, and with them what shows a notebook as one.
    await page.locator(".activitybar").getByRole("tab", { name: "Tokenbill" }).click();
    await page.locator(".pane-body .monaco-list-row", { hasText: "lab.ipynb" }).first().waitFor();
    await page
      .locator(".activitybar")
      .getByRole("tab", { name: /Explorer/ })
      .click();
    await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "lab.ipynb" }).dblclick();
    await lens(page).first().waitFor();
    await window.screenshot("notebook");
  });

  it("works in Restricted Mode", async () => {
    window = await openWorkspace(examples, { trust: false, openFiles: ["support-assistant/src/classify.ts"] });
    const { page } = window;
    await page
      .getByText(/Restricted Mode|trust the authors/)
      .first()
      .waitFor();
    const no = page.getByRole("button", { name: /No, I don't trust/ });
    if (await no.count()) await no.click();
    await lens(page).first().waitFor();
    await window.screenshot("restricted-mode");
    await runCommand(page, "Tokenbill: Show Cost Report");
    const frame = await panelFrame(page);
    await frame.getByRole("tab", { name: "Since last commit" }).click();
    await frame.getByText(/In Restricted Mode git is not run/).waitFor();
  });

  it("works in a workspace of several folders", async () => {
    const place = mkdtempSync(join(tmpdir(), "tokenbill-multi-"));
    const file = join(place, "both.code-workspace");
    const folders = ["support-assistant", "document-pipeline"].map((name) => ({ path: join(examples, name) }));
    writeFileSync(file, JSON.stringify({ folders }));
    try {
      window = await openWorkspace(file, {});
      const { page } = window;
      await page.locator(".activitybar").getByRole("tab", { name: "Tokenbill" }).click();
      await runCommand(page, "Tokenbill: Show Cost Report");
      const frame = await panelFrame(page);
      await frame.getByRole("tab", { name: /Calls/ }).click();
      await frame.getByRole("button", { name: "support-assistant/src/answer.ts:" }).first().waitFor();
      await frame.getByRole("button", { name: "document-pipeline/pipeline/review.py:" }).first().waitFor();
      await window.screenshot("multi-root");
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
