import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatMoney,
  formatTokens,
  formatUsd,
  formatUsdRange,
  parseUsd,
  perThousand,
} from "../../../src/engine/costs/money";

const usd = (text: string) => parseUsd(text) ?? assert.fail(text);

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
    assert.equal(formatMoney(usd("100"), { symbol: "€", perUsd: 0.9 }), "€90.00");
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
