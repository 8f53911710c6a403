import { type Notebook, placeIn } from "../syntax/notebook";
import type { TextEdit } from "./text-edit";

/**
 * Edits of a notebook's Python text as edits of its JSON (without a byte order mark). None of them reaches beyond its cell:
 * the line break between two cells is in no file. A line that is put into a source written as one string a line gets a
 * string of its own.
 */
export function notebookEdits(notebook: Notebook, edits: readonly TextEdit[]): TextEdit[] {
  return edits.flatMap(({ path, start, end, text }) => {
    const cell = notebook.cells.findLast((each) => each.start <= start);
    const from = cell && placeIn(notebook, start);
    const to = cell && placeIn(notebook, Math.min(end, cell.end));
    if (!from || !to) return [];
    const between = cell.pieces.length > 1 ? betweenStrings(notebook.json, cell.pieces[1]!.json) : undefined;
    return [{ path, start: from.json, end: Math.max(from.json, to.json), text: writeJson(text, between) }];
  });
}

/** What stands between two strings of a list, their quotes included. */
function betweenStrings(json: string, second: number): string {
  const indent = /(\r?\n[ \t]*)?"$/.exec(json.slice(Math.max(0, second - 200), second))?.[1];
  return indent === undefined ? '", "' : `",${indent}"`;
}

function writeJson(text: string, between: string | undefined): string {
  const lines = text.split(/(?<=\n)/).map((line) => JSON.stringify(line).slice(1, -1));
  return lines.join(between ?? "") + (between !== undefined && text.endsWith("\n") ? between : "");
}
