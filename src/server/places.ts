import type { Location, Range } from "vscode-languageserver";
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
  return {
    location,
    here(stretch) {
      const found = location(stretch);
      return found.uri === uri ? found.range : undefined;
    },
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
