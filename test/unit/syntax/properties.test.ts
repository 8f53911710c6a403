// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the sources under test hold placeholders
import { deepEqual, equal, fail, ok } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { callSites } from "../../../src/engine/syntax/call-sites";
import type { Parsers } from "../../../src/engine/syntax/index";
import type { Program } from "../../../src/engine/syntax/program";
import { testParsers } from "./parsed";

const paths = ["/w/a.ts", "/w/a.tsx", "/w/a.js", "/w/a.py"];

const typeScriptTokens =
  "( ) [ ] { } < > => ; : , . ... ?. ?? || && + - * / = += == ? ! @ # ` ${ } \" ' \\ // /* */ \n \t a b this class extends new " +
  "function async await yield return throw if else for of in while do switch case default try catch finally const let var import " +
  "from export as type enum namespace interface satisfies static get set private readonly super null undefined true 1 0x1f 1n /re/ </ />";
const pythonTokens =
  '( ) [ ] { } : , . ... := -> = += == ** * / // % @ # " \' """ f" f\'\'\' r" b\' { } {{ \\ \n \n\t \n\t\t a b self def class ' +
  "lambda async await yield return raise if elif else for in while try except finally with as match case _ import from not and or " +
  "is None True 1 1j 0xff global del assert print pass";

/** Sources of this very project, and what a Python file may hold, to be cut up. */
const samples = {
  typescript: readdirSync(resolve(__dirname, "../../../src/engine/syntax"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => readFileSync(join(__dirname, "../../../src/engine/syntax", name), "utf8")),
  python: [
    'import os\n\nclass A(B):\n    """Doc."""\n    x: int = 1\n\n    @property\n    def p(self, *a, k=f"{1!r:>3}", **b):\n        for i, j in x:\n            yield [y for y in z if y]\n        return {"a": 1, **b}[1:2] if c else (lambda: 1)()\n',
    'async def f():\n    with open("a") as g, h():\n        try:\n            x = y = await g.read(1, *a, k=2)\n        except (E, F) as e:\n            raise G from e\n        finally:\n            del x\n    match x:\n        case {"a": [1, *_]} if g: pass\n        case P(q=1) | None: pass\n',
  ],
};

const soup = (tokens: string) =>
  fc
    .array(fc.constantFrom(...tokens.split(" "), " "), { maxLength: 120 })
    .chain((list) => fc.constantFrom(" ", "").map((glue) => list.join(glue)));

/** A piece of real code with a few places cut out, doubled or overwritten. */
const mutated = (sources: string[]) =>
  fc
    .tuple(
      fc.constantFrom(...sources),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), fc.nat(20), fc.string({ maxLength: 4 })), { minLength: 1, maxLength: 6 }),
    )
    .map(([source, from, cuts]) => {
      const start = from % source.length;
      let text = source.slice(start, start + 1500);
      for (const [at, length, instead] of cuts) {
        const position = at % (text.length + 1);
        text = text.slice(0, position) + instead + text.slice(position + length);
      }
      return text;
    });

const edit = fc.tuple(
  fc.nat(),
  fc.nat(20),
  fc.constantFrom("", "a", "x", " ", "\n", ";\n", "()", "{}", '"', "😀", "f(1)\n"),
);
let fresh = 0;

const anything = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  soup(typeScriptTokens),
  soup(pythonTokens),
  mutated(samples.typescript),
  mutated(samples.python),
);

describe("any text", function () {
  this.timeout(60_000);
  let parsers: Parsers;
  before(async () => {
    parsers = await testParsers();
  });

  it("gives a program whose ranges lie inside the text, children inside their parents", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, text) => {
        const program = parsers.parse(path, text);
        const calls = checkRanges(program);
        const sites = callSites(program).map(({ call }) => call);
        equal(sites.length, calls.size, "every call is a call site, once");
        ok(sites.every((call) => calls.has(call)));
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same program every time", () => {
    fc.assert(
      fc.property(fc.constantFrom(...paths), anything, (path, text) => {
        const once = parsers.parse(path, text);
        parsers.parse(path, "f(1, [2])");
        deepEqual(parsers.parse(path, text), once);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the program of its last version, whatever it was before", () => {
    const versions = fc.tuple(
      fc.constantFrom(...samples.typescript, ...samples.python),
      fc.array(edit, { maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), versions, (path, [source, edits]) => {
        let text = source.slice(0, 3000);
        for (const [at, length, instead] of edits) {
          const position = at % (text.length + 1);
          const before = text;
          text = text.slice(0, position) + instead + text.slice(position + length);
          parsers.parse(path, text);
          // And back, as one does who corrects a slip: what is whole again is parsed from what was not.
          if (length > 10) text = before;
          deepEqual(parsers.parse(path, text), { ...parsers.parse(`/fresh${++fresh}${path}`, text), path });
        }
      }),
      { numRuns: 30 },
    );
  });

  it("of this project itself is whole", () => {
    for (const source of samples.typescript) {
      const program = parsers.parse("/w/a.ts", source);
      deepEqual(program.errors, []);
      checkRanges(program);
    }
  });
});

type Ranged = { start: number; end: number };
const isRanged = (value: object): value is Ranged => "start" in value && "end" in value;

/** Names that stand in for another part of the program, or for a place outside of their node. */
const elsewhere = new Set(["span"]);

/** Fails on a range out of place; gives back every call that it passed. */
function checkRanges(program: Program): Set<object> {
  const calls = new Set<object>();
  const whole = { start: 0, end: program.text.length };
  const stack: { value: unknown; within: Ranged }[] = [
    { value: program.body, within: whole },
    { value: program.comments, within: whole },
    { value: program.errors, within: whole },
  ];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, within } = next;
    if (typeof value !== "object" || value === null) continue;
    if ("kind" in value && value.kind === "call") calls.add(value);
    const inside = isRanged(value) ? value : within;
    const sane = within.start <= inside.start && inside.start <= inside.end && inside.end <= within.end;
    if (!sane) fail(`${JSON.stringify(value)?.slice(0, 300)} is not inside ${within.start}–${within.end}`);
    for (const [key, child] of Object.entries(value))
      if (!elsewhere.has(key)) stack.push({ value: child, within: inside });
  }
  return calls;
}
