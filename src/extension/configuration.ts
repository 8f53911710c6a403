import * as vscode from "vscode";
import { methods, type NameModelParams } from "../server/protocol";
import type { Server } from "./server";
import type { ReportStore } from "./report-store";

const name = "tokenbill.jsonc";

const template = `// Tokenbill's configuration for this folder. Every key may be left out.
{
  // The rules that run: "recommended", "strict" (every rule) or "off".
  "preset": "recommended",
  // Severity by rule: "off", "error", "warning", "information" or "hint".
  "rules": {},
  // Which model a call uses when the code takes it from somewhere else, for example "settings.FAST_LLM": "gpt-5-mini".
  "models": {},
  // What may be spent, in USD: "call" for one request; "file", "features" and "workspace" for a month of what has a volume.
  "budgets": {},
  // Files and folders to leave out, as in .gitignore.
  "exclude": []
}
`;

/** Opens the configuration of a folder, made when it is not there yet. */
export async function createConfiguration(): Promise<void> {
  const folder = await pickFolder();
  if (folder === undefined) return;
  const uri = vscode.Uri.joinPath(folder.uri, name);
  try {
    await vscode.workspace.fs.stat(uri);
  } catch {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(template));
  }
  await vscode.window.showTextDocument(uri);
}

async function pickFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0)
    vscode.window.showInformationMessage(vscode.l10n.t("Open a folder first: its configuration is a file in it."));
  return folders[0];
}

/** Asks which model an origin stands for and writes it into the configuration of the document's folder. */
export async function nameModel(server: Server, store: ReportStore, uri: string, origin: string): Promise<void> {
  if (store.data === undefined) await store.refresh();
  const title = vscode.l10n.t("Which model does {0} stand for?", origin);
  const model = await vscode.window.showQuickPick(store.data?.models ?? [], {
    title,
    placeHolder: vscode.l10n.t("A model id"),
  });
  if (model === undefined) return;
  const params: NameModelParams = { uri, origin, model };
  const changed = await server.request<{ uri: string } | null>(methods.nameModel, params);
  if (changed === null) {
    vscode.window.showWarningMessage(
      vscode.l10n.t("The file is in no open folder, so there is no configuration to write to."),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(changed.uri));
  await document.save();
}
