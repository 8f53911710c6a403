import * as vscode from "vscode";
import type { BudgetRow } from "../panel/messages";
import type { ReportStore } from "./report-store";

const { l10n } = vscode;

/** One status-bar item: what every call of the open file costs once, and how much of a budget is taken. Leads to the report. */
export function createFileBill(store: ReportStore): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("tokenbill.fileBill", vscode.StatusBarAlignment.Right, 95);
  item.name = l10n.t("Tokenbill: Cost of the Open File");
  item.command = "tokenbill.showReport";
  const show = () => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const group = store.data?.groups.file.find((one) => one.uri === uri);
    if (store.data === undefined || group === undefined || group.totals.calls === 0 || store.failed) return item.hide();
    const { calls, priced, cost } = group.totals;
    const budget = budgetFor(store.data.budgets, uri);
    const icon = store.outdated ? "$(loading~spin)" : budget?.state === "over" ? "$(warning)" : "$(graph)";
    const figure = priced === 0 ? l10n.t("{0} unpriced", calls) : cost;
    const share = budget?.share === undefined ? "" : l10n.t("{0} of budget", percent(budget.share));
    item.text = `${icon} ${[figure, share].filter(Boolean).join(" · ")}`;
    item.tooltip = tooltip(calls, calls - priced, budget);
    item.show();
  };
  const subscriptions = [store.onChange(show), store.onOutdated(show), vscode.window.onDidChangeActiveTextEditor(show)];
  return vscode.Disposable.from(item, ...subscriptions);
}

/** The file's own, else the workspace's, once something is taken of it. */
function budgetFor(rows: readonly BudgetRow[], uri: string | undefined): BudgetRow | undefined {
  const months = rows.filter(({ share }) => share !== undefined);
  return months.find((row) => row.of === "file" && row.uri === uri) ?? months.find(({ of }) => of === "workspace");
}

function tooltip(calls: number, unpriced: number, budget: BudgetRow | undefined): string {
  const once =
    calls === 1
      ? l10n.t("The model call in this file, once.")
      : l10n.t("Each of the {0} model calls in this file, once.", calls);
  const rest = unpriced > 0 ? l10n.t("Without a price and not in it: {0}.", unpriced) : "";
  const month = budget && monthText(budget);
  return [[once, rest].filter(Boolean).join(" "), month, l10n.t("Click for the report.")].filter(Boolean).join("\n");
}

function monthText({ of, spent, budget, remaining, state }: BudgetRow): string {
  const whose =
    of === "file"
      ? l10n.t("A month of this file: ~{0} of its budget of {1}", spent, budget)
      : l10n.t("A month of the workspace: ~{0} of its budget of {1}", spent, budget);
  const left = state === "over" ? l10n.t("at least {0} over", remaining) : l10n.t("up to {0} left", remaining);
  return `${whose}, ${left}.`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
