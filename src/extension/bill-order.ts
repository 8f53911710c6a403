import * as vscode from "vscode";
import type { CallRow, FindingRow, Grouping, GroupRow } from "../panel/messages";

const { l10n } = vscode;

export const groupings: Record<Grouping, string> = {
  folder: l10n.t("Folder"),
  file: l10n.t("File"),
  model: l10n.t("Model"),
  sdk: l10n.t("SDK"),
  feature: l10n.t("Feature"),
};
export const sortings = {
  cost: l10n.t("Dearest first"),
  name: l10n.t("By name"),
  open: l10n.t("Open calls first"),
};
type Sorting = keyof typeof sortings;

interface Kept {
  grouping: Grouping;
  sorting: Sorting;
  filter: string;
}

const key = "bill.order";

/** How the bill is grouped, sorted and filtered in the side bar. Kept for the workspace. */
export class BillOrder implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  private kept: Kept;
  readonly onChange = this.changes.event;

  constructor(private readonly memory: vscode.Memento) {
    const kept = memory.get<Partial<Kept>>(key) ?? {};
    const { grouping = "file", sorting = "cost", filter = "" } = kept;
    this.kept = {
      grouping: grouping in groupings ? grouping : "file",
      sorting: sorting in sortings ? sorting : "cost",
      filter,
    };
    this.tellFilter();
  }

  get grouping(): Grouping {
    return this.kept.grouping;
  }
  get sorting(): Sorting {
    return this.kept.sorting;
  }
  get filter(): string {
    return this.kept.filter;
  }
  get isFiltered(): boolean {
    return this.words().length > 0;
  }

  /** Asks how to group. */
  async group(): Promise<void> {
    const picked = await pick(l10n.t("Group the bill by"), groupings, this.grouping);
    if (picked !== undefined) await this.keep({ grouping: picked });
  }

  /** Asks how to sort. */
  async sort(): Promise<void> {
    const picked = await pick(l10n.t("Sort the bill"), sortings, this.sorting);
    if (picked !== undefined) await this.keep({ sorting: picked });
  }

  /** Asks for words that a call's file, model, SDK or feature holds. */
  async ask(): Promise<void> {
    const filter = await vscode.window.showInputBox({
      title: l10n.t("Show only calls with these words"),
      prompt: l10n.t("Words of a file, model, SDK, feature or rule. Leave it empty to show all."),
      placeHolder: "src/chat gpt-5",
      value: this.filter,
    });
    if (filter !== undefined) await this.keep({ filter: filter.trim() });
  }

  showAll(): Promise<void> {
    return this.keep({ filter: "" });
  }

  readonly matches = ({ place, model, sdk, api, feature = "" }: CallRow): boolean =>
    this.holds(`${place.file} ${model} ${sdk} ${api} ${feature}`);

  readonly matchesFinding = ({ place, rule, message }: FindingRow): boolean =>
    this.holds(`${place.file} ${rule} ${message}`);

  /** Calls come dearest first. */
  sortedCalls(calls: CallRow[]): CallRow[] {
    if (this.sorting === "cost") return calls;
    const byPlace = (a: CallRow, b: CallRow) => compare(a.place.file, b.place.file) || a.place.line - b.place.line;
    if (this.sorting === "name") return [...calls].sort(byPlace);
    return [...calls].sort((a, b) => Number(b.open) - Number(a.open));
  }

  /** Groups come in the order of their dearest call. */
  sortedGroups<T extends { row: GroupRow; calls: CallRow[] }>(groups: T[]): T[] {
    if (this.sorting === "cost") return groups;
    if (this.sorting === "name") return [...groups].sort((a, b) => compare(a.row.name, b.row.name));
    const openCalls = ({ calls }: T) => calls.filter(({ open }) => open).length;
    return [...groups].sort((a, b) => openCalls(b) - openCalls(a));
  }

  private async keep(next: Partial<Kept>): Promise<void> {
    this.kept = { ...this.kept, ...next };
    this.tellFilter();
    this.changes.fire();
    await this.memory.update(key, this.kept);
  }

  private tellFilter(): void {
    void vscode.commands.executeCommand("setContext", "tokenbill.billFiltered", this.isFiltered);
  }

  private words(): string[] {
    return this.filter.toLowerCase().split(/\s+/).filter(Boolean);
  }

  private holds(text: string): boolean {
    const hay = text.toLowerCase();
    return this.words().every((word) => hay.includes(word));
  }

  dispose(): void {
    this.changes.dispose();
  }
}

async function pick<T extends string>(title: string, names: Record<T, string>, now: T): Promise<T | undefined> {
  const items = (Object.keys(names) as T[]).map((id) => ({
    id,
    label: names[id],
    description: id === now ? l10n.t("as now") : undefined,
  }));
  return (await vscode.window.showQuickPick(items, { title }))?.id;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
