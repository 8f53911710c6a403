import assert from "node:assert/strict";
import fc from "fast-check";
import type { Hole, Value } from "../../../src/engine/values/value";
import { workspace } from "./printed";

async function evaluated(files: Record<string, string>): Promise<{ value: Value; size: number; reasons: Set<string> }> {
  const { evaluator, seen } = await workspace(files);
  const { expr, program } = seen(Object.keys(files)[0] as string);
  const value = evaluator.evaluate(expr, { program });
  const text = evaluator.text(value);
  const reasons = new Set<string>();
  const visit = (hole: Hole): void => {
    reasons.add(hole.reason);
    for (const option of hole.options ?? [])
      for (const piece of option.pieces) if (piece.kind === "hole") visit(piece.hole);
  };
  let size = 0;
  for (const piece of text.pieces) {
    if (piece.kind === "known") size += piece.text.length;
    else visit(piece.hole);
  }
  return { value, size, reasons };
}

describe("values: bounds", () => {
  it("ends an exponential concatenation, with the reason", async () => {
    const lines = Array.from(
      { length: 60 },
      (_, index) => `const a${index} = a${index + 1} + a${index + 1};`,
    ).reverse();
    const { size, reasons } = await evaluated({ "a.ts": `const a60 = "word ";\n${lines.join("\n")}\nsee(a0);` });
    assert.ok(reasons.has("too long"));
    assert.ok(size > 1000 && size <= 2 * 1024 * 1024);
  });

  it("ends an exponential concatenation that is written top down, across files", async () => {
    const lines = Array.from({ length: 60 }, (_, index) => `a${index} = f"{a${index + 1}}{a${index + 1}}"`).reverse();
    const { reasons } = await evaluated({
      "a.py": "from b import a0\nsee(a0)",
      "b.py": `a60 = "word"\n${lines.join("\n")}\n`,
    });
    assert.ok(reasons.has("too long"));
  });

  it("cuts a file of 10 MB", async () => {
    const files = { "a.py": 'see(open("big.txt").read())', "big.txt": "lorem ipsum ".repeat(900_000) };
    const { size, reasons } = await evaluated(files);
    assert.equal(size, 2 * 1024 * 1024);
    assert.ok(reasons.has("too long"));
  });

  it("ends a deep recursion and a deep nesting", async () => {
    await evaluated({ "a.ts": 'function f(n) { return g(n + 1); } function g(n) { return f(n) + "x"; } see(f(0));' });
    const deep = await evaluated({ "a.ts": `see(${"f(".repeat(900)}"x"${")".repeat(900)});` });
    assert.equal(deep.size, 0);
    const chain = `see(x${".y(1)".repeat(900)});`;
    await evaluated({ "a.ts": chain });
  });

  it("keeps its steps when a function calls itself in many places", async () => {
    const again = Array.from({ length: 12 }, (_, index) => `"k${index}": walk(node[${index}])`).join(", ");
    const calls = Array.from({ length: 40 }, () => "walk(data)").join(", ");
    const { size } = await evaluated({
      "a.py": `def walk(node):\n    return {${again}}\nsee([${calls}, "the end"][40])`,
    });
    assert.equal(size, "the end".length);
  });

  it("goes once through a function that is given the same time and again", async () => {
    const parts = Array.from({ length: 200 }, (_, index) => `    part${index} = [kind, kind]`);
    const whole = Array.from({ length: 200 }, (_, index) => `part${index}`).join(", ");
    const calls = Array.from({ length: 300 }, () => "made(KIND)").join(", ");
    const { size } = await evaluated({
      "a.py": `KIND = "a"\ndef made(kind):\n${parts.join("\n")}\n    return [${whole}]\nsee([${calls}, "the end"][300])`,
    });
    assert.equal(size, "the end".length);
  });

  it("keeps its steps when a loop asks for what it fills", async () => {
    const kinds = Array.from({ length: 2 }, (_, index) => `"k${index}": ["a${index}", "b${index}", "c${index}"]`);
    const filled = Array.from({ length: 20 }, () => "by_name(kinds)").join(", ");
    const lines = [
      "def by_name(kinds):",
      "    found = {}",
      "    for kind, names in kinds.items():",
      "        for name in names:",
      "            if name not in found:",
      "                found[name] = []",
      "            found[name].append(kind)",
      "    return found",
      `kinds = {${kinds.join(", ")}}`,
      `see([${filled}, "the end"][20])`,
    ];
    const { size } = await evaluated({ "a.py": lines.join("\n") });
    assert.equal(size, "the end".length);
  });

  it("remembers what was worked out around a cycle", async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `a${index} = [a${index + 1}, a${index + 1}]`).reverse();
    const { size } = await evaluated({
      "a.py": `def f(n):\n    return f(n - 1)\na30 = f(1)\n${lines.join("\n")}\nsee([a0, "the end"][1])`,
    });
    assert.equal(size, "the end".length);
  });

  it("goes through a long sum without nesting", async () => {
    const { size } = await evaluated({ "a.ts": `see(${Array.from({ length: 3000 }, () => '"ab"').join(" + ")});` });
    assert.equal(size, 6000);
  });

  it("cuts a huge list", async () => {
    const { value } = await evaluated({ "a.ts": `see([${"1,".repeat(50_000)}]);` });
    assert.equal(value.kind, "list");
    assert.ok(value.kind === "list" && value.items.length <= 2001);
  });

  it("ends a tower of nested loops", async () => {
    const loops = Array.from({ length: 8 }, (_, depth) => `${" ".repeat(depth)}for x${depth} in range(10):`).join("\n");
    const { reasons } = await evaluated({ "a.py": `t = ""\n${loops}\n${" ".repeat(8)}t += f"{x0}{x7}"\nsee(t)` });
    assert.ok(reasons.size > 0);
  });

  it("sees a cycle of imports, of names and of functions", async () => {
    const { reasons } = await evaluated({
      "a.ts": 'import { B } from "./b"; export const A = "a" + B; see(A);',
      "b.ts": 'import { A } from "./a"; export const B = "b" + A;',
    });
    assert.ok(reasons.has("cycle"));
    const py = await evaluated({ "a.py": "a = b\nb = c\ndef f(): see(a)\nc = a" });
    assert.ok(py.reasons.size > 0);
  });

  it("does not follow an endless chain of re-exports", async () => {
    const files = {
      "a.ts": 'import { X } from "./b"; see(X);',
      "b.ts": 'export * from "./c";',
      "c.ts": 'export * from "./b";',
    };
    assert.equal((await evaluated(files)).value.kind, "reference");
  });
});

