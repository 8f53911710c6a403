import type { InlayHint, Range } from "vscode-languageserver";
import type { Money } from "../engine/costs/money";
import { callLabel, moneyLabel } from "../engine/reports/label";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis } from "../engine/session";
import { overlaps, type Places } from "./places";
import { shownCalls } from "./shown-calls";

/** The line of a lens at the end of the line where the call's name stands; all of it is in the hint's hover. */
export function inlayHints(places: Places, { path, calls }: FileAnalysis, range: Range, money: Money): InlayHint[] {
  const text = places.source(path) ?? "";
  return shownCalls(calls).flatMap(({ analysed }): InlayHint[] => {
    const newline = text.indexOf("\n", analysed.call.anchor.end);
    const lineEnd = newline < 0 ? text.length : text[newline - 1] === "\r" ? newline - 1 : newline;
    const at = places.here({ path, start: lineEnd, end: lineEnd });
    if (at === undefined || !overlaps(at, range)) return [];
    return [
      { position: at.end, label: moneyFirst(analysed, money), tooltip: callLabel(analysed, money), paddingLeft: true },
    ];
  });
}

/** The editor cuts a hint off after some forty characters, so what matters most stands in front. */
function moneyFirst(analysed: AnalysedCall, money: Money): string {
  const parts = callLabel(analysed, money).split(" · ");
  const cost = moneyLabel(analysed, money);
  return parts.includes(cost) ? [cost, ...parts.filter((part) => part !== cost)].join(" · ") : parts.join(" · ");
}
