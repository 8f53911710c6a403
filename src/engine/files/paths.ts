/** Path arithmetic on the engine's `/`-separated paths and URIs (see Host). */

export function dirname(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash <= 0 ? "/" : path.slice(0, slash);
}

export function basename(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

/** The extension with its dot, lower case; empty when there is none. */
export function extname(path: string): string {
  const name = basename(path);
  const dot = name.lastIndexOf(".");
  return dot <= 0 ? "" : name.slice(dot).toLowerCase();
}

/** Joins and normalises `.` and `..`; a path cannot climb above its root. */
export function join(base: string, ...more: string[]): string {
  const authority = /^[a-z][a-z0-9+.-]*:\/\/[^/]*/i.exec(base)?.[0] ?? "";
  const segments: string[] = [];
  for (const part of [base.slice(authority.length), ...more]) {
    for (const segment of part.split("/")) {
      if (segment === "" || segment === ".") continue;
      if (segment === "..") segments.pop();
      else segments.push(segment);
    }
  }
  const absolute = authority !== "" || base.startsWith("/");
  return `${authority}${absolute ? "/" : ""}${segments.join("/")}`;
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** The path as a person reads it: relative to the folder it is in. With several folders the folder's name comes first. */
export function relativePath(path: string, folders: readonly string[]): string {
  const folder = folders.find((candidate) => isInside(path, candidate));
  if (folder === undefined || path === folder) return path;
  const rest = path.slice(folder.endsWith("/") ? folder.length : folder.length + 1);
  return folders.length > 1 ? `${basename(folder)}/${rest}` : rest;
}
