import type { Range } from "vscode-languageserver";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis } from "../engine/session";
import { overlaps, type Places } from "./places";
import type { CallPlace } from "./protocol";

/**
 * The call that a place in a document stands in: the innermost around it, else one that starts or is named on its line, else
 * the only one of the file.
 */
export function callAt(
  places: Places,
  { path, calls }: FileAnalysis,
  position: CallPlace["position"],
): AnalysedCall | undefined {
  const here = calls.flatMap((analysed) => {
    const { range, anchor } = analysed.call;
    const lines = places.here({
      path,
      start: Math.min(range.start, anchor.start),
      end: Math.max(range.end, anchor.end),
    });
    return lines === undefined ? [] : [{ analysed, lines, length: range.end - range.start }];
  });
  const at = { start: position, end: position };
  const around = here.filter(({ lines }) => overlaps(lines, at)).sort((a, b) => a.length - b.length);
  const beside = here.filter(({ lines }) => lines.start.line === position.line);
  return (around[0] ?? beside[0] ?? (here.length === 1 ? here[0] : undefined))?.analysed;
}

/** The calls of a document that a range touches. */
export function callsIn(places: Places, { path, calls }: FileAnalysis, range: Range): AnalysedCall[] {
  return calls.filter(({ call }) => {
    const lines = places.here({ path, start: call.range.start, end: Math.max(call.range.end, call.anchor.end) });
    return lines !== undefined && overlaps(lines, range);
  });
}
