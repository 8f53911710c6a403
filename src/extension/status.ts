import * as vscode from "vscode";
import type { StatusParams } from "../server/protocol";

/** The server's state beside the language of the open file. */
export interface Status extends vscode.Disposable {
  show(status: StatusParams): void;
}

export function createStatus(): Status {
  const selector = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"];
  const item = vscode.languages.createLanguageStatusItem("tokenbill.server", selector);
  item.name = "Tokenbill";
  return {
    show({ state, message, notes, remarks = [] }) {
      item.text = `Tokenbill: ${message}`;
      item.detail = [...notes, ...remarks].join(" ");
      item.busy = state === "starting" || state === "analysing";
      item.severity = severityOf(state, notes);
      item.command =
        state === "failed"
          ? { title: vscode.l10n.t("Restart"), command: "tokenbill.restartServer" }
          : { title: vscode.l10n.t("Show Log"), command: "tokenbill.showLog" };
    },
    dispose: () => item.dispose(),
  };
}

function severityOf(state: StatusParams["state"], notes: string[]): vscode.LanguageStatusSeverity {
  if (state === "failed") return vscode.LanguageStatusSeverity.Error;
  return notes.length > 0 ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
}