const names = ["a", "b", "c", "docs", "self"];
const name = fc.constantFrom(...names);
const { expr } = fc.letrec<{ expr: string }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4, depthIdentifier: "values" },
    name,
    fc.constantFrom('"text"', "1", "[1, 2]", '{"k": "v"}', "f", "None", '"{x} %s"'),
    fc.tuple(tie("expr"), tie("expr")).map(([a, b]) => `(${a} + ${b})`),
    fc.tuple(tie("expr"), name).map(([a, b]) => `(${a}).${b}`),
    fc.tuple(tie("expr"), tie("expr")).map(([a, b]) => `(${a})[${b}]`),
    fc
      .tuple(fc.constantFrom("f", "str", "len", "dict", "list", "range", "open", "enumerate"), tie("expr"))
      .map(([f, a]) => `${f}(${a})`),
    fc
      .tuple(
        tie("expr"),
        fc.constantFrom("join", "format", "append", "get", "strip", "replace", "split", "extend", "items"),
        tie("expr"),
      )
      .map(([a, method, b]) => `(${a}).${method}(${b})`),
    fc.tuple(tie("expr"), tie("expr"), tie("expr")).map(([a, b, c]) => `(${a} if ${b} else ${c})`),
    fc.tuple(tie("expr"), name, tie("expr")).map(([a, b, c]) => `[${a} for ${b} in ${c}]`),
    tie("expr").map((a) => `f"{${a.replace(/\W+/g, "_").replace(/^\d/, "_")}}"`),
  ),
}));
const statement = fc.oneof(
  fc.tuple(name, fc.constantFrom("=", "+="), expr).map(([a, operator, b]) => `${a} ${operator} ${b}`),
  fc
    .tuple(name, fc.constantFrom("append", "extend", "update", "insert"), expr)
    .map(([a, method, b]) => `${a}.${method}(${b})`),
  fc.tuple(expr, name, expr).map(([a, b, c]) => `if ${a}: ${b} = ${c}`),
  fc.tuple(name, expr, name, expr).map(([a, b, c, d]) => `for ${a} in ${b}: ${c} += ${d}`),
  fc.tuple(name, expr).map(([a, b]) => `def f(${a}): return ${b}`),
  fc.tuple(name, expr, expr).map(([a, key, b]) => `${a}[${key}] = ${b}`),
);

describe("values: properties", () => {
  it("answers for any program, and the same each time", async function () {
    this.timeout(20_000);
    await fc.assert(
      fc.asyncProperty(fc.array(statement, { maxLength: 8 }), expr, async (body, last) => {
        const files = { "a.py": `${body.join("\n")}\nsee(${last})\n` };
        const first = await evaluated(files);
        const second = await evaluated(files);
        assert.equal(first.size, second.size);
        assert.equal(first.value.kind, second.value.kind);
      }),
      { numRuns: 100 },
    );
  });
});

describe("values: a small stack", () => {
  it("answers with the reason where the machine's stack ends first", async () => {
    const ws = await workspace({
      "a.ts": `see(${"g(".repeat(80)}f(1)${")".repeat(80)}); function f(n) { return [n].map((k) => f(k))[0]; }`,
    });
    const { expr, program } = ws.seen("a.ts");
    const sunk = (depth: number): Value => (depth ? sunk(depth - 1) : ws.evaluator.evaluate(expr, { program }));
    for (const depth of [2000, 5000, 7000, 8000, 9000]) {
      try {
        assert.equal(sunk(depth).kind, "reference");
      } catch (error) {
        // Deeper than the test itself can go.
        assert.ok(error instanceof RangeError);
      }
    }
    assert.equal(ws.evaluator.evaluate(expr, { program }).kind, "reference");
  });
});

describe("values: combinations", () => {
  it("does not spell out every identifier that many alternatives make up", async () => {
    const lines = Array.from(
      { length: 9 },
      (_, at) => `const c${at} = x${at} ? "a" : y${at} ? "b" : z${at} ? "d" : "e";`,
    ).join("\n");
    const { value } = await evaluated({
      "a.ts": `${lines}\nsee(\`${Array.from({ length: 9 }, (_, at) => `\${c${at}}`).join(":")}\`);`,
    });
    assert.ok(value.kind === "choice" && value.options.length === 4);
  });
});
