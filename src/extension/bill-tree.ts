import * as vscode from "vscode";
import type { CallRow, FindingRow, GroupRow, Place, SkippedRow } from "../panel/messages";
import type { ReportStore } from "./report-store";

type Grouping = "file" | "model";
type Node =
  | { kind: "group"; row: GroupRow }
  | { kind: "open"; title: string; calls: CallRow[] }
  | { kind: "call"; row: CallRow; inFile: boolean }
  | { kind: "findings"; rows: FindingRow[] }
  | { kind: "finding"; row: FindingRow }
  | { kind: "skipped"; rows: SkippedRow[] }
  | { kind: "skippedFile"; row: SkippedRow };

/** The bill in the side bar: what to do first, what has no figure, then every file or model with its calls. */
export class BillTree implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<undefined>();
  private readonly subscription: vscode.Disposable;
  private grouping: Grouping = "file";
  readonly onDidChangeTreeData = this.changes.event;

  constructor(private readonly store: ReportStore) {
    this.subscription = store.onChange(() => this.changes.fire(undefined));
    this.group("file");
  }

  group(by: Grouping): void {
    this.grouping = by;
    vscode.commands.executeCommand("setContext", "tokenbill.billGrouping", by);
    this.changes.fire(undefined);
  }

  getChildren(node?: Node): Node[] {
    const { data } = this.store;
    if (data === undefined || (data.calls.length === 0 && data.skipped.length === 0)) return [];
    if (node === undefined) return this.roots();
    if (node.kind === "group") return this.calls(new Set(node.row.calls), this.grouping === "file");
    if (node.kind === "open") return node.calls.map((row) => ({ kind: "call", row, inFile: false }));
    if (node.kind === "findings") return node.rows.map((row) => ({ kind: "finding", row }));
    if (node.kind === "skipped") return node.rows.map((row) => ({ kind: "skippedFile", row }));
    return [];
  }

  private roots(): Node[] {
    const { groups, findings, skipped, calls } = this.store.data!;
    const counted = calls.filter((row) => row.counted && row.floor === undefined);
    const open = (title: string, modelKnown: boolean): Node[] => {
      const own = counted.filter((row) => row.modelKnown === modelKnown);
      return own.length > 0 ? [{ kind: "open", title, calls: own }] : [];
    };
    return [
      ...(findings.length > 0 ? [{ kind: "findings" as const, rows: findings }] : []),
      ...open("Model not known", false),
      ...open("No price", true),
      ...groups[this.grouping].map((row) => ({ kind: "group" as const, row })),
      ...(skipped.length > 0 ? [{ kind: "skipped" as const, rows: skipped }] : []),
    ];
  }

  private calls(ids: ReadonlySet<string>, inFile: boolean): Node[] {
    const rows = this.store.data!.calls.filter((row) => ids.has(row.id));
    return rows.map((row) => ({ kind: "call", row, inFile }));
  }

  getTreeItem(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case "group":
        return groupItem(node.row);
      case "open":
        return section(node.title, node.calls.length, "question");
      case "findings":
        return section("Findings", node.rows.length, "lightbulb", vscode.TreeItemCollapsibleState.Expanded);
      case "skipped":
        return section("Skipped files", node.rows.length, "circle-slash");
      case "call":
        return callItem(node.row, node.inFile);
      case "finding":
        return findingItem(node.row);
      case "skippedFile":
        return skippedItem(node.row);
    }
  }

  dispose(): void {
    this.subscription.dispose();
    this.changes.dispose();
  }
}

const { Collapsed, None } = vscode.TreeItemCollapsibleState;

function section(title: string, count: number, icon: string, state = Collapsed): vscode.TreeItem {
  const item = new vscode.TreeItem(title, state);
  item.description = `${count}`;
  item.iconPath = new vscode.ThemeIcon(icon);
  return item;
}

function groupItem({ name, uri, totals }: GroupRow): vscode.TreeItem {
  const cost = totals.calls === 0 ? "not in the sum" : totals.cost;
  const folder = uri === undefined ? "" : name.split("/").slice(0, -1).join("/");
  const item = new vscode.TreeItem(uri === undefined ? name : name.split("/").at(-1)!, Collapsed);
  item.description = [cost, folder].filter(Boolean).join(" · ");
  item.tooltip = `${name}: ${totals.calls} calls, ${totals.priced} with a price. ${cost}`;
  if (uri === undefined) item.iconPath = new vscode.ThemeIcon("symbol-misc");
  else {
    item.resourceUri = vscode.Uri.parse(uri);
    item.iconPath = vscode.ThemeIcon.File;
  }
  return item;
}

function callItem(row: CallRow, inFile: boolean): vscode.TreeItem {
  const place = inFile ? `Line ${row.place.line + 1}` : `${row.place.file}:${row.place.line + 1}`;
  const item = new vscode.TreeItem(place, None);
  item.description = `${row.modelKnown ? `${row.model} · ` : ""}${row.cost}`;
  item.tooltip = [row.input, row.output, row.cost, row.times].filter(Boolean).join(" · ");
  item.iconPath = new vscode.ThemeIcon(row.counted ? "symbol-method" : "beaker");
  item.command = openCommand(row.place);
  return item;
}

const severityIcons = { error: "error", warning: "warning", information: "info", hint: "lightbulb" };

function findingItem(row: FindingRow): vscode.TreeItem {
  const file = row.place.file.split("/").at(-1);
  const item = new vscode.TreeItem(`${file}:${row.place.line + 1}`, None);
  item.description = [row.rule, row.savingLabel].filter(Boolean).join(" · ");
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
  return { title: "Open", command: "tokenbill.openPlace", arguments: [place] };
}
