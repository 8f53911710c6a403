import assert from "node:assert/strict";
import fs, {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { MOST_REQUESTS } from "../../src/engine/calls/inspect";
import { formatReport } from "../../src/engine/reports";
import type { Report } from "../../src/engine/reports/report";
import { createSession } from "../../src/engine/session";
import { createNodeHost } from "../../src/node-host";
import type { ReportData } from "../../src/panel/messages";
import { memoryHost, readAsset } from "./host";
import { startClient } from "./server/client";

const python = (content: string, before = "") => `from openai import OpenAI
${before}
client = OpenAI()
client.chat.completions.create(model="gpt-4o", max_tokens=10, messages=[{"role": "user", "content": ${content}}])
`;
const typescript = (content: string, before = "") => `import OpenAI from "openai";
${before}
const client = new OpenAI();
client.chat.completions.create({ model: "gpt-4o", max_tokens: 10, messages: [{ role: "user", content: ${content} }] });
`;

async function reportOf(files: Record<string, string | Uint8Array>): Promise<Report> {
  return (await createSession(memoryHost(files))).analyseWorkspace();
}

/** Everything that the report holds, as one text. */
function everything(report: Report): string {
  return JSON.stringify(report, (key, value) =>
    key === "program" ? undefined : typeof value === "bigint" ? String(value) : value,
  );
}

const formats = ["text", "json", "markdown", "sarif"] as const;
const print = (report: Report) =>
  formats.map((format) => formatReport(report, format, { includeTests: true, limit: 50 }));

describe("files outside of the workspace", () => {
  const secret = "The secret is a purple walrus.";
  const inside = "Answer as the prompt file says.";
  let outer: string;
  let root: string;

  beforeEach(() => {
    outer = realpathSync(mkdtempSync(join(tmpdir(), "tokenbill-outside-")));
    root = join(outer, "workspace");
    write("secret.txt", secret);
    write("secret.json", JSON.stringify({ prompt: secret }));
    write("secrets.py", `PROMPT = "${secret}"\n`);
    write("secrets.ts", `export const PROMPT = "${secret}";\n`);
    write("workspace-evil/secret.txt", secret);
    write("workspace/prompts/own.txt", inside);
    symlinkSync(join(outer, "secret.txt"), join(root, "prompts/link.txt"));
    symlinkSync(outer, join(root, "up"));
    symlinkSync(join(root, "loop"), join(root, "loop"));
    symlinkSync(root, join(root, "self"));
  });
  afterEach(() => rmSync(outer, { recursive: true, force: true }));

  function write(path: string, text: string): void {
    mkdirSync(dirname(join(outer, path)), { recursive: true });
    writeFileSync(join(outer, path), text);
  }

  /** Analyses the workspace and notes every path that is opened for its content meanwhile. */
  async function analyseWatched(): Promise<{ report: Report; opened: string[] }> {
    const host = { ...createNodeHost([root], root), asset: readAsset };
    const session = await createSession(host);
    const opened: string[] = [];
    const { readFileSync, readdirSync, openSync } = fs;
    const watched =
      <A extends unknown[], R>(read: (...args: A) => R) =>
      (...args: A): R => {
        opened.push(resolveReal(String(args[0])));
        return read(...args);
      };
    Object.assign(fs, {
      readFileSync: watched(readFileSync),
      readdirSync: watched(readdirSync as (...args: unknown[]) => unknown),
      openSync: watched(openSync),
    });
    try {
      return { report: await session.analyseWorkspace(), opened };
    } finally {
      Object.assign(fs, { readFileSync, readdirSync, openSync });
    }
  }

  function resolveReal(path: string): string {
    try {
      return realpathSync.native(path);
    } catch {
      return resolve(path);
    }
  }

  const attempts: [string, string, string][] = [
    ["an own prompt file", "a.py", python('open("prompts/own.txt").read()')],
    ["a path that climbs", "a.py", python('open("../secret.txt").read()')],
    ["a path that climbs in between", "a.py", python('open("prompts/../../secret.txt").read()')],
    [
      "pathlib",
      "a.py",
      python('(Path(__file__).parent.parent / "secret.txt").read_text()', "from pathlib import Path"),
    ],
    ["a JSON file", "a.py", python('json.load(open("../secret.json"))["prompt"]', "import json")],
    ["a link to a file", "a.py", python('open("prompts/link.txt").read()')],
    ["a link to a folder", "a.py", python('open("up/secret.txt").read()')],
    ["a link to itself", "a.py", python('open("loop").read()')],
    ["a folder with the same beginning", "a.py", python('open("../workspace-evil/secret.txt").read()')],
    ["a device", "a.py", python('open("/dev/zero").read()')],
    ["a process's file", "a.py", python('open("/proc/self/environ").read()')],
    ["a path with a zero byte", "a.py", python('open("prompts/own.txt\\0../../secret.txt").read()')],
    ["a Python import", "pkg/a.py", python("PROMPT", "from ...secrets import PROMPT")],
    ["a glob", "a.py", python('open(glob.glob("../*.txt")[0]).read()', "import glob")],
    [
      "readFileSync",
      "a.ts",
      typescript('readFileSync("../secret.txt", "utf8")', 'import { readFileSync } from "node:fs";'),
    ],
    [
      "path.join",
      "a.ts",
      typescript(
        'readFileSync(join(__dirname, "..", "secret.txt"), "utf8")',
        'import { readFileSync } from "node:fs";\nimport { join } from "node:path";',
      ),
    ],
    ["a TypeScript import", "a.ts", typescript("PROMPT", 'import { PROMPT } from "../secrets";')],
    ["a JSON import", "a.ts", typescript("secrets.prompt", 'import secrets from "../secret.json";')],
    ["an import through a link", "a.ts", typescript("PROMPT", 'import { PROMPT } from "./up/secrets";')],
    ["an include of a prompt template", "prompts/a.j2", '{% include "../../secret.txt" %}\nYou are {{ name }}.\n'],
    [
      "a sample of a prompty file",
      "a.prompty",
      "---\nname: a\nmodel:\n  configuration:\n    name: gpt-4o\nsample: ${file:../secret.json}\n---\nsystem:\nHello {{prompt}}\n",
    ],
  ];
  for (const [index, [name, path, text]] of attempts.entries()) {
    it(`are never read: ${name}`, async () => {
      if (path.endsWith(".py")) write("workspace/pkg/__init__.py", "");
      write(`workspace/${path}`, text);
      const { report, opened } = await analyseWatched();
      assert.doesNotMatch(everything(report), /purple walrus/);
      assert.equal(report.calls.length, 1);
      if (index === 0) assert.match(everything(report), new RegExp(inside));
      assert.ok(opened.includes(join(root, path)), "the watch sees what is read");
      const outside = opened.filter((each) => each !== root && !each.startsWith(`${root}/`) && !isProduct(each));
      assert.deepEqual(outside, []);
    });
  }

  it("are never read: absolute paths, a pattern of the configuration, an import alias", async () => {
    write("workspace/a.py", python(`open(${JSON.stringify(join(outer, "secret.txt"))}).read()`));
    write("workspace/b.ts", typescript("PROMPT", 'import { PROMPT } from "@/secrets";'));
    const paths = { "@/*": ["../*"] };
    write("workspace/tsconfig.json", JSON.stringify({ extends: "../secret.json", compilerOptions: { paths } }));
    write("workspace/tokenbill.jsonc", JSON.stringify({ exclude: ["!../**", "../**"] }));
    const { report, opened } = await analyseWatched();
    assert.equal(report.calls.length, 2);
    assert.doesNotMatch(everything(report), /purple walrus/);
    assert.deepEqual(
      opened.filter((each) => each !== root && !each.startsWith(`${root}/`) && !isProduct(each)),
      [],
    );
  });

  /** The product's own files and packages, which may be loaded on first use. */
  function isProduct(path: string): boolean {
    return path.startsWith(resolve(__dirname, "../.."));
  }
});

describe("hostile input", () => {
  const good = { "/w/good.py": python('"Hello."') };
  const letters = "abcdefghij";
  const bomb = [...letters].map((letter, index) =>
    index === 0
      ? `${letter}: &${letter} [lol,lol,lol,lol,lol,lol,lol,lol,lol]`
      : `${letter}: &${letter} [${`*${letters[index - 1]},`.repeat(9)}]`,
  );
  const cases: [string, Record<string, string>][] = [
    [
      "a template bomb",
      {
        "/w/x.py": python(
          "x0",
          Array.from({ length: 60 }, (_, n) => `x${n} = f"{x${n + 1}}{x${n + 1}}"`)
            .reverse()
            .join("\n"),
        ),
      },
    ],
    ["a repetition bomb", { "/w/x.py": python('"ab" * 10 ** 12') }],
    ["a padding bomb", { "/w/x.py": python('"%999999999s" % "a" + "a".ljust(10 ** 10) + f"{1:>999999999}"') }],
    ["a repeat bomb", { "/w/x.ts": typescript('"ab".repeat(1e9) + "a".padEnd(1e9) + Array(1e9).fill("a").join("")') }],
    ["a replace bomb", { "/w/x.py": python(`("a" * 100000).replace("a", "a" * 100000).replace("a", "b" * 100000)`) }],
    ["a pattern bomb", { "/w/x.ts": typescript(`"${"a".repeat(50_000)}!".replace(/(a+)+$/g, "").split(/(a|aa)+$/)`) }],
    ["a pattern bomb in Python", { "/w/x.py": python(`re.sub(r"(a+)+$", "", "${"a".repeat(50_000)}!")`, "import re") }],
    ["a range bomb", { "/w/x.py": python('"\\n".join(str(i) for i in range(10 ** 15))') }],
    ["braces of a template", { "/w/prompts/x.j2": `${"{{ ".repeat(60_000)}\n${"{% if x %}".repeat(20_000)}` }],
    [
      "spaces before line ends",
      {
        "/w/x.py": python(`"""${" ".repeat(200_000)}x"""`),
        "/w/x.prompty": `---\nname: ${" ".repeat(100_000)}x\n---\nsystem:${" ".repeat(100_000)}x\n`,
      },
    ],
    [
      "a comment of directives",
      {
        "/w/x.py": `${python('"Hello."')}# tokenbill: ${"calls=1/day ".repeat(8_000)}\n# tokenbill-ignore${"-".repeat(50_000)}\n`,
      },
    ],
    [
      "a cycle of imports",
      {
        "/w/a.ts": typescript("B", 'import { B } from "./b";\nexport const A = B + "a";'),
        "/w/b.ts": 'export * from "./c";\nexport * from "./a";',
        "/w/c.ts": 'export * from "./b";\nimport { A } from "./a";\nexport const B = A + A;',
      },
    ],
    [
      "a cycle of wrappers",
      {
        "/w/x.py": `${python('"Hello."').replace("client.chat", "def f(p): return g(p)\ndef g(p): return client.chat").replace('"Hello."', "p")}\ndef h(p): return f(g(h(p)))\nh(h("x"))\n`,
      },
    ],
    ["a class that is its own base", { "/w/x.py": python("A().prompt", "class A(B): pass\nclass B(A): pass") }],
    ["a YAML alias bomb in a prompt file", { "/w/x.prompt.yml": `${bomb.join("\n")}\nmessages: *j\nmodel: gpt-4o\n` }],
    [
      "a YAML alias bomb in front matter",
      { "/w/x.prompty": `---\n${bomb.join("\n")}\nmodel: *j\n---\nsystem:\nHello\n` },
    ],
    [
      "a YAML alias bomb that code reads",
      { "/w/x.py": python('yaml.safe_load(open("x.yaml"))["j"]', "import yaml"), "/w/x.yaml": bomb.join("\n") },
    ],
    ["YAML that refers to itself", { "/w/x.prompt.yml": "a: &a\n  messages: *a\nmessages: *a\n" }],
    [
      "deep JSON, YAML and TOML",
      {
        "/w/x.py": python(
          'json.load(open("x.json")), yaml.safe_load(open("x.yaml")), tomllib.loads(open("x.toml").read())',
          "import json, yaml, tomllib",
        ),
        "/w/x.json": "[".repeat(50_000),
        "/w/x.yaml": "[".repeat(20_000),
        "/w/x.toml": `a = ${"[".repeat(20_000)}`,
      },
    ],
    ["deep front matter", { "/w/x.prompty": `---\na: ${"[".repeat(20_000)}\n---\nHello\n` }],
    ["a deep configuration", { "/w/tokenbill.jsonc": `{"models": ${"[".repeat(100_000)}` }],
    ["a deep notebook", { "/w/x.ipynb": `{"cells": ${"[".repeat(100_000)}` }],
    [
      "a dictionary of 100,000 entries",
      {
        "/w/x.py": python("D[99_999]", "from d import D"),
        // ten to a line: longer lines would be skipped as minified
        "/w/d.py": `D = {\n${Array.from({ length: 100_000 }, (_, n) => `${n}:1,${n % 10 === 9 ? "\n" : ""}`).join("")}}\n`,
      },
    ],
    [
      "a JSON file of 100,000 entries",
      {
        "/w/x.py": python('json.load(open("x.json"))["k99999"]', "import json"),
        "/w/x.json": JSON.stringify(Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`k${n}`, `v${n}`]))),
      },
    ],
    ["a literal of 900,000 characters", { "/w/x.py": python(`"${"lorem ipsum dolor sit amet ".repeat(33_000)}"`) }],
    ["one word of 500,000 characters", { "/w/x.py": python(`"${"a".repeat(500_000)}"`) }],
    [
      "numbers without an end",
      {
        "/w/x.py": python('"a"').replace(
          "max_tokens=10",
          `max_tokens=${"9".repeat(50_000)}, temperature=1e999, n=-1, seed=0x${"f".repeat(5_000)}`,
        ),
      },
    ],
    [
      "names of an object's own parts",
      {
        "/w/x.ts": typescript(
          "a.__proto__ + a.constructor + a.hasOwnProperty + a['toString']",
          'const a: any = { __proto__: { x: "y" }, constructor: "c" };',
        ),
        "/w/y.py": python("d['__proto__'] + d['constructor']", "d = {'__proto__': 'a', 'constructor': 'b'}"),
      },
    ],
    [
      "a prompt of half surrogates and control characters",
      { "/w/x.ts": typescript('"\\ud800\\u0000\\u001b[2J\\udfff"') },
    ],
  ];
  for (const [name, files] of cases) {
    it(`costs itself only: ${name}`, async function () {
      this.timeout(60_000);
      const report = await reportOf({ ...files, ...good });
      assert.equal(report.calls.filter(({ call }) => call.path === "/w/good.py").length, 1);
      assert.doesNotMatch(everything(report).slice(-100_000), /could not be analysed|rule .* failed|broke down/);
      print(report);
    });
  }

  it("requests without an end are billed up to a number, and that is said", async () => {
    const one = "OpenAI().chat.completions.create(model='gpt-4o', messages=[])\n";
    const report = await reportOf({ "/w/x.py": `from openai import OpenAI\n${one.repeat(MOST_REQUESTS + 3)}` });
    assert.equal(report.calls.length, MOST_REQUESTS);
    const [note] = report.skipped;
    assert.equal(report.position("/w/x.py", note!.start!).line, MOST_REQUESTS + 2);
    assert.match(note!.reason, /more than 1,000 requests in one file/);
  });

  it("a prompt file of 10 MB is bounded, and said to be", async () => {
    const files = { "/w/x.py": python('open("big.txt").read()'), "/w/big.txt": "lorem ipsum ".repeat(900_000) };
    const report = await reportOf(files);
    assert.equal(report.calls.length, 1);
    assert.ok(report.calls[0]!.count.open.length > 0, "what was not read is open");
    const prompty = await reportOf({ "/w/big.prompty": `---\nname: a\n---\n${"lorem ipsum ".repeat(900_000)}` });
    assert.match(prompty.skipped.map(({ reason }) => reason).join(), /too long|over the limit/);
  });

  it("YAML nested deeply enough to end the process is refused before it is parsed", async () => {
    for (const nested of [
      "[".repeat(10_000),
      "{a: ".repeat(5_000),
      `\n${"- ".repeat(10_000)}x`,
      `\n${"? ".repeat(10_000)}x`,
    ]) {
      const report = await reportOf({
        "/w/x.prompty": `---\na: ${nested}\n---\nsystem:\nHello\n`,
        "/w/x.prompt.yml": `a: ${nested}\n`,
        "/w/x.yaml": `a: ${nested}\n`,
        "/w/x.py": python('yaml.safe_load(open("x.yaml"))["a"]', "import yaml"),
      });
      const reasons = report.skipped.map(({ reason }) => reason);
      assert.equal(reasons.filter((reason) => /nested too deeply/.test(reason)).length, 2, reasons.join());
      assert.equal(report.calls.length, 1);
    }
  });

  it("a configuration nested too deeply is named, and a tsconfig like it hides nothing else", async () => {
    const files = {
      "/w/tokenbill.jsonc": `{"models": ${"[".repeat(100_000)}`,
      "/w/tsconfig.json": `{"compilerOptions": ${"[".repeat(100_000)}`,
      "/w/a.ts": typescript("PROMPT", 'import { PROMPT } from "./b";\nimport { X } from "@/x";'),
      "/w/b.ts": 'export const PROMPT = "Say hello.";',
    };
    const report = await reportOf(files);
    assert.match(report.skipped.map(({ path, reason }) => `${path}: ${reason}`).join(), /tokenbill\.jsonc: .*nested/);
    assert.deepEqual(report.calls[0]!.count.open, []);
  });

  it("neither data nor configuration reaches the prototypes of objects", async () => {
    const keys = '"__proto__": { "polluted": "yes" }, "constructor": { "prototype": { "polluted": "yes" } }';
    const report = await reportOf({
      "/w/tokenbill.jsonc": `{ ${keys}, "rules": { ${keys} }, "models": { "__proto__": "gpt-4o", "constructor": "gpt-4o" },
        "ruleOptions": { "__proto__": { "polluted": 1 } }, "usage": { "__proto__": { "polluted": "1/day" } },
        "pricing": { ${keys}, "models": { "__proto__": { "input": 1, "output": 1 }, "constructor": { "input": 1, "output": 1 } }, "deployments": { "__proto__": "gpt-4o" } } }`,
      "/w/x.json": `{ ${keys} }`,
      "/w/x.yaml": "__proto__:\n  polluted: yes\nconstructor:\n  prototype:\n    polluted: yes\n",
      "/w/x.toml": '[__proto__]\npolluted = "yes"\n[constructor.prototype]\npolluted = "yes"\n',
      "/w/x.prompty":
        "---\n__proto__:\n  polluted: yes\nmodel:\n  __proto__:\n    polluted: yes\n---\nsystem:\nHello\n",
      "/w/x.prompt.yml":
        "__proto__:\n  polluted: yes\nmessages:\n  - role: system\n    content: Hello\n    __proto__:\n      polluted: yes\n",
      "/w/a.py": python('json.load(open("x.json"))["__proto__"]["polluted"]', "import json"),
      "/w/b.py": python('yaml.safe_load(open("x.yaml"))["__proto__"]["polluted"]', "import yaml"),
      "/w/c.py": python('tomllib.loads(open("x.toml").read())["__proto__"]["polluted"]', "import tomllib"),
      "/w/d.ts": typescript("x.__proto__.polluted", 'import x from "./x.json";'),
      "/w/e.ts": typescript('"Hello."').replace('"gpt-4o"', '"__proto__"'),
      "/w/f.ts": typescript('"Hello."').replace('"gpt-4o"', '"constructor"'),
    });
    assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
    assert.equal((Object as unknown as Record<string, unknown>)["polluted"], undefined);
    assert.equal(report.calls.filter(({ call }) => /\.(py|ts)$/.test(call.path)).length, 6);
    print(report);
  });

  it("control characters of paths, names and models do not reach a terminal", async () => {
    const sequence = "\u001b]0;owned\u0007\u001b[2J\u202e";
    const report = await reportOf({
      [`/w/a${sequence}.ts`]: typescript('"Hello."').replace('"gpt-4o"', JSON.stringify(`gpt-4o${sequence}`)),
      [`/w/b${sequence}.py`]: python("name").replace('"gpt-4o"', `os.environ["M${sequence}"]`),
      [`/w/c${sequence}.ipynb`]: "{ import openai",
      [`/w/d${sequence}.prompty`]: `---\nname: a${sequence}\nmodel:\n  configuration:\n    name: "x${sequence.replaceAll("\u001b", "\\e").replaceAll("\u0007", "\\a")}"\n---\nsystem:\nHello\n`,
      "/w/tokenbill.jsonc": `{ "rulez${sequence.replaceAll("\u001b", "\\u001b").replaceAll("\u0007", "\\u0007")}": 1 }`,
    });
    assert.ok(report.calls.length >= 2 && report.skipped.length >= 2);
    for (const text of print(report)) assert.doesNotMatch(text, /(?!\n)\p{Cc}/u);
    for (const format of ["text", "markdown"] as const)
      assert.doesNotMatch(formatReport(report, format, { includeTests: true, limit: 50 }), /\u202e/u);
  });
});

