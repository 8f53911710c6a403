// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold placeholders
import { deepEqual, equal, match, ok, rejects, throws } from "node:assert/strict";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { mock } from "node:test";
import { Parser } from "@vscode/tree-sitter-wasm";
import { build } from "esbuild";
import { callSites } from "../../../src/engine/syntax/call-sites";
import type { Parsers } from "../../../src/engine/syntax/index";
import { languageOf, ParserAborted, withoutByteOrderMark } from "../../../src/engine/syntax/index";
import type { CallNode, Expr, Program } from "../../../src/engine/syntax/program";
import { memoryHost, readAsset } from "../host";
import { testParsers } from "./parsed";
import { printProgram } from "./print-program";

describe("parse", function () {
  // What is tested is that it ends; how fast is for the benchmark to say.
  this.timeout(60_000);

  let parsers: Parsers;
  before(async () => {
    parsers = await testParsers();
  });

  const parse = (text: string, path = "/w/a.ts"): Program => parsers.parse(path, text);
  const firstCall = (program: Program): CallNode => callSites(program)[0]!.call;
  const at = (program: Program, span: { start: number; end: number }) => program.text.slice(span.start, span.end);

  it("knows the language of a file by its name", () => {
    const names = [
      "a.ts",
      "b.mts",
      "c.cts",
      "d.tsx",
      "e.js",
      "f.jsx",
      "g.mjs",
      "h.cjs",
      "i.py",
      "a.d.ts",
      "J.PY",
      "k.ipynb",
    ];
    deepEqual(
      names.map((name) => languageOf(`/w/${name}`)),
      [
        ...["typescript", "typescript", "typescript", "tsx", "javascript", "javascript", "javascript", "javascript"],
        ...["python", "typescript", "python", "python"],
      ],
    );
    deepEqual(["a.pyi", "README", "a.json", ".ts/x", "ts", "a.constructor"].map(languageOf), Array(6).fill(undefined));
    throws(() => parse("", "/w/a.rb"), /no known language/);
  });

  describe("offsets are UTF-16 units of the text", () => {
    const texts = {
      plain: 'f("x"); g(1)',
      emoji: '/* 😀👩‍👩‍👧 */ f("x😀"); g(1)',
      "wide letters": 'const é = "日本語"; f("x"); g(1)',
      "a lone high surrogate": '"\ud83d"; f("x"); g(1)',
      "a lone low surrogate": '"\ude00"; f("x"); g(1)',
      "CRLF lines": '// a\r\n// b\r\nf("x");\r\ng(1)\r\n',
      "a byte order mark": '\ufefff("x"); g(1)',
      "U+2028": '"\u2028"; f("x"); g(1)',
      NUL: '"\0"; f("x"); g(1)',
    };
    for (const [name, text] of Object.entries(texts)) {
      for (const path of ["/w/a.ts", "/w/a.js", "/w/a.py"]) {
        if (path.endsWith(".py") && /\/\/|\/\*|const/.test(text + name)) continue;
        it(`${name}, ${path}`, () => {
          const program = parse(text, path);
          equal(program.text, withoutByteOrderMark(text));
          const [f, g] = callSites(program).map((site) => site.call);
          match(at(program, f!), /^f\("x(?:😀)?"\)$/u);
          equal(at(program, g!), "g(1)");
          equal(at(program, g!.argsSpan), "(1)");
        });
      }
    }

    it("of a file longer than the parser's read buffer", () => {
      const line = 'const é = "😀";\n';
      const program = parse(`${line.repeat(20_000)}g(1)`);
      equal(at(program, firstCall(program)), "g(1)");
    });
  });

  it("gives parts of a string their own ranges", () => {
    const program = parse("f(`a${b}\\n`)");
    const [argument] = firstCall(program).args;
    ok(argument?.value.kind === "string");
    deepEqual(
      argument.value.parts.map((part) => at(program, part)),
      ["a", "${b}", "\\n"],
    );
    const python = parse('f("a" f"{b}c")', "/w/a.py");
    const value = firstCall(python).args[0]!.value;
    ok(value.kind === "string");
    deepEqual(
      value.parts.map((part) => at(python, part)),
      ["a", "{b}", "c"],
    );
  });

  it("keeps comments, without their markers", () => {
    const source = "// one\n/* two */ a\n/**\n * three\n * four\n */\n";
    deepEqual(
      parse(source).comments.map(({ text }) => text),
      ["one", "two", "three\nfour"],
    );
    const python = parse("# one\nx = 1  ## two\n", "/w/a.py");
    deepEqual(
      python.comments.map((comment) => [comment.text, at(python, comment)]),
      [
        ["one", "# one"],
        ["two", "## two"],
      ],
    );
  });

  it("reads bracketed lines in Python however they are indented, comments too", () => {
    const source =
      'def f():\n  x = ( # one\n"a (" + # two\n b.c(1) - \\\n\'\\\'#\')\n  # three\n  return g(\n"""\n#""" +\n1)\n';
    const program = parse(source, "/w/a.py");
    deepEqual(program.errors, []);
    equal(program.text, source);
    equal(printProgram(program), 'fn f() {\n  x = (("a (" + b.c(1)) - "\'#")\n  return g(("\\n#" + 1))\n}');
    deepEqual(
      program.comments.map((comment) => [comment.text, at(program, comment)]),
      [
        ["one", "# one"],
        ["two", "# two"],
        ["three", "# three"],
      ],
    );
    equal(at(program, firstCall(program)), "b.c(1)");
  });

  describe("broken code", () => {
    const fragments: [source: string, path: string, found: RegExp][] = [
      ["const a = ;\nf(1)", "/w/a.ts", /f\(1\)/],
      ["class A { m( { } }\nf(1)", "/w/a.ts", /f\(1\)/],
      ["f(1)\nif (a) {", "/w/a.ts", /^f\(1\)/],
      ["f(1)\nx = {a: ", "/w/a.tsx", /^f\(1\)/],
      ["f(1)\nlet x: { = 1", "/w/a.ts", /^f\(1\)/],
      ["f(1)\nlet x: Array<string | = []", "/w/a.ts", /^f\(1\)/],
      ["def f(:\n  pass\ng(1)\n", "/w/a.py", /g\(1\)/],
      ["f(1)\nx = [1, 2\n", "/w/a.py", /^f\(1\)/],
      ["f(1)\nx = 'abc\n", "/w/a.py", /^f\(1\)/],
    ];
    for (const [source, path, found] of fragments) {
      it(`${path} ${JSON.stringify(source)}`, () => {
        const program = parse(source, path);
        match(printProgram(program), found);
        ok(program.errors.length > 0, "says that something is wrong");
        for (const { start, end } of program.errors) ok(start >= 0 && end <= source.length && start <= end);
      });
    }

    it("is reported up to a bound", () => {
      equal(parse("'\n x = = 1\n".repeat(500), "/w/a.py").errors.length, 50);
    });
  });

  describe("extreme code", () => {
    const nested: [name: string, source: string, path: string][] = [
      ["brackets", `x = ${"[".repeat(100_000)}${"]".repeat(100_000)}`, "/w/a.ts"],
      ["calls", `${"f(".repeat(20_000)}${")".repeat(20_000)}`, "/w/a.ts"],
      ["arrow functions", `x = ${"a => ".repeat(20_000)}1`, "/w/a.ts"],
      ["blocks", `${"{".repeat(20_000)}${"}".repeat(20_000)}`, "/w/a.ts"],
      ["templates", `x = ${"`${".repeat(5000)}1${"}`".repeat(5000)}`, "/w/a.ts"],
      ["elements", `x = ${"<a>".repeat(5000)}${"</a>".repeat(5000)}`, "/w/a.tsx"],
      ["brackets", `x = ${"[".repeat(100_000)}${"]".repeat(100_000)}`, "/w/a.py"],
      ["lambdas", `x = ${"lambda: ".repeat(20_000)}1`, "/w/a.py"],
      ["indented blocks", Array.from({ length: 1200 }, (_, i) => `${" ".repeat(i)}if x:`).join("\n"), "/w/a.py"],
    ];
    for (const [name, source, path] of nested) {
      it(`nested ${name} end at a bound that is noted, ${path}`, () => {
        const program = parse(source, path);
        ok(program.errors.some(({ message }) => message === "nested too deeply"));
        callSites(program);
        ok(depthOf(program) < 5000);
      });
    }

    it("unclosed brackets do not hang", () => {
      for (const opening of ["[", "(", "{", "f(", "`${", "<", "'{"]) {
        for (const path of ["/w/a.tsx", "/w/a.py"]) callSites(parse(opening.repeat(20_000), path));
      }
    });

    const terms = 5000;
    const chains: [name: string, source: string, path: string, count: (value: Expr) => number][] = [
      ["a + b + …", `x = a${" + 'b'".repeat(terms)}`, "/w/a.ts", (value) => spine(value, "binary")],
      ["a + b + …", `x = a${" + 'b'".repeat(terms)}`, "/w/a.py", (value) => spine(value, "binary")],
      ["a.b().c()…", `x = a${".b()".repeat(terms)}`, "/w/a.ts", (value) => spine(value, "call")],
      ["a.b().c()…", `x = a${".b()".repeat(terms)}`, "/w/a.py", (value) => spine(value, "call")],
      ["a || b || …", `x = a${" || b".repeat(terms)}`, "/w/a.ts", options],
      ["a or b or …", `x = a${" or b".repeat(terms)}`, "/w/a.py", options],
    ];
    for (const [name, source, path, count] of chains) {
      it(`a chain of thousands is whole: ${name}, ${path}`, () => {
        const program = parse(source, path);
        deepEqual(program.errors, []);
        const [statement] = program.body;
        ok(statement?.kind === "assign" && statement.value);
        equal(count(statement.value), terms);
        equal(callSites(program).length, name.includes("()") ? terms : 0);
      });
    }

    it("a long chain of `else if` is one branch", () => {
      const [branch] = parse(`if (a) {}${" else if (b) {}".repeat(2000)} else {}`).body;
      ok(branch?.kind === "branch");
      equal(branch.arms.length, 2002);
    });
  });

  it("loads from bytes alone when bundled, without the file system", async () => {
    const { outputFiles } = await build({
      entryPoints: [resolve(__dirname, "../../../src/engine/syntax/index.ts")],
      bundle: true,
      format: "cjs",
      platform: "node",
      write: false,
      logLevel: "silent",
    });
    // The bundle runs as a module somewhere else: what it does not get from the host, it does not find.
    const bundled = { exports: {} as typeof import("../../../src/engine/syntax/index") };
    const run = new Function("module", "exports", "require", "__filename", outputFiles[0]!.text);
    run(bundled, bundled.exports, createRequire("/nowhere/bundle.cjs"), "/nowhere/bundle.cjs");
    const asked: string[] = [];
    const host = memoryHost();
    host.asset = (name) => {
      asked.push(name);
      if (name !== "tree-sitter.wasm" || asked.length > 1) return readAsset(name);
      throw new Error(`no ${name}`);
    };
    await rejects(bundled.exports.createParsers(host), /no tree-sitter.wasm/);
    const own = await bundled.exports.createParsers(host);
    equal(printProgram(own.parse("/w/a.py", "f(1)")), "f(1)");
    own.dispose();
    deepEqual(asked.slice(1), [
      "tree-sitter.wasm",
      "tree-sitter-typescript.wasm",
      "tree-sitter-tsx.wasm",
      "tree-sitter-javascript.wasm",
      "tree-sitter-python.wasm",
    ]);
  });

  describe("a trap in the parser", () => {
    const trapped = (times: number) => {
      let left = times;
      const original = Parser.prototype.parse;
      return mock.method(Parser.prototype, "parse", function (this: Parser, ...args: Parameters<typeof original>) {
        if (left-- > 0) throw new Error("unreachable");
        return original.apply(this, args);
      });
    };
    const aborted = (fatal: boolean, path: string) => (error: unknown) =>
      error instanceof ParserAborted && error.fatal === fatal && error.path === path;

    it("is loud, and costs its file only", async () => {
      const trap = trapped(1);
      throws(() => parse("f(1)"), aborted(false, "/w/a.ts"));
      equal(printProgram(parse("f(1)")), "f(1)");
      await parsers.ready();
      trap.mock.restore();
    });
  });
});

/** How many links of a kind a chain has that leans to the left. */
function spine(value: Expr, kind: "binary" | "call"): number {
  let links = 0;
  let at: Expr = value;
  for (;;) {
    if (at.kind === kind) links++;
    if (at.kind === "binary") at = at.left;
    else if (at.kind === "call") at = at.callee;
    else if (at.kind === "member") at = at.object;
    else return links;
  }
}

function options(value: Expr): number {
  return value.kind === "choice" ? value.options.length - 1 : 0;
}

function depthOf(program: Program): number {
  let deepest = 0;
  const stack: { value: unknown; depth: number }[] = [{ value: program.body, depth: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, depth } = next;
    if (typeof value !== "object" || value === null) continue;
    deepest = Math.max(deepest, depth);
    for (const child of Object.values(value)) stack.push({ value: child, depth: depth + 1 });
  }
  return deepest;
}
