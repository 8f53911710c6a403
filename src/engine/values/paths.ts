/** Arithmetic on `/`-separated absolute paths and URIs. */
export function dirname(path: string): string {
  const at = path.lastIndexOf("/");
  return at > 0 ? path.slice(0, at) : "/";
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isAbsolute(path: string): boolean {
  return /^(\/|[A-Za-z]:\/|[a-z][a-z0-9+.-]+:\/\/)/i.test(path);
}

/** Joins and resolves `.` and `..`; an absolute second part wins. */
export function joinPath(base: string, ...parts: string[]): string {
  let joined = base;
  for (const part of parts) joined = isAbsolute(part) ? part : `${joined}/${part}`;
  return normalize(joined);
}

export function normalize(path: string): string {
  const prefix = /^([a-z][a-z0-9+.-]+:\/\/[^/]*|[A-Za-z]:)?\/*/i.exec(path)?.[0] ?? "";
  const isRooted = prefix !== "";
  const segments: string[] = [];
  for (const segment of path.slice(prefix.length).replace(/\\/g, "/").split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.length && segments[segments.length - 1] !== "..") segments.pop();
    else if (!isRooted) segments.push("..");
  }
  const root = prefix === "" ? "" : prefix.replace(/\/*$/, "/");
  return root + segments.join("/");
}

/** The folder of the workspace that a path is in. */
export function folderOf(folders: readonly string[], path: string): string | undefined {
  let best: string | undefined;
  for (const folder of folders) {
    const isInside = path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
    if (isInside && (best === undefined || folder.length > best.length)) best = folder;
  }
  return best;
}

/** The directories from one upwards to the root of its workspace folder. */
export function upwards(folders: readonly string[], directory: string): string[] {
  const root = folderOf(folders, directory);
  if (root === undefined) return [];
  const found: string[] = [];
  for (let at = directory; at.length >= root.length && found.length < 64; at = dirname(at)) {
    found.push(at);
    if (at === root || at === "/") break;
  }
  return found;
}
