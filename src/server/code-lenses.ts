import type { CodeLens } from "vscode-languageserver";
import { callLabel } from "../engine/reports/label";
import type { FileAnalysis, Session } from "../engine/session";
import { locationOf, positionOf, rangeOf } from "./places";
import type { Workspace } from "./workspace";

/** Commands of the client that a lens runs. */
export const lensCommands = { call: "tokenbill.revealCall", callers: "tokenbill.showCallers" } as const;

/** One line above each call. A wrapper's body leads to its callers, any other call to its row in the report. */
export function codeLenses(session: Session, workspace: Workspace, { path, calls }: FileAnalysis): CodeLens[] {
  return calls.map((analysed) => {
    const { call } = analysed;
    const range = rangeOf(session, { path, ...call.anchor });
    const title = callLabel(analysed);
    if (call.calledFrom === undefined)
      return { range, command: { title, command: lensCommands.call, arguments: [call.id] } };
    const callers = call.calledFrom.map((origin) => locationOf(session, workspace, origin));
    const place = [workspace.uri(path), positionOf(session, path, call.anchor.start), callers];
    return { range, command: { title, command: lensCommands.callers, arguments: place } };
  });
}
