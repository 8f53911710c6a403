import type { CallNode } from "../syntax/program";
import { argumentOf, named, namedMap } from "./arguments";
import type { ExternalCall } from "./externals";
import { renderJinja } from "./jinja";
import { choiceOf, holeText, known, knownText, listOf, ONCE, originOf, textOf, unknown } from "./make";
import { path } from "./members";
import type { MethodCall } from "./methods";
import { dirname, folderOf, isAbsolute, joinPath, normalize, upwards } from "./paths";
import { resolvePython } from "./python-modules";
import type { Context, Run } from "./run";
import { rawPieces } from "./text";
import type { CallStep, MapValue, Origin, ReferenceValue, TextPiece, TextValue, Value } from "./value";

/** The text of a file as a value; a hole with the reason when there is none. */
export function fileText(run: Run, file: string, origin: Origin): TextValue {
  if (folderOf(run.sources.folders, file) === undefined) {
    return holeText({ name: file.slice(file.lastIndexOf("/") + 1), origin, reason: "outside the workspace" });
  }
  run.dependencies.add(file);
  const text = run.sources.text(file);
  if (text === undefined)
    return holeText({ name: file.slice(file.lastIndexOf("/") + 1), origin, reason: "file not found" });
  return known(text, { path: file, start: 0, end: text.length });
}

/** Path segments put together; unknown segments stay holes of the path. */
export function joined(run: Run, parts: readonly Value[], origin: Origin): Value | undefined {
  if (parts.length === 0) return undefined;
  const at = parts.findIndex(
    (part) => part.kind === "choice" && part.options.every((option) => option.kind === "text"),
  );
  const choice = parts[at];
  if (choice?.kind === "choice" && run.steps > 0) {
    const options = choice.options.map((option) =>
      joined(
        run,
        parts.map((part, index) => (index === at ? option : part)),
        origin,
      ),
    );
    return choiceOf(
      options.filter((option) => option !== undefined),
      choice.how,
      origin,
    );
  }
  const texts = parts.map(knownText);
  const isPath = run.paths.has(parts[0] as Value);
  if (texts.every((text) => text !== undefined)) {
    const whole = joinPath(texts[0] as string, ...(texts.slice(1) as string[]));
    return isPath ? path(run, whole, origin) : known(whole, origin);
  }
  const pieces: TextPiece[] = [];
  parts.forEach((part, index) => {
    if (index) pieces.push({ kind: "known", text: "/", origin });
    pieces.push(...rawPieces(run, part));
  });
  const value = textOf(pieces, origin);
  if (isPath) run.paths.add(value);
  return value;
}

/** The file that a value names: absolute, or from the workspace folder or a directory above the program. */
function located(run: Run, text: string, context: Context): string | undefined {
  if (isAbsolute(text)) return normalize(text);
  const from = dirname(context.program.path);
  for (const directory of [...run.sources.folders, ...upwards(run.sources.folders, from)]) {
    const file = joinPath(directory, text);
    if (folderOf(run.sources.folders, file) !== undefined && run.sources.exists(file)) return file;
  }
  run.dependencies.add(joinPath(run.sources.folders[0] ?? "/", text));
  return undefined;
}

/** What reading the file at a path gives. */
export function readAt(run: Run, value: Value, context: Context, origin: Origin): Value {
  const text = knownText(value);
  if (text !== undefined) {
    const file = located(run, text, context);
    if (file !== undefined) return fileText(run, file, origin);
    return holeText({ name: text.slice(text.lastIndexOf("/") + 1) || "file", origin, reason: "file not found" });
  }
  if (value.kind === "choice") {
    return choiceOf(
      value.options.filter((it) => it.kind === "text").map((it) => readAt(run, it, context, origin)),
      "either",
      origin,
    );
  }
  return value.kind === "text" ? oneOfDirectory(run, value, origin) : unknown("file", "run-time value", origin);
}

