import assert from "node:assert/strict";
import fc from "fast-check";
import { formatTokens, moneyIn, parseUsd, perThousand } from "../../../src/engine/costs/money";
import { money, unitPrice, written } from "../../../src/engine/rules/write";

const usd = (text: string) => parseUsd(text) ?? assert.fail(text);
const { amount: formatUsd, range: formatUsdRange, price } = moneyIn();
const euro = moneyIn({ code: "EUR", symbol: "€", perUsd: 0.9 });

describe("money as text", () => {
  const cases: [string, string][] = [
    ["0", "$0"],
    ["0.0031", "$0.0031"],
    ["0.00042", "$0.00042"],
    ["0.000000123456", "$0.00000012"],
    ["0.000000000001", "$0.000000000001"],
    ["0.01314", "$0.0131"],
    ["0.125", "$0.125"],
    ["0.3", "$0.30"],
    ["0.99999", "$1.00"],
    ["0.00999999", "$0.01"],
    ["1", "$1.00"],
    ["12.4", "$12.40"],
    ["1234.5", "$1,234.50"],
    ["1234567.891", "$1,234,567.89"],
    ["-0.0031", "-$0.0031"],
  ];
  for (const [amount, text] of cases) it(`${amount} reads ${text}`, () => assert.equal(formatUsd(usd(amount)), text));

  it("writes ranges", () => {
    assert.equal(formatUsdRange(usd("0.0031"), usd("0.0131")), "$0.0031–$0.0131");
    assert.equal(formatUsdRange(usd("0.0031"), usd("0.0031")), "$0.0031");
    assert.equal(formatUsdRange(usd("0.0031"), undefined), "$0.0031+");
  });
  it("scales and converts", () => {
    assert.equal(formatUsd(perThousand(usd("0.0031"))), "$3.10");
    assert.equal(euro.amount(usd("100")), "€90.00");
    assert.equal(euro.amount(usd("0.0000001")), "€0.00000009");
    assert.equal(euro.range(usd("1"), usd("2")), "€0.90–€1.80");
    assert.equal(moneyIn({ code: "JPY", symbol: "¥", perUsd: 157.31 }).amount(usd("0.0031")), "¥0.4877");
  });
  it("writes list prices as the list has them", () => {
    assert.deepEqual([3, 2.5, 0.075, 0.0375, 15, 1e-7].map(price), [
      "$3",
      "$2.50",
      "$0.075",
      "$0.0375",
      "$15",
      "$0.0000001",
    ]);
    assert.equal(euro.price(2.5), "€2.25");
  });
  it("names the rate, and none for USD", () => {
    assert.equal(moneyIn().note, "");
    assert.equal(euro.note, "Amounts in EUR, at 0.9 for one USD as configured.");
  });
  it("a rule's text is written in the reader's currency", () => {
    const text = `costs ${money(usd("0.0031"))}, at ${unitPrice(2.5)} instead of $1`;
    assert.equal(written(text, moneyIn()), "costs $0.0031, at $2.50/M instead of $1");
    assert.equal(written(text, euro), "costs €0.0028, at €2.25/M instead of $1");
    assert.equal(written("\ufdd0x\ufdd1 \ufdd0", euro), "\ufdd0x\ufdd1 \ufdd0");
  });
  it("separates thousands of tokens", () => {
    assert.equal(formatTokens(1240), "1,240");
    assert.equal(formatTokens(999), "999");
    assert.equal(formatTokens(1_048_576), "1,048,576");
  });
  it("reads only money", () => {
    for (const bad of ["", "abc", "1,23", "1.", ".5", "$", "1e5", "0.0000000000001", "9".repeat(70)])
      assert.equal(parseUsd(bad), undefined);
    assert.equal(parseUsd("$1,234.56"), 1_234_560_000_000_000n);
  });
  it("never reads as nothing, and is true to two digits", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 20n }), (amount) => {
        const back = parseUsd(formatUsd(amount)) ?? assert.fail(formatUsd(amount));
        assert.ok(back > 0n);
        const off = back > amount ? back - amount : amount - back;
        assert.ok(off * 20n <= amount, `${amount} → ${formatUsd(amount)}`);
      }),
      { numRuns: 500 },
    );
  });
});
