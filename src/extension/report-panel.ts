import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import type { DifferenceData, PanelInput, PanelOutput, WhatIf, WhatIfData } from "../panel/messages";
import { type DifferenceProgress, methods } from "../server/protocol";
import type { Server } from "./server";
import { openPlace } from "./open-place";
import { resolveCall } from "./resolve-call";
import type { ReportStore } from "./report-store";

const { l10n } = vscode;

/** Where the reader of the report is. VS Code writes this down at once; a webview's own state it keeps only until a reload in a browser. */
const keptState = "report.state";

/** The report in an editor tab. Holds no figures itself: it asks the server and passes them on. */
export class ReportPanel implements vscode.WebviewPanelSerializer, vscode.Disposable {
  static readonly viewType = "tokenbill.report";
  private panel: vscode.WebviewPanel | undefined;
  private ready = false;
  /** the call to show once the panel can */
  private wanted: string | undefined;
  /** of the comparison that is under way */
  private comparing: vscode.CancellationTokenSource | undefined;

  constructor(
    private readonly extension: vscode.Uri,
    private readonly server: Server,
    private readonly store: ReportStore,
    private readonly memory: vscode.Memento,
  ) {
    store.onChange(() => this.draw());
    store.onOutdated(() => this.post({ type: "outdated" }));
    server.onNotification(methods.differenceProgress, (progress: DifferenceProgress) =>
      this.post({ type: "comparing", ...progress }),
    );
  }

  show(call?: string): void {
    this.wanted = call;
    if (this.panel === undefined) {
      const column = call === undefined ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside;
      this.adopt(vscode.window.createWebviewPanel(ReportPanel.viewType, l10n.t("Tokenbill Report"), column, {}));
    } else {
      this.panel.reveal();
      this.reveal();
    }
  }

  async deserializeWebviewPanel(panel: vscode.WebviewPanel): Promise<void> {
    this.adopt(panel);
  }

  private draw(): void {
    if (this.panel === undefined || !this.ready) return;
    if (this.store.data === undefined || this.store.failed) {
      this.post({
        type: "failed",
        message: l10n.t("The report could not be made. The Tokenbill log says where it stopped."),
      });
      return;
    }
    this.post({ type: "report", data: this.store.data });
    this.reveal();
  }

  dispose(): void {
    this.panel?.dispose();
  }

  private adopt(panel: vscode.WebviewPanel): void {
    this.panel?.dispose();
    this.panel = panel;
    this.ready = false;
    const icon = (name: string) => vscode.Uri.joinPath(this.extension, "media", name);
    panel.iconPath = { light: icon("icon.svg"), dark: icon("icon-dark.svg") };
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(this.extension, "dist")],
    };
    panel.webview.onDidReceiveMessage((message: PanelOutput) => this.receive(message));
    panel.onDidDispose(() => {
      if (this.panel !== panel) return;
      this.panel = undefined;
      this.comparing?.cancel();
    });
    panel.webview.html = this.html(panel.webview);
  }

  private async receive(message: PanelOutput): Promise<void> {
    switch (message.type) {
      case "ready":
        this.ready = true;
        this.post({ type: "restore", state: this.memory.get(keptState) });
        return this.store.data === undefined ? this.store.refresh() : this.draw();
      case "state":
        return this.memory.update(keptState, message.state);
      case "refresh":
        return this.store.refresh();
      case "open":
        return openPlace(message.place);
      case "whatIf":
        return this.suppose(message.asked);
      case "difference":
        return this.compare();
      case "stopComparing":
        return this.comparing?.cancel();
      case "export":
        return vscode.commands.executeCommand("tokenbill.exportReport");
      case "resolve":
        return resolveCall(message.uri, message.resolve);
      case "applyFix":
        return this.applyFix(message.finding, message.fix);
    }
  }

  private async suppose(asked: WhatIf): Promise<void> {
    try {
      this.post({ type: "whatIf", data: await this.server.request<WhatIfData>(methods.whatIf, asked) });
    } catch {
      vscode.window.setStatusBarMessage(l10n.t("Tokenbill: the supposition could not be worked out."), 5_000);
    }
  }

  /** One comparison at a time: a newer one takes the place of the one under way. */
  private async compare(): Promise<void> {
    this.comparing?.cancel();
    const asked = new vscode.CancellationTokenSource();
    this.comparing = asked;
    const data = await differenceData(this.server, asked.token);
    if (this.comparing !== asked) return;
    this.comparing = undefined;
    this.post({ type: "difference", data });
  }

  private async applyFix(finding: string, fix: number): Promise<void> {
    const { applied } = await this.server.request<{ applied: boolean }>(methods.applyFix, { finding, fix });
    if (!applied) vscode.window.setStatusBarMessage(l10n.t("Tokenbill: the fix no longer fits the file."), 5_000);
    await this.store.refresh();
  }

  private reveal(): void {
    if (this.wanted === undefined || !this.ready) return;
    this.post({ type: "reveal", call: this.wanted });
    this.wanted = undefined;
  }

  private post(message: PanelInput): void {
    this.panel?.webview.postMessage(message);
  }

  private html(webview: vscode.Webview): string {
    // No text can end the element that it stands in.
    const texts = JSON.stringify(l10n.bundle ?? {}).replaceAll("<", "\\u003c");
    const nonce = randomBytes(16).toString("base64");
    const asset = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(this.extension, "dist", name)).toString();
    const policy = [
      "default-src 'none'",
      `script-src 'nonce-${nonce}'`,
      `style-src 'nonce-${nonce}'`,
      `font-src ${webview.cspSource}`,
    ].join("; ");
    return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${l10n.t("Tokenbill Report")}</title>
<link rel="stylesheet" nonce="${nonce}" href="${asset("panel.css")}">
</head>
<body>
<div id="root"></div>
<script type="application/json" id="texts">${texts}</script>
<script nonce="${nonce}" src="${asset("panel.js")}"></script>
</body>
</html>`;
  }
}

/** What the work since the last commit does to the bill. Git is not run before the workspace is trusted. */
async function differenceData(server: Server, token: vscode.CancellationToken): Promise<DifferenceData> {
  if (!vscode.workspace.isTrusted) {
    const reason = l10n.t(
      "In Restricted Mode git is not run, so there is nothing to compare with. Trust the workspace to compare.",
    );
    return { ok: false, reason };
  }
  try {
    return await server.request<DifferenceData>(methods.difference, undefined, token);
  } catch {
    if (token.isCancellationRequested) return { ok: false, reason: l10n.t("The comparison was stopped."), again: true };
    return {
      ok: false,
      reason: l10n.t("The comparison could not be worked out. The Tokenbill log says where it stopped."),
    };
  }
}
