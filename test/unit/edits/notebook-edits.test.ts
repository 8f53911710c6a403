import assert from "node:assert/strict";
import fc from "fast-check";
import { applyEdits } from "../../../src/engine/edits/apply-edits";
import { notebookEdits } from "../../../src/engine/edits/notebook-edits";
import { readNotebook } from "../../../src/engine/syntax/notebook";

const path = "/w/lab.ipynb";
const write = (sources: (string | string[])[], newline = "\n"): string =>
  JSON.stringify({ cells: sources.map((source) => ({ cell_type: "code", outputs: [], source })) }, null, 1).replaceAll(
    "\n",
    newline,
  );
const sourcesIn = (json: string): (string | string[])[] =>
  JSON.parse(json).cells.map(({ source }: { source: string | string[] }) => source);

/** The cells after one edit at the first place where a text stands in the code. */
function edited(sources: (string | string[])[], from: string, to: string, newline?: string): (string | string[])[] {
  const notebook = readNotebook(write(sources, newline));
  const start = notebook.text.indexOf(from);
  const edits = notebookEdits(notebook, [{ path, start, end: start + from.length, text: to }]);
  return sourcesIn(applyEdits(notebook.json, edits));
}

describe("notebookEdits", () => {
  const sources = ["x = 1", ['ask("a",\n', '    model="m")\n', "y\\z"]];

  it("edits the string that the code stands in, and writes JSON", () => {
    assert.deepEqual(edited(sources, '"m"', '"é\\"\t"'), ["x = 1", ['ask("a",\n', '    model="é\\"\t")\n', "y\\z"]]);
    assert.deepEqual(edited(sources, "1", "2\n3"), ["x = 2\n3", sources[1]]);
  });

  it("gives a new line a string of its own", () => {
    for (const newline of ["\n", "\r\n"]) {
      const after = edited(sources, '"m"', '"m",\n    cap=5', newline);
      assert.deepEqual(after[1], ['ask("a",\n', '    model="m",\n', "    cap=5)\n", "y\\z"]);
    }
    assert.deepEqual(edited(sources, "    model", "    cap=5,\n    model")[1], [
      'ask("a",\n',
      "    cap=5,\n",
      '    model="m")\n',
      "y\\z",
    ]);
  });

  it("removes a line with its string", () => {
    assert.deepEqual(edited(sources, '    model="m")\n', "")[1], ['ask("a",\n', "y\\z"]);
    assert.deepEqual(edited(sources, 'a",\n    model="', "")[1], ['ask("m")\n', "y\\z"]);
  });

  it("stays in its cell when it takes the line break behind it", () => {
    assert.deepEqual(edited(["a\nb", "c"], "b\n", ""), ["a\n", "c"]);
    assert.deepEqual(edited(["a", "c"], "a\nc", "z"), ["z", "c"]);
  });

  it("gives the notebook whose code is the edited code, whatever the edit", () => {
    const line = fc.string({ unit: fc.constantFrom("a", '"', "\\", "\t", "é", "😀", "= 1"), maxLength: 6 });
    const lines = fc
      .array(line, { maxLength: 4 })
      .map((all) => all.map((each, at) => (at < all.length - 1 ? `${each}\n` : each)));
    const source = fc.oneof(
      lines,
      lines.map((all) => all.join("")),
    );
    fc.assert(
      fc.property(
        fc.array(source, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        fc.nat(),
        lines,
        (cells, at, length, text) => {
          const notebook = readNotebook(write(cells));
          if (notebook.cells.length === 0) return;
          const cell = notebook.cells[at % notebook.cells.length]!;
          const start = cell.start + (at % (cell.end - cell.start + 1));
          const edit = { path, start, end: Math.min(cell.end, start + (length % 9)), text: text.join("") };
          const after = applyEdits(notebook.json, notebookEdits(notebook, [edit]));
          const joined = (all: (string | string[])[]) => all.flat().join("");
          assert.equal(joined(sourcesIn(after)), joined(codeOf(notebook.text, edit, notebook.cells)));
          assert.equal(sourcesIn(after).length, cells.length);
        },
      ),
    );
  });
});

/** The text of each cell after an edit of the joined text. */
function codeOf(
  text: string,
  edit: { start: number; end: number; text: string },
  cells: { start: number; end: number }[],
) {
  return cells.map(({ start, end }) => {
    const inside = edit.start >= start && edit.start <= end && edit.end <= end;
    const own = text.slice(start, end);
    return inside ? applyEdits(own, [{ ...edit, start: edit.start - start, end: edit.end - start }]) : own;
  });
}