/** A file with a computed name in a known directory: any of the files that fit, when they are few. */
function oneOfDirectory(run: Run, value: TextValue, origin: Origin): Value {
  const texts = value.pieces.map((piece) => (piece.kind === "known" ? piece.text : undefined));
  const before = texts.slice(0, texts.indexOf(undefined)).join("");
  const after = texts.slice(texts.lastIndexOf(undefined) + 1).join("");
  const hole = value.pieces.find((piece) => piece.kind === "hole");
  const name = hole?.kind === "hole" ? hole.hole.name : "file";
  const slash = before.lastIndexOf("/");
  const missing = unknown(`${before.slice(slash + 1)}${name}${after}`, "run-time value", origin);
  if (slash < 0 || after.includes("/") || !run.paths.has(value)) return missing;
  const directory = normalize(before.slice(0, slash));
  if (folderOf(run.sources.folders, directory) === undefined) return missing;
  run.dependencies.add(directory);
  const prefix = before.slice(slash + 1);
  const fitting = run.sources
    .entries(directory)
    .filter((entry) => entry.startsWith(prefix) && entry.endsWith(after) && entry.includes("."));
  if (fitting.length === 0 || fitting.length > 12) return missing;
  return choiceOf(
    fitting.map((entry) => fileText(run, `${directory}/${entry}`, origin)),
    "either",
    origin,
  );
}

/** `readFileSync(path, …)` and its like. */
export function readArgument({ run, context, origin, args }: ExternalCall): Value | undefined {
  return args[0] && readAt(run, args[0], context, origin);
}

/** The names in a directory of the workspace. */
export function listedDirectory({ run, context, origin, args }: ExternalCall): Value | undefined {
  const names = args[0] && entriesAt(run, args[0], context);
  return (
    names &&
    listOf(
      names.map((name) => ({ value: known(name, origin), times: ONCE })),
      origin,
    )
  );
}

const LISTED = 60;

function entriesAt(run: Run, directory: Value, context: Context): string[] | undefined {
  const text = knownText(directory);
  if (text === undefined) return undefined;
  const bases = isAbsolute(text)
    ? [text]
    : [...run.sources.folders, ...upwards(run.sources.folders, dirname(context.program.path))].map((it) =>
        joinPath(it, text),
      );
  for (const base of bases) {
    const at = normalize(base);
    if (folderOf(run.sources.folders, at) === undefined) continue;
    const names = run.sources.entries(at);
    if (names.length === 0) continue;
    run.dependencies.add(at);
    return names.length <= LISTED ? [...names] : undefined;
  }
  return undefined;
}

/** `directory.glob("*.md")` and `directory.iterdir()` */
function globbed(it: MethodCall, value: TextValue): Value | undefined {
  const pattern = it.name === "iterdir" ? "*" : knownText(it.args[0]);
  const match = pattern === undefined ? undefined : /^(?:\*\*\/)?([\w.-]*)\*([\w.-]*)$/.exec(pattern);
  const names = match && entriesAt(it.run, value, it.context);
  if (!names) return undefined;
  const fitting = names.filter((name) => name.startsWith(match[1] as string) && name.endsWith(match[2] as string));
  const text = knownText(value) as string;
  return listOf(
    fitting.map((name) => ({ value: path(it.run, joinPath(text, name), it.origin), times: ONCE })),
    it.origin,
  );
}

/** `open(path)`: a reference that remembers its path; `importlib.resources` names a package. */
export function openFile({ run, context, call, origin, args, reference }: ExternalCall): Value | undefined {
  const last = reference.steps[reference.steps.length - 1];
  if (last?.kind !== "call") return undefined;
  const name =
    call.callee.kind === "member" ? call.callee.property : call.callee.kind === "name" ? call.callee.name : "";
  if (name === "files") {
    const directory = packageDirectory(run, args[0], context);
    return directory === undefined ? undefined : path(run, directory, origin);
  }
  if (/^(get_data|read_text|open_text|resource_string)$/.test(name)) {
    const directory = packageDirectory(run, args[0], context);
    const file = knownText(args[1]);
    if (directory === undefined || file === undefined) return undefined;
    const whole = path(run, joinPath(directory, file), origin);
    if (name !== "open_text") return readAt(run, whole, context, origin);
    run.opened.set(last, whole);
  } else if (args[0]) run.opened.set(last, args[0]);
  return undefined;
}

function packageDirectory(run: Run, value: Value | undefined, context: Context): string | undefined {
  const module = knownText(value);
  const root = value?.kind === "reference" ? run.namespaces.get(value.root) : undefined;
  const file = root ?? (module === undefined ? undefined : resolvePython(run, context.program.path, module));
  return file?.endsWith(".py") ? dirname(file) : file;
}

