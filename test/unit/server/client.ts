import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  createConnection,
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type {
  ClientCapabilities,
  CodeAction,
  CodeLens,
  Diagnostic,
  Hover,
  ProtocolConnection,
  Range,
  TextDocumentEdit,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { serve } from "../../../src/server/serve";

/** An editor without a window: the other end of the server's connection. */
export interface Client {
  connection: ProtocolConnection;
  log: string[];
  /** what the server pushed, by URI */
  pushed: Map<string, Diagnostic[]>;
  uri(path: string): string;
  open(path: string, text?: string): string;
  change(uri: string, text: string): void;
  close(uri: string): void;
  text(uri: string): string;
  lenses(uri: string): Promise<string[]>;
  diagnostics(uri: string): Promise<Diagnostic[]>;
  hover(uri: string, at: string): Promise<string>;
  actions(uri: string, range: Range, only?: string[]): Promise<CodeAction[]>;
  /** Applies an edit to open documents; throws when it was made for another version. */
  apply(action: CodeAction): void;
  stop(): Promise<void>;
}

export const pulling: ClientCapabilities = {
  textDocument: { diagnostic: {} },
  workspace: { configuration: true, workspaceFolders: true, workspaceEdit: { documentChanges: true } },
};

export async function startClient(
  folders: string[],
  capabilities = pulling,
  settings: () => object = () => ({}),
  initializationOptions: object = {},
): Promise<Client> {
  const [up, down] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
  serve(server, resolve("dist/assets"), () => {
    throw new Error("the server broke down");
  });
  server.listen();
  const connection = createProtocolConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
  const log: string[] = [];
  const pushed = new Map<string, Diagnostic[]>();
  const documents = new Map<string, TextDocument>();
  const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(folder).toString(), name: folder }));
  connection.onNotification("window/logMessage", ({ message }) => void log.push(message));
  connection.onNotification(
    "textDocument/publishDiagnostics",
    ({ uri, diagnostics }) => void pushed.set(uri, diagnostics),
  );
  connection.onRequest("workspace/configuration", () => [settings()]);
  connection.onRequest("workspace/workspaceFolders", () => workspaceFolders);
  connection.onRequest("client/registerCapability", () => null);
  connection.onRequest("window/workDoneProgress/create", () => null);
  connection.listen();
  await connection.sendRequest("initialize", {
    processId: null,
    rootUri: null,
    capabilities,
    workspaceFolders,
    initializationOptions,
  });
  await connection.sendNotification("initialized", {});
  const document = (uri: string) => documents.get(uri)!;
  const change = (uri: string, text: string) => {
    const version = document(uri).version + 1;
    TextDocument.update(document(uri), [{ text }], version);
    const textDocument = { uri, version };
    connection.sendNotification("textDocument/didChange", { textDocument, contentChanges: [{ text }] });
  };
  return {
    connection,
    log,
    pushed,
    uri: (path) => pathToFileURL(join(folders[0]!, path)).toString(),
    open(path, text = readFileSync(join(folders[0]!, path), "utf8")) {
      const uri = pathToFileURL(join(folders[0]!, path)).toString();
      const languageId = path.endsWith(".py") ? "python" : "typescript";
      documents.set(uri, TextDocument.create(uri, languageId, 1, text));
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
      return uri;
    },
    change,
    close(uri) {
      documents.delete(uri);
      connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
    },
    text: (uri) => document(uri).getText(),
    async lenses(uri) {
      const lenses: CodeLens[] = await connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
      return lenses.map(({ command }) => command!.title);
    },
    async diagnostics(uri) {
      const { items } = await connection.sendRequest<{ items: Diagnostic[] }>("textDocument/diagnostic", {
        textDocument: { uri },
      });
      return items;
    },
    async hover(uri, at) {
      const position = document(uri).positionAt(document(uri).getText().indexOf(at) + at.length - 1);
      const hover: Hover | null = await connection.sendRequest("textDocument/hover", {
        textDocument: { uri },
        position,
      });
      return hover === null ? "" : (hover.contents as { value: string }).value;
    },
    actions: (uri, range, only) =>
      connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range,
        context: { diagnostics: [], only },
      }),
    apply({ edit }) {
      for (const { textDocument, edits } of (edit?.documentChanges ?? []) as TextDocumentEdit[]) {
        const target = document(textDocument.uri);
        if (textDocument.version !== target.version) throw new Error("the edit is for another version");
        change(textDocument.uri, TextDocument.applyEdits(target, edits as never));
      }
    },
    async stop() {
      await connection.sendRequest("shutdown");
      connection.dispose();
      server.dispose();
    },
  };
}
