import type { Connection, Diagnostic } from "vscode-languageserver";
import type { FileAnalysis, Session } from "../engine/session";
import { callActions } from "./call-requests";
import { codeActions } from "./code-actions";
import { codeLenses } from "./code-lenses";
import { shownFindings } from "./diagnostics";
import { cancelled, guard } from "./guard";
import { hover } from "./hovers";
import { inlayHints, lineFigures } from "./inlay-hints";
import { nameModelActions } from "./name-model";
import { type Places, placesIn } from "./places";
import { type LineFigure, methods, type Settings } from "./protocol";
import type { Settling } from "./settling";
import type { Workspace } from "./workspace";

/** A document as the session sees it now. */
interface Analysed {
  session: Session;
  analysis: FileAnalysis;
  places: Places;
}

/** What an answer about a document is made with. */
interface Parts {
  workspace: Workspace;
  settling: Settling;
}

/**
 * The figures of a document, worked out between other messages: a file that much rests on takes seconds, and who types on must not wait.
 *
 * @throws `cancelled()` when the document is another one by then
 */
async function analysed({ workspace, settling }: Parts, uri: string): Promise<Analysed> {
  const session = await workspace.session();
  const path = workspace.path(uri);
  const version = workspace.version(uri);
  const prepare = async () => {
    let isReady = false;
    while (!isReady) {
      isReady = await session.prepare(path);
      if (workspace.version(uri) !== version) throw cancelled();
    }
  };
  await settling.during(prepare());
  return { session, analysis: session.analyse(path), places: placesIn(session, workspace, uri) };
}

/** The squiggles of a document, for the version of it that they are for. */
export async function diagnosticsOf(parts: Parts, uri: string): Promise<{ items: Diagnostic[]; version?: number }> {
  const { analysis, places } = await analysed(parts, uri);
  return { items: shownFindings(places, analysis).map(({ diagnostic }) => diagnostic), version: analysis.version };
}

/** Answers what the editor asks about one document: squiggles, figures, hovers and actions. */
export function answerDocuments(
  connection: Connection,
  parts: Parts,
  annotations: () => Settings["annotations"],
): void {
  /** Of the requests that are made while someone types, only the last is worked on. */
  async function atRest(uri: string): Promise<void> {
    if (!(await parts.settling.quiet(uri))) throw cancelled();
  }

  /** The figures at the calls are asked for in three ways, of which the settings choose one. */
  async function figures<T>(uri: string, kind: Settings["annotations"], make: (it: Analysed) => T[]): Promise<T[]> {
    await atRest(uri);
    if (annotations() !== kind) return [];
    return make(await analysed(parts, uri));
  }

  connection.languages.diagnostics.on(
    guard(connection, "diagnostics", async ({ textDocument: { uri } }) => {
      await atRest(uri);
      return { kind: "full" as const, items: (await diagnosticsOf(parts, uri)).items };
    }),
  );

  connection.onCodeLens(
    guard(connection, "code lens", ({ textDocument: { uri } }) =>
      figures(uri, "codeLens", ({ places, analysis, session }) => codeLenses(places, analysis, session.money)),
    ),
  );

  connection.languages.inlayHint.on(
    guard(connection, "inlay hints", ({ textDocument: { uri }, range }) =>
      figures(uri, "inlayHints", ({ places, analysis, session }) => inlayHints(places, analysis, range, session.money)),
    ),
  );

  connection.onRequest<LineFigure[], never>(
    methods.lineFigures,
    guard(connection, "line figures", ({ uri }: { uri: string }) =>
      figures(uri, "endOfLine", ({ places, analysis, session }) => lineFigures(places, analysis, session.money)),
    ),
  );

  connection.onHover(
    guard(connection, "hover", async ({ textDocument: { uri }, position }) => {
      const { places, analysis, session } = await analysed(parts, uri);
      return hover(places, analysis, position, session.money) ?? null;
    }),
  );

  connection.onCodeAction(
    guard(connection, "code actions", async (params) => {
      const { uri } = params.textDocument;
      const { places, analysis, session } = await analysed(parts, uri);
      const naming = params.context.only === undefined ? nameModelActions(places, analysis, uri, params.range) : [];
      return [...codeActions(session, places, analysis, params), ...naming, ...callActions(places, analysis, params)];
    }),
  );
}
