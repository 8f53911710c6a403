import assert from "node:assert/strict";
import { defaultConfiguration } from "../../src/engine/configuration";
import { formatReport } from "../../src/engine/reports";
import { createSession } from "../../src/engine/session";
import { memoryHost } from "./host";

const CLASSIFY = `import OpenAI from "openai";
import { MODEL } from "./models";
const openai = new OpenAI();
export async function classify(text: string) {
  return openai.chat.completions.create({
    model: MODEL,
    max_completion_tokens: 20,
    messages: [{ role: "system", content: "Classify the text. Answer with one word." }, { role: "user", content: text }],
  });
}
`;

async function sessionOver(files: Record<string, string | Uint8Array>) {
  const host = memoryHost(files);
  return { host, session: await createSession(host) };
}

describe("session", () => {
  it("follows an edit of a constant in another file", async () => {
    const { session } = await sessionOver({
      "/w/src/classify.ts": CLASSIFY,
      "/w/src/models.ts": 'export const MODEL = "gpt-4o";',
    });
    const before = session.analyse("/w/src/classify.ts").calls[0]!;
    assert.deepEqual(before.call.model.ids, ["gpt-4o"]);
    const affected = session.open("/w/src/models.ts", 'export const MODEL = "gpt-4o-mini";', 2);
    assert.deepEqual(affected, ["/w/src/classify.ts", "/w/src/models.ts"]);
    const after = session.analyse("/w/src/classify.ts").calls[0]!;
    assert.deepEqual(after.call.model.ids, ["gpt-4o-mini"]);
    assert.ok(after.cost!.floor < before.cost!.floor);
  });

  it("reports a model once, where a data file names it, and mends it there", async () => {
    const config = '{\n  "llm": { "model": "gpt-4-turbo" }\n}\n';
    const { session } = await sessionOver({
      "/w/config.json": config,
      "/w/src/models.ts": 'import config from "../config.json";\nexport const MODEL = config.llm.model;\n',
      "/w/src/classify.ts": CLASSIFY,
      "/w/src/again.ts": CLASSIFY,
    });
    const { findings } = await session.analyseWorkspace();
    const [finding, ...others] = findings.filter(({ rule }) => rule === "no-deprecated-model");
    assert.deepEqual(others, []);
    assert.match(finding!.message, /^gpt-4-turbo, which 2 calls use, /);
    const [edit] = session.fileEdits(finding!.fixes[0]!.edits);
    assert.equal(config.slice(edit!.start, edit!.end), "gpt-4-turbo");
    assert.equal(finding!.range.path, "/w/config.json");
  });

  it("bills a wrapper at its callers, and the body not at all", async () => {
    const { session } = await sessionOver({
      "/w/llm.ts": `import OpenAI from "openai";
const openai = new OpenAI();
export async function ask(prompt: string) {
  return openai.chat.completions.create({ model: "gpt-4o", max_tokens: 100, messages: [{ role: "user", content: prompt }] });
}
`,
      "/w/a.ts": 'import { ask } from "./llm";\nexport const a = () => ask("Say hello.");\n',
      "/w/b.ts": 'import { ask } from "./llm";\nexport const b = () => ask("Say goodbye, at length.");\n',
    });
    const report = await session.analyseWorkspace();
    const body = report.calls.find(({ call }) => call.path === "/w/llm.ts")!;
    assert.equal(body.call.calledFrom?.length, 2);
    const callers = report.calls.filter(({ call }) => call.kind === "wrapper-caller");
    assert.deepEqual(
      callers.map(({ call }) => call.path),
      ["/w/a.ts", "/w/b.ts"],
    );
    assert.ok(callers.every(({ count }) => count.open.length === 0));
  });

  it("looks for what tests call only where tests are in the bill", async () => {
    const llm = `import OpenAI from "openai";
export const ask = (prompt: string) => new OpenAI().responses.create({ model: "gpt-4o-mini", input: prompt });
`;
    const call = 'import { ask } from "../llm";\nask("Say hello to everybody in the room.");\n';
    const files = { "/w/llm.ts": llm, "/w/test/llm.test.ts": call };
    const calls = async (host: ReturnType<typeof memoryHost>, includeTests: boolean) => {
      const session = await createSession(host, { ...defaultConfiguration, includeTests });
      return (await session.analyseWorkspace()).calls.map(({ call }) => [call.path, call.calledFrom?.length]);
    };
    assert.deepEqual(await calls(memoryHost(files), false), [["/w/llm.ts", undefined]]);
    assert.deepEqual(await calls(memoryHost(files), true), [
      ["/w/llm.ts", 1],
      ["/w/test/llm.test.ts", undefined],
    ]);
    const both = { ...files, "/w/src/use.ts": call };
    assert.deepEqual(await calls(memoryHost(both), false), [
      ["/w/llm.ts", 1],
      ["/w/src/use.ts", undefined],
    ]);
  });

  it("gives the same bytes for the same files, whatever was open before", async () => {
    const files = { "/w/src/classify.ts": CLASSIFY, "/w/src/models.ts": 'export const MODEL = "gpt-4o";' };
    const print = async (session: Awaited<ReturnType<typeof createSession>>) =>
      formatReport(await session.analyseWorkspace(), "json", { includeTests: false, limit: 20 });
    const first = await sessionOver(files);
    const text = await print(first.session);
    first.session.open("/w/src/models.ts", 'export const MODEL = "gpt-5";', 1);
    await first.session.analyseWorkspace();
    first.session.close("/w/src/models.ts");
    assert.equal(JSON.parse(await print(first.session)).calls[0].cost.floor, JSON.parse(text).calls[0].cost.floor);
    assert.equal(await print((await sessionOver(files)).session), text);
  });

  it("leaves a model without a price unpriced", async () => {
    const { session } = await sessionOver({
      "/w/a.ts": CLASSIFY.replace("MODEL,", '"gpt-77-ultra",').replace(/import \{ M.*/, ""),
    });
    const report = await session.analyseWorkspace();
    assert.equal(report.calls[0]!.cost, undefined);
    const text = formatReport(report, "text", { includeTests: false, limit: 20 });
    assert.match(text, /no price for gpt-77-ultra/);
    assert.doesNotMatch(text, /\$0(?![.\d])/);
  });

  it("prices a model chosen at run time once it is bound", async () => {
    const source = CLASSIFY.replace("model: MODEL", "model: process.env.CLASSIFIER_MODEL!").replace(
      /import \{ M.*/,
      "",
    );
    const { session } = await sessionOver({ "/w/a.ts": source });
    const before = session.analyse("/w/a.ts").calls[0]!;
    assert.equal(before.call.model.status, "unknown");
    assert.equal(before.call.model.origin, "env:CLASSIFIER_MODEL");
    session.configure({ ...defaultConfiguration, models: { "env:CLASSIFIER_MODEL": "gpt-5-mini" } });
    assert.deepEqual(session.analyse("/w/a.ts").calls[0]!.call.model.ids, ["gpt-5-mini"]);
  });

  it("takes negotiated prices and private models from the configuration", async () => {
    const source = (model: string) => CLASSIFY.replace("MODEL,", `"${model}",`).replace(/import \{ M.*/, "");
    const pricing = {
      models: { "our-llama": { input: 0.1, output: 0.2 } },
      discounts: [{ provider: "openai", percent: 50 }],
    };
    const { session } = await sessionOver({ "/w/a.ts": source("gpt-4o"), "/w/b.ts": source("our-llama") });
    const [list] = session.analyse("/w/a.ts").calls;
    assert.equal(session.analyse("/w/b.ts").calls[0]!.cost, undefined);
    session.configure({ ...defaultConfiguration, pricing });
    assert.equal(session.analyse("/w/a.ts").calls[0]!.cost!.floor, list!.cost!.floor / 2n);
    assert.ok(session.analyse("/w/b.ts").calls[0]!.cost!.floor > 0n);
  });

  it("works out a month only where a volume is written down", async () => {
    const source = CLASSIFY.replace("MODEL,", '"gpt-4o",').replace(/import \{ M.*/, "");
    const directive = source.replace(
      "  return openai",
      "  // tokenbill: calls=1000/month context=1k output=10 feature=triage\n  return openai",
    );
    const { session } = await sessionOver({ "/w/a.ts": source, "/w/b.ts": directive });
    const { calls, totals } = JSON.parse(
      formatReport(await session.analyseWorkspace(), "json", { includeTests: false, limit: 9 }),
    );
    const [plain, known] = calls;
    assert.equal(plain.monthly, null);
    assert.equal(known.feature, "triage");
    // $2.50 and $10 per million tokens: (known + 1,000) in, 10 out, 1,000 times
    assert.equal(known.monthly.from, Number((((known.input.floor + 1000) * 2.5 + 10 * 10) / 1000).toFixed(9)));
    assert.deepEqual(totals.monthly, { from: known.monthly.from, to: known.monthly.to, calls: 1 });
    assert.match(
      formatReport(await session.analyseWorkspace(), "text", { includeTests: false, limit: 9 }),
      /~\$2\.\d+ a month/,
    );
  });

  it("reads the configuration file of the folder, and names what is wrong with it", async () => {
    const { session, host } = await sessionOver({ "/w/a.ts": CLASSIFY, "/w/tokenbill.jsonc": '{ "rulez": {} }' });
    assert.match(session.configuration().notes[0]!.reason, /unknown key "rulez"/);
    host.files.set("/w/tokenbill.jsonc", "{}");
    session.invalidate("/w/tokenbill.jsonc");
    assert.deepEqual(session.configuration().notes, []);
  });

  it("stops when it is told to", async () => {
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`/w/f${index}.ts`, CLASSIFY]));
    const { session } = await sessionOver(files);
    const control = new AbortController();
    await assert.rejects(
      session.analyseWorkspace({ signal: control.signal, progress: () => control.abort(new Error("enough")) }),
      /enough/,
    );
  });
});

describe("odd input", () => {
  const good = CLASSIFY.replace("MODEL,", '"gpt-4o",').replace(/import \{ M.*/, "");
  const odd: [string, string, string | Uint8Array, RegExp | undefined][] = [
    ["an empty file", "/w/x.ts", "", undefined],
    ["broken code around a call", "/w/x.ts", `function (((\n${good}\n}}} const = ;`, undefined],
    [
      "a file of 5 MB",
      "/w/x.py",
      `from openai import OpenAI\n${"x = 1\n".repeat(900_000)}`,
      /over the limit of 1,000 KB/,
    ],
    [
      "a binary with a source name",
      "/w/x.py",
      new Uint8Array([...new TextEncoder().encode("from openai import OpenAI\nOpenAI().responses.create()"), 0, 1, 2]),
      /binary/,
    ],
    [
      "100,000 brackets",
      "/w/x.ts",
      `import OpenAI from "openai";\nnew OpenAI().responses.create({});\nconst x = ${"[\n".repeat(100_000)}`,
      undefined,
    ],
    [
      "100,000 braces and parentheses",
      "/w/x.py",
      `import openai\nopenai.responses.create()\nx = ${"({\n".repeat(100_000)}`,
      undefined,
    ],
    [
      "a lone surrogate in a prompt",
      "/w/x.ts",
      good.replace("Classify the text", "Classify \\ud800 the \ud800 text"),
      undefined,
    ],
    ["Windows line ends and a byte order mark", "/w/x.ts", `\uFEFF${good.replace(/\n/g, "\r\n")}`, undefined],
    [
      "a bundle",
      "/w/x.js",
      `import OpenAI from "openai";new OpenAI().responses.create({});${"a(1);".repeat(9_000)}`,
      /minified/,
    ],
    ["a self-referring constant", "/w/x.ts", good.replace('"gpt-4o"', "A").concat("const A = A + A;\n"), undefined],
    [
      "a chain of 20,000 additions",
      "/w/x.py",
      `import openai\nP = (${Array(20_000).fill('"a"').join(" +\n")})\nopenai.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": P}])\n`,
      undefined,
    ],
    [
      "a doubling 60 deep",
      "/w/x.py",
      `import openai\na = "ab"\n${Array(60).fill("a = a + a").join("\n")}\nopenai.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": a}])\n`,
      undefined,
    ],
  ];
  for (const [name, path, content, note] of odd) {
    it(`${name} costs itself only`, async () => {
      const { session } = await sessionOver({ [path]: content, "/w/good.ts": good });
      const report = await session.analyseWorkspace();
      assert.equal(report.calls.filter(({ call }) => call.path === "/w/good.ts").length, 1);
      const notes = report.skipped.filter((skipped) => skipped.path === path).map(({ reason }) => reason);
      if (note === undefined) assert.deepEqual(notes, []);
      else assert.match(notes.join(), note);
      formatReport(report, "json", { includeTests: true, limit: 5 });
    });
  }

  it("a file that vanishes is named", async () => {
    const { session, host } = await sessionOver({ "/w/x.ts": good, "/w/good.ts": good });
    const read = host.read;
    const report = await createSession({ ...host, read: (path) => (path === "/w/x.ts" ? undefined : read(path)) }).then(
      (other) => other.analyseWorkspace(),
    );
    assert.match(
      report.skipped.map(({ path, reason }) => `${path}: ${reason}`).join(),
      /x\.ts: the file could not be read/,
    );
    assert.equal((await session.analyseWorkspace()).calls.length, 2);
  });

  it("positions survive a byte order mark and Windows line ends", async () => {
    const { session } = await sessionOver({ "/w/x.ts": `\uFEFF${good.replace(/\n/g, "\r\n")}` });
    const { call } = session.analyse("/w/x.ts").calls[0]!;
    assert.deepEqual(session.position("/w/x.ts", call.anchor.start), { line: 5, column: 34 });
    assert.equal(session.source("/w/x.ts")!.slice(call.anchor.start, call.anchor.end), "create");
  });
});

describe("notebooks", () => {
  const cell = (source: string | string[], type = "code") => ({ cell_type: type, source, metadata: {}, outputs: [] });
  const notebook = (...cells: object[]) => JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

  it("are one program over their cells, with positions in the cell", async () => {
    const { session } = await sessionOver({
      "/w/a.ipynb": notebook(
        cell("# Title", "markdown"),
        cell(["%pip install openai\n", "from openai import OpenAI\n", "client = OpenAI()\n", 'MODEL = "gpt-4o"']),
        cell(
          'client.chat.completions.create(\n  model=MODEL, max_tokens=5,\n  messages=[{"role": "user", "content": "Hi"}])',
        ),
      ),
    });
    const report = await session.analyseWorkspace();
    assert.deepEqual(
      report.calls.map(({ call }) => call.model.ids),
      [["gpt-4o"]],
    );
    const [call] = JSON.parse(formatReport(report, "json", { includeTests: true, limit: 9 })).calls;
    assert.deepEqual([call.cell, call.line, call.column, call.endLine], [2, 1, 25, 3]);
  });

  it("that cannot be read are named", async () => {
    const { session } = await sessionOver({ "/w/a.ipynb": '{ "cells": [ "import openai", ' });
    assert.match((await session.analyseWorkspace()).skipped[0]!.reason, /not valid JSON/);
  });
});
