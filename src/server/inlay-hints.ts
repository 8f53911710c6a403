import type { InlayHint, Range } from "vscode-languageserver";
import { callLabel } from "../engine/reports/label";
import type { FileAnalysis, Session } from "../engine/session";
import { overlaps, positionOf } from "./places";

/** The same line as a lens, at the end of the line where the call's name stands. */
export function inlayHints(session: Session, { path, calls }: FileAnalysis, range: Range): InlayHint[] {
  const text = session.source(path) ?? "";
  return calls.flatMap((analysed): InlayHint[] => {
    const newline = text.indexOf("\n", analysed.call.anchor.end);
    const lineEnd = newline < 0 ? text.length : text[newline - 1] === "\r" ? newline - 1 : newline;
    const position = positionOf(session, path, lineEnd);
    if (!overlaps({ start: position, end: position }, range)) return [];
    return [{ position, label: callLabel(analysed), paddingLeft: true }];
  });
}
