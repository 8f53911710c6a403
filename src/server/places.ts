import type { Location, Range } from "vscode-languageserver";
import type { Session } from "../engine/session";
import type { Workspace } from "./workspace";

/** A stretch of a file in the engine's offsets. */
export interface Stretch {
  path: string;
  start: number;
  end: number;
}

export function rangeOf(session: Session, { path, start, end }: Stretch): Range {
  return { start: positionOf(session, path, start), end: positionOf(session, path, end) };
}

export function locationOf(session: Session, workspace: Workspace, stretch: Stretch): Location {
  return { uri: workspace.uri(stretch.path), range: rangeOf(session, stretch) };
}

export function positionOf(session: Session, path: string, offset: number): { line: number; character: number } {
  const { line, column } = session.position(path, offset);
  return { line: line - 1, character: column - 1 };
}

export function overlaps(a: Range, b: Range): boolean {
  return !before(a.end, b.start) && !before(b.end, a.start);
}

function before(a: Range["start"], b: Range["start"]): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}
