import type { InlayHint, Range } from "vscode-languageserver";
import type { Money } from "../engine/costs/money";
import { callLabel, moneyLabel } from "../engine/reports/label";
import type { AnalysedCall } from "../engine/rules/rule";
import type { FileAnalysis } from "../engine/session";
import { overlaps, type Places } from "./places";
import type { LineFigure } from "./protocol";
import { shownCalls } from "./shown-calls";

/** The line of a lens at the end of the line where the call's name stands; all of it is in the hint's hover. */
export function inlayHints(places: Places, { path, calls }: FileAnalysis, range: Range, money: Money): InlayHint[] {
  return shownCalls(calls).flatMap(({ analysed }): InlayHint[] => {
    const at = lineEnd(places, path, analysed);
    if (at === undefined || !overlaps(at, range)) return [];
    return [
      { position: at.end, label: moneyFirst(analysed, money), tooltip: callLabel(analysed, money), paddingLeft: true },
    ];
  });
}

/** The same as plain data, for a client that draws it itself. Several calls of a line stand behind each other. */
export function lineFigures(places: Places, { path, calls }: FileAnalysis, money: Money): LineFigure[] {
  const lines = new Map<number, LineFigure>();
  for (const { analysed } of shownCalls(calls)) {
    const line = lineEnd(places, path, analysed)?.end.line;
    if (line === undefined) continue;
    const label = moneyFirst(analysed, money);
    const upper = analysed.cost?.withCap ?? analysed.cost?.floor;
    const usd = upper === undefined ? undefined : Number(upper) / 1e12;
    const before = lines.get(line);
    lines.set(
      line,
      before === undefined
        ? { line, label, usd }
        : { line, label: `${before.label} · ${label}`, usd: Math.max(before.usd ?? 0, usd ?? 0) },
    );
  }
  return [...lines.values()];
}

function lineEnd(places: Places, path: string, { call }: AnalysedCall): Range | undefined {
  const text = places.source(path) ?? "";
  const newline = text.indexOf("\n", call.anchor.end);
  const end = newline < 0 ? text.length : text[newline - 1] === "\r" ? newline - 1 : newline;
  return places.here({ path, start: end, end });
}

/** The editor cuts a hint off after some forty characters, so what matters most stands in front. */
function moneyFirst(analysed: AnalysedCall, money: Money): string {
  const parts = callLabel(analysed, money).split(" · ");
  const cost = moneyLabel(analysed, money);
  return parts.includes(cost) ? [cost, ...parts.filter((part) => part !== cost)].join(" · ") : parts.join(" · ");
}
