import {
  CodeActionKind,
  type Connection,
  type InitializeParams,
  type InitializeResult,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { relativePath } from "../engine/files/paths";
import { formatReport } from "../engine/reports";
import type { WhatIf, WhatIfData } from "../panel/messages";
import { answerAgents } from "./answer-agents";
import { createBackground } from "./background";
import { baselineTexts } from "./baseline-texts";
import { answerCallRequests, callActions } from "./call-requests";
import { codeActions, fixAllKind, workspaceEdit } from "./code-actions";
import { codeLenses } from "./code-lenses";
import { createCountStore } from "./count-exactly";
import { csv } from "./csv";
import { shownFindings } from "./diagnostics";
import { answerDifference } from "./difference";
import { loadFolders } from "./folders";
import { cancelled, describe, guard } from "./guard";
import { hover } from "./hovers";
import { inlayHints, lineFigures } from "./inlay-hints";
import { configurationPath, nameModel, nameModelActions } from "./name-model";
import { placesIn } from "./places";
import { answerPriceList } from "./price-list";
import {
  type ApplyFixParams,
  type ExportParams,
  type LineFigure,
  methods,
  type NameModelParams,
  type ServerOptions,
  type Settings,
  type StatusParams,
} from "./protocol";
import { findingId, reportData } from "./report-data";
import { configurationOf, defaultSettings, readSettings } from "./settings";
import { createSettling } from "./settling";
import { pathOf } from "./uris";
import { watchFiles } from "./watch-files";
import { whatIf } from "./what-if";
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

  const background = createBackground(connection, workspace, {
    started: () => tell("analysing", "Reading the workspace"),
    async finished(report) {
      const { notes } = (await workspace.session()).configuration();
      const configured = notes.map(({ path, reason }) => `${relativePath(path, report.folders)}: ${reason}.`);
      const message = `${report.calls.length} calls in ${report.files.listed} files`;
      tell("ready", message, [...folderNotes, ...configured]);
      refresh();
      connection.sendNotification(methods.reportChanged);
    },
    failed: () => tell("failed", "The workspace could not be analysed. The log says where."),
  });

  connection.onInitialize((params): InitializeResult => {
    client = params;
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
    await attempt("watch", () => watchFiles(connection, client?.capabilities));
    await restart();
  });
  connection.onDidChangeConfiguration(() => attempt("configuration", configure));
  connection.onDidChangeWatchedFiles(({ changes }) =>
    attempt("files", async () => {
      const session = await workspace.session();
      for (const { uri } of changes) if (!workspace.isOpen(pathOf(uri))) session.invalidate(pathOf(uri));
      refresh();
      background.schedule();
    }),
  );

  async function restart(): Promise<void> {
    tell("starting", "Starting");
    await attempt("start", async () => {
      settings = await readClientSettings();
      const folders = await foldersOfClient();
      const loaded = await loadFolders(connection, folders, assets, options().readFolder === true);
      folderNotes = loaded.notes;
      workspace.restart(loaded.host, configurationOf(settings, today()));
      await workspace.session();
      background.schedule(0);
    });
  }

  async function configure(): Promise<void> {
    settings = await readClientSettings();
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
    settling.quiet(uri).then(async (quiet) => {
      if (!quiet) return;
      await workspace.session();
      if (workspace.takeAffected().length > 0) refresh();
    }, report("refresh"));
  }

  function push(uri: string): void {
    settling.quiet(uri).then(async (quiet) => {
      if (!quiet) return;
      const session = await workspace.session();
      const analysis = session.analyse(workspace.path(uri));
      const diagnostics = shownFindings(placesIn(session, workspace, uri), analysis).map(
        ({ diagnostic }) => diagnostic,
      );
      connection.sendDiagnostics({ uri, version: analysis.version, diagnostics });
    }, report("diagnostics"));
  }

  function refresh(): void {
    const { workspace: offered } = client?.capabilities ?? {};
    if (offered?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh().catch(() => {});
    if (offered?.inlayHint?.refreshSupport) connection.languages.inlayHint.refresh().catch(() => {});
    if (offered?.codeLens?.refreshSupport) connection.sendRequest("workspace/codeLens/refresh").catch(() => {});
    if (!pulls()) for (const { uri } of documents.all()) push(uri);
  }

  connection.languages.diagnostics.on(
    guard(connection, "diagnostics", async ({ textDocument: { uri } }) => {
      if (!(await settling.quiet(uri))) throw cancelled();
      const session = await workspace.session();
      const items = shownFindings(placesIn(session, workspace, uri), session.analyse(workspace.path(uri))).map(
        (shown) => shown.diagnostic,
      );
      return { kind: "full" as const, items };
    }),
  );

  connection.onCodeLens(
    guard(connection, "code lens", async ({ textDocument: { uri } }) => {
      if (!(await settling.quiet(uri))) throw cancelled();
      const session = await workspace.session();
      if (settings.annotations !== "codeLens") return [];
      return codeLenses(placesIn(session, workspace, uri), session.analyse(workspace.path(uri)), session.money);
    }),
  );

  connection.languages.inlayHint.on(
    guard(connection, "inlay hints", async ({ textDocument: { uri }, range }) => {
      if (!(await settling.quiet(uri))) throw cancelled();
      const session = await workspace.session();
      if (settings.annotations !== "inlayHints") return [];
      return inlayHints(placesIn(session, workspace, uri), session.analyse(workspace.path(uri)), range, session.money);
    }),
  );

  connection.onRequest<LineFigure[], never>(
    methods.lineFigures,
    guard(connection, "line figures", async ({ uri }: { uri: string }) => {
      if (!(await settling.quiet(uri))) throw cancelled();
      const session = await workspace.session();
      if (settings.annotations !== "endOfLine") return [];
      return lineFigures(placesIn(session, workspace, uri), session.analyse(workspace.path(uri)), session.money);
    }),
  );

  connection.onHover(
    guard(connection, "hover", async ({ textDocument: { uri }, position }) => {
      const session = await workspace.session();
      const analysis = session.analyse(workspace.path(uri));
      return hover(placesIn(session, workspace, uri), analysis, position, session.money) ?? null;
    }),
  );

  connection.onCodeAction(
    guard(connection, "code actions", async (params) => {
      const session = await workspace.session();
      const { uri } = params.textDocument;
      const analysis = session.analyse(workspace.path(uri));
      const places = placesIn(session, workspace, uri);
      const naming = params.context.only === undefined ? nameModelActions(places, analysis, uri, params.range) : [];
      return [
        ...codeActions(session, places, analysis, params),
        ...naming,
        ...callActions(session, places, analysis, params),
      ];
    }),
  );

  connection.onRequest(
    methods.report,
    guard(connection, "report", async () => {
      const session = await workspace.session();
      const { configuration } = session.configuration();
      return reportData(await background.report(), workspace, configuration, session.catalogue);
    }),
  );

  connection.onRequest<WhatIfData, never>(
    methods.whatIf,
    guard(connection, "what-if", async (asked: WhatIf) => {
      const session = await workspace.session();
      const { includeTests } = session.configuration().configuration;
      return whatIf(await background.report(), session, workspace, includeTests, asked);
    }),
  );

  connection.onRequest<{ applied: boolean }, never>(
    methods.applyFix,
    guard(connection, "apply fix", async ({ finding: id, fix: index }: ApplyFixParams) => {
      const found = (await background.report()).findings.find((finding) => findingId(finding) === id);
      const fix = found?.fixes[index];
      if (fix === undefined) return { applied: false };
      const edit = workspaceEdit(placesIn(await workspace.session(), workspace, ""), fix, fix.title);
      const { applied } = await connection.workspace.applyEdit({ label: fix.title, edit });
      return { applied };
    }),
  );

  connection.onRequest<{ text: string }, never>(
    methods.exportReport,
    guard(connection, "export", async ({ format }: ExportParams) => {
      const session = await workspace.session();
      const { configuration } = session.configuration();
      const report = await background.report();
      if (format === "csv") return { text: csv(reportData(report, workspace, configuration, session.catalogue).calls) };
      const { includeTests } = configuration;
      return { text: formatReport(report, format, { includeTests, limit: Number.MAX_SAFE_INTEGER }) };
    }),
  );

  connection.onRequest(
    methods.baseline,
    guard(connection, "baseline", async () => baselineTexts(await background.report(), workspace)),
  );

  connection.onRequest<{ uri: string } | null, never>(
    methods.nameModel,
    guard(connection, "name model", async ({ uri, origin, model }: NameModelParams) => {
      const path = configurationPath(workspace.folders(), workspace.path(uri));
      if (path === undefined) return null;
      const edit = nameModel(workspace.uri(path), workspace.text(path), origin, model);
      const { applied } = await connection.workspace.applyEdit({ label: "Name a model", edit });
      return applied ? { uri: workspace.uri(path) } : null;
    }),
  );

  answerDifference(connection, workspace, {
    assets,
    storage: () => options().storage,
    report: () => background.report(),
    configuration: () => configurationOf(settings, today()),
  });
  answerCallRequests(connection, workspace, { bases: () => settings.countAddresses, counts, renewed: configure });
  answerAgents(connection, workspace, background.report);
  answerPriceList(connection, { assets, address: () => settings.priceListAddress, today, renewed: restart });

  function tell(state: StatusParams["state"], message: string, notes = folderNotes): void {
    connection.sendNotification(methods.status, { state, message, notes } satisfies StatusParams);
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
