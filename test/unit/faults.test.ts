import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fs, {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { mock } from "node:test";
import { Parser } from "@vscode/tree-sitter-wasm";
import type { Connection } from "vscode-languageserver";
import { defaultConfiguration } from "../../src/engine/configuration";
import { formatReport } from "../../src/engine/reports";
import type { Report } from "../../src/engine/reports/report";
import { createSession } from "../../src/engine/session";
import { createNodeHost } from "../../src/node-host";
import { createBackground } from "../../src/server/background";
import { createSettling } from "../../src/server/settling";
import type { Workspace } from "../../src/server/workspace";
import { storedResults } from "../../src/stored-results";
import { writeWhole } from "../../src/write-whole";
import { memoryHost, readAsset } from "./host";

const code = (prompt: string) => `import OpenAI from "openai";
new OpenAI().chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "${prompt}" }] });
`;
const printed = (report: Report) => formatReport(report, "json", { includeTests: true, limit: 99 });
const reasons = ({ skipped }: Pick<Report, "skipped">) => skipped.map(({ path, reason }) => `${path}: ${reason}`);

describe("a parser that traps", () => {
  it("costs the file that it trapped on, which is named and read again once it changes", async () => {
    const host = memoryHost({ "/w/a.ts": code("A"), "/w/b.ts": code("B") });
    const session = await createSession(host);
    const original = Parser.prototype.parse;
    let traps = 1;
    const trap = mock.method(Parser.prototype, "parse", function (this: Parser, ...args: Parameters<typeof original>) {
      if (traps-- > 0) throw new Error("unreachable");
      return original.apply(this, args);
    });
    const report = await session.analyseWorkspace();
    trap.mock.restore();
    assert.deepEqual(
      report.calls.map(({ call }) => call.path),
      ["/w/b.ts"],
    );
    assert.deepEqual(reasons(report), ["/w/a.ts: the parser broke down on it"]);
    session.invalidate("/w/a.ts");
    const again = await session.analyseWorkspace();
    assert.equal(again.calls.length, 2);
    assert.deepEqual(reasons(again), []);
  });
});

describe("a full disk", () => {
  let folder: string;
  const { writeFileSync: write } = fs;
  const full = () => {
    // As a disk does it: some of it is written, and then no more.
    Object.assign(fs, {
      writeFileSync(path: string, content: string | Uint8Array, options: object) {
        write(path, content.slice(0, 10), options);
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      },
    });
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-full-"));
  });
  afterEach(() => {
    Object.assign(fs, { writeFileSync: write });
    rmSync(folder, { recursive: true, force: true });
  });

  it("costs a run its kept results, and nothing of its report", async () => {
    const cache = join(folder, "cache");
    const store = () => storedResults(cache, resolve(__dirname, "../../package.json"));
    const run = async (results = store()) =>
      printed(await (await createSession(memoryHost({ "/w/a.ts": code("A") }), undefined, { results })).report());
    const fresh = await run();
    const kept = readdirSync(cache).map((name) => readFileSync(join(cache, name)));
    full();
    assert.equal(await run(), fresh);
    assert.deepEqual(
      readdirSync(cache).map((name) => readFileSync(join(cache, name))),
      kept,
    );
  });

  it("leaves a file as it was, and no draft beside it", () => {
    write(join(folder, "a.ts"), code("A"));
    full();
    assert.throws(() => writeWhole(join(folder, "a.ts"), code("B")), /ENOSPC/);
    assert.equal(readFileSync(join(folder, "a.ts"), "utf8"), code("A"));
    assert.deepEqual(readdirSync(folder), ["a.ts"]);
  });

  it("is told by the command line, which could not run then", function () {
    if (!existsSync("/dev/full")) this.skip();
    const scan = (...options: string[]) =>
      spawnSync(process.execPath, [resolve("dist/cli.js"), "scan", "examples", "--no-cache", ...options], {
        encoding: "utf8",
        stdio: ["ignore", fs.openSync("/dev/full", "w"), "pipe"],
      });
    for (const { status, stderr } of [scan(), scan("--output", "/dev/full")]) {
      assert.match(stderr, /^tokenbill: ENOSPC: no space left on device, write\n$/m);
      assert.equal(status, 2);
    }
  });
});

describe("a clock that jumps", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tokenbill-clock-"));
    cpSync("examples", join(folder, "w"), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const year = 365 * 24 * 3_600_000;
  /** A run at a time of the machine's own; without results nothing of an earlier one is used. */
  async function run(now: number, results = true): Promise<string> {
    const store = { ...storedResults(join(folder, "cache"), resolve(__dirname, "../../package.json")), now: () => now };
    const host = { ...createNodeHost([join(folder, "w")], ""), asset: readAsset };
    const settings = { ...defaultConfiguration, pricesAsOf: "2026-11-20" };
    return printed(await (await createSession(host, settings, { results: results ? store : undefined })).report());
  }

  for (const [name, first, second] of [
    ["forwards", 0, year],
    ["backwards", 0, -year],
    ["to the beginning of time", 0, -Date.now()],
  ] as const) {
    it(`${name} between two runs hides no change, however old or new the files say they are`, async () => {
      const path = join(folder, "w", "a.ts");
      const now = Date.now();
      for (const written of [now - year, now, now + year]) {
        writeFileSync(path, code("one"));
        utimesSync(path, written / 1000, written / 1000);
        await run(now + first);
        writeFileSync(path, code("two, and longer"));
        utimesSync(path, (written + second) / 1000, (written + second) / 1000);
        assert.equal(await run(now + second), await run(now, false));
      }
    });
  }

  it("hides no change of a file from the future that keeps its size and its time", async () => {
    const path = join(folder, "w", "a.ts");
    const future = Date.now() / 1000 + 1_000_000;
    writeFileSync(path, code("gpt"));
    utimesSync(path, future, future);
    await run(Date.now());
    writeFileSync(path, code("gpt").replace("gpt-4o", "gpt-4."));
    utimesSync(path, future, future);
    assert.equal(await run(Date.now()), await run(Date.now(), false));
  });
});

describe("an analysis of the workspace that fails", () => {
  it("is told, is an error for who asked, and the next one is as good as ever", async () => {
    const session = await createSession(memoryHost({ "/w/a.ts": code("A") }));
    let broken = false;
    const told: string[] = [];
    const analyseWorkspace: typeof session.analyseWorkspace = (options) =>
      broken ? Promise.reject(new RangeError("secret prompt")) : session.analyseWorkspace(options);
    const log: string[] = [];
    const connection = {
      console: { error: (line: string) => log.push(line) },
      window: { createWorkDoneProgress: async () => ({ begin() {}, report() {}, done() {} }) },
    } as unknown as Connection;
    const workspace = { session: async () => ({ ...session, analyseWorkspace }) } as unknown as Workspace;
    const background = createBackground(connection, workspace, createSettling(0), {
      started: () => {},
      finished: async ({ calls }) => void told.push(`${calls.length} calls`),
      failed: () => void told.push("failed"),
    });
    assert.equal((await background.report()).calls.length, 1);
    broken = true;
    background.schedule(60_000);
    await assert.rejects(background.report(), RangeError);
    broken = false;
    background.schedule(60_000);
    assert.equal((await background.report()).calls.length, 1);
    background.stop();
    assert.deepEqual(told, ["1 calls", "failed", "1 calls"]);
    assert.match(log.join(), /RangeError/);
    assert.doesNotMatch(log.join(), /secret prompt/);
  });
});
