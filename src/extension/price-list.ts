import * as vscode from "vscode";
import { methods, type PriceListData, type RefreshedPrices, type RefreshPricesParams } from "../server/protocol";
import type { Server } from "./server";
import { mayWarn, neverWarn } from "./price-warning";
import type { ReportStore } from "./report-store";

const { l10n } = vscode;

const languages = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact", "jsonc"];

/** The age of the prices beside the language of the open file, and the command that fetches newer ones. */
export function createPriceList(context: vscode.ExtensionContext, server: Server, store: ReportStore) {
  const item = vscode.languages.createLanguageStatusItem("tokenbill.prices", languages);
  const changes = new ChangesDocument();
  item.name = l10n.t("Tokenbill Prices");
  item.text = l10n.t("Tokenbill: prices are being read");
  item.command = { title: l10n.t("Refresh"), command: "tokenbill.refreshPrices" };
  const look = async () => {
    const list = await server.request<PriceListData>(methods.priceList).catch(() => undefined);
    if (list === undefined) return;
    const { Warning, Information } = vscode.LanguageStatusSeverity;
    item.text = l10n.t("Tokenbill: prices of {0}", list.asOf);
    item.detail = `${age(list.days)} · ${list.sources.join(", ")}`;
    item.severity = list.tooOld ? Warning : Information;
    if (list.tooOld) await warn(context.globalState, list);
  };
  const command = vscode.commands.registerCommand("tokenbill.refreshPrices", async () => {
    const list = await server.request<PriceListData>(methods.priceList);
    if (await confirm(list)) await refresh(server, list, changes);
  });
  return vscode.Disposable.from(item, changes, command, store.onChange(look));
}

async function warn(state: vscode.Memento, list: PriceListData): Promise<void> {
  if (!(await mayWarn(state, new Date().toISOString().slice(0, 10)))) return;
  const [refreshNow, never] = [l10n.t("Refresh Prices …"), l10n.t("Do Not Show Again")];
  const message = l10n.t("Tokenbill's prices are of {0}, {1}. Newer ones may differ.", list.asOf, age(list.days));
  const answer = await vscode.window.showWarningMessage(message, refreshNow, never);
  if (answer === never) await neverWarn(state);
  if (answer === refreshNow) await vscode.commands.executeCommand("tokenbill.refreshPrices");
}

async function confirm({ address, asOf, days }: PriceListData): Promise<boolean> {
  const detail = [
    l10n.t("Tokenbill will fetch {0}", address),
    l10n.t("Only the request for this file is sent: no code, no prompts, no report, no identifier."),
    l10n.t("The present prices are of {0}, {1}. They stay if the answer cannot be used.", asOf, age(days)),
  ].join("\n\n");
  const fetchNow = l10n.t("Fetch");
  const options = { modal: true, detail };
  return (
    (await vscode.window.showInformationMessage(l10n.t("Refresh the price list?"), options, fetchNow)) === fetchNow
  );
}

async function refresh(server: Server, { address }: PriceListData, changes: ChangesDocument): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const params: RefreshPricesParams = { address };
  const result = await vscode.window.withProgress({ location, title: l10n.t("Tokenbill: fetching {0}", address) }, () =>
    server.request<RefreshedPrices>(methods.refreshPrices, params),
  );
  if (!result.ok) {
    vscode.window.showWarningMessage(l10n.t("The prices of {0} stay: {1}.", result.asOf, result.reason));
    return;
  }
  const count = result.changes.length;
  const kept = result.kept.length > 0 ? l10n.t("{0} kept, too far off", result.kept.length) : "";
  const changed = count === 1 ? l10n.t("1 change") : l10n.t("{0} changes", count);
  const message = `${l10n.t("Prices of {0}", result.asOf)}: ${[changed, kept].filter(Boolean).join("; ")}.`;
  const show = l10n.t("Show Changes");
  const offered = count + result.kept.length > 0 ? [show] : [];
  // Not awaited by the command: the list stays on offer as long as the message does.
  vscode.window.showInformationMessage(message, ...offered).then((answer) => {
    if (answer === show) changes.show(result);
  });
}

/** The list of changes as a document that can be read and searched, not edited. */
class ChangesDocument implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider("tokenbill-prices", this);
  private readonly uri = vscode.Uri.parse("tokenbill-prices:/Price Changes.md");
  private text = "";
  readonly onDidChange = this.changed.event;

  provideTextDocumentContent(): string {
    return this.text;
  }

  async show(result: RefreshedPrices & { ok: true }): Promise<void> {
    this.text = changesText(result);
    this.changed.fire(this.uri);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(this.uri));
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
  }
}

function changesText({ address, before, asOf, changes, kept, held, path }: RefreshedPrices & { ok: true }): string {
  const list = (lines: string[]) => lines.map((line) => `- ${line}`).join("\n");
  const sections = [
    `# ${l10n.t("Prices of {0}", asOf)}\n\n${l10n.t("Before: {0}. Fetched from {1}, kept in {2}", before, address, path)}`,
    changes.length > 0 ? `## ${l10n.t("Changed")}\n\n${list(changes)}` : "",
    kept.length > 0 ? `## ${l10n.t("Old price kept, because the new one is too far off")}\n\n${list(kept)}` : "",
    held > 0 ? l10n.t("{0} further models keep a price that was decided by hand.", held) : "",
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function age(days: number): string {
  return days === 1 ? l10n.t("1 day old") : l10n.t("{0} days old", days);
}
