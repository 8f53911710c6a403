import type { CodeLens } from "vscode-languageserver";
import type { Money } from "../engine/costs/money";
import { callLabel } from "../engine/reports/label";
import type { FileAnalysis } from "../engine/session";
import type { Places } from "./places";
import { shownCalls } from "./shown-calls";

/** Commands of the client that a lens runs. */
export const lensCommands = { call: "tokenbill.revealCall", callers: "tokenbill.showCallers" } as const;

/** One line above each call. A wrapper's body leads to its callers, any other call to its row in the report. */
export function codeLenses(places: Places, { path, calls }: FileAnalysis, money: Money): CodeLens[] {
  return shownCalls(calls).flatMap(({ analysed, members }): CodeLens[] => {
    const { call } = analysed;
    const { uri, range } = places.location({ path, ...call.anchor });
    if (places.here({ path, ...call.anchor }) === undefined) return [];
    const title = callLabel(analysed, money) + (members > 1 ? ` · dearest of ${members}` : "");
    if (call.calledFrom === undefined)
      return [{ range, command: { title, command: lensCommands.call, arguments: [call.id] } }];
    const callers = call.calledFrom.map((origin) => places.location(origin));
    return [{ range, command: { title, command: lensCommands.callers, arguments: [uri, range.start, callers] } }];
  });
}
