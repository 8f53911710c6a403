import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { TreesAhead } from "../../src/engine/syntax/ahead";
import { createSession } from "../../src/engine/session";
import { createNodeHost } from "../../src/node-host";
import { type ParsingThread, parseAhead } from "../../src/parse-ahead";

const dist = resolve(__dirname, "../../dist");
const program = join(dist, "parse-thread.js");
const FILES = 24;

const code = (n: number) => `from openai import OpenAI
from file${(n + 1) % FILES} import ask${(n + 1) % FILES}

def ask${n}(text):
    return OpenAI().responses.create(model="gpt-4o-mini", input="é ${"word ".repeat(n)}" + text)

ask${(n + 1) % FILES}("hello ${n}")
${n % 5 === 0 ? "broken = (1,, 2\n" : ""}`;

describe("files parsed ahead by a thread", function () {
  this.timeout(60_000);
  let folder: string;
  let alone: string;

  before(async () => {
    assert.ok(existsSync(program), "dist/parse-thread.js is missing: run node esbuild.mjs");
    folder = mkdtempSync(join(tmpdir(), "tokenbill-ahead-"));
    for (let n = 0; n < FILES; n++) writeFileSync(join(folder, `file${n}.py`), code(n));
    alone = await scanned(undefined);
    assert.match(alone, /gpt-4o-mini/);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const host = () => createNodeHost([folder], join(dist, "assets"));
  const thread = (options: { fewestFiles?: number; program?: string } = {}): ParsingThread =>
    parseAhead({ folders: host().folders, assets: join(dist, "assets"), program, fewestFiles: 1, ...options });
  const paths = () => Array.from({ length: FILES }, (_, n) => `${host().folders[0]}/file${n}.py`);

  async function scanned(ahead: TreesAhead | undefined): Promise<string> {
    const session = await createSession(host(), undefined, { ahead });
    const { calls, findings, files, skipped } = await session.analyseWorkspace();
    const figures = calls.map(({ call, count, cost, model }) => [
      call.id,
      call.path,
      call.anchor,
      call.parts,
      model,
      count,
      cost,
    ]);
    const plain = (_: string, value: unknown) => (typeof value === "bigint" ? `${value}` : value);
    return JSON.stringify([figures, findings.map((finding) => [finding.rule, finding.message]), skipped, files], plain);
  }

  /** Counts the trees that were taken, and does something before one of them is asked for. */
  function counted(inner: TreesAhead, at = -1, before = () => {}): TreesAhead & { asked: number; taken: number } {
    return {
      asked: 0,
      taken: 0,
      begin: (files) => inner.begin(files),
      end: () => inner.end(),
      take(path, text) {
        if (this.asked++ === at) before();
        const tree = inner.take(path, text);
        if (tree !== undefined) this.taken++;
        return tree;
      },
    };
  }

  it("change no figure, and are used", async () => {
    const ahead = thread();
    ahead.begin(paths());
    await ahead.ended;
    const watched = counted(ahead);
    assert.equal(await scanned(watched), alone);
    assert.equal(watched.taken, FILES);
    ahead.end();
  });

  for (const at of [0, 1, 7, FILES - 1])
    it(`change no figure when the thread is killed before file ${at} is asked for`, async () => {
      const ahead = thread();
      ahead.begin(paths());
      await new Promise((resolve) => setTimeout(resolve, at * 20));
      const watched = counted(ahead, at, () => ahead.end());
      assert.equal(await scanned(watched), alone);
      assert.ok(watched.asked > at && watched.taken <= at);
      await ahead.ended;
    });

  it("change no figure when the thread runs beside, or cannot run at all", async () => {
    const beside = thread();
    assert.equal(await scanned(beside), alone);
    beside.end();
    const missing = thread({ program: join(dist, "no-such-program.js") });
    assert.equal(await scanned(missing), alone);
    missing.end();
  });

  it("are of the text that is asked for, and of no other", async () => {
    const ahead = thread();
    const [first, second] = paths() as [string, string];
    ahead.begin([first, second]);
    await ahead.ended;
    assert.equal(ahead.take(first, "another = 1\n"), undefined);
    assert.equal(ahead.take(second, code(1))?.notes.length, 0);
    assert.equal(ahead.take(second, code(1)), undefined);
    ahead.end();
  });

  it("are not worth a thread where there are few", () => {
    const ahead = thread({ fewestFiles: FILES + 1 });
    ahead.begin(paths());
    assert.equal(ahead.take(paths()[0]!, code(0)), undefined);
    ahead.end();
  });
});
