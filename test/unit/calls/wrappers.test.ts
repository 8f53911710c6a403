import assert from "node:assert/strict";
import type { LlmCall } from "../../../src/engine/calls/llm-call";
import { describeCall, findIn } from "./find";

const knownText = (call: LlmCall) =>
  call.parts.map((part) =>
    part.content
      .flatMap((content) => (content.kind === "text" ? content.text.pieces : []))
      .map((piece) => (piece.kind === "known" ? piece.text : `<${piece.hole.name}>`))
      .join(""),
  );
const line = (files: Record<string, string>, call: LlmCall) =>
  `${call.path.slice(3)}:${(files[call.path] ?? "").slice(0, call.anchor.start).split("\n").length}`;

async function lines(files: Record<string, string>, path: string) {
  const calls = await findIn(files, path);
  return calls.map((call) =>
    [line(files, call), call.kind, call.calledFrom?.length ?? 0, ...knownText(call)].join(" | "),
  );
}

describe("wrappers", () => {
  it("bills the callers across files, with their own prompts, models and caps", async () => {
    const files = {
      "/w/llm.py": `from openai import OpenAI
client = OpenAI()
def ask(system, text, model="gpt-4o-mini", cap=100):
    return client.chat.completions.create(model=model, max_tokens=cap, messages=[
        {"role": "system", "content": system}, {"role": "user", "content": text}])
`,
      "/w/app.py": `from llm import ask
ask("You sort.", "one")
for mail in mails:
    ask("You write.", f"Answer {mail}", model="gpt-4.1", cap=900)
`,
    };
    const calls = await findIn(files, "/w/llm.py");
    assert.deepEqual(
      calls.map((call) => line(files, call)),
      ["app.py:2", "app.py:4", "llm.py:4"],
    );
    const [first, second, body] = calls.map(describeCall);
    for (const word of ["kind=wrapper-caller", "model=gpt-4o-mini", "cap=100", "times=1"])
      assert.ok(first?.includes(word), `${word}: ${first}`);
    for (const word of ["kind=wrapper-caller", "model=gpt-4.1", "cap=900", "times=0-n"])
      assert.ok(second?.includes(word), `${word}: ${second}`);
    for (const word of ["kind=call", "callers=2"]) assert.ok(body?.includes(word), `${word}: ${body}`);
    assert.deepEqual(calls.slice(0, 2).map(knownText), [
      ["You sort.", "one"],
      ["You write.", "Answer <mail>"],
    ]);
    assert.deepEqual(calls[0]?.through?.functions, ["ask"]);
    assert.equal(calls[0]?.through?.inner.path, "/w/llm.py");
    assert.equal(calls[0]?.sites.model?.own, false);
    assert.equal(calls[0]?.call, undefined);
  });

  it("goes through methods and several functions", async () => {
    const files = {
      "/w/llm.ts": `import OpenAI from "openai";
export class Llm {
  client = new OpenAI();
  constructor(private model = "gpt-4o") {}
  async ask(prompt: string) {
    return this.client.chat.completions.create({ model: this.model, messages: [{ role: "user", content: prompt }] });
  }
}
`,
      "/w/app.ts": `import { Llm } from "./llm";
const llm = new Llm("gpt-4.1");
const translate = (text: string) => llm.ask("Translate: " + text);
translate("yes");
translate("no");
`,
    };
    assert.deepEqual(await lines(files, "/w/llm.ts"), [
      "app.ts:3 | wrapper-caller | 2 | Translate: <text>",
      "app.ts:4 | wrapper-caller | 0 | Translate: yes",
      "app.ts:5 | wrapper-caller | 0 | Translate: no",
      "llm.ts:6 | call | 1 | <prompt>",
    ]);
    const calls = await findIn(files, "/w/llm.ts");
    assert.deepEqual(calls[1]?.through?.functions, ["translate", "ask"]);
    assert.ok(describeCall(calls[1] as LlmCall).includes("model=gpt-4.1"));
  });

  it("leaves a request alone that no parameter flows into, and one that nobody calls", async () => {
    const files = {
      "/w/a.ts": `import OpenAI from "openai";
const client = new OpenAI();
function fixed(id: string) {
  return client.responses.create({ model: "gpt-5", input: "Tell a joke" });
}
export function open(text: string) {
  return client.responses.create({ model: "gpt-5", input: text });
}
fixed("a");
docs.map((doc) => client.responses.create({ model: "gpt-5", input: doc }));
`,
    };
    assert.deepEqual(await lines(files, "/w/a.ts"), [
      "a.ts:4 | call | 0 | Tell a joke",
      "a.ts:7 | call | 0 | <text>",
      "a.ts:10 | call | 0 | <doc>",
    ]);
  });

  it("survives recursion", async () => {
    const files = {
      "/w/a.ts": `import OpenAI from "openai";
const client = new OpenAI();
function ask(text: string): unknown {
  if (text) return ask(text + "again");
  return client.responses.create({ model: "gpt-5", input: text });
}
function ping(text: string) { pong(text); ask(text); }
function pong(text: string) { ping(text); }
ping("start");
`,
    };
    const found = await lines(files, "/w/a.ts");
    assert.ok(found.includes("a.ts:9 | wrapper-caller | 0 | start"), found.join("\n"));
    assert.ok(found.length < 12);
  });
});

