import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { openWorkspace as open, runCommand } from "../host/workbench.mjs";

const examples = inRoot("examples");
const lens = (page) => page.locator(".codelens-decoration", { hasText: / in · / });
/** A notification, looked up in the list of them: its toast may have gone by the time that a busy machine is looked at. */
const notification = async (page, text) => {
  const one = page.locator(".notifications-center .notification-list-item", { hasText: text }).first();
  for (let tries = 0; ; tries++) {
    await runCommand(page, "Notifications: Show Notifications");
    const shown = await one.waitFor({ timeout: 10_000 }).then(
      () => true,
      () => false,
    );
    if (shown) return one;
    if (tries === 5) throw new Error(`no notification says ${text}`);
  }
};
const button = (place, name) => place.getByRole("button", { name, exact: true });

const fixedCall = `import OpenAI from "openai";
const openai = new OpenAI();
export const one = () =>
  openai.responses.create({ model: "gpt-5", input: "Which is the tallest mountain?", max_output_tokens: 50 });
`;

/** The published list with other prices for a few models. */
async function priceList() {
  const { waitForUpdate } = createRequire(import.meta.url)("@pydantic/genai-prices");
  const list = JSON.parse(JSON.stringify(await waitForUpdate()));
  const { models } = list.find(({ id }) => id === "openai");
  for (const model of models.filter(({ id }) => /^gpt-4o(-mini)?$/.test(id))) {
    model.prices = { input_mtok: model.id === "gpt-4o" ? 2 : 0.1, output_mtok: model.id === "gpt-4o" ? 8 : 0.4 };
  }
  return JSON.stringify(list);
}

