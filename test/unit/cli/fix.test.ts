import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { buildCli } from "./build-cli";

const unused = `import OpenAI from "openai";
const openai = new OpenAI();
// tokenbill-ignore-next-line no-retry-storm -- there was one
export const ask = (input: string) => openai.responses.create({ model: "gpt-4-0314", input, max_output_tokens: 50 });
`;
const mended = unused.replace(/\/\/.*\n/, "");

describe("tokenbill fix", function () {
  this.timeout(60_000);
  let product: string;
  let cli: string;
  let folder: string;
  before(() => {
    product = mkdtempSync(join(tmpdir(), "tokenbill-cli-"));
    cli = buildCli(product);
  });
  after(() => rmSync(product, { recursive: true, force: true }));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-fix-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function write(path: string, content: string | Uint8Array): void {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const read = (path: string) => readFileSync(join(folder, path), "utf8");
  function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
    const options = { cwd: folder, encoding: "utf8" } as const;
    return spawnSync(process.execPath, [cli, "fix", ...args], options);
  }

  it("makes safe fixes alone, keeps line ends and the byte order mark, and has nothing to do a second time", () => {
    write("a.ts", `\ufeff${unused.replaceAll("\n", "\r\n")}`);
    const { status, stdout } = run();
    assert.equal(stdout, "a.ts:3  no-unused-silence  Remove the comment\n1 fix in 1 file\n");
    assert.equal(status, 0);
    assert.equal(read("a.ts"), `\ufeff${mended.replaceAll("\n", "\r\n")}`);
    assert.equal(run().stdout, "nothing to fix\n");
  });

  it("prints a patch that git takes, and writes nothing, with --dry-run", () => {
    write("src/a.ts", unused);
    const { status, stdout } = run("--dry-run");
    assert.equal(status, 1);
    assert.equal(read("src/a.ts"), unused);
    const applied = spawnSync("git", ["apply", "-"], { cwd: folder, input: stdout, encoding: "utf8" });
    assert.equal(applied.stderr, "");
    assert.equal(read("src/a.ts"), mended);
  });

  it("makes suggestions where they are asked for, of one rule if one is named, in notebooks too", () => {
    write("a.ts", unused);
    const source = ["from openai import OpenAI\n", 'OpenAI().responses.create(model="gpt-4-0314", input="Hello")\n'];
    const notebook = { cells: [{ cell_type: "code", source }], metadata: {}, nbformat: 4, nbformat_minor: 5 };
    write("b.ipynb", JSON.stringify(notebook, null, 1));
    const { status, stdout } = run("--suggestions", "--rule", "no-deprecated-model");
    assert.match(
      stdout,
      /^a\.ts:4 {2}no-deprecated-model .*\nb\.ipynb:cell 0:2 {2}no-deprecated-model .*\n2 fixes in 2 files\n$/,
    );
    assert.equal(status, 0);
    const model = /gpt-4-0314/;
    assert.doesNotMatch(read("a.ts"), model);
    assert.match(read("a.ts"), /ignore-next-line/);
    assert.doesNotMatch(JSON.parse(read("b.ipynb")).cells[0].source[1], model);
  });

  it("leaves a file alone that it could not write back as it is, and says so", () => {
    write("a.ts", Buffer.from(`// caf\u00e9\n${unused}`, "latin1"));
    const { status, stdout } = run();
    assert.equal(stdout, "a.ts: not changed: it is not written in UTF-8\nnothing to fix\n");
    assert.equal(status, 2);
  });

  it("says what is wrong with its arguments", () => {
    assert.match(run("--rule", "no-such").stderr, /there is no rule "no-such"/);
    assert.match(run("--rule", "no-retry-storm").stderr, /no-retry-storm has no fix/);
    assert.equal(run("--rule", "no-such").status, 2);
  });
});
