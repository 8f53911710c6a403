// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold placeholders
import { deepEqual, equal } from "node:assert/strict";
import type { Parsers } from "../../../src/engine/syntax/index";
import { testParsers } from "./parsed";
import { printProgram } from "./print-program";

/** Source, and the program it becomes, line by line. */
const cases: Record<string, [source: string, program: string][]> = {
  imports: [
    ["import a.b.c, d as e", 'import "a.b.c" {* as a (a.b.c)}\nimport "d" {* as e}'],
    ["import a.b as c", 'import "a.b" {* as c}'],
    ["from . import x", 'import "." {x as x}'],
    ["from ..p.q import (y as z, w,)", 'import "..p.q" {y as z, w as w}'],
    ["from m import *", 'import "m" {* as *}'],
    ["from __future__ import annotations", ""],
  ],
  assignments: [
    ["x: str = 1", "x: str = 1"],
    ["y: dict[str, int]", "y: dict[str, int]"],
    ["a = b = f()", "a = f()\nb = a"],
    ["self.x = y = f()", "y = f()\nself.x = y"],
    ["a, (b, *c) = d", "[a, [b, ...c]] = d"],
    ["a, *b, c = d", "?target(a, b, c) = d"],
    ["a += 1; b |= c", "a += 1\nb |= c"],
    ["a[0], b.c = d", "[a[0], b.c] = d"],
    ["a = 1, 2", "a = (1, 2)"],
    ["del a, b", "?del((a, b))"],
    ["type(a).b = f()", "a.b = f()"],
  ],
  strings: [
    [`''; ""; 'a'; "b"`, '""\n""\n"a"\n"b"'],
    [`"""a\r\nb"""`, '"a\\nb"'],
    [`x = """a "b" 'c'\n"""`, `x = "a \\"b\\" 'c'\\n"`],
    [
      String.raw`"\n\t\\\"\'\x41\u0042\U0001F600\101\a\
z\q\N{DASH}"`,
      JSON.stringify("\n\t\\\"'AB\u{1F600}A\x07z\\q\\N{DASH}"),
    ],
    [String.raw`r"\n\d" R'\''`, `${JSON.stringify("\\n\\d")} ${JSON.stringify("\\'")}`],
    [String.raw`b"\x41\u0042"`, 'b"A\\\\u0042"'],
    [`"a" 'b' """c"""`, '"a" "b" "c"'],
    [`x = ("a"\n  f"b{c}"\n  "d")`, 'x = "a" "b" ${c} "d"'],
    [`f"a{b!r:>{w}}c{{d}}"`, '"a" ${b | !r:>{w}} "c{d}"'],
    [`f"{x=}{y = !s}{z:,.2f}"`, "${x | =}${y | = !s}${z | :,.2f}".replaceAll("}$", "} $")],
    [`f"{a['k']}{b if c else d}{(lambda: 1)()}"`, '${a["k"]} ${(c ? b : d)} ${fn () {\n  return 1\n}()}'],
    [`f'{f"{x}"}' rf"\\d{y}"`, '${${x}} "\\\\d" ${y}'],
    [`f"""\n{a}\n"""`, '"\\n" ${a} "\\n"'],
    [`f"{a, b}"`, "${(a, b)}"],
    [`"%s" % a; "{}".format(b)`, '("%s" % a)\n"{}".format(b)'],
  ],
  literals: [
    ["1; 0xff; 0o17; 0b11; 1_0; 1.5e3", "1\n255\n15\n3\n10\n1500"],
    ["1j", "?number()"],
    ["True; False; None; ...", "true\nfalse\nnone\n?ellipsis()"],
    ["(); (1,); (1); [1, *a]; {1, 2}; {'a': 1, **b}; {}", '()\n(1)\n1\n[1, ...a]\n<1, 2>\n{"a": 1, ...b}\n{}'],
    ["1, 2", "(1, 2)"],
  ],
  expressions: [
    ["a[1:2]; a[:1]; a[1:]; a[:]; a[::2]; a[1, 2]", "a[1:2]\na[:1]\na[1:]\na[:]\n?slice with a step(a, 2)\na[(1, 2)]"],
    ["a if b else c", "(b ? a : c)"],
    ["a or b or c; a and b or c; not a", "(a || b || c)\n((a && b) || c)\n(not a)"],
    ["a < b; a not in b; a is not b; a < b < c", "(a < b)\n(a not in b)\n(a is not b)\n?comparison(a, b, c)"],
    ["a + b * c - d; -a; ~b; a ** b; a // b", "((a + (b * c)) - d)\n(- a)\n(~ b)\n(a ** b)\n(a // b)"],
    ["f(a, *b, k=1, **c)", "f(a, ...b, k=1, **c)"],
    ["f(x for x in y)", "f(generator<x for x of y>)"],
    ["a.b(c).d[e](f)", "a.b(c).d[e](f)"],
    [
      "partial(f, 1, *a, b=2, **c)",
      "static fn (...*partial, **partial) {\n  return f(1, ...a, ...*partial, b=2, **c, **partial)\n}",
    ],
    ["functools.partial(f.g)", "static fn (...*partial, **partial) {\n  return f.g(...*partial, **partial)\n}"],
    ["partial()", "partial()"],
    ["x.partial(f)", "x.partial(f)"],
    ["partial(f(), 1)", "partial(f(), 1)"],
    ["lambda x, *y, z=1: x", "fn (x, ...y, kw z = 1) {\n  return x\n}"],
    ["if (n := f()) > 1: pass", "if\n  then (((n := f()) > 1))"],
    ["[x for x in y if x if z for a, b in c]", "list<x for x of y if x if z for [a, b] of c>"],
    [
      "{k: v for k, v in x.items()}; {x for x in y}; (x async for x in y)",
      "map<{k: v} for [k, v] of x.items()>\nset<x for x of y>\ngenerator<x for x of y>",
    ],
    ["print('a', file=f)", 'print("a", file=f)'],
    ['print "a", b', '?print("a", b)'],
    ["assert a, 'b'", '?assert(a, "b")'],
  ],
  functions: [
    ["def f(): pass", "fn f() {}"],
    [
      "async def f(a, b: int, c=1, d: str = 'x', *args: int, e, f=2, **kw) -> str:\n  return await g(a)",
      'async fn f(a, b: int, c = 1, d: str = "x", ...args: int, kw e, kw f = 2, **kw) {\n  return await g(a)\n}',
    ],
    ["def g(a, /, b, *, c): yield 1", "fn* g(a, b, kw c) {\n  return 1\n}"],
    ["def g():\n  x = yield\n  yield from h()", "fn* g() {\n  x = ?yield()\n  ?yield(h())\n}"],
    ["def g():\n  def h(): yield 1\n  return h", "fn g() {\n  fn* h() {\n    return 1\n  }\n  return h\n}"],
    ['def f():\n  """Doc."""\n  return 1', '/*"Doc."*/ fn f() {\n  "Doc."\n  return 1\n}'],
    ["@a.b(x=1)\n@c\ndef f(): ...", "@a.b(x=1) @c fn f() {\n  ?ellipsis()\n}"],
    ["def f():\n  global q\n  q = 1\n  return", "fn f() {\n  ?global(q)\n  q = 1\n  return\n}"],
    ["def f[T](a: T) -> T: return a", "fn f(a: T) {\n  return a\n}"],
  ],
  classes: [
    ["class A: pass", "class A() {}"],
    ["class A(B, c.D, metaclass=M): pass", "class A(B, c.D) {}"],
    [
      '@dataclass\nclass A:\n  """Doc."""\n  x: int = field(default=1)\n  y: str\n  z = 1',
      '@dataclass /*"Doc."*/ class A() {\n  "Doc."\n  field x: int = field(default=1)\n  field y: str\n  field z = 1\n}',
    ],
    [
      "class A:\n  @property\n  def p(self): return 1\n  @staticmethod\n  def s(): pass\n  @classmethod\n  def c(cls): pass",
      "class A() {\n  @property property fn p(self) {\n    return 1\n  }\n  @staticmethod static fn s() {}\n  @classmethod classmethod fn c(cls) {}\n}",
    ],
  ],
  statements: [
    ["if a: b\nelif c: d\nelse: e", "if\n  then (a)\n    b\n  then (c)\n    d\n  else\n    e"],
    ["for i, j in enumerate(x):\n  f(i)\nelse:\n  y", "for-each ([i, j] of enumerate(x))\n  f(i)\nblock\n  y"],
    ["while True:\n  if a: break\n  continue", "while (; true; )\n  if\n    then (a)\n      ?break()\n  ?continue()"],
    ["with open(f) as g, h(): pass", "block\n  g = open(f)\n  h()"],
    ["with (open(f) as g): pass", "block\n  g = open(f)"],
    ["async with (a as (b, c), d): pass", "block\n  [b, c] = a\n  d"],
    [
      "try: a\nexcept (E, F) as e: b\nexcept: c\nelse: d\nfinally: g",
      "try\n  try\n    a\n  except ((E, F))\n    e\n    b\n  except\n    c\n  else\n    d\n  finally\n    g",
    ],
    ["raise E('x') from f", 'throw E("x")'],
    [
      "match x:\n  case 'a': f()\n  case {'k': v, **r} if g: pass\n  case [a, *_]: pass\n  case P.Q(z=1): pass\n  case E.A | 'b': pass\n  case _: h()",
      'match (x)\n  case ("a")\n    f()\n  case (?pattern(?pattern("k"), g))\n    v\n    r\n  case (?pattern())\n    a\n  case (?pattern(P.Q))\n  case (?pattern(E.A, "b"))\n  default\n    h()',
    ],
    ["type X = int", ""],
    ["a; b; c", "a\nb\nc"],
  ],
};

describe("lower Python", () => {
  let parsers: Parsers;
  before(async () => {
    parsers = await testParsers();
  });

  for (const [group, list] of Object.entries(cases)) {
    describe(group, () => {
      for (const [source, expected] of list) {
        it(source, () => {
          const program = parsers.parse("/w/a.py", source);
          equal(printProgram(program), expected);
          deepEqual(program.errors, []);
        });
      }
    });
  }
});