describe("money in the window", () => {
  const configHome = process.env.XDG_CONFIG_HOME;
  let home;
  let window;
  let web;
  let asked;
  let keys;
  let body;
  let settings;
  before(async () => {
    body = await priceList();
    web = createServer((request, response) => {
      asked.push(request.url);
      if (request.method === "POST") keys.push(request.headers.authorization);
      response.end(request.method === "POST" ? '{ "input_tokens": 4321 }' : body);
    });
    await new Promise((listening) => web.listen(0, "127.0.0.1", listening));
    const base = `http://127.0.0.1:${web.address().port}`;
    settings = { "tokenbill.priceListAddress": `${base}/prices.json`, "tokenbill.countAddresses": { openai: base } };
    home = mkdtempSync(join(tmpdir(), "tokenbill-person-"));
    process.env.XDG_CONFIG_HOME = home;
  });
  after(() => {
    web.close();
    if (configHome === undefined) delete process.env.XDG_CONFIG_HOME;
    else process.env.XDG_CONFIG_HOME = configHome;
    rmSync(home, { recursive: true, force: true });
  });
  beforeEach(() => {
    for (const name of ["tokenbill", "work"]) rmSync(join(home, name), { recursive: true, force: true });
    asked = [];
    keys = [];
  });
  afterEach(async function close() {
    if (this.currentTest.state === "failed") await window?.screenshot("money-failure").catch(() => {});
    await window?.close();
  });

  async function openWindow(folder, file) {
    window = await open(folder, { openFiles: [file], settings });
    window.page.setDefaultTimeout(60_000);
    await lens(window.page).first().waitFor();
    return window.page;
  }
  const openExample = () => openWindow(examples, "support-assistant/src/classify.ts");
  async function openFile(text) {
    const folder = join(home, "work");
    mkdirSync(folder);
    writeFileSync(join(folder, "one.ts"), text);
    return openWindow(folder, "one.ts");
  }

  it("refreshes the prices after asking, and lists what changed", async () => {
    const page = await openExample();
    await runCommand(page, "Tokenbill: Refresh Prices");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    assert.ok(
      (await dialog.innerText()).includes(settings["tokenbill.priceListAddress"]),
      "the address is named first",
    );
    await window.screenshot("refresh-prices-asks");
    assert.deepEqual(asked, [], "nothing is fetched before the answer");
    await button(dialog, "Fetch").click();
    const told = await notification(page, /Prices of \d{4}-\d\d-\d\d: \d+ changes/);
    assert.deepEqual(asked, ["/prices.json"]);
    await told.hover();
    await button(told, "Show Changes").click();
    await page
      .locator(".view-line", { hasText: /openai\/gpt-4o:\sinput/ })
      .first()
      .waitFor();
    await window.screenshot("refresh-prices-changes");
    const stored = JSON.parse(readFileSync(join(home, "tokenbill", "models.json"), "utf8"));
    assert.equal(stored.models.find(({ id, provider }) => id === "gpt-4o" && provider === "openai").prices[0].input, 2);
  });

  it("compares models for the call under the cursor and moves it to another one when told", async () => {
    const page = await openExample();
    const before = await lens(page).first().innerText();
    await page.locator(".view-line", { hasText: "completions.create" }).first().click();
    await runCommand(page, "Tokenbill: Compare Models for This Call");
    const rows = page.locator(".quick-input-list .monaco-list-row");
    await rows.filter({ hasText: "a call" }).first().waitFor();
    await window.screenshot("compare-models");
    await page.keyboard.type("gpt-5-nano");
    await rows.filter({ hasText: "gpt-5-nano" }).first().waitFor();
    await page.keyboard.press("Enter");
    const offered = await notification(page, /gpt-5-nano: /);
    assert.equal(await lens(page).first().innerText(), before, "nothing has changed yet");
    await offered.hover();
    await offered.getByRole("button", { name: /^Use It/ }).click();
    await page.waitForFunction((old) => {
      const now = [...document.querySelectorAll(".codelens-decoration")].find((one) => / in · /.test(one.textContent));
      return now && now.innerText !== old;
    }, before);
    await window.screenshot("compare-models-used");
  });

  it("has a call counted by its vendor, after showing what is sent", async () => {
    const page = await openFile(fixedCall);
    await page.locator(".view-line", { hasText: "responses.create" }).first().click();
    await runCommand(page, "Tokenbill: Count Exactly");
    const dialog = page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    assert.match(await dialog.innerText(), /\/v1\/responses\/input_tokens[\s\S]*Which is the tallest/);
    await window.screenshot("count-exactly-asks");
    await button(dialog, "Send").click();
    const key = page.locator(".quick-input-widget input[type=password]");
    await key.waitFor();
    assert.deepEqual(asked, []);
    await key.fill("sk-person");
    await page.keyboard.press("Enter");
    await page.locator(".codelens-decoration", { hasText: /4,321\smeasured\sin/ }).waitFor();
    await window.screenshot("count-exactly-measured");
    assert.deepEqual(asked, ["/v1/responses/input_tokens"]);
    assert.deepEqual(keys, ["Bearer sk-person"]);
  });

  it("writes a price that no list has into the configuration, from a quick fix", async () => {
    const page = await openFile(fixedCall.replace("gpt-5", "in-house-7b"));
    await page.locator(".view-line", { hasText: "responses.create" }).first().click();
    const fix = page.locator(".action-widget .monaco-list-row", { hasText: /Set\sthe\sprice\sof\sin-house-7b/ });
    // The menu closes by itself when squiggles arrive while it is open.
    for (let tries = 0; tries < 6 && !(await fix.isVisible()); tries++) {
      await page.keyboard.press("Escape");
      await runCommand(page, "Quick Fix...");
      await fix.waitFor({ timeout: 8_000 }).catch(() => {});
    }
    await window.screenshot("price-model-offered");
    await fix.click();
    const input = page.locator(".quick-input-widget input");
    for (const [title, price] of [
      ["(1/2)", "0.2"],
      ["(2/2)", "0.8"],
    ]) {
      await page.locator(".quick-input-title", { hasText: title }).waitFor();
      await input.fill("much");
      await page.locator(".quick-input-message", { hasText: /Write a number/ }).waitFor();
      await input.fill(price);
      await page.keyboard.press("Enter");
    }
    await page.locator(".codelens-decoration", { hasText: /\$0\.\d+.*a\scall/ }).waitFor();
    await window.screenshot("price-model-used");
    const written = readFileSync(join(window.folder, "tokenbill.jsonc"), "utf8");
    assert.match(written, /"pricing": \{\s+"models": \{\s+"in-house-7b": \{\s+"input": 0\.2,\s+"output": 0\.8\s/);
  });
});
