import assert from "node:assert/strict";
import { callSites } from "../../../src/engine/syntax/call-sites";
import type { CallNode, Program } from "../../../src/engine/syntax/program";
import { indexOf } from "../../../src/engine/values/program-index";
import { finish } from "../../../src/engine/values/steps";
import type { CallStep, Frame } from "../../../src/engine/values/value";
import { print, type Workspace, workspace } from "./printed";

/** The call of a name, or of a member of that name, in a file. */
function callOf(ws: Workspace, path: string, name: string): { call: CallNode; program: Program } {
  const program = ws.sources.program(`/w/${path}`) as Program;
  const site = callSites(program).find(({ call }) =>
    program.text.slice(call.callee.start, call.callee.end).endsWith(name),
  );
  assert.ok(site, `no call of ${name}`);
  return { call: site.call, program };
}

/** The callers of the function that a call in a file calls, as `file: call`. */
function callersOf(ws: Workspace, path: string, name: string): string[] {
  const { call, program } = callOf(ws, path, name);
  const fn = ws.evaluator.functions(call.callee, { program })[0];
  assert.ok(fn, `no function behind ${name}`);
  return finish(ws.evaluator.callers(fn.node, fn.program))
    .map((it) => `${it.program.path.slice(3)}: ${it.program.text.slice(it.call.start, it.call.end)}`)
    .sort();
}

describe("values: requests", () => {
  const cases: [name: string, source: string, at: number | undefined, expected: string][] = [
    ["a.py", 'send(model="m", **{"a": 1}, **rest)', undefined, "{model: m, a: #1, …⟨rest⟩}"],
    ["a.py", 'k = {"model": "m"}\nk["x"] = "y"\nsend(stream=True, **k)', undefined, "{stream: true, model: m, x: y}"],
    ["a.ts", 'const base = { model: "m" }; send({ ...base, n: 1 }, { timeout: 3 });', 0, "{model: m, n: #1}"],
    [
      "a.ts",
      'const p: any = { model: "m" }; if (x) p.tools = [1]; send(p as any);',
      0,
      "{model: m, tools: ([#1] | none)}",
    ],
    ["a.ts", "send(params)", 0, "{…⟨params⟩}"],
  ];
  for (const [file, source, at, expected] of cases) {
    it(source, async () => {
      const ws = await workspace({ [file]: source });
      const { call, program } = callOf(ws, file, "send");
      assert.equal(print(ws.evaluator.request(call, { program }, at)), expected);
    });
  }

  it("keeps where an entry and its value are written", async () => {
    const ws = await workspace({ "a.ts": 'const base = { model: "m" }; send({ ...base });' });
    const { call, program } = callOf(ws, "a.ts", "send");
    const request = ws.evaluator.request(call, { program }, 0);
    assert.ok(request.kind === "map");
    const field = request.entries.get("model");
    assert.equal(program.text.slice(field?.entry.start, field?.entry.end), 'model: "m"');
    assert.equal(field?.expression?.node.kind, "string");
  });

  it("finds an argument by name, by position and in the options object", async () => {
    const ws = await workspace({
      "a.ts": 'see(new Client("x", { baseURL: "u" }));',
      "b.py": 'see(Client("x", base_url="u"))',
    });
    const stepOf = (file: string) => {
      const { expr, program } = ws.seen(file);
      const value = ws.evaluator.evaluate(expr, { program });
      assert.ok(value.kind === "reference");
      return value.steps.at(-1) as CallStep;
    };
    assert.equal(
      print(ws.evaluator.argument(stepOf("a.ts"), "baseURL") ?? { kind: "none", origin: stepOf("a.ts").origin }),
      "u",
    );
    assert.equal(
      print(ws.evaluator.argument(stepOf("a.ts"), 0) ?? { kind: "none", origin: stepOf("a.ts").origin }),
      "x",
    );
    assert.equal(
      print(ws.evaluator.argument(stepOf("b.py"), "base_url") ?? { kind: "none", origin: stepOf("b.py").origin }),
      "u",
    );
    assert.equal(ws.evaluator.argument(stepOf("b.py"), "none"), undefined);
  });
});

