import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  type ErrorHandler,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
} from "vscode-languageclient/node";
import { methods } from "../server/protocol";
import { promptFiles, sourceLanguages } from "./document-selector";
import { readFolder } from "./read-folder";
import type { Status } from "./status";

/** Restarts that are made without asking, within `window` milliseconds. */
const crashes = { most: 5, window: 180_000 };

/** A client whose server process has a heap limit and is kept alive. Not started yet. */
export function createClient(context: vscode.ExtensionContext, status: Status): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const run = { module, transport: TransportKind.ipc, options: { execArgv: ["--max-old-space-size=512"] } };
  const serverOptions: ServerOptions = { run, debug: run };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [
      ...sourceLanguages.map((language) => ({ language })),
      ...promptFiles.map((pattern) => ({ pattern })),
    ],
    initializationOptions: () => ({
      readFolder: true,
      storage: context.globalStorageUri.fsPath,
      settings: vscode.workspace.getConfiguration("tokenbill"),
    }),
    synchronize: { configurationSection: "tokenbill" },
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: errorHandler(status),
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient("tokenbill", "Tokenbill", serverOptions, clientOptions);
  client.onRequest(methods.readFolder, ({ uri }: { uri: string }) => readFolder(vscode.Uri.parse(uri)));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) status.show({ state: "starting", message: vscode.l10n.t("Starting"), notes: [] });
  });
  return client;
}

/** A crash is answered with a new process, which reads the open documents again; one that keeps crashing stays down, visibly. */
function errorHandler(status: Status): ErrorHandler {
  const times: number[] = [];
  return {
    error: () => ({ action: ErrorAction.Continue }),
    closed() {
      const now = Date.now();
      times.push(now);
      const recent = times.filter((time) => now - time < crashes.window).length;
      if (recent <= crashes.most) {
        status.show({
          state: "starting",
          message: vscode.l10n.t("The server stopped and is being restarted"),
          notes: [],
        });
        return { action: CloseAction.Restart, handled: true };
      }
      status.show({
        state: "failed",
        message: vscode.l10n.t("The server stopped too often. Restart it by hand."),
        notes: [],
      });
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
