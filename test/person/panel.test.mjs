import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { inRoot } from "../../scripts/lib/steps.mjs";
import { openPage } from "../host/workbench.mjs";
import { panelPage } from "../panel/page.mjs";
import { manyCalls } from "../panel/report-data.mjs";

const tell = (page, message) => page.evaluate((one) => window.postMessage(one, "*"), message);
/** The last message of a type that the panel sent. */
const lastSent = (page, type) => page.evaluate((one) => window.sent.findLast((message) => message.type === one), type);

async function show(data, width = 1200, state = undefined, texts = undefined) {
  const window = await openPage({ width, height: 800 });
  await window.page.setContent(panelPage(texts));
  await tell(window.page, { type: "restore", state });
  await tell(window.page, { type: "report", data });
  await window.page.waitForSelector("h1");
  return window;
}

describe("the report panel", () => {
  let window;
  afterEach(() => window?.close());

  it("shows 5,000 calls page by page, sorts, filters and opens the code", async () => {
    window = await show(manyCalls(5_000));
    const { page } = window;
    await page.getByRole("tab", { name: /Calls/ }).click();
    assert.equal(await page.locator("tbody tr").count(), 100);
    await page.getByRole("button", { name: "Next" }).click();
    assert.match(await page.locator("nav").textContent(), /Page 2 of 50/);
    await page.getByRole("button", { name: "Model", exact: true }).click();
    assert.equal(await page.locator("th[aria-sort]").getAttribute("aria-sort"), "ascending");
    await window.screenshot("panel-calls");
    await page.getByRole("searchbox").fill("file-4999");
    assert.equal(await page.locator("tbody tr").count(), 1);
    assert.equal(await page.locator("tbody button.link").textContent(), "file-4999.ts:50");
    await page.locator("tbody button.link").click();
    const opened = (await page.evaluate(() => window.sent)).find((message) => message.type === "open");
    assert.equal(opened.place.file, "tools/file-4999.ts");
  });

  it("is moved through with the keyboard and keeps where the reader was", async () => {
    window = await show(manyCalls(40));
    const { page } = window;
    await page.getByRole("tab", { name: "Overview" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    assert.equal(
      await page
        .locator("[role=tab][aria-selected=true]")
        .textContent()
        .then((text) => text.slice(0, 5)),
      "Calls",
    );
    assert.equal(await page.evaluate(() => document.activeElement.id), "tab-calls");
    assert.equal((await lastSent(page, "state")).state.tab, "calls");
  });

  it("comes back as it was left: tab, sort, filter, page, map and supposition", async () => {
    const data = manyCalls(400);
    window = await show(data);
    const { page } = window;
    await page.locator(".map button").first().click();
    const trail = await page.locator(".trail").textContent();
    await page.getByRole("tab", { name: "What if" }).click();
    await page.getByLabel("Model of every call").fill("gpt-5-mini");
    await page.getByRole("tab", { name: /Calls/ }).click();
    await page.getByRole("button", { name: "Input", exact: true }).click();
    await page.getByRole("searchbox").fill("src");
    await page.getByRole("button", { name: "Next" }).click();
    const rows = await page.locator("tbody").textContent();
    const { state } = await lastSent(page, "state");
    await window.close();
    window = await show(data, 1200, JSON.parse(JSON.stringify(state)));
    assert.equal(await window.page.locator("tbody").textContent(), rows);
    await window.page.getByRole("tab", { name: "Overview" }).click();
    assert.equal(await window.page.locator(".trail").textContent(), trail);
    await window.page.getByRole("tab", { name: "What if" }).click();
    assert.equal(await window.page.getByLabel("Model of every call").inputValue(), "gpt-5-mini");
  });

  it("starts anew from a state that it does not know", async () => {
    window = await show(manyCalls(4), 1200, { tab: "gone", tables: null });
    assert.equal(await window.page.locator("[role=tab][aria-selected=true]").textContent(), "Overview");
  });

  it("marks figures that are being worked out again, and keeps what is typed while new ones come", async () => {
    window = await show(manyCalls(40));
    const { page } = window;
    await page.getByRole("tab", { name: /Calls/ }).click();
    await page.getByRole("searchbox").pressSequentially("file-1");
    await tell(page, { type: "outdated" });
    await page.locator("main[aria-busy=true]").waitFor();
    await page.getByText("Being worked out again").waitFor();
    await tell(page, { type: "report", data: manyCalls(41) });
    await page.locator("main:not([aria-busy])").waitFor();
    await page.keyboard.type("9");
    assert.equal(await page.getByRole("searchbox").inputValue(), "file-19");
    assert.equal(await page.locator("tbody tr").count(), 1);
    await page.getByRole("tab", { name: "What if" }).click();
    await page.getByLabel("Model of every call").pressSequentially("gpt");
    await tell(page, { type: "report", data: manyCalls(42) });
    await page.getByRole("tab", { name: /Calls\s*42/ }).waitFor();
    await page.keyboard.type("-4o");
    assert.equal(await page.getByLabel("Model of every call").inputValue(), "gpt-4o");
  });

  it("shows what the work since the last commit does to the bill", async () => {
    const data = manyCalls(3);
    window = await show(data);
    const { page } = window;
    await page.getByRole("tab", { name: "Since last commit" }).click();
    await page.getByText("Reading the last commit").waitFor();
    assert.ok(await lastSent(page, "difference"));
    await tell(page, { type: "comparing", done: 120, total: 1759 });
    await page.getByText("120 of 1,759 files").waitFor();
    await window.screenshot("panel-comparing");
    await page.getByRole("button", { name: "Stop" }).click();
    assert.ok(await lastSent(page, "stopComparing"));
    await tell(page, { type: "difference", data: { ok: false, reason: "The comparison was stopped.", again: true } });
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByText("Reading the last commit").waitFor();
    const once = { before: "$0.10–$0.20+", after: "$0.10–$0.30+", difference: "±$0 to +$0.10" };
    const row = (id, kind, place, amountLabel) => ({
      ...{ id, kind, place, amountLabel, amount: 0.1, file: `src/${id}.ts:3` },
      ...{ model: "gpt-4o-mini → gpt-4o", size: "1,000 in", cost: "$0.10 a call" },
    });
    const rows = [row("a", "changed", data.calls[0].place, "+$0.10"), row("b", "removed", undefined, "no figure")];
    await tell(page, { type: "difference", data: { ok: true, commit: "3f2a1c0b", once, unchanged: 1, rows } });
    await page.getByText("±$0 to +$0.10").waitFor();
    assert.equal(await page.locator("tbody button.link").count(), 1, "a call that is gone leads nowhere");
    await window.screenshot("panel-change");
    await tell(page, { type: "difference", data: { ok: false, reason: "This is in no git repository." } });
    await page.getByText("This is in no git repository.").waitFor();
  });

  it("drills into the map of the bill, down to the code and back", async () => {
    window = await show(manyCalls(24));
    const { page } = window;
    const legend = await page.locator(".legend").textContent();
    assert.match(legend, /Fresh input.*Cached input.*Tools and schemas.*Images and sound.*Fees.*Reasoning.*Output/);
    const budgets = await page.locator(".budgets").textContent();
    assert.match(budgets, /Workspace, a month62 % · ~\$620–\$2,100 of \$1,000 · up to \$380 left/);
    assert.match(budgets, /190 % · ~\$190 of \$100 · at least \$90 over/);
    assert.match(budgets, /\$50\. No call has a volume yet/);
    assert.match(await page.locator(".unnamed").textContent(), /settings\.FAST_LLM8 calls/);
    await page.locator(".unnamed button").click();
    const named = await lastSent(page, "resolve");
    assert.deepEqual(named.resolve, { kind: "name", origin: "settings.FAST_LLM" });
    await window.screenshot("panel-overview");
    await page
      .locator(".map button", { hasText: /src\/chat/ })
      .first()
      .click();
    assert.match(await page.locator(".trail").textContent(), /^All\/src\/chat/);
    await page.locator(".map button").first().click();
    const opened = (await page.evaluate(() => window.sent)).find((message) => message.type === "open");
    assert.match(opened.place.file, /^src\/chat\/file-/);
    await page.locator(".trail button").first().click();
    assert.equal(await page.locator(".trail").textContent(), "All");
  });

  it("asks what another model would cost and shows only the answer to that", async () => {
    const data = manyCalls(3);
    window = await show(data);
    const { page } = window;
    await page.getByRole("tab", { name: "What if" }).click();
    await page.getByLabel("Model of every call").fill("gpt-5-mini");
    await page.getByLabel("Requests of each call a month").fill("1000");
    await page.getByLabel("Requests of each call a month").press("Tab");
    const sent = await page.evaluate(() => window.sent);
    const { asked } = sent.at(-1);
    assert.deepEqual(asked, { model: "gpt-5-mini", callsPerMonth: 1000 });
    const row = { place: data.calls[0].place, model: "gpt-4o", now: "$10", supposed: "~$1", differenceLabel: "−$9.00" };
    const rows = ["a", "b"].map((id) => ({ ...row, id, written: id === "b" ? 3000 : undefined, difference: -9 }));
    const sums = { monthly: true, now: "$410–$3,200", unpriced: 1, withoutVolume: 2 };
    const answer = (question, supposed) => ({ type: "whatIf", data: { ...sums, asked: question, supposed, rows } });
    await tell(page, answer({ model: "gpt-4o" }, "~$1"));
    await tell(page, answer(asked, "~$33"));
    await page.getByText("~$33").waitFor();
    const figures = await page.locator("#panel").textContent();
    assert.match(figures, /Not in the sum: 1 call without a price under this supposition, 2 calls without a volume\./);

    const volume = page.locator("tbody tr").nth(1).locator("input[type=number]");
    await volume.fill("40");
    await tell(page, answer(asked, "~$34"));
    assert.equal(await volume.inputValue(), "40", "what is being typed stays");
    await volume.press("Tab");
    await page.getByText("~$34").waitFor();
    const own = (await lastSent(page, "whatIf")).asked;
    assert.deepEqual(own, { ...asked, calls: { b: { callsPerMonth: 40 } } });
    await tell(page, answer(own, "~$35"));
    await page.getByText("~$35").waitFor();
    assert.equal(await volume.inputValue(), "40");
    await page.locator("tbody tr").first().locator("input[list=models]").fill("gpt-5-nano");
    await page.keyboard.press("Enter");
    assert.deepEqual((await lastSent(page, "whatIf")).asked.calls, { ...own.calls, a: { model: "gpt-5-nano" } });
    await page.getByLabel("Prices of").fill("2026-01-31");
    assert.equal((await lastSent(page, "whatIf")).asked.pricesAsOf, "2026-01-31");
    await window.screenshot("panel-what-if");
    await page.getByRole("button", { name: "Clear" }).click();
    assert.deepEqual((await lastSent(page, "whatIf")).asked, {});
    assert.equal(await page.getByLabel("Model of every call").inputValue(), "");
  });

  it("asks for a fix and says what is not in the sum", async () => {
    const data = manyCalls(40);
    Object.assign(data.findings[1], { fixes: [], disabled: "Where to save is yours to choose." });
    window = await show(data, 420);
    const { page } = window;
    await page.getByRole("tab", { name: /Findings/ }).click();
    await page.locator("tbody tr").nth(1).getByText("Where to save is yours to choose.").waitFor();
    await page.locator(".fixes button").first().click();
    const asked = (await page.evaluate(() => window.sent)).find((message) => message.type === "applyFix");
    assert.equal(asked.fix, 0);
    await window.screenshot("panel-narrow");
    const figures = page.locator("header");
    assert.doesNotMatch(await figures.textContent(), /not in the sum/);
    await page.getByRole("tab", { name: "Overview" }).click();
    assert.match(await figures.textContent(), /No price2not in the sum/);
  });

  it("shows markup from the workspace as text", async () => {
    const data = manyCalls(1);
    data.findings[0].message = "<img src=x onerror='window.hacked = true'>";
    window = await show(data);
    await window.page.getByRole("tab", { name: /Findings/ }).click();
    assert.match(await window.page.locator("tbody").textContent(), /<img src=x/);
    assert.equal(await window.page.evaluate(() => window.hacked), undefined);
    await window.screenshot("panel-findings");
  });

  it("says everything in the reader's language", async () => {
    const english = JSON.parse(readFileSync(inRoot("l10n/bundle.l10n.json"), "utf8"));
    const pseudo = Object.fromEntries(Object.keys(english).map((text) => [text, `⟦${text}⟧`]));
    window = await show(manyCalls(120), 1200, undefined, pseudo);
    const { page } = window;
    const row = { ...manyCalls(1).calls[0], model: "m", now: "$1", supposed: "~$1", differenceLabel: "" };
    const data = { asked: {}, monthly: false, now: "$1", supposed: "~$1", unpriced: 1, withoutVolume: 1, rows: [row] };
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      await tell(page, { type: "whatIf", data });
      const plain = await page
        .locator(
          "h1, h2, th, label > span, dt, [role=tab], nav button, .desk button, .fixes ~ *, caption, #age, .legend li",
        )
        .evaluateAll((found) => found.map((one) => one.textContent).filter((text) => text && !text.startsWith("⟦")));
      assert.deepEqual(plain, [], await tab.textContent());
      const named = await page
        .locator("[aria-label]:not(.link), [placeholder]")
        .evaluateAll((found) =>
          found.flatMap((one) => [one.getAttribute("aria-label"), one.getAttribute("placeholder")]),
        );
      // the placeholders of a call's own fields are its model and its volume
      const untold = named.filter((text) => text && !text.includes("⟦") && text !== "m" && text !== "–");
      assert.deepEqual(untold, [], await tab.textContent());
    }
  });

  it("has no fault that axe finds, in any tab", async () => {
    const { source } = createRequire(inRoot("test/host/package.json"))("axe-core");
    window = await show(manyCalls(40));
    const { page } = window;
    await page.evaluate(source);
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      const { violations } = await page.evaluate(() => window.axe.run());
      const faults = violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
      assert.deepEqual(faults, [], await tab.textContent());
    }
  });
});
