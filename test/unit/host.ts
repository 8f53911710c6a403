import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DirectoryEntry, FileStat, Host } from "../../src/engine/files/host";
import { readAsset as readFrom } from "../../src/read-asset";

const root = resolve(__dirname, "../..");
const assetFolders = ["data", "data/vocabularies", "node_modules/@vscode/tree-sitter-wasm/wasm"];
const assets = new Map<string, Uint8Array>();

/** The bytes of a product asset, from wherever the source tree has it. */
export function readAsset(name: string): Uint8Array {
  let bytes = assets.get(name);
  if (!bytes) {
    const isIn = (folder: string) => [name, `${name}.br`].some((file) => existsSync(join(root, folder, file)));
    const folder = assetFolders.find(isIn);
    if (!folder) throw new Error(`no asset named ${name}`);
    bytes = new Uint8Array(readFrom(join(root, folder), name));
    assets.set(name, bytes);
  }
  return bytes;
}

/** A workspace in memory: absolute paths to text or bytes. Change the map and the host sees it. */
export function memoryHost(
  files: Map<string, string | Uint8Array> | Record<string, string | Uint8Array> = {},
  folders: readonly string[] = ["/w"],
): Host & { files: Map<string, string | Uint8Array> } {
  const map = files instanceof Map ? files : new Map(Object.entries(files));
  const encoder = new TextEncoder();
  const bytesOf = (content: string | Uint8Array) => (typeof content === "string" ? encoder.encode(content) : content);

  return {
    files: map,
    folders,
    readDirectory(path: string): DirectoryEntry[] | undefined {
      const prefix = path.endsWith("/") ? path : `${path}/`;
      const entries = new Map<string, DirectoryEntry>();
      for (const file of map.keys()) {
        if (!file.startsWith(prefix)) continue;
        const [name = "", ...rest] = file.slice(prefix.length).split("/");
        entries.set(name, { name, kind: rest.length > 0 ? "directory" : "file" });
      }
      return entries.size > 0 ? [...entries.values()] : undefined;
    },
    stat(path: string): FileStat | undefined {
      const content = map.get(path);
      if (content !== undefined) return { kind: "file", size: bytesOf(content).length, modified: 0 };
      const prefix = `${path}/`;
      for (const file of map.keys()) if (file.startsWith(prefix)) return { kind: "directory", size: 0, modified: 0 };
      return undefined;
    },
    read(path: string): Uint8Array | undefined {
      const content = map.get(path);
      return content === undefined ? undefined : bytesOf(content);
    },
    realPath: (path: string) => path,
    asset: readAsset,
  };
}
