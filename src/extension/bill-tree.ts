import * as vscode from "vscode";
import type { CallRow, FindingRow, GroupRow, Place, SkippedRow } from "../panel/messages";
import { type BillOrder, groupings, sortings } from "./bill-order";
import type { ReportStore } from "./report-store";

const { l10n } = vscode;

export type BillNode =
  | { kind: "group"; row: GroupRow; calls: CallRow[] }
  | { kind: "open"; title: string; calls: CallRow[] }
  | { kind: "call"; row: CallRow; inFile: boolean }
  | { kind: "findings"; rows: FindingRow[] }
  | { kind: "finding"; row: FindingRow }
  | { kind: "skipped"; rows: SkippedRow[] }
  | { kind: "skippedFile"; row: SkippedRow };

/** The bill in the side bar: what to do first, what has no figure, then every file, model, … with its calls. */
export class BillTree implements vscode.TreeDataProvider<BillNode>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly subscriptions: vscode.Disposable[];
  readonly onDidChangeTreeData = this.changes.event;

  constructor(
    private readonly store: ReportStore,
    private readonly order: BillOrder,
  ) {
    const changed = () => this.changes.fire(undefined);
    this.subscriptions = [store.onChange(changed), order.onChange(changed)];
  }

  getChildren(node?: BillNode): BillNode[] {
    const { data } = this.store;
    if (data === undefined || (data.calls.length === 0 && data.skipped.length === 0)) return [];
    if (node === undefined) return this.roots();
    if (node.kind === "group") {
      const inFile = this.order.grouping === "file";
      return node.calls.map((row) => ({ kind: "call", row, inFile }));
    }
    if (node.kind === "open") return node.calls.map((row) => ({ kind: "call", row, inFile: false }));
    if (node.kind === "findings") return node.rows.map((row) => ({ kind: "finding", row }));
    if (node.kind === "skipped") return node.rows.map((row) => ({ kind: "skippedFile", row }));
    return [];
  }

  private roots(): BillNode[] {
    const { groups, findings, skipped, calls } = this.store.data!;
    const { matches, matchesFinding, isFiltered, grouping } = this.order;
    const counted = calls.filter((row) => row.counted && row.floor === undefined && matches(row));
    const open = (title: string, modelKnown: boolean): BillNode[] => {
      const own = counted.filter((row) => row.modelKnown === modelKnown);
      return own.length > 0 ? [{ kind: "open", title, calls: own }] : [];
    };
    const rows = findings.filter(matchesFinding);
    const byId = new Map(calls.map((row) => [row.id, row]));
    const grouped = groups[grouping].map((row) => {
      const own = row.calls.flatMap((id) => byId.get(id) ?? []).filter(matches);
      return { kind: "group" as const, row, calls: this.order.sortedCalls(own) };
    });
    return [
      ...(rows.length > 0 ? [{ kind: "findings" as const, rows }] : []),
      ...open(l10n.t("Model not known"), false),
      ...open(l10n.t("No price"), true),
      ...this.order.sortedGroups(grouped.filter(({ calls: own }) => own.length > 0)),
      ...(skipped.length > 0 && !isFiltered ? [{ kind: "skipped" as const, rows: skipped }] : []),
    ];
  }

  getTreeItem(node: BillNode): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return groupItem(node.row, node.calls, this.order.grouping);
      case "open":
        return section(node.title, node.calls.length, "question");
      case "findings":
        return section(l10n.t("Findings"), node.rows.length, "lightbulb", vscode.TreeItemCollapsibleState.Expanded);
      case "skipped":
        return section(l10n.t("Skipped files"), node.rows.length, "circle-slash");
      case "call":
        return callItem(node.row, node.inFile);
      case "finding":
        return findingItem(node.row);
      case "skippedFile":
        return skippedItem(node.row);
    }
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions, this.changes).dispose();
  }
}

/** The view of the tree: beside its title stands how it is ordered, and whether its figures are being worked out again. */
export function createBillView(tree: BillTree, store: ReportStore, order: BillOrder): vscode.Disposable {
  const view = vscode.window.createTreeView("tokenbill.bill", { treeDataProvider: tree, showCollapseAll: true });
  const describe = () => {
    view.message = store.failed
      ? l10n.t("The workspace could not be analysed. The Tokenbill log says where it stopped.")
      : undefined;
    const by = l10n.t("by {0}", groupings[order.grouping].toLowerCase());
    const sorted = order.sorting === "cost" ? "" : sortings[order.sorting].toLowerCase();
    const only = order.isFiltered ? l10n.t('only "{0}"', order.filter) : "";
    view.description = [by, sorted, only, store.outdated ? l10n.t("being worked out again…") : ""]
      .filter(Boolean)
      .join(" · ");
  };
  const progress = busyView("tokenbill.bill", () => !store.failed && (store.data === undefined || store.outdated));
  describe();
  progress();
  return vscode.Disposable.from(
    view,
    store.onChange(describe),
    store.onOutdated(describe),
    order.onChange(describe),
    store.onChange(progress),
    store.onOutdated(progress),
  );
}

