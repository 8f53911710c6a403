import type { Connection, TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Configuration } from "../engine/configuration";
import type { Host } from "../engine/files/host";
import { createSession, type Session } from "../engine/session";
import type { Measured } from "../engine/tokens/measured";
import { type MemoryResults, memoryResults } from "../memory-results";
import { describe } from "./guard";
import { type Cell, Notebooks } from "./notebooks";
import { pathOf, uriOf } from "./uris";

/** The session of the open folders, kept in step with the documents that the editor has open. */
export interface Workspace {
  /** Resolves with the session when it can analyse; rejects when it could not be made. */
  session(): Promise<Session>;
  /** What the session knows, for one that looks at other versions of the same files; undefined when it cannot be handed on. */
  handOver(): Promise<unknown>;
  /** Makes a new session: at the start, and when folders come or go. */
  restart(host: Host, configuration: Configuration): void;
  /** The document's URI as the editor writes it, or one made from the path. */
  uri(path: string): string;
  folders(): readonly string[];
  /** The text of a file as the editor has it, or as it is on disk; undefined when there is none. */
  text(path: string): string | undefined;
  /** The path that a document's calls are found under: a cell's is its notebook's. */
  path(uri: string): string;
  /** The cell of an open notebook that an offset of its Python text stands in. */
  cell(path: string, offset: number): Cell | undefined;
  /** The version of the document with this URI; null when it is not open. */
  version(uri: string): number | null;
  /** Whether the editor's text stands before the file on disk. */
  isOpen(path: string): boolean;
  /** Starts to follow the documents of the connection. */
  listen(): void;
  /** Open documents whose figures changed because of edits elsewhere, since this was last asked. */
  takeAffected(): string[];
}

/** @param breakDown called when the parser cannot be brought back: only a new process helps */
export function createWorkspace(
  connection: Connection,
  documents: TextDocuments<TextDocument>,
  cellChanged: (uri: string) => void,
  breakDown: () => void,
  measured?: Measured,
): Workspace {
  let first: (session: Promise<Session>) => void = () => {};
  // Requests that come before the first session wait for it.
  let current = new Promise<Session>((resolve) => {
    first = resolve;
  });
  const open = new Map<string, TextDocument>();
  let affected = new Set<string>();
  let host: Host | undefined;
  let results: MemoryResults = memoryResults();

  // An opened document is reported as changed too.
  documents.onDidOpen(({ document }) => void open.set(pathOf(document.uri), document));
  documents.onDidChangeContent(({ document }) => {
    whenReady((session) => {
      const path = pathOf(document.uri);
      if (open.get(path) === document) note(path, session.change(path, document.getText(), document.version));
    });
  });
  documents.onDidClose(({ document }) => {
    const path = pathOf(document.uri);
    open.delete(path);
    whenReady((session) => note(path, session.close(path)));
  });

  const notebooks = new Notebooks(
    (notebook) => {
      for (const { document } of notebook.cells) cellChanged(document.uri);
      whenReady((made) => note(notebook.path, made.change(notebook.path, notebook.text, notebook.version)));
    },
    (path) => whenReady((made) => note(path, made.close(path))),
  );

  async function session(): Promise<Session> {
    const made = await current;
    await made.ready().catch((error) => {
      connection.console.error(`parser: ${describe(error)}`);
      breakDown();
      throw error;
    });
    return made;
  }

  const isOpen = (path: string) => open.has(path) || notebooks.at(path) !== undefined;

  function note(path: string, paths: readonly string[]): void {
    for (const other of paths) if (other !== path && isOpen(other)) affected.add(other);
  }

  /** Runs in the order of the events: before the session exists they wait for it, one after the other. */
  function whenReady(act: (session: Session) => void): void {
    current.then(act).catch((error) => connection.console.error(`document: ${describe(error)}`));
  }

  return {
    session,
    async handOver() {
      await (await session()).report();
      return results.kept();
    },
    restart(next, configuration) {
      host = next;
      results = memoryResults();
      const made = createSession(next, configuration, { measured, results }).then((session) => {
        for (const [path, document] of open) session.open(path, document.getText(), document.version);
        for (const { path, text, version } of notebooks.all()) session.open(path, text, version);
        return session;
      });
      first(made);
      current = made;
    },
    uri: (path) => open.get(path)?.uri ?? notebooks.at(path)?.uri ?? uriOf(path),
    folders: () => host?.folders ?? [],
    text(path) {
      const document = open.get(path);
      if (document !== undefined) return document.getText();
      const bytes = host?.read(path);
      return bytes && new TextDecoder().decode(bytes);
    },
    path: (uri) => notebooks.of(uri)?.path ?? pathOf(uri),
    cell: (path, offset) => notebooks.at(path)?.cells.findLast(({ start }) => start <= offset),
    version: (uri) => (notebooks.documents.cellTextDocuments.get(uri) ?? documents.get(uri))?.version ?? null,
    isOpen,
    listen() {
      documents.listen(connection);
      notebooks.documents.listen(connection);
    },
    takeAffected() {
      const taken = [...affected];
      affected = new Set();
      return taken;
    },
  };
}
