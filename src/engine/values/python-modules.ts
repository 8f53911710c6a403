import { dirname, joinPath, upwards } from "./paths";
import { type Run, remembered } from "./run";

/**
 * The file of a Python module as seen from another file: `pkg/mod.py`, `pkg/mod/__init__.py`, or the directory of a package
 * without one. Roots are the directories above the importing file that are no packages, their `src`, and the workspace
 * folders.
 */
export function resolvePython(run: Run, from: string, module: string): string | undefined {
  const key = `py|${dirname(from)}|${module}`;
  return remembered(run, run.layout.files, key, () => find(run, from, module));
}

function find(run: Run, from: string, module: string): string | undefined {
  const dots = /^\.*/.exec(module)?.[0].length ?? 0;
  const names = module.slice(dots).split(".").filter(Boolean);
  if (dots > 0) {
    let base = dirname(from);
    for (let level = 1; level < dots; level++) base = dirname(base);
    return moduleAt(run, base, names, true);
  }
  for (const root of roots(run, dirname(from))) {
    const file = moduleAt(run, root, names, false);
    if (file !== undefined && file !== from) return file;
  }
  const first = run.sources.folders[0];
  if (first !== undefined) run.dependencies.add(joinPath(first, `${names.join("/")}.py`));
  return undefined;
}

function roots(run: Run, directory: string): string[] {
  const found: string[] = [];
  for (const above of upwards(run.sources.folders, directory)) {
    if (!run.sources.exists(`${above}/__init__.py`)) found.push(above);
    found.push(`${above}/src`);
  }
  return found;
}

function moduleAt(run: Run, root: string, names: readonly string[], isRelative: boolean): string | undefined {
  const base = names.length ? joinPath(root, names.join("/")) : root;
  for (const candidate of [`${base}.py`, `${base}/__init__.py`, `${base}.pyi`]) {
    if (run.sources.exists(candidate)) return candidate;
  }
  if (isRelative) run.dependencies.add(`${base}.py`).add(`${base}/__init__.py`);
  const isPackage =
    (names.length > 0 || isRelative) && run.sources.entries(base).some((entry) => entry.endsWith(".py"));
  return isPackage ? base : undefined;
}