describe("markup of the workspace", () => {
  const attack = "<img src=x onerror=alert(1)>](command:evil) [x](http://evil) $(zap) **b** | `c`";
  let folder: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "tokenbill-markup-")));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("is text in a hover, and stays whole in the data of the report", async () => {
    const name = "a<img src=x onerror=alert(1)>](command:evil) [x].ts";
    const source = typescript(
      `P + evil["${attack.replaceAll('"', "'")}"]`,
      `const P = ${JSON.stringify(attack)};`,
    ).replace('"gpt-4o"', `process.env[${JSON.stringify(attack)}]!`);
    const known = typescript(JSON.stringify(attack)).replace('"gpt-4o"', JSON.stringify(`gpt-4o ${attack}`));
    writeFileSync(join(folder, name), source);
    writeFileSync(join(folder, "b.ts"), known);
    const client = await startClient([folder]);
    try {
      for (const [path, text] of [
        [name, source],
        ["b.ts", known],
      ] as const) {
        const uri = client.open(path, text);
        const hover = await client.hover(uri, "completions.create");
        assert.match(hover, /\| Part \| &emsp;Tokens/);
        assert.match(hover, /onerror/, "the attack reached the hover");
        assert.doesNotMatch(hover, /<img|(?<!\\)\]\((?!<file:)|(?<!\\)\$\(|(?<!\\)`c/);
        assert.ok(
          !hover
            .split("](<file:")
            .slice(1)
            .some((link) => /^[^>]*[\s<]/.test(link)),
          "links end where they should",
        );
      }
      const report: ReportData = await client.connection.sendRequest("tokenbill/report", {});
      assert.equal(report.calls.find(({ place }) => place.file !== "b.ts")?.place.file, name);
      assert.deepEqual(client.log, []);
    } finally {
      await client.stop();
    }
  });

  it("is never made into elements by the panel, and its page allows no foreign script", () => {
    const root = resolve(__dirname, "../..");
    const panel = readdirSync(join(root, "src/panel")).filter((file) => /\.tsx?$/.test(file));
    assert.ok(panel.length > 3);
    for (const file of panel) {
      const code = readFileSync(join(root, "src/panel", file), "utf8");
      assert.doesNotMatch(
        code,
        /innerHTML|outerHTML|insertAdjacentHTML|document\.write|srcdoc|\beval\(|new Function/,
        file,
      );
    }
    const page = readFileSync(join(root, "src/extension/report-panel.ts"), "utf8");
    assert.match(page, /default-src 'none'/);
    assert.doesNotMatch(page, /unsafe-inline|unsafe-eval|enableCommandUris/);
  });
});