/** A function that shows the view's progress bar for as long as there is something to wait for; called when that may have changed. */
function busyView(viewId: string, isBusy: () => boolean): () => void {
  let done: (() => void) | undefined;
  return () => {
    if (!isBusy()) {
      done?.();
      done = undefined;
    } else if (done === undefined) {
      const ended = new Promise<void>((resolve) => (done = resolve));
      vscode.window.withProgress({ location: { viewId } }, () => ended);
    }
  };
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function section(title: string, count: number, icon: string, state = Collapsed): vscode.TreeItem {
  const item = new vscode.TreeItem(title, state);
  item.description = `${count}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

const groupIcons = { folder: "folder", file: "file", model: "symbol-misc", sdk: "package", feature: "tag" };

function groupItem({ name, uri, totals, calls }: GroupRow, shown: CallRow[], grouping: keyof typeof groupIcons) {
  // The sum is that of all calls of the group: it would be wrong beside some of them.
  const isWhole = shown.length === calls.length;
  const cost = totals.calls === 0 ? l10n.t("not in the sum") : totals.cost;
  const figure = isWhole ? cost : l10n.t("{0} of {1} calls", shown.length, calls.length);
  const folder = uri === undefined ? "" : name.split("/").slice(0, -1).join("/");
  const title = uri === undefined ? name || l10n.t("No feature named") : name.split("/").at(-1)!;
  const item = new vscode.TreeItem(title, Collapsed);
  item.description = [figure, folder].filter(Boolean).join(" · ");
  item.tooltip = l10n.t("{0}: {1} calls, {2} with a price. {3}", name || title, totals.calls, totals.priced, cost);
  if (uri === undefined) item.iconPath = new vscode.ThemeIcon(groupIcons[grouping]);
  else {
    item.resourceUri = vscode.Uri.parse(uri);
    item.iconPath = vscode.ThemeIcon.File;
  }
  return item;
}

function callItem(row: CallRow, inFile: boolean): vscode.TreeItem {
  const place = inFile ? l10n.t("Line {0}", row.place.line + 1) : `${row.place.file}:${row.place.line + 1}`;
  const item = new vscode.TreeItem(place, None);
  item.description = `${row.modelKnown ? `${row.model} · ` : ""}${row.cost}`;
  item.tooltip = [row.input, row.output, row.cost, row.times, resolveHint(row)].filter(Boolean).join(" · ");
  item.iconPath = new vscode.ThemeIcon(row.counted ? "symbol-method" : "beaker");
  item.contextValue = row.resolve === undefined ? "call" : `call.${row.resolve.kind}`;
  item.command = openCommand(row.place);
  return item;
}

function resolveHint({ resolve }: CallRow): string {
  if (resolve === undefined) return "";
  return resolve.kind === "name"
    ? l10n.t("Name the model of {0} to give it a price", resolve.origin)
    : l10n.t("Set the price of {0} to put it into the sum", resolve.model);
}

const severityIcons = { error: "error", warning: "warning", information: "info", hint: "lightbulb" };

function findingItem(row: FindingRow): vscode.TreeItem {
  const file = row.place.file.split("/").at(-1);
  const item = new vscode.TreeItem(row.rule, None);
  item.description = [row.savingLabel, `${file}:${row.place.line + 1}`].filter(Boolean).join(" · ");
  item.tooltip = [row.message, row.formula].filter(Boolean).join("\n");
  item.iconPath = new vscode.ThemeIcon(severityIcons[row.severity]);
  item.command = openCommand(row.place);
  return item;
}

function skippedItem({ file, uri, reason }: SkippedRow): vscode.TreeItem {
  const item = new vscode.TreeItem(file, None);
  item.description = reason;
  item.tooltip = `${file}: ${reason}`;
  item.command = openCommand({ uri, file, line: 0, character: 0 });
  return item;
}

function openCommand(place: Place): vscode.Command {
  return { title: l10n.t("Open"), command: "tokenbill.openPlace", arguments: [place] };
}
