import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { checkSyntax } from "../../../bench/fixes/check-syntax";
import { proveFixes } from "../../../bench/fixes/prove-fixes";

describe("fixes tried on a folder", () => {
  it("are made on a copy, in code and in notebooks, and hold", async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), "tokenbill-try-"));
    cpSync("examples", folder, { recursive: true });
    const source = [
      'import json\nfrom openai import OpenAI\nOpenAI().chat.completions.create(model="gpt-4", messages=[\n',
      '  {"role": "user", "content": json.dumps(rows, indent=2)}])',
    ];
    const cell = { cell_type: "code", metadata: {}, outputs: [], source };
    writeFileSync(join(folder, "lab.ipynb"), JSON.stringify({ cells: [cell, cell], metadata: {}, nbformat: 4 }));
    const { trials, unchecked } = await proveFixes(folder, resolve("dist/assets"));
    rmSync(folder, { recursive: true });
    assert.deepEqual(
      trials.flatMap(({ problems }) => problems),
      [],
    );
    assert.ok(unchecked.every((note) => note.startsWith("Python")));
    const tried = (place: RegExp) => trials.filter((trial) => place.test(trial.place)).length;
    assert.ok(tried(/lab\.ipynb:cell 0/) >= 2 && tried(/lab\.ipynb:cell 1/) >= 2);
    assert.ok(tried(/\.ts:/) > 0 && tried(/\.py:/) > 0);
  });

  it("are bad when TypeScript or Python finds a new error", function () {
    this.timeout(60_000);
    const problems: string[][] = [];
    const change = (path: string, before: string, after: string) => {
      problems.push([]);
      return { path, before, after, trial: { problems: problems.at(-1)! } };
    };
    const unchecked = checkSyntax([
      change(
        "/w/a.ts",
        'import { f } from "x"; const n: number = "a";',
        'import { f } from "x"; const n: number = "b";',
      ),
      change("/w/a.ts", 'import { f } from "x"; const n: number = "a";', "const n: number = f(;"),
      change("/w/b.tsx", "export const n: number = 1;", 'export const n: number = "1";'),
      change("/w/c.py", "f(a=1)", "f(a=1, a=2)"),
      change("/w/d.ipynb", "f(a=1)", "f(a=1, b=2)"),
    ]);
    const isNew = (index: number) => problems[index]!.length > 0;
    assert.deepEqual([isNew(0), isNew(1), isNew(2), isNew(4)], [false, true, true, false]);
    if (unchecked.length === 0) assert.deepEqual(problems[3], ["Python: keyword argument repeated: a"]);
  });
});
