import assert from "node:assert/strict";
import {
  lutimesSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { defaultConfiguration } from "../../src/engine/configuration";
import type { Host } from "../../src/engine/files/host";
import type { CatalogueFile } from "../../src/engine/models/load";
import { formatReport } from "../../src/engine/reports";
import type { Report } from "../../src/engine/reports/report";
import { rule as noDeprecatedModel } from "../../src/engine/rules/no-deprecated-model";
import { createSession } from "../../src/engine/session";
import { memoryResults } from "../../src/memory-results";
import { createNodeHost, toEnginePath } from "../../src/node-host";
import { storedResults } from "../../src/stored-results";
import { randomOf } from "../harness/fuzz/random";
import { readAsset } from "./host";

const SECRET = "The quick zebra counts oranges";
const files: Record<string, string> = {
  "llm.ts": `import OpenAI from "openai";
import { MODEL } from "./settings";
const client = new OpenAI();
export function ask(prompt: string) {
  return client.chat.completions.create({ model: MODEL, messages: [{ role: "system", content: "${SECRET}. ".repeat(90) }, { role: "user", content: prompt }] });
}`,
  "settings.ts": `export const MODEL = process.env.MODEL_NAME ?? "gpt-4o";`,
  "a.ts": `import { ask } from "./llm";\nexport const a = () => ask("Name three rivers.");`,
  "deep/b.ts": `import { ask } from "../llm";\nexport const b = (text: string) => ask(\`Sum up: \${text}\`);`,
  "direct.py": `from openai import OpenAI\nfrom prompts import HELLO\nOpenAI().responses.create(model="gpt-4o-mini", input=HELLO)`,
  "prompts.py": `HELLO = open("hello.txt").read()`,
  "hello.txt": "Say hello in five languages, one a line.",
  "plain.ts": "export const nothing = 1;",
  "big.min.js": `import OpenAI from "openai"; new OpenAI().responses.create({}); const x = "${"y".repeat(30_000)}";`,
};

/** The days around those on which something of these models changes, or is reported because it will. */
function daysAround(models: readonly string[]): string[] {
  const { models: rows }: CatalogueFile = JSON.parse(new TextDecoder().decode(readAsset("models.json")));
  const dates = rows
    .filter(({ id, provider }) => provider === "openai" && models.includes(id))
    .flatMap(({ prices, deprecated }) => [...prices.map(({ from }) => from), deprecated?.retires])
    .filter((date) => date !== undefined);
  const { default: withinDays } = noDeprecatedModel.meta.options!.withinDays!;
  const days = dates.flatMap((date) =>
    [-1, 0, 1, -withinDays - 1, -withinDays, 1 - withinDays].map((n) => moved(date, n)),
  );
  return [...new Set(days)].sort();
}

function moved(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

describe("kept results", () => {
  let folder: string;
  let cache: string;
  const workspace = () => join(folder, "w");
  const write = (name: string, text: string) => {
    const path = join(workspace(), name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  /** All files get a time of long ago: what is as old as its reader is never trusted by its time. */
  const age = () => {
    for (const path of [...readdirSync(workspace(), { recursive: true, encoding: "utf8" }), "."])
      lutimesSync(join(workspace(), path), 1_000_000, 1_000_000);
  };
  const store = () => storedResults(cache, resolve(__dirname, "../../package.json"));

  async function run(results = true, reads: string[] = [], pricesAsOf?: string, asset = readAsset): Promise<Report> {
    const disk = createNodeHost([workspace()], "");
    const host: Host = {
      ...disk,
      asset,
      read(path) {
        reads.push(path.slice(toEnginePath(workspace()).length + 1));
        return disk.read(path);
      },
      readDirectory(path) {
        reads.push(`${path}/`.slice(toEnginePath(workspace()).length + 1));
        return disk.readDirectory(path);
      },
    };
    const settings = { ...defaultConfiguration, ...(pricesAsOf && { pricesAsOf }) };
    const session = await createSession(host, settings, { results: results ? store() : undefined });
    return session.report();
  }
  const printed = (report: Report) => formatReport(report, "json", { includeTests: true, limit: 99 });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-kept-"));
    cache = join(folder, "cache");
    for (const [name, text] of Object.entries(files)) write(name, text);
    age();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const cacheFile = () => join(cache, readdirSync(cache).find((name) => name.endsWith(".bin"))!);

  it("give the same report as a fresh run, and no source file is read before the report is printed", async () => {
    const fresh = printed(await run(false));
    assert.equal(printed(await run()), fresh);
    const reads: string[] = [];
    const report = await run(true, reads);
    assert.deepEqual(
      reads.filter((name) => /\.(ts|py|js|txt)$/.test(name)),
      [],
    );
    assert.equal(printed(report), fresh);
    assert.equal(report.calls.length, 4);
    assert.equal(report.skipped.length, 1);
  });

  it("hold no text of a prompt, and belong to their owner alone", async () => {
    await run();
    const bytes = readFileSync(cacheFile());
    assert.ok(bytes.length > 1_000);
    for (const encoding of ["latin1", "utf16le"] as const) {
      for (const text of [SECRET, "zebra", "Name three rivers", "Say hello in five"])
        assert.ok(!bytes.includes(Buffer.from(text, encoding)), `${text} in ${encoding}`);
    }
    if (process.platform === "win32") return;
    assert.equal(statSync(cacheFile()).mode & 0o777, 0o600);
    assert.equal(statSync(cache).mode & 0o777, 0o700);
  });

  it("are made again for what a change touches, and for nothing else", async () => {
    await run();
    write("settings.ts", 'export const MODEL = "gpt-4.1";');
    const reads: string[] = [];
    const report = await run(true, reads);
    const seen = [...new Set(reads)].filter((name) => files[name] !== undefined);
    assert.deepEqual(seen.sort(), ["a.ts", "deep/b.ts", "llm.ts", "settings.ts"]);
    assert.equal(printed(report), printed(await run(false)));
  });

  it("hold on to every call of a file whose calls come from several others", async () => {
    write("other.ts", files["llm.ts"]!.replace("ask(", "tell(").replace("./settings", "./constants"));
    write("constants.ts", 'export const MODEL = "gpt-4o-mini";');
    write("both.ts", 'import { ask } from "./llm";\nimport { tell } from "./other";\nask("One.");\ntell("Two.");');
    age();
    const { calls } = await run();
    write("constants.ts", 'export const MODEL = "gpt-4.1";');
    const report = await run();
    assert.equal(report.calls.length, calls.length);
    assert.equal(printed(report), printed(await run(false)));
  });

  it("are not made again where a folder was touched and nothing in it is another", async () => {
    write("pieces/words.txt", "Say hello.");
    write(
      "listed.py",
      'import os\nfrom openai import OpenAI\nfor name in os.listdir("pieces"):\n    OpenAI().responses.create(model="gpt-4o", input=name)',
    );
    age();
    await run();
    utimesSync(join(workspace(), "pieces"), 2_000_000, 2_000_000);
    const reads: string[] = [];
    await run(true, reads);
    assert.ok(!reads.includes("listed.py"));
    write("pieces/more.txt", "");
    await run(true, reads);
    assert.ok(reads.includes("listed.py"));
  });

  it("list anew only the folders that a change was in, and what other ignore rules are about", async () => {
    write(".gitignore", "out/\n");
    write("out/made.ts", files["a.ts"]!);
    write("deep/er/c.ts", "");
    age();
    await run();
    const listed: string[] = [];
    await run(true, listed);
    assert.deepEqual(listed, []);
    const changes: [change: () => void, listed: string[]][] = [
      [() => write("deep/er/d.ts", 'import { ask } from "../../llm";\nask("Deeply.");'), ["deep/er/"]],
      [() => write("deep/er/c.ts", 'import { ask } from "../../llm";\nask("Again.");'), []],
      [() => write("deep/er/.gitignore", "d.ts\n"), ["deep/er/"]],
      [() => write("deep/er/.gitignore", "c.ts\n"), ["deep/er/"]],
      [() => write(".gitignore", "deep/\n"), ["", "out/"]],
      [() => rmSync(join(workspace(), ".gitignore")), ["", "out/", "deep/", "deep/er/"]],
      [() => symlinkSync(join(workspace(), "a.ts"), join(workspace(), "linked.ts")), [""]],
      [() => rmSync(join(workspace(), "a.ts")), [""]],
    ];
    for (const [at, [change, expected]] of changes.entries()) {
      change();
      const now: string[] = [];
      assert.equal(printed(await run(true, now)), printed(await run(false)), `change ${at}`);
      const folders = now.filter((name) => name === "" || name.endsWith("/"));
      for (const each of expected) assert.ok(folders.includes(each), `change ${at}: ${each} of ${folders}`);
      if (at === 0) assert.ok(!folders.includes("out/"));
      age();
      await run();
      await run();
    }
  });

  it("follow what appears where something was looked for in vain", async () => {
    await run();
    write(".env", "MODEL_NAME=gpt-4.1-mini\n");
    assert.equal(printed(await run()), printed(await run(false)));
    write("deep/llm.py", "from prompts import HELLO\n");
    rmSync(join(workspace(), "hello.txt"));
    assert.equal(printed(await run()), printed(await run(false)));
  });

  it("of more files than are written at once are all there again", async () => {
    for (let n = 0; n < 2_100; n++) write(`many/file${n}.ts`, `export const n = ${n};`);
    age();
    const first = printed(await run());
    const reads: string[] = [];
    const again = await run(true, reads);
    assert.deepEqual(reads, []);
    assert.equal(printed(again), first);
  });

  it("do not trust the time of a file that was written as it was read", async () => {
    write("settings.ts", 'export const MODEL = "gpt-4o-1";');
    const { mtime } = statSync(join(workspace(), "settings.ts"));
    await run();
    write("settings.ts", 'export const MODEL = "gpt-4o-2";');
    utimesSync(join(workspace(), "settings.ts"), mtime, mtime);
    assert.equal(printed(await run()), printed(await run(false)));
  });

  it("hold until a day on which a price or a model's retirement that they rest on begins", async () => {
    for (const name of Object.keys(files)) rmSync(join(workspace(), name));
    const models = ["gpt-5", "o3", "gpt-4.1", "gpt-5.6-luna"];
    const calls = models.map((model) => `client.responses.create({ model: "${model}", input: "Name a river." });`);
    write("dated.ts", ['import OpenAI from "openai";', "const client = new OpenAI();", ...calls].join("\n"));
    age();
    let renewed = 0;
    let other = 0;
    let before = "";
    const days = daysAround(models);
    for (const day of days) {
      const reads: string[] = [];
      const made = await run(true, reads, day);
      if (reads.includes("dated.ts")) renewed++;
      const report = printed(made);
      assert.equal(report, printed(await run(false, [], day)), day);
      const printedDay = `"pricesAsOf": "${day}"`;
      assert.ok(report.includes(printedDay));
      const rest = report.replace(printedDay, "");
      if (rest !== before) other++;
      before = rest;
    }
    assert.ok(
      other > 5 && renewed >= other && renewed < days.length / 2,
      `${renewed} of ${days.length}, ${other} others`,
    );
  });

  it("that stand beside new ones do not outlive the day that they hold for", async () => {
    write("settings.ts", 'export const MODEL = "gpt-5.6-luna";');
    age();
    await run(true, [], "2026-07-01");
    write(
      "plain.ts",
      'import OpenAI from "openai";\nnew OpenAI().responses.create({ model: "gpt-4.1", input: "Hi." });',
    );
    const reads: string[] = [];
    await run(true, reads, "2026-07-02");
    assert.ok(reads.includes("plain.ts") && !reads.includes("llm.ts"));
    assert.equal(printed(await run(true, [], "2026-08-01")), printed(await run(false, [], "2026-08-01")));
  });

  it("equal a fresh run after any edits", async function () {
    this.timeout(120_000);
    const random = randomOf(9, 1);
    const edits: (() => void)[] = [
      () => write("settings.ts", `export const MODEL = "${random.pick(["gpt-4o", "gpt-4.1", "o3", "nope"])}";`),
      () =>
        write(
          "a.ts",
          random.pick([files["a.ts"]!, "export {}", 'import { ask } from "./llm";\nask(process.argv[2]);']),
        ),
      () => write(`new${random.below(3)}.ts`, `import { ask } from "./llm";\nask("Question ${random.below(5)}?");`),
      () => rmSync(join(workspace(), `new${random.below(3)}.ts`), { force: true }),
      () => write("hello.txt", `Say hello ${random.below(9)} times.`),
      () => write("deep/b.ts", random.pick([files["deep/b.ts"]!, "// gone", "function ask() {}\nask();"])),
      () => write("llm.ts", random.pick([files["llm.ts"]!, files["llm.ts"]!.replace("ask(", "tell("), "const (((("])),
      () => write("prompts.py", random.pick([files["prompts.py"]!, 'HELLO = "hi"', "HELLO = input()"])),
      () => write("tokenbill.jsonc", random.pick(["{}", '{ "rules": { "use-output-cap": "off" } }'])),
      age,
    ];
    for (let round = 0; round < 30; round++) {
      for (let left = random.below(3); left >= 0; left--) random.pick(edits)();
      assert.equal(printed(await run()), printed(await run(false)), `round ${round}`);
    }
  });

  it("of a session in the editor serve one over older files, which reads no more than it must", async () => {
    const older = new Map([["settings.ts", 'export const MODEL = "gpt-4.1";']]);
    const host: Host = { ...createNodeHost([workspace()], ""), asset: readAsset };
    const live = memoryResults();
    const session = await createSession(host, defaultConfiguration, { results: live });
    await session.analyseWorkspace();
    const at = (name: string) => toEnginePath(join(workspace(), name));
    session.open(at("a.ts"), files["a.ts"]!, 1);
    session.open(at("deep/b.ts"), files["deep/b.ts"]!.replace("Sum up", "Translate"), 1);
    session.change(at("direct.py"), "print('nothing')", 1);
    session.close(at("direct.py"));
    write("plain.ts", 'import { ask } from "./llm";\nask("Plainly.");');
    session.invalidate(at("plain.ts"));
    await session.report();
    older.set("plain.ts", files["plain.ts"]!);
    const read = new Set<string>();
    const nameOf = (path: string) => path.slice(toEnginePath(workspace()).length + 1);
    const git: Host = {
      ...host,
      read(path) {
        read.add(nameOf(path));
        const text = older.get(nameOf(path));
        return text === undefined ? host.read(path) : Buffer.from(text);
      },
      stat(path) {
        const text = older.get(nameOf(path));
        const stat = host.stat(path);
        return stat && text !== undefined ? { ...stat, modified: 0, size: text.length } : stat;
      },
    };
    const shared = await createSession(git, defaultConfiguration, { results: memoryResults(live.kept()) });
    const report = await shared.report();
    assert.ok(!read.has("prompts.py") && !read.has("hello.txt") && !read.has("direct.py"), [...read].join());
    const fresh = await createSession(git, defaultConfiguration);
    assert.equal(printed(report), printed(await fresh.analyseWorkspace()));
    assert.ok(report.calls.length > 3);
  });

  it("are made again when the data is another that calls are counted or priced with", async () => {
    await run();
    for (const changed of ["models.json", "token-families.json"]) {
      const same: string[] = [];
      await run(true, same);
      const other: string[] = [];
      await run(true, other, undefined, (name) =>
        name === changed ? Buffer.concat([readAsset(name), Buffer.from(" ")]) : readAsset(name),
      );
      assert.ok(!same.some((path) => path.endsWith(".ts")), same.join());
      assert.ok(
        other.some((path) => path.endsWith(".ts")),
        changed,
      );
      await run();
    }
  });

  it("that are broken, of another build, or cannot be written are as good as none", async () => {
    const fresh = printed(await run());
    const whole = readFileSync(cacheFile());
    const flipped = Buffer.from(whole);
    flipped[whole.length >> 1]! ^= 1;
    for (const bytes of [flipped, whole.subarray(0, 100), Buffer.alloc(0), Buffer.from("{}")]) {
      writeFileSync(cacheFile(), bytes);
      assert.equal(printed(await run()), fresh);
      assert.deepEqual(readFileSync(cacheFile()).length > 1_000, true);
    }
    assert.equal(storedResults(cache, __filename).version === store().version, false);
    rmSync(cache, { recursive: true });
    writeFileSync(cache, "a file where the folder should be");
    assert.equal(printed(await run()), fresh);
  });

  it("of several processes at once leave one whole file", async () => {
    const fresh = printed(await run(false));
    const reports = await Promise.all([run(), run(), run()]);
    for (const report of reports) assert.equal(printed(report), fresh);
    assert.deepEqual(
      readdirSync(cache).filter((name) => !name.endsWith(".bin")),
      [],
    );
    assert.equal(printed(await run()), fresh);
  });
});
