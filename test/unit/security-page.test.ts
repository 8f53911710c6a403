import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("SECURITY.md", () => {
  it("names a test that exists for each promise", () => {
    const page = readFileSync(join(root, "SECURITY.md"), "utf8");
    const rows = [...page.matchAll(/^\| [^|]+ \| ([^|]+) \| `([^`|]+)` \|$/gm)];
    assert.ok(rows.length >= 15);
    for (const [, name, file] of rows) assert.ok(readFileSync(join(root, file!), "utf8").includes(name!), name);
  });
});
