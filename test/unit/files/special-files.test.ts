import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSession } from "../../../src/engine/session";
import { createNodeHost } from "../../../src/node-host";
import { writeWhole } from "../../../src/write-whole";
import { readAsset } from "../host";

const code = `from openai import OpenAI
OpenAI().chat.completions.create(model="gpt-4o", max_tokens=10, messages=[{"role": "user", "content": "Hello."}])
`;

describe("what is no plain file", () => {
  let folder: string;
  const at = (name: string) => join(folder, name);
  const report = async () =>
    (await createSession({ ...createNodeHost([folder], ""), asset: readAsset })).analyseWorkspace();

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-special-"));
    writeFileSync(at("good.py"), code);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("keeps nobody waiting: pipes where code, ignore rules, configuration and prompts are looked for", async function () {
    const names = ["a.py", "a.prompty", ".gitignore", "tokenbill.jsonc", "tokenbill-baseline.json", "p.txt", ".env"];
    if (spawnSync("mkfifo", names.map(at)).status !== 0) this.skip();
    writeFileSync(at("b.py"), code.replace('"Hello."', 'open("p.txt").read()'));
    const { calls, skipped } = await report();
    assert.deepEqual(calls.map(({ call }) => call.path.slice(folder.length + 1)).sort(), ["b.py", "good.py"]);
    assert.deepEqual(skipped, []);
  });

  it("is never read into memory whole when it is huge, and is named", async () => {
    const names = ["big.py", "x.prompty", "big.ipynb", ".gitignore", "tokenbill.jsonc", "tokenbill-baseline.json"];
    for (const name of [...names, "big.txt", "tsconfig.json", "pyproject.toml", ".env"]) {
      writeFileSync(at(name), "");
      truncateSync(at(name), 3_000_000_000);
    }
    writeFileSync(at("b.py"), code.replace('"Hello."', 'open("big.txt").read()'));
    const { calls, skipped } = await report();
    assert.equal(calls.length, 2);
    assert.deepEqual(skipped.map(({ path }) => path.slice(folder.length + 1)).sort(), names.sort());
  });

  it("is not written through: a link in a file's place becomes a file, and what it led to stays", () => {
    mkdirSync(at("outside"));
    writeFileSync(at("outside/precious"), "precious");
    symlinkSync(at("outside/precious"), at("written"));
    writeWhole(at("written"), "new");
    assert.equal(readFileSync(at("outside/precious"), "utf8"), "precious");
    assert.equal(readFileSync(at("written"), "utf8"), "new");
  });
});
