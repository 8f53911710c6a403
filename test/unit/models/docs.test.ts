import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "jsonc-parser";
import { moneyIn, parseUsd } from "../../../src/engine/costs/money";
import { createCatalogue } from "../../../src/engine/models";
import { TOKEN_CLASSES, UNITS } from "../../../src/engine/models/catalogue";
import { priceOn } from "../../../src/engine/models/price-on";
import { readOverrides } from "../../../src/engine/models/read-overrides";
import { asOf, data, day } from "./catalogue-data";

const page = readFileSync(join(__dirname, "../../../docs/prices.md"), "utf8");

describe("docs/prices.md", () => {
  it("shows a configuration that does what it says", () => {
    const [, sample = ""] = /```jsonc\n([\s\S]*?)```/.exec(page) ?? [];
    const { overrides, problems } = readOverrides(parse(sample).pricing);
    assert.deepEqual(problems, []);
    const c = createCatalogue(data, { asOf, overrides });
    const input = (id: string, provider?: string) => {
      const model = c.find(id, provider);
      return model && priceOn(model, day, 1)?.input;
    };
    assert.deepEqual([input("gpt-4o"), input("us.anthropic.claude-opus-5", "bedrock")], [2, 5]);
    assert.equal(input("chat-prod", "azure"), 2);
    assert.equal(input("support-7b"), 0.385802);
    assert.equal(moneyIn(overrides.currency).amount(parseUsd("10") ?? 0n), "€9.20");
  });
  it("names commands and files that exist", () => {
    for (const [, file = ""] of page.matchAll(/`(data\/[a-z-]+\.json|scripts\/[a-z/.-]+)`/g))
      assert.ok(readFileSync(join(__dirname, "../../..", file)).length > 0, file);
  });
});

describe("schemas/pricing.schema.json", () => {
  it("offers the prices that the configuration takes", () => {
    const schema = JSON.parse(readFileSync(join(__dirname, "../../../schemas/pricing.schema.json"), "utf8"));
    const names = [...TOKEN_CLASSES, ...UNITS].sort();
    assert.deepEqual(Object.keys(schema.definitions.prices.properties).sort(), names);
    assert.deepEqual([...schema.properties.prices.additionalProperties.propertyNames.enum].sort(), names);
    const own = Object.keys(schema.properties.models.additionalProperties.properties);
    assert.deepEqual(
      names.filter((name) => !own.includes(name)),
      [],
    );
  });
});
