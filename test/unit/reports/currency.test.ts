import assert from "node:assert/strict";
import { FORMATS, type Format, formatReport } from "../../../src/engine/reports";
import { createSession } from "../../../src/engine/session";
import { memoryHost } from "../host";

const files = {
  "/w/a.ts": `import OpenAI from "openai";
const openai = new OpenAI();
// tokenbill: calls=10k/day context=3k output=200
openai.chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "Sum up: " + mail }] });
openai.chat.completions.create({
  model: "gpt-4",
  max_tokens: 20,
  messages: [{ role: "user", content: "Is this spam? Answer yes or no. " + mail }],
});
`,
};

async function reports(currency?: object) {
  const configuration = currency && { "/w/tokenbill.jsonc": JSON.stringify({ pricing: { currency } }) };
  const session = await createSession(memoryHost({ ...files, ...configuration }));
  const report = await session.analyseWorkspace();
  const print = (format: Format) => formatReport(report, format, { includeTests: false, limit: 20 });
  return { report, print };
}

/** Two decimals of a figure converted by hand are more than its last shown digit. */
const inEuro = (text: string) => Number(text.replace(",", "")) * 0.5;

describe("another currency", () => {
  it("is in every figure that a person reads, with its rate", async () => {
    const [usd, euro] = [await reports(), await reports({ code: "EUR", perUsd: 0.5 })];
    for (const format of ["text", "markdown"] as const) {
      const [plain, converted] = [usd.print(format), euro.print(format)];
      assert.ok(!converted.includes("$"), converted);
      const amounts = plain.match(/(?<=\$)[\d,.]*\d/g) ?? [];
      const theirs = converted.match(/(?<=€)[\d,.]*\d/g) ?? [];
      assert.equal(theirs.length, amounts.length);
      assert.ok(amounts.length > 8, plain);
      for (const [i, text] of amounts.entries()) {
        const shown = Number(theirs[i]!.replace(",", ""));
        assert.ok(Math.abs(shown / inEuro(text) - 1) < 0.03, `$${text} became €${theirs[i]}`);
      }
      assert.match(converted, /Amounts in EUR, at 0\\?\.5 for one USD/);
    }
    for (const { message, saving, fixes } of euro.report.findings)
      assert.doesNotMatch([message, saving?.formula, ...fixes.map(({ title }) => title)].join(), /\$/);
  });

  it("leaves what a machine reads in USD, which says so", async () => {
    const [usd, euro] = [await reports(), await reports({ code: "EUR", perUsd: 0.5 })];
    const [plain, converted] = [JSON.parse(usd.print("json")), JSON.parse(euro.print("json"))];
    assert.deepEqual(converted.totals, plain.totals);
    assert.equal(converted.totals.currency, "USD");
    for (const [i, call] of plain.calls.entries()) {
      assert.deepEqual(converted.calls[i].cost, call.cost);
      assert.deepEqual(converted.calls[i].monthly, call.monthly);
      assert.equal(call.cost.currency, "USD");
    }
    const savings = (text: string) =>
      JSON.parse(text).runs[0].results.map((result: { properties?: object }) => result.properties);
    assert.deepEqual(savings(euro.print("sarif")), savings(usd.print("sarif")));
    assert.ok(savings(usd.print("sarif")).some((one: { savingUsdPerCall?: number }) => one?.savingUsdPerCall));
  });

  it("no format throws for any currency", async () => {
    const { print } = await reports({ code: "JPY", perUsd: 157.31 });
    for (const format of FORMATS) assert.ok(print(format).length > 0, format);
  });
});
