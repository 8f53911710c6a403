import * as vscode from "vscode";
import { type ExportFormat, type ExportParams, methods } from "../server/protocol";
import type { Server } from "./server";

const { l10n } = vscode;

const formats: (vscode.QuickPickItem & { format: ExportFormat; extension: string })[] = [
  {
    label: "Markdown",
    description: l10n.t("to read or to put into a pull request"),
    format: "markdown",
    extension: "md",
  },
  { label: "HTML", description: l10n.t("one page that any browser shows"), format: "html", extension: "html" },
  { label: "CSV", description: l10n.t("one line a call, for a spreadsheet"), format: "csv", extension: "csv" },
  {
    label: "JSON",
    description: l10n.t("everything, as the command line writes it"),
    format: "json",
    extension: "json",
  },
  { label: "SARIF", description: l10n.t("the findings, for code scanning"), format: "sarif", extension: "sarif" },
];

/** Writes the report to a file of the user's choice. Counts and places only: no prompt text. */
export async function exportReport(server: Server): Promise<void> {
  const picked = await vscode.window.showQuickPick(formats, { title: l10n.t("Export the cost report as") });
  if (picked === undefined) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const name = `tokenbill-report.${picked.extension}`;
  const defaultUri = folder && vscode.Uri.joinPath(folder, name);
  const target = await vscode.window.showSaveDialog({ defaultUri, filters: { [picked.label]: [picked.extension] } });
  if (target === undefined) return;
  const params: ExportParams = { format: picked.format };
  const { text } = await server.request<{ text: string }>(methods.exportReport, params);
  await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(target);
}
