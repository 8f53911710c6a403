import assert from "node:assert/strict";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { addEntry, type Container, removeEntry } from "../../../src/engine/edits/edit-entry";
import { replaceString } from "../../../src/engine/edits/edit-string";
import { findNode } from "../../../src/engine/edits/find-node";
import { wrapValue } from "../../../src/engine/edits/edit-value";
import type { Literal } from "../../../src/engine/edits/write-literal";
import { createParsers, type Parsers } from "../../../src/engine/syntax/index";
import type { CallNode, Expr, LanguageId, Program } from "../../../src/engine/syntax/program";
import { memoryHost } from "../host";

let parsers: Parsers;
before(async () => {
  parsers = await createParsers(memoryHost());
});

const pathOf: Record<string, string> = { ts: "/w/a.ts", py: "/w/a.py" };

/** The last statement's call `f(…)`, and where an entry would be added. */
function parseCall(language: "ts" | "py", text: string): { program: Program; call: CallNode; container: Container } {
  const program = parsers.parse(pathOf[language]!, text);
  assert.deepEqual(program.errors, [], text);
  const statement = program.body.at(-1);
  assert.ok(statement?.kind === "expression");
  let value: Expr = statement.value;
  if (value.kind === "await") value = value.value;
  assert.ok(value.kind === "call");
  const first = value.args[0]?.value;
  return { program, call: value, container: first?.kind === "map" ? first : value };
}

function added(language: "ts" | "py", text: string, key = "max_tokens", value: Literal = 64): string | undefined {
  const { program, container } = parseCall(language, text);
  const edits = addEntry(program, container, key, value);
  if (!edits) return undefined;
  const result = applyEdits(text, edits);
  assert.deepEqual(parsers.parse(program.path, result).errors, [], result);
  return result;
}

describe("applyEdits", () => {
  it("makes edits in any order", () => {
    const edits = [
      { start: 4, end: 5, text: "E" },
      { start: 0, end: 1, text: "" },
      { start: 2, end: 2, text: "+" },
    ];
    assert.equal(applyEdits("abcde", edits), "b+cdE");
  });
  it("keeps the order of insertions at one place", () => {
    const insert = (text: string) => ({ start: 1, end: 1, text });
    assert.equal(applyEdits("ab", [insert("1"), insert("2")]), "a12b");
  });
  it("refuses edits that overlap or lie outside", () => {
    const edit = (start: number, end: number) => ({ start, end, text: "" });
    assert.throws(() => applyEdits("abc", [edit(0, 2), edit(1, 3)]), RangeError);
    assert.throws(() => applyEdits("abc", [edit(2, 4)]), RangeError);
    assert.throws(() => applyEdits("abc", [edit(-1, 0)]), RangeError);
    assert.throws(() => applyEdits("abc", [edit(2, 1)]), RangeError);
    assert.throws(() => applyEdits("abc", [edit(Number.NaN, 1)]), RangeError);
  });
});

