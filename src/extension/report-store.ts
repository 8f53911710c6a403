import * as vscode from "vscode";
import type { ReportData } from "../panel/messages";
import { methods } from "../server/protocol";
import type { Server } from "./server";
import { isRead } from "./document-selector";

/** The last report of the server, for everything that shows a part of it. */
export class ReportStore implements vscode.Disposable {
  private readonly changes = new vscode.EventEmitter<void>();
  private asking: Promise<void> | undefined;
  private stale = false;
  private readonly subscription: vscode.Disposable;
  private readonly edits = new vscode.EventEmitter<void>();
  readonly onChange = this.changes.event;
  /** the code was edited: what `data` says is being worked out again */
  readonly onOutdated = this.edits.event;
  outdated = false;
  data: ReportData | undefined;
  /** the last request failed: what is shown is not current */
  failed = false;

  constructor(private readonly server: Server) {
    server.onNotification(methods.reportChanged, () => this.refresh());
    this.subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (this.outdated || contentChanges.length === 0 || !isRead(document)) return;
      this.outdated = true;
      this.edits.fire();
    });
  }

  /** Asks once at a time; a change that comes meanwhile is asked for after. */
  async refresh(): Promise<void> {
    this.stale = true;
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
    });
    return this.asking;
  }

  private async ask(): Promise<void> {
    while (this.stale) {
      this.stale = false;
      try {
        this.data = await this.server.request<ReportData>(methods.report);
        this.failed = this.outdated = false;
        const { calls } = this.data;
        void vscode.commands.executeCommand("setContext", "tokenbill.hasCalls", calls.length > 0);
        void vscode.commands.executeCommand("setContext", "tokenbill.analysed", true);
      } catch {
        this.failed = true;
      }
    }
    this.changes.fire();
  }

  dispose(): void {
    this.subscription.dispose();
    this.edits.dispose();
    this.changes.dispose();
  }
}
