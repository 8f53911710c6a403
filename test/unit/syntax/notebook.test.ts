import { deepEqual, equal, match, throws } from "node:assert/strict";
import { callSites } from "../../../src/engine/syntax/call-sites";
import { joinCells, NotebookError, placeIn, readNotebook } from "../../../src/engine/syntax/notebook";
import { blankMagics } from "../../../src/engine/syntax/notebook-magics";
import { testParsers } from "./parsed";
import { printProgram } from "./print-program";

interface Cell {
  cell_type: string;
  source: string | string[];
}

const code = (...source: string[]): Cell => ({ cell_type: "code", source });
const write = (cells: Cell[], metadata: object = { language_info: { name: "python" } }): string =>
  JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1);

describe("notebooks", () => {
  it("are one Python text of their code cells", () => {
    const notebook = readNotebook(
      write([
        { cell_type: "markdown", source: ["# Title"] },
        code("import a\n", "\n", "b = 1"),
        { cell_type: "code", source: "c = 2\n" },
        code(),
        { cell_type: "raw", source: "x" },
        code("d"),
      ]),
    );
    equal(notebook.text, "import a\n\nb = 1\nc = 2\n\nd\n");
    deepEqual(
      notebook.cells.map(({ index, start, end }) => [index, start, end]),
      [
        [1, 0, 15],
        [2, 16, 22],
        [5, 23, 24],
      ],
    );
  });

  it("know where each character comes from", () => {
    const lines = ['x = "é\\n\t😀"\n', "%time f(1)\n", "y = 'a\"b'"];
    const source = lines.join("");
    for (const json of [write([code("z"), code(...lines)]), `\ufeff${write([code("z"), code(...lines)])}`]) {
      const notebook = readNotebook(json);
      for (let offset = 0; offset < source.length; offset++) {
        const place = placeIn(notebook, 2 + offset)!;
        deepEqual([place.cell, place.offset], [1, offset]);
        const [written] = /^(?:\\u.{4}|\\.|[\s\S])/.exec(notebook.json.slice(place.json))!;
        equal(JSON.parse(`"${written}"`), source[offset]);
      }
    }
    const escaped = readNotebook('{"cells":[{"cell_type":"code","source":["x=\\u0031;y"]}]}');
    equal(escaped.json[placeIn(escaped, 4)!.json], "y");
  });

  it("put an offset between cells at the end of the cell before it, and one past the end at the end", () => {
    const notebook = readNotebook(write([code("ab"), code("cd")]));
    deepEqual(
      [0, 1, 2, 3, 4, 5, 6, 99].map((offset) => {
        const place = placeIn(notebook, offset)!;
        return [place.cell, place.offset];
      }),
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [1, 0],
        [1, 1],
        [1, 2],
        [1, 2],
        [1, 2],
      ],
    );
    equal(placeIn(readNotebook(write([])), 0), undefined);
  });

  it("are parsed with calls where they stand", async () => {
    const notebook = readNotebook(
      write([code("%pip install x\n", "client.create(1)"), code("if a:\n", "  !ls\n", "f()")]),
    );
    const program = (await testParsers()).parse("/w/a.py", notebook.text);
    deepEqual(program.errors, []);
    equal(printProgram(program), "client.create(1)\nif\n  then (a)\nf()");
    const [first] = callSites(program);
    deepEqual(placeIn(notebook, first!.call.start)?.offset, 15);
  });

  it("are joined from the sources of their cells alike", () => {
    const sources = ["%time a\n", "", "b"];
    const joined = joinCells(sources);
    deepEqual(joined, { text: "      a\n\n\nb\n", starts: [0, 9, 10] });
    equal(readNotebook(write(sources.map((source) => ({ cell_type: "code", source })))).text, joined.text);
  });

  it("of version 3 keep their cells in worksheets", () => {
    const cells = [{ cell_type: "code", input: ["a = 1"], language: "python" }];
    equal(readNotebook(JSON.stringify({ worksheets: [{ cells }], nbformat: 3 })).text, "a = 1\n");
  });

  const refused: [name: string, json: string, reason: RegExp][] = [
    ["nothing", "", /not valid JSON|no object/],
    ["broken JSON", '{\n"cells": [\n{"cell_type": }', /not valid JSON: \w+ in line 3/],
    ["other JSON", "[1]", /no object/],
    ["an object", '{"a": 1}', /no cells/],
    ["another language", write([code("a")], { kernelspec: { language: "R" } }), /in R, not in Python/],
    ["a bottomless pit", "[".repeat(100_000), /nested too deeply|not valid JSON/],
  ];
  for (const [name, json, reason] of refused) {
    it(`are refused with a reason: ${name}`, () => {
      throws(
        () => readNotebook(json),
        (error) => error instanceof NotebookError && reason.test(error.message),
      );
    });
  }

  it("with strange cells are read as far as they go", () => {
    const cells = [null, 1, {}, { cell_type: "code", source: [1, "a", null] }, { cell_type: "code", source: 3 }];
    equal(readNotebook(JSON.stringify({ cells })).text, "a\n");
  });
});

describe("magics", () => {
  const cases: [cell: string, python: string][] = [
    ["a = 1", "a = 1"],
    ["%pip install x\na", "pass          \na"],
    ["!ls", "   "],
    ["if a:\n    !pip install\nb", "if a:\n    pass        \nb"],
    ["!a \\\n  b\nc", "pass\n   \nc"],
    ["%time f(1)", "      f(1)"],
    ["%timeit -n 10 -r1 f(1)", "                  f(1)"],
    ["files = !ls -l\nb", "files = _     \nb"],
    ["x = %env A", "x = _     "],
    ["%%time\nf(1)", "      \nf(1)"],
    ["%%bash\nls | a\n", "      \n      \n"],
    ["\n%%writefile a.py\nx", "\n                \n "],
    ["f?", "  "],
    ["f.g??", "pass "],
    ["x = (a\n  %b)", "x = (a\n  %b)"],
    ["x = a \\\n  %b", "x = a \\\n  %b"],
    ['x = """\n!a\n%b\n"""\n!c', 'x = """\n!a\n%b\n"""\n  '],
    ["x = 'a\n!b'", "x = 'a\n   "],
    ["x = 5 % b\ny != z", "x = 5 % b\ny != z"],
    ["# it's\n!ls -a", "# it's\npass  "],
    ["d = {'a': '}'}\n!ls -a", "d = {'a': '}'}\npass  "],
    ["!ls\r\na", "   \r\na"],
  ];
  for (const [cell, python] of cases) {
    it(JSON.stringify(cell), () => {
      equal(blankMagics(cell), python);
      equal(blankMagics(cell).length, cell.length);
    });
  }

  it("of any length take linear time", () => {
    for (const line of [
      `%time${" -a".repeat(50_000)}`,
      `a${" ,".repeat(50_000)}!`,
      "\\".repeat(100_000),
      "%%".repeat(50_000),
    ])
      match(blankMagics(`${line}\n!x`), /\n/);
  });
});
