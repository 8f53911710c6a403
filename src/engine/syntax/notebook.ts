import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { blankMagics } from "./notebook-magics";

/** A Jupyter notebook as one Python text, to be parsed like a file. */
export interface Notebook {
  /** the code cells, each ended by a line break; what is not Python in them is blanked out, so no length changes */
  text: string;
  cells: NotebookCell[];
  /** the notebook's own text, after a byte order mark was removed */
  json: string;
}

export interface NotebookCell {
  /** among all cells of the notebook, text cells too */
  index: number;
  /** where its source stands in the notebook's Python text, end exclusive, without the line break put after it */
  start: number;
  end: number;
  /** the JSON strings that the source is written in: where each begins in the Python text, and in the JSON after its quote */
  pieces: { start: number; json: number }[];
}

/** Where an offset of a notebook's Python text comes from. */
export interface NotebookPlace {
  /** among all cells of the notebook */
  cell: number;
  /** in the source of the cell */
  offset: number;
  /** in the text of the .ipynb file */
  json: number;
}

export class NotebookError extends Error {
  override readonly name = "NotebookError";
}

/** What kernels of Python and its supersets call their language. */
const pythonKernels = /^(?:i?python\d*|coconut|sage)$/i;

/** Reads the text of an .ipynb file. Throws a NotebookError that says why when it is no notebook in Python. */
export function readNotebook(source: string): Notebook {
  const json = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const root = rootOf(json);
  const language = languageOf(root);
  if (language !== undefined && !pythonKernels.test(language))
    throw new NotebookError(`the notebook is in ${language}, not in Python`);
  const code = [...cellsOf(root).entries()]
    .map(([index, node]) => ({ index, strings: field(node, "cell_type")?.value === "code" ? stringsOf(node) : [] }))
    .filter(({ strings }) => strings.length > 0);
  const sources = code.map(({ strings }) => strings.map((each) => String(each.value)).join(""));
  const { text, starts } = joinCells(sources);
  const cells = code.map(({ index, strings }, nth): NotebookCell => {
    const start = starts[nth]!;
    let at = start;
    const pieces = strings.map((each) => {
      const piece = { start: at, json: each.offset + 1 };
      at += String(each.value).length;
      return piece;
    });
    return { index, start, end: at, pieces };
  });
  return { text, cells, json };
}

/**
 * The sources of code cells as one Python text: what is not Python is blanked out, and a line break follows each cell.
 * `starts` says where each source begins; it stands there at its full length.
 */
export function joinCells(sources: readonly string[]): { text: string; starts: number[] } {
  const starts: number[] = [];
  let at = 0;
  for (const source of sources) {
    starts.push(at);
    at += source.length + 1;
  }
  return { text: sources.map((source) => `${blankMagics(source)}\n`).join(""), starts };
}

/** Where an offset of the Python text stands in the notebook; undefined when the notebook has no code. */
export function placeIn(notebook: Notebook, offset: number): NotebookPlace | undefined {
  const cell = last(notebook.cells, (each) => each.start <= offset) ?? notebook.cells[0];
  if (!cell) return undefined;
  const inside = Math.max(cell.start, Math.min(offset, cell.end));
  const piece = last(cell.pieces, (each) => each.start <= inside)!;
  const json = skipCharacters(notebook.json, piece.json, inside - piece.start);
  return { cell: cell.index, offset: inside - cell.start, json };
}

/** The last element that a condition holds for; it holds for none after the first it fails for. */
function last<T>(list: readonly T[], holds: (each: T) => boolean): T | undefined {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return list[low - 1];
}

/** Moves on by so many characters of a string as JSON writes it: `\n` is one, `\u00e9` is one. */
function skipCharacters(json: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0; left--) {
    if (json[at] !== "\\") at++;
    else at += json[at + 1] === "u" ? 6 : 2;
  }
  return at;
}

function rootOf(json: string): Node {
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(json, errors, { disallowComments: true });
  } catch (cause) {
    throw new NotebookError("the notebook is not readable: it is nested too deeply", { cause });
  }
  const [error] = errors;
  if (error) {
    const line = json.slice(0, error.offset).split("\n").length;
    throw new NotebookError(`the notebook is not valid JSON: ${printParseErrorCode(error.error)} in line ${line}`);
  }
  if (root?.type !== "object") throw new NotebookError("the file is not a notebook: it holds no object");
  return root;
}

/** The value of a property of an object; of the last one, as JSON has it, when there are several. */
function field(node: Node | undefined, name: string): Node | undefined {
  if (node?.type !== "object") return undefined;
  return node.children?.findLast((each) => each.children?.[0]?.value === name)?.children?.[1];
}

function languageOf(root: Node): string | undefined {
  const metadata = field(root, "metadata");
  const language = field(field(metadata, "language_info"), "name") ?? field(field(metadata, "kernelspec"), "language");
  return typeof language?.value === "string" ? language.value : undefined;
}

/** The cells; old notebooks keep them in worksheets. */
function cellsOf(root: Node): Node[] {
  const cells = field(root, "cells");
  if (cells?.type === "array") return cells.children ?? [];
  const sheets = field(root, "worksheets");
  if (sheets?.type !== "array") throw new NotebookError("the file is not a notebook: it has no cells");
  return (sheets.children ?? []).flatMap((sheet) => field(sheet, "cells")?.children ?? []);
}

/** The JSON strings of a cell's source: one, or one a line. */
function stringsOf(cell: Node): Node[] {
  const source = field(cell, "source") ?? field(cell, "input");
  const strings = source?.type === "array" ? (source.children ?? []) : source ? [source] : [];
  return strings.filter((each) => each.type === "string");
}
