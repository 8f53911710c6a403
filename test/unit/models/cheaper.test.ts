import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { priceOn } from "../../../src/engine/models/price-on";
import { day, catalogue, listed } from "./catalogue-data";

const names = (id: string, needs = {}, provider?: string) =>
  catalogue.cheaper(listed(id, provider), needs).map((m) => m.id);

describe("the next tier down", () => {
  it("follows the vendor's line-up, dearest first", () => {
    assert.deepEqual(names("gpt-5.6-sol"), ["gpt-5.6-terra", "gpt-5.6-luna"]);
    assert.deepEqual(names("claude-fable-5-2"), ["claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5"]);
    assert.deepEqual(names("gemini-2.5-pro"), ["gemini-2.5-flash", "gemini-2.5-flash-lite"]);
    assert.deepEqual(names("gpt-4o"), ["gpt-4o-mini"]);
  });
  it("has nothing below the smallest", () => {
    assert.deepEqual(names("gpt-5-nano"), []);
    assert.deepEqual(names("claude-haiku-5-5"), []);
  });
  it("is another tier, not another version of the same", () => {
    assert.equal(names("mistral-large-4")[0], "mistral-small-2603");
  });
  it("leaves out what cannot do the work", () => {
    assert.ok(!names("gpt-4", { structuredOutput: true }).includes("gpt-4-turbo"));
    assert.deepEqual(names("claude-opus-5", { window: 500_000 }), ["claude-sonnet-5"]);
  });
  it("stays with the host and its region", () => {
    assert.deepEqual(names("us.anthropic.claude-opus-5", { vision: true }, "bedrock"), [
      "us.anthropic.claude-sonnet-5",
      "us.anthropic.claude-haiku-4-5-20251001-v1:0",
    ]);
    const azure = catalogue.cheaper(listed("gpt-4.1", "azure"), {});
    assert.deepEqual(
      azure.map((m) => `${m.provider}/${m.id}`),
      ["azure/gpt-4.1-mini", "azure/gpt-4.1-nano"],
      "a host sets its own dates of retirement",
    );
  });
  it("leaves out retired models", () => {
    assert.ok(!names("gemini-2.0-flash").includes("gemini-2.0-flash-lite"));
  });
  it("is ordered by price in every family, as far as both are priced", () => {
    const { families } = JSON.parse(readFileSync(join(__dirname, "../../../data/line-up.json"), "utf8"));
    for (const { family, steps } of families as { family: string; steps: string[][] }[]) {
      const sums = steps.map((ids) => ids.flatMap((id) => sum(id)));
      for (let i = 1; i < sums.length; i++)
        for (const above of sums[i - 1] ?? [])
          for (const below of sums[i] ?? [])
            assert.ok(below <= above, `${family}: step ${i} is dearer than the one above`);
    }
  });
});

function sum(id: string): number[] {
  const price = catalogue.find(id) && priceOn(listed(id), day, 0);
  return price?.input === undefined ? [] : [price.input + (price.output ?? 0)];
}
