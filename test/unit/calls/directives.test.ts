import assert from "node:assert/strict";
import { directivesOf, usageAt } from "../../../src/engine/calls/directives";
import { DAYS_PER_MONTH, parseAmount, parseVolume } from "../../../src/engine/calls/usage";
import { createParsers } from "../../../src/engine/syntax";
import { memoryHost } from "../host";

async function program(path: string, text: string) {
  return (await createParsers(memoryHost())).parse(path, text);
}

describe("directives", () => {
  it("reads amounts and volumes", () => {
    assert.equal(parseAmount("1.5k"), 1_500);
    assert.equal(parseAmount("3M"), 3_000_000);
    assert.equal(parseAmount("-3"), undefined);
    assert.equal(parseVolume("10k/day"), 10_000 * DAYS_PER_MONTH);
    assert.ok(Math.abs(parseVolume("7/week")! - DAYS_PER_MONTH) < 1e-9);
    assert.equal(parseVolume("10k"), undefined);
  });

  it("names a typo with its place and the nearest key", async () => {
    const text = "// tokenbill: cals=10k/day output=many\nf();\n";
    const [directive] = directivesOf(await program("/w/a.ts", text));
    assert.deepEqual(
      directive!.problems.map(({ start, end, message }) => [text.slice(start, end), message.split(/[?.]/)[0]]),
      [
        ["cals=10k/day", 'tokenbill does not know "cals": did you mean "calls"'],
        ["output=many", '"output" takes tokens like 400'],
      ],
    );
  });

  it("holds for the call below it and for every call of the function below it, the nearest winning", async () => {
    const text = `# tokenbill: calls=100/day feature=search
@cached
def find(q):
    # tokenbill: output=50
    return ask(q)
`;
    const parsed = await program("/w/a.py", text);
    const span = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
    const usage = usageAt(parsed, directivesOf(parsed), [span("def find"), span("return ask(q)")]);
    assert.equal(usage?.feature, "search");
    assert.equal(usage?.outputTokens, 50);
    assert.equal(usage?.callsPerMonth, 100 * DAYS_PER_MONTH);
    assert.equal(usageAt(parsed, directivesOf(parsed), [span("return ask(q)")])?.feature, undefined);
  });
});
