import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
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
  afterEach(() => window?.close());

  it("shows the bill in the side bar and opens the code from it", async () => {
    window = await openWorkspace(examples, { openFiles: ["support-assistant/src/classify.ts"] });
    const { page } = window;
    await lens(page).first().waitFor();
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
    const figures = frame.locator(".desk + div .figure");
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
    await window.screenshot("report-what-if");
    await frame.getByRole("tab", { name: /Findings/ }).click();
    await window.screenshot("report-findings");
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
      const text = await frame.locator("tbody").textContent();
      assert.match(text, /support-assistant\/src\/answer\.ts/);
      assert.match(text, /document-pipeline\/pipeline\/review\.py/);
      await window.screenshot("multi-root");
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });
});
