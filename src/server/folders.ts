import type { Connection } from "vscode-languageserver";
import { URI } from "vscode-uri";
import type { Host } from "../engine/files/host";
import { createNodeHost } from "../node-host";
import { readAsset } from "../read-asset";
import { withStoredPrices } from "../stored-prices";
import { createMemoryHost, joinHosts } from "../memory-host";
import { type FolderContents, methods } from "./protocol";
import { pathOf } from "./uris";

export interface LoadedFolders {
  host: Host;
  notes: string[];
}

/**
 * A host over the workspace's folders, by URI. Folders on disk are read from there; the source files of any other folder are
 * asked from the client once, and only open documents of it are seen when the client cannot do that.
 */
export async function loadFolders(
  connection: Connection,
  uris: readonly string[],
  assets: string,
  clientReads: boolean,
): Promise<LoadedFolders> {
  const asset = (name: string) => readAsset(assets, name);
  const notes: string[] = [];
  const isLocal = (uri: string) => URI.parse(uri).scheme === "file";
  const local = uris.filter(isLocal).map((uri) => URI.parse(uri).fsPath);
  const virtual = uris.filter((uri) => !isLocal(uri));
  const hosts = [createNodeHost(local, assets)];
  for (const uri of virtual) {
    const contents: FolderContents = clientReads
      ? await connection.sendRequest(methods.readFolder, { uri })
      : { files: [], leftOut: 0 };
    if (!clientReads) notes.push(`${uri} is not on disk: only its open documents are analysed.`);
    if (contents.leftOut > 0) notes.push(`${uri} is not on disk: ${contents.leftOut} of its files were left out.`);
    const files = new Map(contents.files.map((file) => [pathOf(file.uri), file.text]));
    hosts.push(createMemoryHost([pathOf(uri)], files, asset));
  }
  return { host: withStoredPrices(hosts.length === 1 ? hosts[0]! : joinHosts(hosts, asset)), notes };
}