describe("implementations", () => {
  const client = (name: string, model: string) =>
    `from base import Base\nfrom openai import OpenAI\nclass ${name}(Base):\n    model = "${model}"\n` +
    `    def send(self, messages):\n        return OpenAI().chat.completions.create(model=self.model, messages=messages)\n`;

  it("of an abstract method are alternatives, however many there are", async () => {
    const names = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta"];
    const files: Record<string, string> = {
      "/w/base.py": `from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def send(self, messages): ...
    def ask(self, text, system="You help."):
        return self.send([{"role": "system", "content": system}, {"role": "user", "content": text}])
def client() -> Base:
    return registry[settings.provider]()
`,
      "/w/app.py": `from base import Base, client
def sort(llm: Base, mail): return llm.ask("Sort this mail: " + mail)
client().ask("Tell a joke", system="You joke.")
`,
    };
    for (const name of names) files[`/w/${name.toLowerCase()}.py`] = client(name, `gpt-${name.length}`);
    const calls = await findIn(files, "/w/gamma.py");
    const billed = calls.filter((call) => call.path === "/w/app.py");
    assert.deepEqual(
      billed.map((call) => [line(files, call), ...knownText(call), ...call.model.ids]),
      [
        ["app.py:2", "You help.", "Sort this mail: <mail>", "gpt-5"],
        ["app.py:3", "You joke.", "Tell a joke", "gpt-5"],
      ],
    );
    const others = (await findIn(files, "/w/delta.py")).filter((call) => call.path === "/w/app.py");
    assert.deepEqual(
      others.map((call) => call.alternatives),
      billed.map((call) => call.alternatives),
    );
    assert.ok(billed.every((call) => call.alternatives));
  });

  it("of an interface are those of the classes that say so, by the type of a field, a parameter or a result", async () => {
    const files = {
      "/w/handler.ts": `export interface Handler { complete(prompt: string): Promise<string>; }
`,
      "/w/one.ts": `import OpenAI from "openai"; import type { Handler } from "./handler";
export class One implements Handler {
  async complete(prompt: string) { return new OpenAI().responses.create({ model: "gpt-5", input: prompt }); }
}
`,
      "/w/two.ts": `export class Two implements Other { complete(prompt: string) { return prompt; } }
`,
      "/w/app.ts": `import type { Handler } from "./handler";
class Task {
  private handler: Handler;
  go() { return this.handler.complete("by a field"); }
}
function run(handler: Handler) { return handler.complete("by a parameter"); }
const make = (): Handler => registry.get("x");
make().complete("by a result");
`,
    };
    assert.deepEqual(await lines(files, "/w/one.ts"), [
      "app.ts:4 | wrapper-caller | 0 | by a field",
      "app.ts:6 | wrapper-caller | 0 | by a parameter",
      "app.ts:8 | wrapper-caller | 0 | by a result",
      "one.ts:3 | call | 3 | <prompt>",
    ]);
  });

  it("that are never reached are left out", async () => {
    const files = {
      "/w/a.py": `from openai import OpenAI
class Base:
    def text(self, prompt): return self.send(prompt)
    def send(self, prompt): raise NotImplementedError
class Own(Base):
    def text(self, prompt): return prompt
    def send(self, prompt): return OpenAI().responses.create(model="gpt-5", input=prompt)
def go(base: Base): base.text("never sent by Own")
`,
    };
    assert.deepEqual(await lines(files, "/w/a.py"), ["a.py:7 | call | 0 | <prompt>"]);
  });

  it("says when more calls lead to a request than are followed", async () => {
    const files = {
      "/w/a.py": `from openai import OpenAI
def ask(prompt): return OpenAI().responses.create(model="gpt-5", input=prompt)
${Array.from({ length: 450 }, (_, at) => `ask("question ${at}")`).join("\n")}
`,
    };
    const calls = await findIn(files, "/w/a.py");
    const body = calls.find((call) => call.kind === "call");
    assert.equal(body?.calledFrom?.length, 400);
    assert.equal(body?.callersCut, true);
  });
});

