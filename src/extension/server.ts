import { setImmediate } from "node:timers/promises";
import * as vscode from "vscode";
import type { LanguageClient } from "vscode-languageclient/node";
import type { Status } from "./status";

/** The language server, as the rest of the extension sees it. */
export interface Server extends vscode.Disposable {
  /** Sends a request once the server runs. */
  request<T>(method: string, params?: unknown, token?: vscode.CancellationToken): Promise<T>;
  onNotification<T>(method: string, handle: (params: T) => void): void;
  restart(): Promise<void>;
  showLog(): Promise<void>;
}

/**
 * Starts the server once the extension is active: loading the client takes longer than everything else that the extension
 * does at its start, and nobody waits for it.
 */
export function startServer(context: vscode.ExtensionContext, status: Status): Server {
  const loaded = setImmediate()
    .then(() => import("./client"))
    .then(({ createClient }) => createClient(context, status));
  const started = loaded.then((client) => start(client, status));
  const withClient = async <T>(act: (client: LanguageClient) => T | Promise<T>): Promise<T> => act(await loaded);
  return {
    async request<T>(method: string, params?: unknown, token?: vscode.CancellationToken) {
      await started;
      // A token that is not there would be sent as a parameter.
      return withClient<T>((client) => client.sendRequest(method, params ?? {}, ...(token ? [token] : [])));
    },
    onNotification(method, handle) {
      void withClient((client) => client.onNotification(method, handle));
    },
    restart: () => withClient((client) => client.restart()),
    showLog: () => withClient((client) => client.outputChannel.show()),
    dispose: () => void withClient((client) => client.dispose()),
  };
}

async function start(client: LanguageClient, status: Status): Promise<void> {
  try {
    await client.start();
  } catch {
    status.show({ state: "failed", message: vscode.l10n.t("The server did not start. The log says why."), notes: [] });
  }
}
