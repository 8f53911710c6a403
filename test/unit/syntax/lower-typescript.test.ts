// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold placeholders
import { deepEqual, equal } from "node:assert/strict";
import type { Parsers } from "../../../src/engine/syntax/index";
import { testParsers } from "./parsed";
import { printProgram } from "./print-program";

/** Source, and the program it becomes, line by line. */
const cases: Record<string, [source: string, program: string, file?: string][]> = {
  imports: [
    ['import d, { type X, a as b } from "m"', 'import "m" {default as d, a as b}'],
    ['import * as ns from "n"', 'import "n" {* as ns}'],
    ['import { "a-b" as c } from "n"', 'import "n" {a-b as c}'],
    ['import type { Q } from "q"', 'import type "q" {Q as Q}'],
    ['import fs = require("fs")', 'import "fs" {* as fs}'],
    ['import "side"', 'import "side" {}'],
    ['import data from "./a.json" with { type: "json" }', 'import "./a.json" {default as data}'],
    ["import Al = A.B.C", "const Al = A.B.C"],
    ['const m = await import("m")', 'const m = await import("m")'],
    ['const { a } = require("m")', 'const {a: a} = require("m")'],
  ],
  exports: [
    ['export { a as c, b } from "x"', 'export {a as c, b as b} from "x"'],
    ["export { a, type T }", "export {a as a}"],
    ['export * from "y"', 'export {* as *} from "y"'],
    ['export * as z from "z"', 'export {* as z} from "z"'],
    ["export default foo", "export default foo"],
    ["export default async () => {}", "export default async fn () {}"],
    ["export default class {}", "export default class () {}"],
    ["export default function f() {}", "export default fn f() {}"],
    ["export = foo", "export default foo"],
    ["export const a = 1, b = 2", "export const a = 1\nexport const b = 2"],
    ["export let { a } = b", "export let {a: a} = b"],
    ["export async function f() {}", "export async fn f() {}"],
    ["export abstract class A {}", "export class A() {}"],
    ["export enum E { A }", 'export const E = {"A": 0}'],
    ["module.exports = { a }", "module.exports = {!a}"],
    ["export type T = string; export interface I { a: 1 }", ""],
  ],
  declarations: [
    ["let z: string", "let z: string"],
    ["var a = 1, b", "var a = 1\nvar b"],
    ["const { a, b: c = 1, 'd-e': f, [g]: h, ...r } = x", "const {a: a, b: c = 1, d-e: f, [g]: h, ...r} = x"],
    ["const [d, , e = 2, ...f] = y", "const [d, , e = 2, ...f] = y"],
    ["const { a: { b: [c] } } = x", "const {a: {b: [c]}} = x"],
    ["using q = foo()", "const q = foo()"],
    ["declare const x: T", "const x: T"],
    ["enum E { A = 'x', B = 'y' }", 'const E = {"A": "x", "B": "y"}'],
    ["enum E { A, B = 4, C }", 'const E = {"A": 0, "B": 4, "C": 5}'],
    ["enum E { 'a b' = f(), C }", 'const E = {"a b": f(), "C": ?enum member()}'],
    ["namespace N.M { export const y = 1 }", "block\n  export const y = 1"],
    ["declare module 'foo' { const x: 1 }", "block\n  const x: 1"],
    ["interface A {} type B = string; declare function f(): void", ""],
  ],
  assignments: [
    ["a = 1", "a = 1"],
    ["a.b.c = 1; a[0] = 2", "a.b.c = 1\na[0] = 2"],
    ["a = b = f()", "a = f()\nb = a"],
    ["module.exports = x = f()", "x = f()\nmodule.exports = x"],
    ["a ??= b; a += 'x'; a ||= c", 'a ??= b\na += "x"\na ||= c'],
    ["({ a, b: [c] } = d)", "{a: a, b: [c]} = d"],
    ["[a, b.c] = d", "[a, b.c] = d"],
    ["f(a = b)", "f((a = b))"],
    ["a = 1, b = 2", "a = 1\nb = 2"],
    ["x++; --y", "(++ x)\n(-- y)"],
  ],
  strings: [
    [`''; ""; "a"; 'b'`, '""\n""\n"a"\n"b"'],
    [
      String.raw`"\n\t\\\"\'\x41\u0042\u{1F600}\0\
z\q"`,
      JSON.stringify("\n\t\\\"'AB\u{1F600}\0zq"),
    ],
    [String.raw`"\u{110000}\251"`, JSON.stringify("\\u{110000}©")],
    ["``; `a`", '""\n"a"'],
    ["`a${b}c${`d${e}`}`", '"a" ${b} "c" ${"d" ${e}}'],
    ["`\\n\\`\\${x}`", JSON.stringify("\n`${x}")],
    ["`a\r\nb`", '"a\\nb"'],
    ["tag`x${1}y`", 'tag:"x" ${1} "y"'],
    ["a.b`x`", 'a.b:"x"'],
    ["sql<T[]>`x`", 'sql:"x"'],
    ["String.raw`\\d\n`", String.raw`String.raw:"\\d\n"`],
    ["'a' + `b` + c", '(("a" + "b") + c)'],
  ],
  literals: [
    ["1; 0x1f; 1_000; 10n; .5e3; 017", "1\n31\n1000\n10\n500\n15"],
    ["true; false; null; undefined", "true\nfalse\nnone\nnone"],
    ["[1, ...a, , 2,]", "[1, ...a, none, 2]"],
    [
      "x = { a, 'b': 1, [c]: 2, ...d, m() {}, get g() { return 1 }, async *h() {}, 3: 4 }",
      'x = {!a, "b": 1, c: 2, ...d, "m": fn m() {}, "g": property fn g() {\n  return 1\n}, "h": async fn* h() {}, 3: 4}',
    ],
    ["/re/g", "?regex()"],
  ],
  expressions: [
    ["foo?.bar?.(1, ...xs)?.[2]", "foo.bar(1, ...xs)[2]"],
    ["new Foo; new a.B(1)", "new Foo()\nnew a.B(1)"],
    ["(x as any).y; <any>z; x satisfies Y; f<string>(a); x!.y; a as const", "x.y\nz\nx\nf(a)\nx.y\na"],
    ['f(p as A.B.C, q satisfies A.B); (x as A).b.c; y as A["b"]; (x as A.B).c()', "f(p, q)\nx.b.c\ny\nx.c()"],
    ["a ? b : c", "(a ? b : c)"],
    ["a || b || c; a ?? b; a && b || c", "(a || b || c)\n(a ?? b)\n((a && b) || c)"],
    ["a || (b || c)", "(a || (b || c))"],
    ["a + b * c - d", "((a + (b * c)) - d)"],
    ["a instanceof B; 'a' in b", '(a instanceof B)\n("a" in b)'],
    ["!a; typeof b; -1; delete a.b; void 0", "(! a)\n(typeof b)\n(- 1)\n(delete a.b)\n(void 0)"],
    ["x = (a, b)", "x = ?sequence(a, b)"],
    ["this.#x; super.foo(); import.meta.url; new.target", "this.#x\nsuper.foo()\nimport.meta.url\nnew.target"],
    ["(await a).b", "await a.b"],
    ['x = { ...(await f<typeof import("m")>()) }', "x = {...await f()}"],
    ['let x: typeof import("m") = f<typeof import("m")>()', 'let x: typeof import("m") = f()'],
    ["async function f() { for await (const x of y) await x }", "async fn f() {\n  for-each (x of y)\n    await x\n}"],
  ],
  functions: [
    ["f.bind(null, 1)", "static fn (...bind) {\n  return f(1, ...bind)\n}"],
    ["a.f.bind(a)", "static fn (...bind) {\n  return a.f(...bind)\n}"],
    ["f.bind(null)", "f"],
    ["this.f.bind(this)", "this.f"],
    ["f.bind(...x)", "f.bind(...x)"],
    ["f().bind(a)", "f().bind(a)"],
    ["x => y", "fn (x) {\n  return y\n}"],
    ["async ({ a }) => ({ a: 1 })", 'async fn ({a: a}) {\n  return {"a": 1}\n}'],
    ["function f(this: X, a?: string, b: number = 1, ...c: T[]) {}", "fn f(a: string, b: number = 1, ...c: T[]) {}"],
    ["function f(a = 1, { b } = {}, ...c) {}", "fn f(a = 1, {b: b} = {}, ...c) {}", "a.js"],
    [
      "function* f() { yield 1; const x = yield g(); yield* h() }",
      "fn* f() {\n  return 1\n  const x = ?yield(g())\n  ?yield(h())\n}",
    ],
    ["/** Says it. */\nexport function f() {}", 'export /*"Says it."*/ fn f() {}'],
    ["/**\n * Two\n * lines\n */\nconst x = 1; function f() {}", "const x = 1\nfn f() {}"],
    ["function f(a: string): void; function f(a: any) {}", "fn f(a: any) {}"],
  ],
  classes: [
    ["class A extends B.C<T> implements I {}", "class A(B.C) {}"],
    ["class A extends mixin(B) {}", "class A(mixin(B)) {}", "a.js"],
    [
      "class A { static #x = 1; y?: string = 's'; 'z' = 2; [k] = 3 }",
      'class A() {\n  field #x = 1\n  field y: string = "s"\n  field z = 2\n  field ?computed name(k) = 3\n}',
    ],
    [
      "class A { #x = 1; static y; z = () => 1 }",
      "class A() {\n  field #x = 1\n  field y\n  fn z() {\n    return 1\n  }\n}",
      "a.js",
    ],
    [
      "class A { constructor(private readonly a: string, b: B) {} }",
      "class A() {\n  fn constructor(property a: string, b: B) {}\n}",
    ],
    [
      "class A { get v() { return this.#x } static async m() {} private p() {} set w(x) {} }",
      "class A() {\n  property fn v() {\n    return this.#x\n  }\n  static async fn m() {}\n  private fn p() {}\n  setter fn w(x) {}\n}",
    ],
    [
      "@dec({ a: 1 }) class A { @prop() x = 1; @get('/') m() {} }",
      '@dec({"a": 1}) class A() {\n  field x = 1\n  @get("/") fn m() {}\n}',
    ],
    ["abstract class A { abstract m(): void; n(): void { f() } }", "class A() {\n  fn n() {\n    f()\n  }\n}"],
    ["class A { static { f() } }", "class A() {\n  block\n    f()\n}"],
    ["const A = class B {}", "const A = class B() {}"],
  ],
  statements: [
    ["if (a) b; else if (c) { d } else e", "if\n  then (a)\n    b\n  then (c)\n    d\n  else\n    e"],
    ["for (const [k, v] of Object.entries(o)) f(k)", "for-each ([k, v] of Object.entries(o))\n  f(k)"],
    ["for (const k in o) {}", "for-each (k of ?keys(o))"],
    ["for (let i = 0; i < 3; i++) { continue }", "for (let i = 0; (i < 3); (++ i))\n  ?continue()"],
    ["for (i = 0, j = 1;;) break", "for (i = 0, j = 1; ; )\n  ?break()"],
    ["while (a) b; do c; while (d)", "while (; a; )\n  b\ndo (; d; )\n  c"],
    ["l: for (const a of b) { continue l }", "for-each (a of b)\n  ?continue()"],
    [
      "switch (x) { case 1: case 'b': f(); break; default: g() }",
      'switch (x)\n  case (1)\n  case ("b")\n    f()\n    ?break()\n  default\n    g()',
    ],
    ["try { a } catch (e) { b } finally { c }", "try\n  try\n    a\n  except\n    let e\n    b\n  finally\n    c"],
    ["try { a } catch { b }", "try\n  try\n    a\n  except\n    b"],
    ["throw new Error('x')", 'throw new Error("x")'],
    ["{ a; { b } }", "block\n  a\n  block\n    b"],
    ["#!/usr/bin/env node\n'use strict'; debugger; ;", '"use strict"'],
  ],
  jsx: [
    ["x = <a href='?b=1&c=2'>d & e &amp; {f && g}</a>", 'x = ?jsx(a, "?b=1&c=2", (f && g))', "a.tsx"],
    ["x = <A b='s' c={d} {...e}>text {f()} <g.h/><></></A>", 'x = ?jsx(A, "s", d, e, f(), ?jsx(g.h), ?jsx())', "a.tsx"],
    [
      "x = <div onClick={() => f(a)}>{/* no */}{items.map((i) => <b>{i}</b>)}</div>",
      "x = ?jsx(div, fn () {\n  return f(a)\n}, items.map(fn (i) {\n  return ?jsx(b, i)\n}))",
      "a.jsx",
    ],
  ],
};

describe("lower TypeScript and JavaScript", () => {
  let parsers: Parsers;
  before(async () => {
    parsers = await testParsers();
  });

  for (const [group, list] of Object.entries(cases)) {
    describe(group, () => {
      for (const [source, expected, file = "a.ts"] of list) {
        it(source, () => {
          const program = parsers.parse(`/w/${file}`, source);
          equal(printProgram(program), expected);
          deepEqual(program.errors, []);
        });
      }
    });
  }
});
