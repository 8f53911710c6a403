import type { DirectoryEntry, Host } from "./engine/files/host";

/** A Host over files that were handed over as text, for folders that are not on disk. Paths are URIs. */
export function createMemoryHost(
  folders: readonly string[],
  files: ReadonlyMap<string, string>,
  asset: Host["asset"],
): Host {
  const directories = listDirectories(folders, files.keys());
  const bytes = (path: string) => {
    const text = files.get(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  };
  return {
    folders,
    readDirectory: (path) => directories.get(path),
    stat(path) {
      if (directories.has(path)) return { kind: "directory", size: 0, modified: 0 };
      const content = bytes(path);
      return content && { kind: "file", size: content.length, modified: 0 };
    },
    read: bytes,
    realPath: (path) => path,
    asset,
  };
}

/** A host that asks the first of several hosts whose folders hold a path. */
export function joinHosts(hosts: readonly Host[], asset: Host["asset"]): Host {
  const owner = (path: string) =>
    hosts.find((host) => host.folders.some((folder) => path === folder || path.startsWith(`${folder}/`)));
  return {
    folders: hosts.flatMap((host) => host.folders),
    readDirectory: (path) => owner(path)?.readDirectory(path),
    stat: (path) => owner(path)?.stat(path),
    read: (path) => owner(path)?.read(path),
    realPath: (path) => owner(path)?.realPath(path) ?? path,
    asset,
  };
}

function listDirectories(folders: readonly string[], paths: Iterable<string>): Map<string, DirectoryEntry[]> {
  const found = new Map<string, Map<string, DirectoryEntry>>(folders.map((folder) => [folder, new Map()]));
  for (const path of paths) {
    const root = folders.find((folder) => path.startsWith(`${folder}/`));
    if (root === undefined) continue;
    const segments = path.slice(root.length + 1).split("/");
    let directory = root;
    for (const [index, name] of segments.entries()) {
      const kind = index === segments.length - 1 ? "file" : "directory";
      if (!found.has(directory)) found.set(directory, new Map());
      found.get(directory)!.set(name, { name, kind });
      directory = `${directory}/${name}`;
    }
  }
  return new Map([...found].map(([path, entries]) => [path, [...entries.values()]]));
}