describe("addEntry", () => {
  const cases: ["ts" | "py", string, string | undefined][] = [
    ["ts", `f({ a: 1 });`, `f({ a: 1, max_tokens: 64 });`],
    ["ts", `f({ a: 1, });`, `f({ a: 1, max_tokens: 64, });`],
    ["ts", `f({});`, `f({ max_tokens: 64 });`],
    ["ts", `f({\n  a: 1,\n  b: 2,\n});`, `f({\n  a: 1,\n  b: 2,\n  max_tokens: 64,\n});`],
    ["ts", `f({\n\ta: 1,\n\tb: [\n\t\t2\n\t]\n});`, `f({\n\ta: 1,\n\tb: [\n\t\t2\n\t],\n\tmax_tokens: 64\n});`],
    ["ts", `f({\r\n  a: 1 // one\r\n});`, `f({\r\n  a: 1, // one\r\n  max_tokens: 64\r\n});`],
    ["ts", `f({\n  a: 1, // one, two\n  // last\n});`, `f({\n  a: 1, // one, two\n  max_tokens: 64,\n  // last\n});`],
    ["ts", `f({\n  a: 1, /* b\n c */ })`, `f({\n  a: 1,\n  max_tokens: 64, /* b\n c */ })`],
    ["ts", `f({ a, ...rest });`, `f({ a, ...rest, max_tokens: 64 });`],
    ["ts", `f({ a: (1), b: x as number });`, `f({ a: (1), b: x as number, max_tokens: 64 });`],
    ["ts", `f({ "a": 1, 'b': 2 });`, `f({ "a": 1, 'b': 2, "max_tokens": 64 });`],
    ["ts", `f({ get a() { return 1 } });`, `f({ get a() { return 1 }, max_tokens: 64 });`],
    ["py", `f(a=1)`, `f(a=1, max_tokens=64)`],
    ["py", `f(a=1,)`, `f(a=1, max_tokens=64,)`],
    ["py", `f()`, `f(max_tokens=64)`],
    [
      "py",
      `f(\n    a=1,\n    b=[\n        2,\n    ],\n)`,
      `f(\n    a=1,\n    b=[\n        2,\n    ],\n    max_tokens=64,\n)`,
    ],
    ["py", `f(a=1,\n  b=2)`, `f(a=1,\n  b=2,\n  max_tokens=64)`],
    [
      "py",
      `f(\n    a=1,\n    b=("x"\n       "y")  # both\n)`,
      `f(\n    a=1,\n    b=("x"\n       "y"),  # both\n    max_tokens=64\n)`,
    ],
    ["py", `f(a=1, b=[\n    2,\n])`, `f(a=1, b=[\n    2,\n], max_tokens=64)`],
    ["py", `f(\n    a=1,  # one, two\n)`, `f(\n    a=1,  # one, two\n    max_tokens=64,\n)`],
    ["py", `f(a=1, **more)`, undefined],
    ["py", `f(x for x in y)`, undefined],
    ["py", `f({"a": 1})`, `f({"a": 1, "max_tokens": 64})`],
    ["py", `f({\n    'a': 1\n})`, `f({\n    'a': 1,\n    'max_tokens': 64\n})`],
    ["ts", `f(a, b)`, undefined],
    ["py", `f"{g(a=1)}".h(b=2)`, `f"{g(a=1)}".h(b=2, max_tokens=64)`],
  ];
  for (const [language, text, expected] of cases) {
    it(`${language} ${JSON.stringify(text)}`, () => assert.equal(added(language, text), expected));
  }
  it("writes data as the language does", () => {
    const value = { type: "ephemeral", on: true, list: [1, "a'\"\n"] };
    assert.equal(
      added("ts", `f({ a: "b" });`, "cache-control", value),
      `f({ a: "b", "cache-control": { type: "ephemeral", on: true, list: [1, "a'\\"\\n"] } });`,
    );
    assert.equal(
      added("py", `f(a='b')`, "cache_control", value),
      `f(a='b', cache_control={'type': 'ephemeral', 'on': True, 'list': [1, 'a\\'"\\n']})`,
    );
  });
});

describe("places that are left alone", () => {
  it("an enum, and a call inside of an f-string", () => {
    const program = parsers.parse("/w/a.ts", "enum A {\n  B = 1,\n}");
    const map = findNode(program, { start: 7, end: 19 }, "map");
    assert.ok(map);
    assert.equal(addEntry(program, map, "c", "d"), undefined);
    const text = 'x = f"{g(a=1)}"';
    const python = parsers.parse("/w/a.py", text);
    const call = findNode(python, { start: 7, end: 13 }, "call");
    assert.ok(call);
    assert.equal(addEntry(python, call, "b", "c"), undefined);
    assert.ok(removeEntry(python, call, call.args[0]!));
  });
});

