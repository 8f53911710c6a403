import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import type { Readable, Writable } from "node:stream";
import { pathToFileURL } from "node:url";
import {
  createProtocolConnection,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** The heap limit that the extension starts the server with, in MB. */
const HEAP_LIMIT = 512;
/** What the server asks of an editor and gets no news from. */
const requests = [
  "workspace/diagnostic/refresh",
  "workspace/codeLens/refresh",
  "workspace/inlayHint/refresh",
  "window/workDoneProgress/create",
  "client/registerCapability",
];

export interface BuiltServer {
  connection: ProtocolConnection;
  child: ChildProcess;
  /** Tells it what an editor tells at its start. */
  initialize(): Promise<void>;
  /** Settles when its process has ended by itself. */
  stop(): Promise<void>;
}

/**
 * The built server with folders, over its protocol, as the extension starts it; its descriptor 3 is a pipe.
 *
 * @param node further options of Node
 */
export function startServer(folders: readonly string[], node: readonly string[] = []): BuiltServer {
  const args = [...node, `--max-old-space-size=${HEAP_LIMIT}`, resolve(__dirname, "../dist/server.js"), "--stdio"];
  const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit", "pipe"] });
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout as Readable),
    new StreamMessageWriter(child.stdin as Writable),
  );
  const workspaceFolders = folders.map((folder) => ({ uri: pathToFileURL(resolve(folder)).href, name: folder }));
  connection.onRequest("workspace/configuration", ({ items }: { items: unknown[] }) => items.map(() => null));
  connection.onRequest("workspace/workspaceFolders", () => workspaceFolders);
  for (const name of requests) connection.onRequest(name, () => null);
  connection.listen();
  return {
    connection,
    child,
    async initialize() {
      const capabilities = {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: { diagnostic: { relatedDocumentSupport: false } },
      };
      const rootUri = workspaceFolders[0]!.uri;
      await connection.sendRequest("initialize", { processId: process.pid, rootUri, workspaceFolders, capabilities });
      await connection.sendNotification("initialized", {});
    },
    async stop() {
      const ended = new Promise((settle) => child.once("close", settle));
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      await ended;
      connection.dispose();
    },
  };
}
