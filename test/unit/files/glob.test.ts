import assert from "node:assert/strict";
import { globProblem, matchesGlob } from "../../../src/engine/files/glob";

describe("patterns of the configuration", () => {
  const rows: [string, string, boolean][] = [
    ["src/a.ts", "src/**", true],
    ["src/deep/a.ts", "src/*.ts", false],
    ["a.test.ts", "*.test.ts", true],
    [".github/a.ts", "**/*.ts", true],
    ["app/(auth)/page.ts", "app/(auth)/*.ts", true],
    ["app/auth/page.ts", "app/(auth)/*.ts", false],
    ["c++/a.py", "c++/**", true],
    ["a.py", "*.{ts,py}", true],
    ["b.py", "[ab].py", true],
  ];
  for (const [path, pattern, expected] of rows)
    it(`${pattern} ${expected ? "matches" : "does not match"} ${path}`, () =>
      assert.equal(matchesGlob(path, pattern), expected));

  it("that would take a path for ever are refused, or stand for themselves", () => {
    const path = `${"a".repeat(250)}/${"a/".repeat(60)}x.py`;
    for (const pattern of ["(a+)+b", "+(a|aa)+b", "[a]+[a]+[a]+[a]+b", `${"*a".repeat(8)}b`, `${"**/a".repeat(9)}b`])
      assert.equal(matchesGlob(path, pattern), false);
    assert.match(globProblem("*a*a*a") ?? "", /2 times \*/);
    assert.match(globProblem("**/**/**/**/**/a") ?? "", /4 times \*\*/);
    assert.match(globProblem("a".repeat(300)) ?? "", /200 characters/);
    assert.equal(globProblem("**/services/*-agent/**/*.{ts,py}"), undefined);
  });
});