describe("removeEntry", () => {
  const cases: ["ts" | "py", string, number, string][] = [
    ["ts", `f({ a: 1, b: 2 });`, 0, `f({ b: 2 });`],
    ["ts", `f({ a: 1, b: 2 });`, 1, `f({ a: 1 });`],
    ["ts", `f({ a: 1 });`, 0, `f({  });`],
    ["ts", `f({\n  a: 1,\n  b: 2, // two\n  c: 3,\n});`, 1, `f({\n  a: 1,\n  c: 3,\n});`],
    ["ts", `f({\r\n  a: 1,\r\n  b: 2\r\n});`, 1, `f({\r\n  a: 1,\r\n});`],
    ["py", `f(a=1, b=2)`, 0, `f(b=2)`],
    ["py", `f(a=1, b=2)`, 1, `f(a=1)`],
    ["py", `f(\n    a=1,\n    b=[\n        2,\n    ],\n)`, 1, `f(\n    a=1,\n)`],
    ["py", `f(a=1,\n  b=2)`, 1, `f(a=1)`],
  ];
  for (const [language, text, index, expected] of cases) {
    it(`${language} ${JSON.stringify(text)} ${index}`, () => {
      const { program, container } = parseCall(language, text);
      const items = container.kind === "map" ? container.entries : container.args;
      const edits = removeEntry(program, container, items[index]!);
      assert.ok(edits);
      const result = applyEdits(text, edits);
      assert.equal(result, expected);
      assert.deepEqual(parsers.parse(program.path, result).errors, []);
    });
  }
});

describe("replaceString", () => {
  const cases: [LanguageId, string, string, string | undefined][] = [
    ["typescript", `"a"`, "b", `"b"`],
    ["typescript", `'a'`, "it's \\ \n", `'it\\'s \\\\ \\n'`],
    ["typescript", "`a`", "`${x}`\n", "`\\`\\${x}\\`\n`"],
    ["typescript", "`a${x}`", "b", undefined],
    ["typescript", `"a" + "b"`, "c", undefined],
    ["python", `"a"`, "b", `"b"`],
    ["python", `r'a'`, "b", `r'b'`],
    ["python", `r'a'`, "b\\n", undefined],
    ["python", `f"a"`, "{b}", `f"{{b}}"`],
    ["python", `"""a"""`, 'say "b"', `"""say \\"b\\""""`],
    ["python", `"a" "b"`, "c", undefined],
    ["python", `("a")`, "c", undefined],
    ["python", `b"a"`, "ü", undefined],
    ["python", `MODEL`, "b", undefined],
  ];
  for (const [language, code, content, expected] of cases) {
    it(`${language} ${code} ${JSON.stringify(content)}`, () => {
      const text = `x = ${code}`;
      const edit = replaceString({ path: "/w/a", text, language }, { start: 4, end: text.length }, content);
      assert.equal(edit && applyEdits(text, [edit]).slice(4), expected);
    });
  }
});

describe("wrapValue", () => {
  const cases: ["ts" | "py", string, string | undefined][] = [
    ["ts", `f({ s: "a" });`, `f({ s: [{ t: "a" }] });`],
    ["ts", `f({ s });`, `f({ s: [{ t: s }] });`],
    ["ts", `f({ s: (a + b) });`, `f({ s: ([{ t: a + b }]) });`],
    ["ts", `f({ s: a as string });`, undefined],
    ["py", `f(s="a")`, `f(s=[{ t: "a" }])`],
    ["py", `f(s=("a"\n  "b"))`, `f(s=([{ t: "a"\n  "b" }]))`],
  ];
  for (const [language, text, expected] of cases) {
    it(`${language} ${text}`, () => {
      const { program, call, container } = parseCall(language, text);
      const entry = container.kind === "map" ? container.entries[0]! : call.args[0]!;
      const edits = wrapValue(program, { entry, value: entry.value }, "[{ t: ", " }]");
      assert.equal(edits && applyEdits(text, edits), expected);
    });
  }
});
