import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { diff } from "../../src/cli/diff";
import { UsageError } from "../../src/cli/options";
import { type Bill, billOf, differenceOf } from "../../src/engine/reports/difference";
import { createSession } from "../../src/engine/session";
import { baseOf, createGitHost, GitProblem } from "../../src/git-host";
import { createNodeHost } from "../../src/node-host";
import { readAsset } from "./host";

const call = (model: string, prompt = "Is this spam?") => `import OpenAI from "openai";
export const ask = () =>
  new OpenAI().responses.create({ model: ${model}, input: "${prompt}", max_output_tokens: 50 });
`;

describe("a folder as it was committed", () => {
  let folder: string;
  let marker: string;

  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), "tokenbill-git-")), "work");
    marker = join(dirname(folder), "marker");
    mkdirSync(folder);
    git("init", "-q", "-b", "main");
  });
  afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

  function git(...args: string[]): string {
    const who = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org", "-c", "commit.gpgsign=false"];
    const { status, stdout, stderr } = spawnSync("git", [...who, "-C", folder, ...args], { encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return stdout.trim();
  }
  function write(path: string, text: string): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  function commit(): void {
    git("add", "-A");
    git("commit", "-q", "-m", "a step");
  }
  function host(ref = "HEAD") {
    const disk = { ...createNodeHost([folder], ""), asset: readAsset };
    return { disk, committed: createGitHost(folder, baseOf(folder, ref), disk) };
  }
  async function bills(ref?: string): Promise<[Bill, Bill]> {
    const { committed, disk } = host(ref);
    const [before, after] = await Promise.all(
      [committed, disk].map(async (one) => billOf(await (await createSession(one)).analyseWorkspace(), false)),
    );
    return [before!, after!];
  }

  it("is compared with what stands there now: added, removed, changed and moved calls", async () => {
    write("kept.ts", call('"gpt-4o"'));
    write("changed.ts", call('"gpt-4o-mini"'));
    write("removed.ts", call('"gpt-4o"', "Which language is this?"));
    write("from.ts", call('"gpt-4o"', "Sum this up."));
    commit();
    write("changed.ts", call('"gpt-4o"'));
    rmSync(join(folder, "removed.ts"));
    rmSync(join(folder, "from.ts"));
    write("to.ts", call('"gpt-4o"', "Sum this up."));
    write("added.ts", call('"gpt-4o"', "Write a poem about the sea, please."));
    write("kept.ts", `// a new first line\n${call('"gpt-4o"')}`);
    const difference = differenceOf(...(await bills()));
    assert.deepEqual(
      difference.changes.map(({ kind }) => kind),
      ["added", "removed", "changed"],
    );
    assert.equal(difference.unchanged, 2, "one that moved within its file, one that moved to another");
    const sum = difference.changes.reduce((total, { amount }) => total + amount!, 0n);
    assert.equal(difference.withCap, sum);
    assert.equal(difference.after.withCap - difference.before.withCap, sum);
  });

  it("follows a constant that changed in another file", async () => {
    write("models.ts", 'export const MODEL = "gpt-4o-mini";\n');
    write("ask.ts", `import { MODEL } from "./models";\n${call("MODEL")}`);
    commit();
    write("models.ts", 'export const MODEL = "gpt-4o";\n');
    const { changes, withCap } = differenceOf(...(await bills()));
    assert.deepEqual(
      changes.map((change) => change.kind === "changed" && [change.before.model, change.after.model]),
      [["gpt-4o-mini", "gpt-4o"]],
    );
    assert.ok(withCap > 0n);
  });

  it("reads both sides with the present configuration and with what git does not know", async () => {
    write(
      "ask.py",
      'import os\nfrom openai import OpenAI\nOpenAI().responses.create(model=os.environ["MODEL"], input="Hello")\n',
    );
    write(".gitignore", ".env\n");
    commit();
    write(".env", "MODEL=gpt-4o\n");
    write("tokenbill.jsonc", '{ "models": { "env:MODEL": "gpt-4o" } }');
    const difference = differenceOf(...(await bills()));
    assert.deepEqual(difference.changes, []);
    assert.equal(difference.before.priced, 1);
  });

  it("is, for another branch, where this one left it", async () => {
    write("ask.ts", call('"gpt-4o"'));
    commit();
    git("checkout", "-q", "-b", "feature");
    write("more.ts", call('"gpt-4o"', "More."));
    commit();
    git("checkout", "-q", "main");
    write("other.ts", call('"gpt-4o"', "Another."));
    commit();
    git("checkout", "-q", "feature");
    const [before, after] = await bills("main");
    assert.deepEqual(
      differenceOf(before, after).changes.map(({ kind }) => kind),
      ["added"],
    );
  });

  it("is read without a hook, a filter or a monitor of the repository", async () => {
    write("ask.ts", call('"gpt-4o"'));
    write(".gitattributes", "*.ts filter=evil diff=evil\n");
    commit();
    const evil = `touch ${marker}`;
    const config = `[core]\n\tfsmonitor = "${evil}"\n\tpager = "${evil}"\n\tsshCommand = "${evil}"\n\thooksPath = hooks\n[filter "evil"]\n\tsmudge = "${evil}"\n\tclean = "${evil}"\n[diff "evil"]\n\ttextconv = "${evil}"\n\tcommand = "${evil}"\n[alias]\n\tls-tree = "!${evil}"\n\tcat-file = "!${evil}"\n\trev-parse = "!${evil}"\n`;
    appendFileSync(join(folder, ".git", "config"), config);
    for (const hook of ["post-index-change", "post-checkout", "reference-transaction"]) {
      mkdirSync(join(folder, "hooks"), { recursive: true });
      for (const place of ["hooks", ".git/hooks"])
        writeFileSync(join(folder, place, hook), `#!/bin/sh\n${evil}\n`, { mode: 0o755 });
    }
    const [before] = await bills();
    assert.equal(before.rows.length, 1);
    assert.equal(existsSync(marker), false, "something of the repository ran");
  });

  it("is a subfolder's too, with names of any kind", async () => {
    write("sub/a name\twith ünicode.ts", call('"gpt-4o"'));
    write("outside.ts", call('"gpt-4o"'));
    commit();
    const sub = join(folder, "sub");
    const disk = { ...createNodeHost([sub], ""), asset: readAsset };
    const committed = createGitHost(sub, baseOf(sub, "HEAD"), disk);
    const report = await (await createSession(committed)).analyseWorkspace();
    assert.deepEqual(
      billOf(report, false).rows.map(({ file }) => file),
      ["a name\twith ünicode.ts"],
    );
  });

  it("is said to be missing, with the way out", async () => {
    const said = (act: () => unknown, message: RegExp) =>
      assert.throws(act, (error) => error instanceof GitProblem && message.test(error.message));
    said(() => baseOf(folder, "HEAD"), /has no commit yet/);
    write("ask.ts", call('"gpt-4o"'));
    commit();
    said(() => baseOf(folder, "nowhere"), /no commit named "nowhere"/);
    said(() => baseOf(folder, "--output=/tmp/x"), /no commit named/);
    said(() => baseOf(dirname(folder), "HEAD"), /in no git repository/);
    await assert.rejects(diff([folder, "--base", "nowhere"]), UsageError);
    await assert.rejects(diff([folder, "--max-increase", "a lot"]), UsageError);
  });
});