/** `….read()` and its like on an opened file. */
export function readOpened(run: Run, reference: ReferenceValue): Value | undefined {
  const steps = reference.steps;
  const method = steps[steps.length - 2];
  if (steps[steps.length - 1]?.kind !== "call" || method?.kind !== "member") return undefined;
  if (!/^(read|readlines|read_text|text|decode|toString)$/.test(method.name)) return undefined;
  const opened = steps[steps.length - 3];
  const value = opened?.kind === "call" ? run.opened.get(opened) : undefined;
  if (!value || opened?.kind !== "call") return undefined;
  return readAt(run, value, { program: opened.program }, reference.origin);
}

/** The methods of a path. */
export function pathMethod(it: MethodCall, value: TextValue): Value | undefined {
  const { run, name, args, origin, context } = it;
  switch (name) {
    case "joinpath":
    case "__truediv__":
      return joined(run, [value, ...args], origin);
    case "read_text":
    case "read_bytes":
      return readAt(run, value, context, origin);
    case "open": {
      const step: CallStep = { kind: "call", construct: false, call: it.call, program: context.program, origin };
      run.opened.set(step, value);
      const root = unknown("open", "unresolved name", origin);
      return { ...root, steps: [step] };
    }
    case "glob":
    case "iterdir":
      return globbed(it, value);
    case "resolve":
    case "absolute":
    case "as_posix":
    case "toString":
    case "expanduser":
      return value;
    case "with_name":
    case "with_suffix": {
      const text = knownText(value);
      const part = knownText(args[0]);
      if (text === undefined || part === undefined) return undefined;
      return path(
        run,
        name === "with_name" ? joinPath(dirname(text), part) : text.replace(/\.[^./]*$/, "") + part,
        origin,
      );
    }
    default:
      return undefined;
  }
}

/** Templates of Jinja and its relatives, once they are rendered. */
export function renderedTemplate(it: ExternalCall): Value | undefined {
  const { run, reference, call, context, args, origin } = it;
  const calls = reference.steps.filter((step) => step.kind === "call");
  const before = calls[calls.length - 2];
  const given = args.find((arg) => arg.kind === "map") as MapValue | undefined;
  const names = namedMap(run, call, context);
  const source = before ? templateSource(run, before, calls[calls.length - 3], origin) : args[0];
  if (source?.kind !== "text") return undefined;
  return renderJinja(run, source, (field) => (names.entries.get(field) ?? given?.entries.get(field))?.value);
}

/** The text behind `get_template(name)`, `from_string(text)`, `Template(text)`. */
function templateSource(
  run: Run,
  step: CallStep,
  environment: CallStep | undefined,
  origin: Origin,
): Value | undefined {
  const context: Context = step.frame ? { program: step.program, frame: step.frame } : { program: step.program };
  const given = argumentOf(run, step, 0);
  if (calleeName(step.call) !== "get_template") return given;
  const loader = environment && argumentOf(run, environment, "loader");
  const made = loader?.kind === "reference" ? loader.steps[loader.steps.length - 1] : undefined;
  if (made?.kind !== "call" || !given) return undefined;
  const folder =
    calleeName(made.call) === "PackageLoader"
      ? packageFolder(run, made)
      : (argumentOf(run, made, 0) ?? named(run, made.call, "searchpath", context));
  if (!folder) return undefined;
  const list = folder.kind === "list" ? folder.items.map((item) => item.value) : [folder];
  const texts = list.map((directory) => joined(run, [directory, given], originOf(step.program, step.call)));
  for (const file of texts) {
    const text = file && readAt(run, file, { program: made.program }, origin);
    if (text && text.kind === "text" && text.pieces.some((piece) => piece.kind === "known")) return text;
  }
  return undefined;
}

function packageFolder(run: Run, step: CallStep): Value | undefined {
  const directory = packageDirectory(run, argumentOf(run, step, 0), { program: step.program });
  const inside = knownText(argumentOf(run, step, 1)) ?? "templates";
  return directory === undefined ? undefined : path(run, joinPath(directory, inside), step.origin);
}

function calleeName(call: CallNode): string {
  return call.callee.kind === "member" ? call.callee.property : call.callee.kind === "name" ? call.callee.name : "";
}
