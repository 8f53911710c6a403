import { type ParseError, parse } from "jsonc-parser";
import { parse as parseYaml } from "yaml";
import { dirname, folderOf, joinPath, upwards } from "./paths";
import { type Run, remembered } from "./run";

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs", ".json"];

/** The file of the workspace that a JavaScript or TypeScript import names; undefined when it is none. */
export function resolveJavaScript(run: Run, from: string, specifier: string): string | undefined {
  const key = `js|${dirname(from)}|${specifier}`;
  return remembered(run, run.layout.files, key, () => {
    const plain = specifier.replace(/[?#].*$/, (tail) => (specifier.startsWith("#") ? tail : ""));
    return find(run, from, plain);
  });
}

function find(run: Run, from: string, specifier: string): string | undefined {
  const directory = dirname(from);
  if (/^\.{1,2}(\/|$)/.test(specifier)) {
    const base = joinPath(directory, specifier);
    const found = fileAt(run, base);
    if (!found) for (const extension of ["", ...EXTENSIONS]) run.dependencies.add(base + extension);
    return found;
  }
  if (/^[a-z]+:/.test(specifier)) return undefined;
  return (
    byPaths(run, directory, specifier) ??
    (specifier.startsWith("#") ? byImports(run, directory, specifier) : undefined) ??
    byAlias(run, directory, specifier) ??
    byWorkspace(run, directory, specifier)
  );
}

/** A file by a path with or without its extension; `.js` may stand for `.ts`. */
export function fileAt(run: Run, base: string): string | undefined {
  const { sources } = run;
  if (/\.[a-z0-9]+$/i.test(base) && sources.exists(base)) return base;
  const written = /\.([mc]?)js(x?)$/.exec(base);
  if (written) {
    const stem = base.slice(0, written.index);
    for (const extension of [`.${written[1]}ts`, ".tsx", ".ts"])
      if (sources.exists(stem + extension)) return stem + extension;
  }
  for (const extension of EXTENSIONS) if (sources.exists(base + extension)) return base + extension;
  for (const extension of EXTENSIONS)
    if (sources.exists(`${base}/index${extension}`)) return `${base}/index${extension}`;
  return undefined;
}

type Json = Record<string, unknown>;

function jsonAt(run: Run, file: string): Json | undefined {
  return remembered(run, run.layout.json, file, () => readJson(run, file));
}

function readJson(run: Run, file: string): Json | undefined {
  if (!run.sources.exists(file)) return undefined;
  run.dependencies.add(file);
  const text = run.sources.text(file);
  if (text === undefined || text.length > 1024 * 1024) return undefined;
  const errors: ParseError[] = [];
  let value: unknown;
  try {
    value = parse(text, errors, { allowTrailingComma: true });
  } catch {
    return undefined; // nested deeper than a parser can go
  }
  return value && typeof value === "object" && !Array.isArray(value) ? (value as Json) : undefined;
}

function byPaths(run: Run, directory: string, specifier: string): string | undefined {
  for (const above of upwards(run.sources.folders, directory)) {
    for (const name of ["tsconfig.json", "jsconfig.json", "tsconfig.base.json"]) {
      const options = pathOptions(run, `${above}/${name}`, 0);
      if (!options) continue;
      const found = mapped(run, options, specifier);
      if (found) return found;
    }
  }
  return undefined;
}

interface PathOptions {
  /** where `paths` are relative to */
  base: string;
  paths: [string, string[]][];
  baseUrl?: string;
}

function pathOptions(run: Run, file: string, depth: number): PathOptions | undefined {
  if (depth > 8) return undefined;
  const json = jsonAt(run, file);
  if (!json) return undefined;
  const compiler = (json.compilerOptions ?? {}) as Json;
  const baseUrl = typeof compiler.baseUrl === "string" ? joinPath(dirname(file), compiler.baseUrl) : undefined;
  const own = compiler.paths as Json | undefined;
  if (own && typeof own === "object") {
    const paths = Object.entries(own).map(([pattern, to]): [string, string[]] => [
      pattern,
      Array.isArray(to) ? to.map(String) : [],
    ]);
    const result: PathOptions = { base: baseUrl ?? dirname(file), paths };
    if (baseUrl) result.baseUrl = baseUrl;
    return result;
  }
  const parents = [json.extends].flat().filter((it): it is string => typeof it === "string");
  const references = ((json.references ?? []) as Json[])
    .map((it) => it?.path)
    .filter((it): it is string => typeof it === "string");
  for (const parent of [...parents, ...references]) {
    if (!parent.startsWith(".")) continue;
    const at = joinPath(dirname(file), parent);
    const inherited =
      pathOptions(run, at.endsWith(".json") ? at : `${at}.json`, depth + 1) ??
      pathOptions(run, `${at}/tsconfig.json`, depth + 1);
    if (inherited) return inherited;
  }
  return baseUrl ? { base: baseUrl, paths: [], baseUrl } : undefined;
}

function mapped(run: Run, options: PathOptions, specifier: string): string | undefined {
  for (const [pattern, targets] of options.paths) {
    const rest = matched(pattern, specifier);
    if (rest === undefined) continue;
    for (const target of targets) {
      const found = fileAt(
        run,
        joinPath(
          options.base,
          target.replace("*", () => rest),
        ),
      );
      if (found) return found;
    }
  }
  return options.baseUrl ? fileAt(run, joinPath(options.baseUrl, specifier)) : undefined;
}

function matched(pattern: string, text: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return pattern === text ? "" : undefined;
  const before = pattern.slice(0, star);
  const after = pattern.slice(star + 1);
  const fits = text.startsWith(before) && text.endsWith(after) && text.length >= before.length + after.length;
  return fits ? text.slice(before.length, text.length - after.length) : undefined;
}

function byImports(run: Run, directory: string, specifier: string): string | undefined {
  for (const above of upwards(run.sources.folders, directory)) {
    const imports = jsonAt(run, `${above}/package.json`)?.imports as Json | undefined;
    if (!imports) continue;
    for (const [pattern, target] of Object.entries(imports)) {
      const rest = matched(pattern, specifier);
      const to = rest === undefined ? undefined : condition(target);
      if (to?.startsWith("."))
        return fileAt(
          run,
          joinPath(
            above,
            to.replace("*", () => rest as string),
          ),
        );
    }
    return undefined;
  }
  return undefined;
}

/** The file that an entry of `exports` or `imports` names under the conditions that lead to a source. */
function condition(target: unknown, depth = 0): string | undefined {
  if (typeof target === "string") return target;
  if (!target || typeof target !== "object" || depth > 6) return undefined;
  const table = target as Json;
  for (const key of ["source", "development", "types", "import", "module", "node", "default", "require"]) {
    const found = condition(table[key], depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** `@/lib/x` and `~/lib/x` without a configuration: the package's `src`, its `app`, or the package itself. */
function byAlias(run: Run, directory: string, specifier: string): string | undefined {
  const rest = /^[@~]\/(.+)$/.exec(specifier)?.[1];
  if (rest === undefined) return undefined;
  for (const above of upwards(run.sources.folders, directory)) {
    if (!run.sources.exists(`${above}/package.json`)) continue;
    for (const base of [`${above}/src/${rest}`, `${above}/${rest}`, `${above}/app/${rest}`]) {
      const found = fileAt(run, base);
      if (found) return found;
    }
  }
  return undefined;
}

function byWorkspace(run: Run, directory: string, specifier: string): string | undefined {
  const folder = folderOf(run.sources.folders, directory);
  const name = /^(@[^/]+\/[^/]+|[^/]+)/.exec(specifier)?.[1];
  if (folder === undefined || name === undefined) return undefined;
  for (const above of upwards(run.sources.folders, directory)) {
    const home = packagesOf(run, above).get(name);
    if (home !== undefined) return entryOf(run, home, specifier.slice(name.length + 1));
  }
  return undefined;
}

/** Names and directories of the packages of a workspace root. */
function packagesOf(run: Run, root: string): ReadonlyMap<string, string> {
  return remembered(run, run.layout.packages, root, () => findPackages(run, root));
}

function findPackages(run: Run, root: string): Map<string, string> {
  const found = new Map<string, string>();
  const json = jsonAt(run, `${root}/package.json`);
  if (typeof json?.name === "string") found.set(json.name, root);
  for (const pattern of workspacePatterns(run, root, json)) {
    for (const directory of expand(run, root, pattern.replace(/\/$/, ""))) {
      const name = jsonAt(run, `${directory}/package.json`)?.name;
      if (typeof name === "string") found.set(name, directory);
    }
  }
  return found;
}

function workspacePatterns(run: Run, root: string, json: Json | undefined): string[] {
  const listed = json?.workspaces;
  const own = Array.isArray(listed) ? listed : ((listed as Json | undefined)?.packages as unknown[] | undefined);
  if (own) return own.filter((it): it is string => typeof it === "string");
  const file = `${root}/pnpm-workspace.yaml`;
  if (!run.sources.exists(file)) return [];
  run.dependencies.add(file);
  const text = run.sources.text(file) ?? "";
  try {
    const packages =
      text.length < 65_536 ? (parseYaml(text, { logLevel: "silent" }) as Json | null)?.packages : undefined;
    return Array.isArray(packages) ? packages.filter((it): it is string => typeof it === "string") : [];
  } catch {
    return [];
  }
}

function expand(run: Run, root: string, pattern: string): string[] {
  if (pattern.startsWith("!")) return [];
  let directories = [root];
  for (const segment of pattern.split("/")) {
    if (segment === "." || segment === "") continue;
    directories = directories.flatMap((directory) => {
      if (!segment.includes("*")) return [`${directory}/${segment}`];
      return run.sources
        .entries(directory)
        .filter((it) => !/^(\.|node_modules$)/.test(it))
        .map((it) => `${directory}/${it}`);
    });
    if (directories.length > 2000) return directories.slice(0, 2000);
  }
  return directories;
}

/** The source file of a package: what it exports, with built paths led back to `src`. */
function entryOf(run: Run, home: string, subpath: string): string | undefined {
  const json = jsonAt(run, `${home}/package.json`) ?? {};
  const exported = exportsEntry(json.exports, subpath);
  const listed = subpath === "" ? [exported, json.source, json.module, json.main, json.types] : [exported, subpath];
  for (const target of listed) {
    if (typeof target !== "string") continue;
    const source = target
      .replace(/^(\.\/)?(dist|build|lib|out)\/(esm\/|cjs\/|src\/)?/, "src/")
      .replace(/\.d\.([mc]?ts)$/, ".$1");
    const found = fileAt(run, joinPath(home, target)) ?? fileAt(run, joinPath(home, source));
    if (found && !/\.d\.[mc]?ts$/.test(found)) return found;
  }
  return subpath === ""
    ? (fileAt(run, `${home}/src/index`) ?? fileAt(run, `${home}/index`))
    : fileAt(run, `${home}/src/${subpath}`);
}

function exportsEntry(exported: unknown, subpath: string): string | undefined {
  if (!exported || typeof exported !== "object")
    return subpath === "" && typeof exported === "string" ? exported : undefined;
  const table = exported as Json;
  const wanted = subpath === "" ? "." : `./${subpath}`;
  if (!Object.keys(table).some((key) => key.startsWith("."))) return subpath === "" ? condition(table) : undefined;
  for (const [pattern, target] of Object.entries(table)) {
    const rest = matched(pattern, wanted);
    if (rest !== undefined) return condition(target)?.replace("*", () => rest);
  }
  return undefined;
}
