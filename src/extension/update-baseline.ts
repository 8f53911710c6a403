import * as vscode from "vscode";
import { type BaselineText, methods } from "../server/protocol";
import type { Server } from "./server";

const { l10n } = vscode;

/** Accepts what is found today in every folder, after asking: from then on only new findings are reported. */
export async function updateBaseline(server: Server): Promise<void> {
  const files = await server.request<BaselineText[]>(methods.baseline);
  const findings = files.reduce((sum, file) => sum + file.findings, 0);
  if (files.length === 0) {
    vscode.window.showInformationMessage(l10n.t("Open a folder first: its baseline is a file in it."));
    return;
  }
  const accept =
    findings === 1 ? l10n.t("Accept 1 Finding") : l10n.t("Accept {0} Findings", findings.toLocaleString("en-US"));
  const detail = l10n.t("They are written to tokenbill-baseline.json and not reported until their line changes.");
  const options = { modal: true, detail };
  const answer = await vscode.window.showWarningMessage(
    l10n.t("Report only new findings from now on?"),
    options,
    accept,
  );
  if (answer !== accept) return;
  for (const { uri, text } of files) {
    await vscode.workspace.fs.writeFile(vscode.Uri.parse(uri), new TextEncoder().encode(text));
  }
}
