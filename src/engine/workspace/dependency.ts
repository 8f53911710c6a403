import { dirname, isInside, join } from "../files/paths";

/**
 * The version that the nearest `package.json` above a file asks of a package, as written there. Undefined where none names it.
 *
 * @param read the text of a file, or undefined
 */
export function dependencyOf(
  path: string,
  name: string,
  folders: readonly string[],
  read: (path: string) => string | undefined,
): string | undefined {
  const folder = folders.find((one) => isInside(path, one));
  if (folder === undefined) return undefined;
  for (let at = dirname(path); isInside(at, folder); at = dirname(at)) {
    const version = versionIn(read(join(at, "package.json")), name);
    if (version !== undefined || at === folder || at === dirname(at)) return version;
  }
  return undefined;
}

function versionIn(text: string | undefined, name: string): string | undefined {
  if (text === undefined) return undefined;
  try {
    const manifest: Record<string, Record<string, unknown> | undefined> = JSON.parse(text);
    for (const key of ["dependencies", "devDependencies", "peerDependencies"]) {
      const version = manifest[key]?.[name];
      if (typeof version === "string") return version;
    }
  } catch {
    // a broken manifest names nothing
  }
  return undefined;
}
