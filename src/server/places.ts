import type { Location, Range, TextEdit } from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import type { TextEdit as FileEdit } from "../engine/edits/text-edit";
import type { Session } from "../engine/session";
import type { Workspace } from "./workspace";

/** A stretch of a file in the engine's offsets. */
export interface Stretch {
  path: string;
  start: number;
  end: number;
}

/** The engine's offsets as places in the editor, seen from one document: a file, or a cell of an open notebook. */
export interface Places {
  /** The range in this document; undefined for what stands in another file or another cell. */
  here(stretch: Stretch): Range | undefined;
  location(stretch: Stretch): Location;
  /** Edits by document, as the editor applies them: to cells of an open notebook, to the JSON of one that is not open. */
  edits(edits: readonly FileEdit[]): Map<string, TextEdit[]>;
  /** The URI of a file, there or not. */
  uri(path: string): string;
  /** The version of a document that is open; null for one that is not. */
  version(uri: string): number | null;
  /** The text that offsets of a path point into. */
  source(path: string): string | undefined;
}

export function placesIn(session: Session, workspace: Workspace, uri: string): Places {
  function location({ path, start, end }: Stretch): Location {
    const cell = workspace.cell(path, start);
    if (cell === undefined) return { uri: workspace.uri(path), range: rangeOf(session, { path, start, end }) };
    const at = (offset: number) => cell.document.positionAt(offset - cell.start);
    return { uri: cell.document.uri, range: { start: at(start), end: at(end) } };
  }
  /** Edits of the text that the file has on disk. */
  function diskEdits(path: string, edits: readonly FileEdit[]): TextEdit[] {
    const text = (workspace.text(path) ?? "").replace(/^\ufeff/, "");
    const document = TextDocument.create(path, "", 0, text);
    const at = (offset: number) => document.positionAt(offset);
    return edits.map(({ start, end, text: newText }) => ({ range: { start: at(start), end: at(end) }, newText }));
  }

  function edits(all: readonly FileEdit[]): Map<string, TextEdit[]> {
    const found = new Map<string, TextEdit[]>();
    const add = (target: string, ...more: TextEdit[]) => found.set(target, [...(found.get(target) ?? []), ...more]);
    for (const edit of all) {
      const mapped = session.fileEdits([edit]);
      if (mapped[0] !== edit) {
        add(workspace.uri(edit.path), ...diskEdits(edit.path, mapped));
        continue;
      }
      const { uri: target, range } = location(edit);
      add(target, { range, newText: edit.text });
    }
    return found;
  }

  return {
    location,
    edits,
    here(stretch) {
      const found = location(stretch);
      return found.uri === uri ? found.range : undefined;
    },
    uri: (path) => workspace.uri(path),
    version: (other) => workspace.version(other),
    source: (path) => session.source(path),
  };
}

function rangeOf(session: Session, { path, start, end }: Stretch): Range {
  const at = (offset: number) => {
    const { line, column } = session.position(path, offset);
    return { line: line - 1, character: column - 1 };
  };
  return { start: at(start), end: at(end) };
}

export function overlaps(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
