import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";

export interface ChangedFile {
  path: string;
  before: string;
  after: string;
  trial: { problems: string[] };
}

/**
 * A second opinion on changed files: TypeScript's diagnostics (each file by itself, what it imports unknown) and Python's
 * parser, before and after. What is new is added to the trial's problems. Answers with what could not be checked.
 */
export function checkSyntax(files: readonly ChangedFile[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "tokenbill-fixes-"));
  try {
    const script = files.filter(({ path }) => /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path));
    const python = files.filter(({ path }) => /\.(?:pyi?|ipynb)$/.test(path));
    return [...compare(folder, script, typescriptErrors), ...compare(folder, python, pythonErrors)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The errors of each file by its name; a string says why there are none to be had. */
type Check = (folder: string, names: string[]) => Map<string, string[]> | string;

function compare(folder: string, files: readonly ChangedFile[], check: Check): string[] {
  const bases = new Map<string, string>();
  let written = 0;
  const write = (text: string, extension: string) => {
    const name = `f${written++}${extension}`;
    writeFileSync(join(folder, name), text);
    return name;
  };
  const pairs = files.map((file) => {
    const extension = extname(file.path).replace("ipynb", "py");
    const known = bases.get(file.path) ?? write(file.before, extension);
    bases.set(file.path, known);
    return { file, before: known, after: write(file.after, extension) };
  });
  if (pairs.length === 0) return [];
  const errors = check(folder, [...new Set(pairs.flatMap(({ before, after }) => [before, after]))]);
  if (typeof errors === "string") return [errors];
  for (const { file, before, after } of pairs) {
    const left = [...(errors.get(before) ?? [])];
    for (const error of errors.get(after) ?? []) {
      const at = left.indexOf(error);
      if (at >= 0) left.splice(at, 1);
      else file.trial.problems.push(error);
    }
  }
  return [];
}

const options = {
  allowJs: true,
  checkJs: false,
  jsx: "preserve",
  module: "esnext",
  moduleDetection: "force",
  noEmit: true,
  noResolve: true,
  skipLibCheck: true,
  strict: true,
  target: "esnext",
  types: [],
};

/** While one file has an error of syntax the compiler looks at no types: such files are set aside for a second run. */
function typescriptErrors(folder: string, names: string[]): Map<string, string[]> | string {
  const errors = runTypescript(folder, names);
  if (typeof errors === "string") return errors;
  const sound = names.filter((name) => !errors.has(name));
  const more = sound.length === names.length ? errors : runTypescript(folder, sound);
  return typeof more === "string" ? more : new Map([...errors, ...more]);
}

function runTypescript(folder: string, names: string[]): Map<string, string[]> | string {
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: options, files: names }));
  const compiler = require.resolve("typescript/package.json").replace("package.json", "bin/tsc");
  const run = spawnSync(process.execPath, [compiler, "-p", folder, "--pretty", "false"], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  if (run.error || run.status === null || run.stderr) return `TypeScript could not be run: ${run.error ?? run.stderr}`;
  return errorsByFile(run.stdout, /^(.+?)\(\d+,\d+\): (error TS\d+: .*)$/gm);
}

/** Compiled, not run: a repeated argument parses, and is an error all the same. */
const compileEach = `
import ast, sys, warnings
warnings.simplefilter("ignore")
for name in sys.stdin.read().split():
    try:
        compile(open(name, encoding="utf-8", newline="").read(), name, "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, True)
    except (SyntaxError, ValueError) as error:
        print(f"{name}: Python: {getattr(error, 'msg', error)}")
`;

function pythonErrors(folder: string, names: string[]): Map<string, string[]> | string {
  const run = spawnSync("python3", ["-c", compileEach], { cwd: folder, encoding: "utf8", input: names.join("\n") });
  if (run.error || run.status !== 0) return `Python could not be run: ${run.error ?? run.stderr}`;
  return errorsByFile(run.stdout, /^(.+?): (Python: .*)$/gm);
}

function errorsByFile(output: string, pattern: RegExp): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [, name, error] of output.matchAll(pattern)) found.set(name!, [...(found.get(name!) ?? []), error!]);
  return found;
}
