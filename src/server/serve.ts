import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  ResponseError,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { relativePath } from "../engine/files/paths";
import { answerAgents } from "./answer-agents";
import { answerDocuments, diagnosticsOf } from "./answer-documents";
import { answerReport } from "./answer-report";
import { createBackground } from "./background";
import { answerCallRequests } from "./call-requests";
import { fixAllKind } from "./code-actions";
import { createCountStore } from "./count-exactly";
import { answerDifference } from "./difference";
import { loadFolders } from "./folders";
import { describe } from "./guard";
import { answerNameModel } from "./name-model";
import { answerPriceList } from "./price-list";
import { methods, type ServerOptions, type Settings, type StatusParams } from "./protocol";
import { remarksOn } from "./remarks";
import { configurationOf, defaultSettings, readSettings } from "./settings";
import { createSettling } from "./settling";
import { pathOf } from "./uris";
import { watchFiles } from "./watch-files";
import { createWorkspace } from "./workspace";

/** Milliseconds of quiet after a keystroke before the figures of a document are worked out again. */
const debounce = 60;

/**
 * Answers the editor over a connection. The only place that knows LSP methods.
 *
 * @param assets the folder of the files that ship with the product
 * @param breakDown ends the process, so that the client starts a new one
 */
export function serve(connection: Connection, assets: string, breakDown: () => void): void {
  const documents = new TextDocuments(TextDocument);
  const counts = createCountStore(() => options().storage);
  const workspace = createWorkspace(connection, documents, cellChanged, breakDown, counts.measured);
  const settling = createSettling(debounce);
  let client: InitializeParams | undefined;
  let settings: Settings = defaultSettings;
  let folderNotes: string[] = [];
  let restarts = 0;

  const background = createBackground(connection, workspace, settling, {
    started: () => tell("analysing", "Reading the workspace"),
    async finished(report) {
      const session = await workspace.session();
      const { notes } = session.configuration();
      const configured = notes.map(({ path, reason }) => `${relativePath(path, report.folders)}: ${reason}.`);
      const message = `${report.calls.length} calls in ${report.files.listed} files`;
      tell("ready", message, [...folderNotes, ...configured], remarksOn(report, session));
      refresh();
      connection.sendNotification(methods.reportChanged);
    },
    failed: () => tell("failed", "The workspace could not be analysed. The log says where."),
  });

  connection.onInitialize((params): InitializeResult => {
    client = params;
    settings = readSettings(options().settings);
    return {
      serverInfo: { name: "tokenbill" },
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        notebookDocumentSync: {
          notebookSelector: [{ notebook: "jupyter-notebook", cells: [{ language: "python" }] }],
        },
        codeLensProvider: {},
        inlayHintProvider: true,
        hoverProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor, fixAllKind] },
        ...(pulls() && {
          diagnosticProvider: { identifier: "tokenbill", interFileDependencies: true, workspaceDiagnostics: false },
        }),
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
    };
  });

  connection.onInitialized(async () => {
    if (client?.capabilities.workspace?.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders(() => restart());
    }
    // What the client said at the start is all that the first figures need: an editor that starts is slow to answer.
    await Promise.all([restart(client), attempt("watch", () => watchFiles(connection, client?.capabilities))]);
  });
  // A client tells of its settings at the start too, when nothing has changed.
  connection.onDidChangeConfiguration(() =>
    attempt("configuration", async () => {
      const next = await readClientSettings();
      if (JSON.stringify(next) === JSON.stringify(settings)) return;
      settings = next;
      await configure();
    }),
  );
  connection.onDidChangeWatchedFiles(({ changes }) =>
    attempt("files", async () => {
      const session = await workspace.session();
      for (const { uri } of changes) if (!workspace.isOpen(pathOf(uri))) session.invalidate(pathOf(uri));
      refresh();
      background.schedule();
    }),
  );

  /** @param start what the client said as it started; later on it is asked */
  async function restart(start?: InitializeParams): Promise<void> {
    restarts += 1;
    const mine = restarts;
    tell("starting", "Starting");
    await attempt("start", async () => {
      const [read, folders] = await Promise.all([
        start && options().settings !== undefined ? settings : readClientSettings(),
        start?.workspaceFolders?.map(({ uri }) => uri) ?? foldersOfClient(),
      ]);
      const loaded = await loadFolders(connection, folders, assets, options().readFolder === true);
      // Folders that came meanwhile are in the newer one.
      if (mine !== restarts) return;
      settings = read;
      folderNotes = loaded.notes;
      workspace.restart(loaded.host, configurationOf(settings, today()));
      await workspace.session();
      background.schedule(0);
    });
  }

  async function configure(): Promise<void> {
    (await workspace.session()).configure(configurationOf(settings, today()));
    refresh();
    background.schedule(0);
  }

  async function readClientSettings(): Promise<Settings> {
    if (!client?.capabilities.workspace?.configuration) return readSettings(undefined);
    return readSettings(await connection.workspace.getConfiguration("tokenbill"));
  }

  async function foldersOfClient(): Promise<string[]> {
    if (client?.capabilities.workspace?.workspaceFolders) {
      return ((await connection.workspace.getWorkspaceFolders()) ?? []).map(({ uri }) => uri);
    }
    return client?.rootUri ? [client.rootUri] : [];
  }

  documents.onDidChangeContent(({ document }) => {
    settling.changed(document.uri);
    background.schedule(1_000);
    if (!pulls()) push(document.uri);
    else if (documents.all().length > 1) refreshOthers(document.uri);
  });
  documents.onDidClose(({ document }) => {
    settling.forget(document.uri);
    if (!pulls()) connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
  });

  function cellChanged(uri: string): void {
    settling.changed(uri);
    background.schedule(1_000);
    if (!pulls()) push(uri);
  }

  /** Other open documents may show figures that come from this one. */
  function refreshOthers(uri: string): void {
    whenQuiet("refresh", uri, async () => {
      await workspace.session();
      if (workspace.takeAffected().length > 0) refresh();
    });
  }

  function push(uri: string): void {
    whenQuiet("diagnostics", uri, async () => {
      const { items: diagnostics, version } = await diagnosticsOf({ workspace, settling }, uri);
      connection.sendDiagnostics({ uri, version, diagnostics });
    });
  }

  /** Does something about a document unless it changes before that is done: the change does it again. */
  async function whenQuiet(name: string, uri: string, act: () => Promise<void>): Promise<void> {
    try {
      if (await settling.quiet(uri)) await act();
    } catch (error) {
      if (!(error instanceof ResponseError)) report(name)(error);
    }
  }

  function refresh(): void {
    const { workspace: offered } = client?.capabilities ?? {};
    if (offered?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh().catch(() => {});
    if (offered?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => {});
    if (offered?.codeLens?.refreshSupport) connection.sendRequest("workspace/codeLens/refresh").catch(() => {});
    if (!pulls()) for (const { uri } of documents.all()) push(uri);
  }

  answerDocuments(connection, { workspace, settling }, () => settings.annotations);
  answerReport(connection, workspace, background.report);
  answerNameModel(connection, workspace);
  answerDifference(connection, workspace, {
    assets,
    storage: () => options().storage,
    report: background.report,
    configuration: () => configurationOf(settings, today()),
  });
  answerCallRequests(connection, workspace, { bases: () => settings.countAddresses, counts, renewed: configure });
  answerAgents(connection, workspace, background.report);
  answerPriceList(connection, { assets, address: () => settings.priceListAddress, today, renewed: restart });

  function tell(state: StatusParams["state"], message: string, notes = folderNotes, remarks?: string[]): void {
    connection.sendNotification(methods.status, { state, message, notes, remarks } satisfies StatusParams);
  }

  async function attempt(name: string, act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch (error) {
      report(name)(error);
      tell("failed", "Tokenbill could not start. The log says where.");
    }
  }

  function report(name: string): (error: unknown) => void {
    return (error) => connection.console.error(`${name}: ${describe(error)}`);
  }

  function pulls(): boolean {
    return client?.capabilities.textDocument?.diagnostic !== undefined;
  }

  function options(): ServerOptions {
    return (client?.initializationOptions as ServerOptions | undefined) ?? {};
  }

  connection.onShutdown(() => background.stop());
  workspace.listen();
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
