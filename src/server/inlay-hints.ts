import type { InlayHint, Range } from "vscode-languageserver";
import { callLabel } from "../engine/reports/label";
import type { FileAnalysis } from "../engine/session";
import { overlaps, type Places } from "./places";
import { shownCalls } from "./shown-calls";

/** The same line as a lens, at the end of the line where the call's name stands. */
export function inlayHints(places: Places, { path, calls }: FileAnalysis, range: Range): InlayHint[] {
  const text = places.source(path) ?? "";
  return shownCalls(calls).flatMap(({ analysed }): InlayHint[] => {
    const newline = text.indexOf("\n", analysed.call.anchor.end);
    const lineEnd = newline < 0 ? text.length : text[newline - 1] === "\r" ? newline - 1 : newline;
    const at = places.here({ path, start: lineEnd, end: lineEnd });
    if (at === undefined || !overlaps(at, range)) return [];
    return [{ position: at.end, label: callLabel(analysed), paddingLeft: true }];
  });
}
