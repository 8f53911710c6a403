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
import { readFolder } from "./read-folder";
import type { Status } from "./status";

export interface Server extends vscode.Disposable {
  readonly client: LanguageClient;
  /** Sends a request once the server runs. */
  request<T>(method: string, params?: unknown): Promise<T>;
  restart(): Promise<void>;
}

const languages = ["python", "typescript", "typescriptreact", "javascript", "javascriptreact"];

/** Files that are a prompt by their name; the server decides which of them are. */
const promptFiles = [
  "**/*.{prompty,prompt,baml}",
  "**/promptfooconfig*.{yml,yaml}",
  "**/*.prompt.{yml,yaml}",
  "**/*.{j2,jinja,jinja2}",
  "**/{AGENTS,CLAUDE,GEMINI,SKILL}.md",
  "**/*.{prompt,instructions,agent,chatmode}.md",
  "**/{copilot-instructions.md,.cursorrules,.windsurfrules,.clinerules}",
  "**/*.mdc",
  "**/{.claude/agents,.claude/commands,.claude/rules,.clinerules,.windsurf/rules,.kiro/steering}/**/*.md",
];

/** Restarts that are made without asking, within `window` milliseconds. */
const crashes = { most: 5, window: 180_000 };

/** Starts the server process with a heap limit and keeps it alive. */
export function startClient(context: vscode.ExtensionContext, status: Status): Server {
  const module = vscode.Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  const run = { module, transport: TransportKind.ipc, options: { execArgv: ["--max-old-space-size=512"] } };
  const serverOptions: ServerOptions = { run, debug: run };
  const clientOptions: LanguageClientOptions = {
    documentSelector: [...languages.map((language) => ({ language })), ...promptFiles.map((pattern) => ({ pattern }))],
    initializationOptions: { readFolder: true, storage: context.globalStorageUri.fsPath },
    synchronize: { configurationSection: "tokenbill" },
    diagnosticPullOptions: { onChange: true, onSave: true },
    errorHandler: errorHandler(status),
    markdown: { isTrusted: false, supportHtml: false },
  };
  const client = new LanguageClient("tokenbill", "Tokenbill", serverOptions, clientOptions);
  client.onRequest(methods.readFolder, ({ uri }: { uri: string }) => readFolder(vscode.Uri.parse(uri)));
  client.onDidChangeState(({ newState }) => {
    if (newState === State.Starting) status.show({ state: "starting", message: "Starting", notes: [] });
  });
  const started = start(client, status);
  return {
    client,
    async request(method, params) {
      await started;
      return client.sendRequest(method, params ?? {});
    },
    restart: () => client.restart(),
    dispose: () => void client.dispose(),
  };
}

async function start(client: LanguageClient, status: Status): Promise<void> {
  try {
    await client.start();
  } catch {
    status.show({ state: "failed", message: "The server did not start. The log says why.", notes: [] });
  }
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
        status.show({ state: "starting", message: "The server stopped and is being restarted", notes: [] });
        return { action: CloseAction.Restart, handled: true };
      }
      status.show({ state: "failed", message: "The server stopped too often. Restart it by hand.", notes: [] });
      return { action: CloseAction.DoNotRestart, handled: true };
    },
  };
}
