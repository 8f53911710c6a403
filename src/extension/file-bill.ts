import * as vscode from "vscode";
import type { ReportStore } from "./report-store";

/** One status-bar item: what every call of the open file costs once. Leads to the report. */
export function createFileBill(store: ReportStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("tokenbill.fileBill", vscode.StatusBarAlignment.Right, 95);
  item.name = "Tokenbill: Cost of the Open File";
  item.command = "tokenbill.showReport";
  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const group = store.data?.groups.file.find((one) => one.uri === uri);
    if (group === undefined || group.totals.calls === 0 || store.failed) return item.hide();
    const { calls, priced, cost } = group.totals;
    const icon = store.outdated ? "$(loading~spin)" : "$(graph)";
    item.text = priced === 0 ? `${icon} ${calls} unpriced` : `${icon} ${cost}`;
    const unpriced = calls - priced;
    const rest = unpriced > 0 ? `; ${unpriced} without a price are not in it` : "";
    item.tooltip = `Tokenbill: each of the ${calls} model calls in this file once${rest}. Click for the report.`;
    item.show();
  };
  const subscriptions = [store.onChange(show), store.onOutdated(show), vscode.window.onDidChangeActiveTextEditor(show)];
  return vscode.Disposable.from(item, ...subscriptions);
}
