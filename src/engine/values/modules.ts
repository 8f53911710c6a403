import { languageOf } from "../syntax";
import type { ImportStatement, Program } from "../syntax/program";
import { dataFile } from "./data-files";
import { evaluate } from "./evaluate";
import { applyEvent } from "./events";
import type { ExternalCall } from "./externals";
import { fileText } from "./files";
import { valueAt } from "./flow";
import { resolveJavaScript } from "./javascript-modules";
import { knownText, originOf } from "./make";
import { memberOf } from "./members";
import { dirname } from "./paths";
import { indexOf } from "./program-index";
import { resolvePython } from "./python-modules";
import { cutShort, programAt, type Run } from "./run";
import type { Binding, ProgramIndex } from "./scopes";
import type { Origin, ReferenceValue, Value } from "./value";

const TEXT = /\.(md|mdx|txt|j2|jinja2?|prompt|hbs|handlebars|mustache|ejs|liquid|tmpl|tpl|html|xml|csv|sql|graphql)$/i;
const DATA = /\.(jsonc?|json5|ya?ml|toml)$/i;

/** What an imported name is worth. */
export function importedValue(
  run: Run,
  program: Program,
  node: ImportStatement,
  name: ImportStatement["names"][number],
): Value {
  const origin = originOf(program, name.span ?? node);
  const module = name.imported === "*" && name.path !== undefined ? (name.path.split(".")[0] as string) : node.module;
  return fromModule(run, program, module, name.imported, origin);
}

function fromModule(run: Run, program: Program, module: string, imported: string, origin: Origin): Value {
  const file = resolve(run, program, module);
  if (file === undefined) {
    if (program.language === "python" && imported !== "*") {
      const inside = resolvePython(
        run,
        program.path,
        module.endsWith(".") ? module + imported : `${module}.${imported}`,
      );
      if (inside !== undefined) return namespace(run, inside, module, origin);
    }
    return external(module, imported, origin);
  }
  if (/[?&]raw\b/.test(module) || TEXT.test(file)) return fileText(run, file, origin);
  if (imported === "*" && !DATA.test(file)) return namespace(run, file, module, origin);
  const found = exportedValue(run, file, imported);
  if (found) return found;
  return external(module, imported, origin);
}

function external(module: string, imported: string, origin: Origin): ReferenceValue {
  const root = { kind: "module" as const, module };
  return {
    kind: "reference",
    root,
    steps: imported === "*" ? [] : [{ kind: "member", name: imported, origin }],
    origin,
  };
}

function resolve(run: Run, program: Program, module: string): string | undefined {
  return program.language === "python"
    ? resolvePython(run, program.path, module)
    : resolveJavaScript(run, program.path, module);
}

function namespace(run: Run, file: string, module: string, origin: Origin): ReferenceValue {
  const root = { kind: "module" as const, module };
  run.namespaces.set(root, file);
  return { kind: "reference", root, steps: [], origin };
}

/** What a file of the workspace gives under a name; `*` is the whole of a data file. */
export function exportedValue(run: Run, file: string, name: string): Value | undefined {
  const key = `${file}#${name}`;
  if (run.exporting.has(key) || run.exporting.size > 40) {
    cutShort(run);
    return undefined;
  }
  run.exporting.add(key);
  try {
    return lookUp(run, file, name);
  } finally {
    run.exporting.delete(key);
  }
}

function lookUp(run: Run, file: string, name: string): Value | undefined {
  if (DATA.test(file)) {
    const data = dataFile(run, file);
    if (!data || name === "*" || name === "default") return data;
    return data.kind === "map" ? data.entries.get(name)?.value : undefined;
  }
  if (!/\.\w+$/.test(file)) return submodule(run, file, name);
  const program = programAt(run, file);
  if (!program) return undefined;
  const index = indexOf(program);
  return program.language === "python" ? pythonExport(run, index, name) : javascriptExport(run, index, name);
}

