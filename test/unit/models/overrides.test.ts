import assert from "node:assert/strict";
import { createCatalogue } from "../../../src/engine/models";
import { priceOn } from "../../../src/engine/models/price-on";
import { readOverrides } from "../../../src/engine/models/read-overrides";
import { asOf, data, day } from "./catalogue-data";

function withOverrides(value: unknown) {
  const { overrides, problems } = readOverrides(value);
  assert.deepEqual(problems, []);
  return createCatalogue(data, { asOf, overrides });
}
const price = (c: ReturnType<typeof createCatalogue>, id: string, provider?: string, tokens = 1) => {
  const model = c.find(id, provider);
  return model && priceOn(model, day, tokens);
};

describe("prices of one's own", () => {
  it("replace the list price, and keep what they leave out", () => {
    const c = withOverrides({ prices: { "gpt-4o": { input: 2 } } });
    assert.deepEqual([price(c, "gpt-4o")?.input, price(c, "gpt-4o")?.output], [2, 10]);
    assert.equal(price(c, "gpt-4o-2024-08-06")?.input, 2);
    assert.equal(c.find("gpt-4o")?.source, "configuration");
    assert.equal(price(c, "gpt-4o-mini")?.input, 0.15);
  });
  it("can hold for one provider alone, for every day and every length", () => {
    const c = withOverrides({ prices: { "openai/gpt-6-sol": { input: 1.5 } } });
    assert.equal(price(c, "gpt-6-sol", "openai", 500_000)?.input, 1.5);
    assert.equal(price(c, "openai/gpt-6-sol", "openrouter")?.input, 2);
  });
  it("hold for a host that borrows another's list", () => {
    const c = withOverrides({
      prices: { "azure/gpt-4.1": { input: 1 } },
      discounts: [{ provider: "azure", percent: 20 }],
    });
    assert.deepEqual([price(c, "gpt-4.1", "azure")?.input, price(c, "gpt-4.1", "azure")?.output], [1, 6.4]);
    assert.equal(price(c, "gpt-4o", "azure")?.input, 2);
    assert.equal(price(c, "gpt-4o", "openai")?.input, 2.5);
    assert.equal(price(c, "gpt-4.1", "openai")?.input, 2);
    assert.equal(c.find("azure/gpt-4.1")?.provider, "azure");
  });
  it("take per cents off a provider, a model, or everything, the first entry that fits", () => {
    const c = withOverrides({
      discounts: [
        { model: "claude-opus-5", percent: 50 },
        { provider: "anthropic", percent: 10 },
      ],
    });
    assert.equal(price(c, "claude-opus-5")?.input, 2.5);
    assert.equal(price(c, "claude-sonnet-5")?.output, 9);
    assert.equal(price(c, "gpt-4o")?.input, 2.5);
    assert.match(priceOn(c.find("claude-sonnet-5")!, day, 1)?.row.note ?? "", /10 % discount/);
    const long = withOverrides({ discounts: [{ percent: 20 }] });
    assert.equal(price(long, "gpt-6-sol", "openai", 300_000)?.input, 3.2);
  });
  it("add private models by the token or by the hour", () => {
    const c = withOverrides({
      models: {
        "our-model": { input: 0.4, output: 0.8, contextWindow: 32_000, tools: true },
        "our-llama": { gpu: { usdPerHour: 3.6, tokensPerSecond: 1000 }, tokenizer: "llama" },
      },
    });
    assert.equal(c.find("our-model")?.provider, "private");
    assert.equal(c.find("our-model", "openai")?.contextWindow, 32_000);
    // 3.60 an hour / 3,600,000 tokens an hour = 1 USD per million
    assert.deepEqual([price(c, "our-llama")?.input, price(c, "our-llama")?.output], [1, 1]);
    assert.equal(c.find("our-llama")?.tokenizer, "llama");
  });
  it("give an unknown model its price", () => {
    const c = withOverrides({ prices: { "gpt-9": { input: 7, output: 21 } } });
    assert.equal(price(c, "gpt-9", "openai")?.output, 21);
    assert.equal(createCatalogue(data).find("gpt-9", "openai"), undefined);
  });
  it("resolve deployment names", () => {
    const c = withOverrides({ deployments: { "chat-prod": "gpt-4o-mini" } });
    assert.equal(price(c, "chat-prod", "azure")?.input, 0.15);
    assert.equal(price(c, "azure/chat-prod")?.input, 0.15);
    assert.equal(c.find("chat-test", "azure"), undefined);
  });
  it("leave the data of others alone", () => {
    const text = JSON.stringify(data);
    withOverrides({ discounts: [{ percent: 99 }], prices: { "gpt-4o": { input: 1 } } });
    assert.equal(JSON.stringify(data), text);
  });
});

describe("a configuration of prices is checked", () => {
  const wrong: [unknown, RegExp][] = [
    [[], /must be an object/],
    [{ price: {} }, /price: is not known here/],
    [{ prices: { a: { input: -1 } } }, /prices\["a"\]\.input: must be a number from 0 to 20000/],
    [{ prices: { a: { input: "1" } } }, /must be a number/],
    [{ prices: { a: { inptu: 1 } } }, /inptu: is not known here/],
    [{ prices: 3 }, /prices: must be an object/],
    [{ discounts: {} }, /discounts: must be a list/],
    [{ discounts: [{ percent: 120 }] }, /discounts\[0\]\.percent/],
    [{ discounts: [{ provider: "azure" }] }, /percent: must be a number/],
    [{ models: { a: {} } }, /needs a price of its input, of a unit/],
    [{ models: { a: { gpu: { usdPerHour: 2 } } } }, /tokensPerSecond/],
    [{ models: { a: { input: 1, kind: "poem" } } }, /kind: must be one of chat/],
    [{ deployments: { a: 3 } }, /must be a text/],
    [{ currency: { code: "eur", perUsd: 1 } }, /three capital letters/],
    [{ currency: { code: "EUR", perUsd: 0 } }, /perUsd/],
    [{ currency: { code: "EUR", perUsd: 1, symbol: "<b>" } }, /symbol: must be letters/],
  ];
  for (const [value, expected] of wrong)
    it(JSON.stringify(value), () => {
      const { problems } = readOverrides(value);
      assert.match(problems.join("\n"), expected);
    });
  it("keeps what is right beside what is wrong", () => {
    const { overrides } = readOverrides({
      prices: { good: { input: 1 }, bad: { input: -1 } },
      currency: { code: "EUR", perUsd: 0.9 },
    });
    assert.deepEqual({ ...overrides.prices }, { good: { input: 1 } });
    assert.deepEqual(overrides.currency, { code: "EUR", symbol: "€", perUsd: 0.9 });
  });
  for (const [code, symbol] of [
    ["CHF", "CHF "],
    ["CAD", "CA$"],
    ["JPY", "¥"],
    ["CNY", "CN¥"],
    ["XXX", "¤"],
  ])
    it(`${code} is written ${symbol}`, () => {
      assert.equal(readOverrides({ currency: { code, perUsd: 2 } }).overrides.currency?.symbol, symbol);
    });
  it("is not fooled by names of the language", () => {
    const value = JSON.parse('{"prices":{"__proto__":{"input":1},"constructor":{"input":2}}}');
    const { overrides } = readOverrides(value);
    assert.equal(createCatalogue(data, { overrides }).find("constructor")?.prices[0]?.input, 2);
    assert.equal(({} as Record<string, unknown>).input, undefined);
  });
});
