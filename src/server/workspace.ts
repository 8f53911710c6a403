import type { Connection } from "vscode-languageserver";
import type { TextDocuments } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Configuration } from "../engine/configuration";
import { createSession, type FileAnalysis, type Session } from "../engine/session";
import { pathOf, uriOf } from "./uris";
import type { Host } from "../engine/files/host";
import { describe } from "./guard";

/** The session of the open folders, kept in step with the documents that the editor has open. */
export interface Workspace {
  /** Resolves with the session when it is there; rejects when it could not be made. */
  session(): Promise<Session>;
  /** Makes a new session: at the start, and when folders come or go. */
  restart(host: Host, configuration: Configuration): void;
  analyse(uri: string): Promise<FileAnalysis>;
  /** The document's URI as the editor writes it, or one made from the path. */
  uri(path: string): string;
  /** The version of the open document; null for a file that is not open. */
  version(path: string): number | null;
  folders(): readonly string[];
}

export function createWorkspace(connection: Connection, documents: TextDocuments<TextDocument>): Workspace {
  let host: Host | undefined;
  let current: Promise<Session> = new Promise(() => {});
  const open = new Map<string, TextDocument>();

  documents.onDidOpen(({ document }) => {
    open.set(pathOf(document.uri), document);
    whenReady((session) => session.open(pathOf(document.uri), document.getText(), document.version));
  });
  documents.onDidChangeContent(({ document }) => {
    whenReady((session) => {
      const path = pathOf(document.uri);
      if (open.get(path) === document) session.change(path, document.getText(), document.version);
    });
  });
  documents.onDidClose(({ document }) => {
    open.delete(pathOf(document.uri));
    whenReady((session) => session.close(pathOf(document.uri)));
  });

  /** Runs in the order of the events: before the session exists they wait for it, one after the other. */
  function whenReady(act: (session: Session) => void): void {
    current.then(act).catch((error) => connection.console.error(`document: ${describe(error)}`));
  }

  return {
    session: () => current,
    restart(next, configuration) {
      host = next;
      current = createSession(next, configuration);
      whenReady((session) => {
        for (const [path, document] of open) session.open(path, document.getText(), document.version);
      });
    },
    async analyse(uri) {
      return (await current).analyse(pathOf(uri));
    },
    uri: (path) => open.get(path)?.uri ?? uriOf(path),
    version: (path) => open.get(path)?.version ?? null,
    folders: () => host?.folders ?? [],
  };
}