function javascriptExport(run: Run, index: ProgramIndex, name: string): Value | undefined {
  const { program } = index;
  const entry = index.exports.get(name);
  switch (entry?.kind) {
    case "local":
      return moduleBinding(run, index, entry.name);
    case "value":
      return evaluate(run, entry.expr, { program });
    case "class":
    case "function":
      return { ...entry, program, origin: originOf(program, entry.node) } as Value;
    case "from": {
      const file = resolveJavaScript(run, program.path, entry.module);
      const origin = { path: program.path, start: 0, end: 0 };
      if (file === undefined) return external(entry.module, entry.name, origin);
      return entry.name === "*" ? namespace(run, file, entry.module, origin) : exportedValue(run, file, entry.name);
    }
    default:
  }
  if (index.exportAssignment) {
    const whole = evaluate(run, index.exportAssignment, { program });
    if (name === "default") return whole;
    if (whole.kind === "map") return whole.entries.get(name)?.value;
    return memberOf(run, whole, name, whole.origin, { program });
  }
  for (const file of passing(run, index, name)) {
    const found = exportedValue(run, file, name);
    if (found) return found;
  }
  return undefined;
}

/** What gives names that are not in a file's own text. */
const PASSES_ON = /\bexport\s*[*=]|\bexports\s*=|\bimport\s*\(?\s*\*/;

/**
 * The files that may have a name which a file passes on: `export * from`, `from … import *`. Of the many files behind a barrel one has
 * it, and the others are told by their text, which is faster than to parse them.
 */
function passing(run: Run, index: ProgramIndex, name: string): readonly string[] {
  const key = `${index.program.path}#${name}`;
  const known = run.passing.get(key);
  if (known) return known;
  const files = passedOn(index)
    .map((module) => resolve(run, index.program, module))
    .filter((file) => file !== undefined && mayGive(run, file, name)) as string[];
  run.passing.set(key, files);
  return files;
}

function passedOn(index: ProgramIndex): string[] {
  const stars = index.module.bindings.get("*")?.events ?? [];
  return [...index.exportAll, ...stars.flatMap((event) => (event.kind === "import" ? [event.node.module] : []))];
}

function mayGive(run: Run, file: string, name: string): boolean {
  if (languageOf(file) === undefined || file.endsWith("/__init__.py")) return true;
  run.dependencies.add(file);
  const text = run.sources.unparsed(file);
  return text === undefined || text.includes(name) || PASSES_ON.test(text);
}

function pythonExport(run: Run, index: ProgramIndex, name: string): Value | undefined {
  const { program } = index;
  const found = moduleBinding(run, index, name) ?? starImport(run, index, name);
  if (found) return found;
  return program.path.endsWith("/__init__.py") ? submodule(run, dirname(program.path), name) : undefined;
}

function submodule(run: Run, directory: string, name: string): Value | undefined {
  for (const file of [`${directory}/${name}.py`, `${directory}/${name}/__init__.py`]) {
    if (run.sources.exists(file)) return namespace(run, file, name, { path: file, start: 0, end: 0 });
  }
  return undefined;
}

/** A name that only `from module import *` can have brought. */
export function starImport(run: Run, index: ProgramIndex, name: string): Value | undefined {
  for (const file of passing(run, index, name)) {
    const found = exportedValue(run, file, name);
    if (found) return found;
  }
  return undefined;
}

/** A module-level name after the whole module has run. */
function moduleBinding(run: Run, index: ProgramIndex, name: string): Value | undefined {
  const binding: Binding | undefined = index.module.bindings.get(name);
  if (!binding) return undefined;
  const { program } = index;
  const only = binding.events.length === 1 ? binding.events[0] : undefined;
  if (only && only.kind !== "mutate") return applyEvent(run, binding, only, undefined, { program });
  return valueAt(run, binding, Number.POSITIVE_INFINITY, { program });
}

/** `require("m")`, `import("m")`, `importlib.import_module("m")` */
export function requiredModule({ run, context, args, origin }: ExternalCall): Value | undefined {
  const module = knownText(args[0]);
  if (module === undefined) return undefined;
  const file = resolve(run, context.program, module);
  if (file === undefined) return external(module, "*", origin);
  if (DATA.test(file)) return dataFile(run, file);
  const program = TEXT.test(file) ? undefined : programAt(run, file);
  if (!program) return fileText(run, file, origin);
  const { exportAssignment } = indexOf(program);
  return exportAssignment ? evaluate(run, exportAssignment, { program }) : namespace(run, file, module, origin);
}