describe("values: wrappers", () => {
  it("finds callers in the same file, through imports and re-exports", async () => {
    const ws = await workspace({
      "llm.ts": "export async function ask(p: string, model = 'm') { return p; }\nask('own');",
      "index.ts": 'export * from "./llm";',
      "b.ts": 'import { ask } from "."; import { ask as other } from "./other"; ask("b"); other("no");',
      "other.ts": "export function ask(p: string) {}",
      "c.ts": 'import * as llm from "./llm"; llm.ask("c");',
      "d.ts": 'const llm = require("./llm"); llm.ask("d"); function ask() {} ask("no");',
    });
    assert.deepEqual(callersOf(ws, "llm.ts", "ask"), [
      'b.ts: ask("b")',
      'c.ts: llm.ask("c")',
      'd.ts: llm.ask("d")',
      "llm.ts: ask('own')",
    ]);
  });

  it("finds callers of methods, on objects and on typed parameters", async () => {
    const ws = await workspace({
      "llm.py":
        "class Llm:\n    def __init__(self, model='m'): self.model = model\n    def ask(self, p): return p\n    def twice(self): return self.ask('self')\n",
      "a.py": "from llm import Llm\nclient = Llm()\nclient.ask('a')\ndef go(c: Llm): c.ask('typed')\n",
      "b.py":
        "class Svc:\n    def __init__(self, llm): self.llm = llm\n    def run(self): self.llm.ask('too common a name')\n",
    });
    assert.deepEqual(callersOf(ws, "a.py", "client.ask"), [
      "a.py: c.ask('typed')",
      "a.py: client.ask('a')",
      "llm.py: self.ask('self')",
    ]);
  });

  it("takes a distinctive name on an unknown object, and the implementations of what only declares itself", async () => {
    const ws = await workspace({
      "base.py":
        "class Base:\n    def generate_reply(self, p): raise NotImplementedError\n    def run(self): return self.generate_reply('base')\n",
      "impl.py":
        "from base import Base\nclass Impl(Base):\n    def generate_reply(self, p): return p\nImpl().generate_reply('impl')\n",
      "solo.py":
        "class Solo:\n    def summarize_everything(self, p): return p\nSolo().summarize_everything('x')\ndef go(thing): thing.summarize_everything('y')\n",
    });
    assert.deepEqual(callersOf(ws, "impl.py", "generate_reply"), [
      "base.py: self.generate_reply('base')",
      "impl.py: Impl().generate_reply('impl')",
    ]);
    assert.equal(callersOf(ws, "solo.py", "summarize_everything").length, 2);
  });

  it("keeps what is made from an argument apart, whoever asked first", async () => {
    const ws = await workspace({ "a.py": 'def f(schema):\n  see(vendor.Config(schema=schema))\nf("s")\nf("t")' });
    const { expr, program } = ws.seen("a.py");
    const made = (frame?: Frame) => {
      const value = ws.evaluator.evaluate(expr, frame ? { program, frame } : { program });
      const step = value.kind === "reference" ? value.steps.at(-1) : undefined;
      const schema = step?.kind === "call" ? ws.evaluator.argument(step, "schema") : undefined;
      return schema && print(schema);
    };
    const entered = program.body.slice(1).map((statement) => {
      const call = statement.kind === "expression" && statement.value.kind === "call" ? statement.value : undefined;
      const fn = call && ws.evaluator.functions(call.callee, { program })[0];
      assert.ok(call && fn);
      return ws.evaluator.enter(fn, call, { program });
    });
    assert.deepEqual([made(), ...entered.map(made), made()], ["⟨schema⟩", "s", "t", "⟨schema⟩"]);
  });

  it("enters a call with arguments, defaults and destructured parameters", async () => {
    const ws = await workspace({
      "a.ts":
        'function ask(system: string, { prompt, model = "m" }: any, ...rest) { see(`${system}|${prompt}|${model}|${rest}`); }\nask("S", { prompt: "P" }, 1, 2);',
    });
    const { call, program } = callOf(ws, "a.ts", "ask");
    const fn = ws.evaluator.functions(call.callee, { program })[0];
    assert.ok(fn);
    const frame = ws.evaluator.enter(fn, call, { program });
    const { expr } = ws.seen("a.ts");
    assert.equal(print(ws.evaluator.evaluate(expr, { program, frame })), "S|P|m|1,2");
    assert.equal(print(ws.evaluator.evaluate(expr, { program })), "⟨system⟩|⟨prompt⟩|⟨model=⟨model⟩|m⟩|⟨rest⟩");
  });
});

describe("values: dependencies", () => {
  it("names the files that were read and those that were missed", async () => {
    const ws = await workspace({
      "src/a.ts": 'import { P } from "./p"; import { Q } from "./gone"; import t from "./t.md"; see([P, Q, t]);',
      "src/p.ts": 'export const P = "p";',
      "src/t.md": "T",
    });
    const { expr, program } = ws.seen("src/a.ts");
    ws.evaluator.evaluate(expr, { program });
    const read = ws.evaluator.dependencies();
    for (const path of ["/w/src/p.ts", "/w/src/gone.ts", "/w/src/t.md"]) assert.ok(read.has(path), path);
  });

  it("names the functions whose callers were looked for", async () => {
    const ws = await workspace({ "a.ts": "export function ask(text: string) { see(text); }" });
    const { program } = ws.seen("a.ts");
    const [fn] = indexOf(program).functions.keys();
    finish(ws.evaluator.callers(fn!, program));
    assert.deepEqual([...ws.evaluator.names()], ["ask"]);
  });

  it("never looks up an environment variable that sounds like a secret", async () => {
    const ws = await workspace({
      "a.py": 'import os\nsee([os.getenv("API_KEY"), os.getenv("MODEL")])',
      ".env": "API_KEY=abc\nMODEL=m",
    });
    const { expr, program } = ws.seen("a.py");
    assert.equal(print(ws.evaluator.evaluate(expr, { program })), "[⟨env:API_KEY⟩, (⟨env:MODEL⟩ ?? m)]");
  });
});
