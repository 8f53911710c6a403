import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Configuration, defaultConfiguration } from "../../src/engine/configuration";
import type { Host } from "../../src/engine/files/host";
import type { Report } from "../../src/engine/reports/report";
import { createSession, type Session } from "../../src/engine/session";
import { createParsers } from "../../src/engine/syntax";
import { ParserTooSlow } from "../../src/engine/syntax/patience";
import { finish, type Steps } from "../../src/engine/values/steps";
import { createSlowFiles, namesOfSlow } from "../../src/engine/workspace/slow-files";
import { remarksOn } from "../../src/server/remarks";
import { storedResults } from "../../src/stored-results";
import { memoryHost } from "./host";

const code = `import OpenAI from "openai";
new OpenAI().chat.completions.create({ model: "gpt-4o", messages: [{ role: "user", content: "Hello." }] });
`;
/** No code of any language: the parser tries every way to make sense of it. */
const prose = `${code}${"12,foo bar,\"x - (it's)\n".repeat(20_000)}`;
const files = { "/w/good.ts": code, "/w/prose.ts": prose };
const within = (maxFileSeconds: number): Configuration => ({ ...defaultConfiguration, maxFileSeconds });
const hurried = within(0.01);
const reasons = ({ skipped }: Pick<Report, "skipped">) => skipped.map(({ path, reason }) => `${path}: ${reason}`);
const callPaths = (report: Pick<Report, "calls">) => report.calls.map(({ call }) => call.path);

describe("the time for one file", () => {
  it("ends the parser's work on it, and the next file is parsed as ever", async () => {
    const parsers = await createParsers(memoryHost());
    const before = parsers.parse("/w/good.ts", code);
    assert.throws(() => parsers.parse("/w/prose.ts", prose, 0.01), ParserTooSlow);
    assert.deepEqual(parsers.parse("/w/good.ts", code), before);
    assert.equal(parsers.parse("/w/prose.ts", `${code}x = 1;\n`, 10).errors.length, 0);
  });

  it("costs that file only, which is named with the setting", async () => {
    const report = await (await createSession(memoryHost(files), hurried)).analyseWorkspace();
    assert.deepEqual(callPaths(report), ["/w/good.ts"]);
    assert.equal(reasons(report).length, 1);
    assert.match(reasons(report)[0]!, /^\/w\/prose\.ts: the parser took longer than 0\.01 s .*maxFileSeconds/);
  });

  it("can be set in the configuration file, and a new one holds at once", async () => {
    const host = memoryHost({ ...files, "/w/tokenbill.jsonc": '{ "maxFileSeconds": 0.01 }' });
    const session = await createSession(host);
    assert.equal(reasons(await session.analyseWorkspace()).length, 1);
    host.files.set("/w/tokenbill.jsonc", '{ "maxFileSeconds": 600 }');
    session.invalidate("/w/tokenbill.jsonc");
    const report = await session.analyseWorkspace();
    assert.deepEqual(reasons(report), []);
    assert.ok(callPaths(report).includes("/w/good.ts"));
  });

  it("is shorter for the next versions of an open file, and whole again once one is in time", async () => {
    const session = await createSession(memoryHost(files), hurried);
    session.open("/w/prose.ts", prose, 1);
    assert.match(session.analyse("/w/prose.ts").notes[0]!.reason, /took longer/);
    session.change("/w/prose.ts", `${prose}more`, 2);
    assert.match(session.analyse("/w/prose.ts").notes[0]!.reason, /longer than 0\.01 s/);
    // on a busy machine a few versions may be late
    for (let version = 3; version < 200; version++) {
      session.change("/w/prose.ts", code, version);
      if (session.analyse("/w/prose.ts").notes.length === 0) break;
    }
    assert.deepEqual(session.analyse("/w/prose.ts").notes, []);
    assert.equal(session.analyse("/w/prose.ts").calls.length, 1);
  });

  it("is asked for again in the next run, since a machine may have less to do then", async () => {
    const cache = mkdtempSync(join(tmpdir(), "tokenbill-budget-"));
    try {
      const host = memoryHost(files);
      const run = async () => {
        const store = storedResults(cache, resolve(__dirname, "../../package.json"));
        const read: string[] = [];
        const noting: Host = {
          ...host,
          read(path) {
            read.push(path);
            return host.read(path);
          },
        };
        const report = await (await createSession(noting, hurried, { results: store })).report();
        return { report, read };
      };
      const { report: first } = await run();
      const { report: second, read } = await run();
      assert.deepEqual(reasons(second), reasons(first));
      assert.deepEqual(callPaths(second), callPaths(first));
      assert.ok(read.includes("/w/prose.ts"));
    } finally {
      rmSync(cache, { recursive: true, force: true });
    }
  });
});

describe("slow files", () => {
  const { now } = performance;
  afterEach(() => {
    performance.now = now;
  });
  const taking = (seconds: number) => {
    let calls = 0;
    // two steps
    performance.now = () => 500 * seconds * calls++;
  };

  function* at(path: string): Steps<string> {
    yield;
    return path;
  }

  it("are those that took a second, the slowest first, as they were the last time", () => {
    const slow = createSlowFiles();
    for (const [path, seconds] of Object.entries({ a: 1.25, b: 0.5, c: 3, d: 2 })) {
      taking(seconds);
      assert.equal(finish(slow.timed(path, at(path))), path);
    }
    taking(0.25);
    finish(slow.timed("d", at("d")));
    assert.deepEqual(slow.list(), [
      { path: "c", seconds: 3 },
      { path: "a", seconds: 1.25 },
    ]);
    const name = (path: string) => `${path}.ts`;
    assert.equal(namesOfSlow(slow.list(), name), "c.ts 3.0 s, a.ts 1.3 s");
    assert.equal(namesOfSlow(slow.list(), name, 1), "c.ts 3.0 s and 1 more");
  });

  it("and what was left out are told beside the figures of the editor", async () => {
    const report = await (await createSession(memoryHost(files), hurried)).analyseWorkspace();
    const session: Pick<Session, "slowFiles"> = { slowFiles: () => [{ path: "/w/prose.ts", seconds: 2 }] };
    const [left, slow, ...others] = remarksOn(report, session);
    assert.match(left!, /^Not wholly in the bill: prose\.ts \(the parser took longer/);
    assert.equal(slow, "Slow files: prose.ts 2.0 s.");
    assert.deepEqual(others, []);
    assert.deepEqual(remarksOn({ ...report, skipped: [] }, { slowFiles: () => [] }), []);
  });
});