describe("alternatives", () => {
  const source = (body: string) => `import OpenAI from "openai";
import Anthropic from "@anthropic-ai/sdk";
const openai = new OpenAI(), anthropic = new Anthropic();
async function run(kind: string) {
${body}
}
`;
  const groups = async (body: string) => {
    const calls = await findIn({ "/w/a.ts": source(body) }, "/w/a.ts");
    return calls.map((call) => call.alternatives);
  };
  const a = `await openai.responses.create({ model: "gpt-5", input: "a" });`;
  const b = `await anthropic.messages.create({ model: "claude-haiku-4-5", max_tokens: 1, messages: [] });`;

  it("are branches of one decision", async () => {
    const [first, second, third] = await groups(
      `if (kind === "a") { ${a} } else if (kind === "b") { ${b} } else { ${a} }`,
    );
    assert.ok(first);
    assert.equal(first, second);
    assert.equal(second, third);
  });
  it("are an attempt and its fallback", async () => {
    const [first, second] = await groups(`try { ${a} } catch { ${b} }`);
    assert.ok(first);
    assert.equal(first, second);
  });
  it("are what a returning branch leaves over", async () => {
    const [first, second] = await groups(`if (kind) { ${a} return 1; }\n${b}`);
    assert.ok(first);
    assert.equal(first, second);
  });
  it("are what a wrapper chooses from", async () => {
    const files = {
      "/w/a.ts": `import OpenAI from "openai";
const client = new OpenAI();
async function stream(text: string) { return client.responses.stream({ model: "gpt-5", input: text }); }
async function whole(text: string) { return client.responses.create({ model: "gpt-5", input: text }); }
function choose(text: string, live: boolean) {
  if (live) return stream(text);
  return whole(text);
}
choose("hello", process.argv.length > 2);
`,
    };
    const calls = (await findIn(files, "/w/a.ts")).filter((call) => line(files, call) === "a.ts:9");
    assert.equal(calls.length, 2);
    assert.ok(calls[0]?.alternatives);
    assert.equal(calls[0]?.alternatives, calls[1]?.alternatives);
  });
  it("are not calls one after the other, nor a second call in one arm", async () => {
    assert.deepEqual(await groups(`${a}\n${b}`), [undefined, undefined]);
    const [first, second, third] = await groups(`if (kind) { ${a} ${a} } else { ${b} }`);
    assert.ok(first);
    assert.equal(second, undefined);
    assert.equal(first, third);
    assert.deepEqual(await groups(`if (kind) { ${a} }\n${b}`), [undefined, undefined]);
  });
});

describe("multiplicity", () => {
  const times = async (path: string, source: string) => {
    const calls = await findIn({ [path]: source }, path);
    return calls.map((call) => {
      const { times: all, factors } = call.multiplicity;
      return `${all.min}-${all.max ?? "n"} ${factors.map((factor) => factor.kind).join(",")}`;
    });
  };
  const python = (body: string) => `import asyncio
from openai import OpenAI
from tenacity import retry, stop_after_attempt
client = OpenAI()
def ask(): pass
${body}
`;
  const call = `client.responses.create(model="gpt-5", input="x")`;

  it("is read from Python's loops", async () => {
    assert.deepEqual(await times("/w/a.py", python(`for i in range(3):\n    ${call}`)), ["3-3 loop"]);
    assert.deepEqual(await times("/w/a.py", python(`for k in ["a", "b"]:\n    for d in docs:\n        ${call}`)), [
      "0-n loop,loop",
    ]);
    assert.deepEqual(await times("/w/a.py", python(`x = [${call} for d in docs[:5]]`)), ["0-5 loop"]);
    assert.deepEqual(
      await times(
        "/w/a.py",
        python(
          `for attempt in range(4):\n    try:\n        x = ${call}\n        break\n    except Exception:\n        pass`,
        ),
      ),
      ["1-4 retry"],
    );
    const behind = `for attempt in range(3):\n        try:\n            x = ${call}\n        except Exception:\n            continue\n        return x`;
    assert.deepEqual(await times("/w/a.py", python(`def answer():\n    ${behind}`)), ["1-3 retry"]);
    assert.deepEqual(await times("/w/a.py", python(`while True:\n    ${call}`)), ["0-n loop"]);
    assert.deepEqual(await times("/w/a.py", python(`for chunk in ${call}:\n    pass`)), ["1-1 "]);
  });
  it("is read from decorators and gathers", async () => {
    assert.deepEqual(
      await times("/w/a.py", python(`@retry(stop=stop_after_attempt(3))\ndef f():\n    return ${call}`)),
      ["1-3 retry"],
    );
    assert.deepEqual(
      await times("/w/a.py", python(`async def f():\n    await asyncio.gather(*[${call} for d in ["a", "b"]])`)),
      ["2-2 loop"],
    );
  });
  it("is read from JavaScript's loops and maps", async () => {
    const source = (body: string) => `import OpenAI from "openai";\nconst client = new OpenAI();\n${body}`;
    const request = `client.responses.create({ model: "gpt-5", input: "x" })`;
    assert.deepEqual(await times("/w/a.ts", source(`for (let i = 0; i < 4; i++) { await ${request}; }`)), ["4-4 loop"]);
    assert.deepEqual(
      await times("/w/a.ts", source(`await Promise.all(["a", "b", "c"].map(async (x) => { return ${request}; }));`)),
      ["3-3 loop"],
    );
    assert.deepEqual(
      await times("/w/a.ts", source(`await pMap(["a", "b"], async (x) => ${request}, { concurrency: 2 });`)),
      ["2-2 gather"],
    );
    assert.deepEqual(await times("/w/a.ts", source(`for (const doc of docs) { if (doc) await ${request}; }`)), [
      "0-n loop",
    ]);
    assert.deepEqual(await times("/w/a.ts", source(`app.post("/x", async () => { await ${request}; });`)), ["1-1 "]);
  });
});
