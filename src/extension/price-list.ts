import * as vscode from "vscode";
import { methods, type PriceListData, type RefreshedPrices, type RefreshPricesParams } from "../server/protocol";
import type { Server } from "./server";
import { mayWarn, neverWarn } from "./price-warning";
import type { ReportStore } from "./report-store";

const languages = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact", "jsonc"];

/** The age of the prices beside the language of the open file, and the command that fetches newer ones. */
export function createPriceList(context: vscode.ExtensionContext, server: Server, store: ReportStore) {
  const item = vscode.languages.createLanguageStatusItem("tokenbill.prices", languages);
  const changes = new ChangesDocument();
  item.name = "Tokenbill Prices";
  item.text = "Tokenbill: prices are being read";
  item.command = { title: "Refresh", command: "tokenbill.refreshPrices" };
  const look = async () => {
    const list = await server.request<PriceListData>(methods.priceList).catch(() => undefined);
    if (list === undefined) return;
    const { Warning, Information } = vscode.LanguageStatusSeverity;
    item.text = `Tokenbill: prices of ${list.asOf}`;
    item.detail = `${days(list.days)} old · ${list.sources.join(", ")}`;
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
  const [refreshNow, never] = ["Refresh Prices …", "Do Not Show Again"];
  const message = `Tokenbill's prices are ${days(list.days)} old (${list.asOf}). Newer ones may differ.`;
  const answer = await vscode.window.showWarningMessage(message, refreshNow, never);
  if (answer === never) await neverWarn(state);
  if (answer === refreshNow) await vscode.commands.executeCommand("tokenbill.refreshPrices");
}

async function confirm({ address, asOf, days: age }: PriceListData): Promise<boolean> {
  const detail = [
    `Tokenbill will fetch ${address}`,
    "Only the request for this file is sent: no code, no prompts, no report, no identifier.",
    `The present prices are of ${asOf}, ${days(age)} old. They stay if the answer cannot be used.`,
  ].join("\n\n");
  const fetchNow = "Fetch";
  const options = { modal: true, detail };
  return (await vscode.window.showInformationMessage("Refresh the price list?", options, fetchNow)) === fetchNow;
}

async function refresh(server: Server, { address }: PriceListData, changes: ChangesDocument): Promise<void> {
  const location = vscode.ProgressLocation.Notification;
  const params: RefreshPricesParams = { address };
  const result = await vscode.window.withProgress({ location, title: `Tokenbill: fetching ${address}` }, () =>
    server.request<RefreshedPrices>(methods.refreshPrices, params),
  );
  if (!result.ok) {
    vscode.window.showWarningMessage(`The prices of ${result.asOf} stay: ${result.reason}.`);
    return;
  }
  const count = result.changes.length;
  const kept = result.kept.length > 0 ? `; ${result.kept.length} kept, too far off` : "";
  const message = `Prices of ${result.asOf}: ${count === 1 ? "1 change" : `${count} changes`}${kept}.`;
  const show = "Show Changes";
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
    `# Prices of ${asOf}\n\nBefore: ${before}. Fetched from ${address}, kept in ${path}`,
    changes.length > 0 ? `## Changed\n\n${list(changes)}` : "",
    kept.length > 0 ? `## Old price kept, because the new one is too far off\n\n${list(kept)}` : "",
    held > 0 ? `${held} further models keep a price that was decided by hand.` : "",
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
