import * as vscode from "vscode";
import type { Place } from "../panel/messages";

/** Shows a place in the code, not on top of the report. */
export async function openPlace({ uri, line, character }: Place): Promise<void> {
  // A notebook opens as a notebook, not as the JSON that lines are counted in.
  if (uri.endsWith(".ipynb")) return vscode.commands.executeCommand("vscode.open", vscode.Uri.parse(uri));
  const at = new vscode.Position(line, character);
  const { activeTabGroup, all } = vscode.window.tabGroups;
  const onReport = activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview;
  const beside = all.find((group) => group !== activeTabGroup)?.viewColumn ?? vscode.ViewColumn.Beside;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  await vscode.window.showTextDocument(document, {
    selection: new vscode.Range(at, at),
    viewColumn: onReport ? beside : vscode.ViewColumn.Active,
  });
}
