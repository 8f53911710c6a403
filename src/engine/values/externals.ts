import type { CallNode } from "../syntax/program";
import { argumentOf, evaluateArguments, named, namedMap, positional } from "./arguments";
import { apply } from "./calls";
import { parsedData } from "./data-files";
import { cleandoc, dedent, indentLines } from "./dedent";
import { environment } from "./environment";
import { arrayFrom, drawn, enumerate, fromEntries, range, zipped } from "./external-lists";
import { joined, listedDirectory, openFile, readArgument, readOpened, renderedTemplate } from "./files";
import { asList } from "./iteration";
import { choiceOf, holeText, known, knownNumber, knownText, listOf, mapOf, numberOf, originOf, unknown } from "./make";
import { memberOf, path } from "./members";
import { mapItems } from "./methods";
import { requiredModule } from "./modules";
import { basename, dirname } from "./paths";
import { jsonText } from "./print";
import { referenceKey } from "./reference";
import { substituted } from "./replace-pattern";
import type { Context, Run } from "./run";
import { lastName } from "./scopes";
import { readSetting, setting } from "./settings-libraries";
import { holeOf, toText } from "./text";
import type { MapField, MapValue, Origin, ReferenceValue, TextPiece, Value } from "./value";

/** A call of something outside the workspace, as its handler sees it. */
export interface ExternalCall {
  run: Run;
  call: CallNode;
  context: Context;
  origin: Origin;
  args: Value[];
  reference: ReferenceValue;
}
type Handler = (it: ExternalCall) => Value | undefined;

/** What a call of a known function of a language's library gives; undefined leaves it a reference. */
export function externalCall(run: Run, reference: ReferenceValue, call: CallNode, context: Context): Value | undefined {
  const key = referenceKey(reference);
  if (key === "") return readOpened(run, reference);
  const handler = handlers.get(key);
  if (!handler) return readOpened(run, reference);
  const args = positional(run, call, context);
  return handler({ run, call, context, origin: originOf(context.program, call), args, reference });
}

/** A member of something outside the workspace: environment variables. */
export function externalMember(
  run: Run,
  object: ReferenceValue,
  name: string,
  member: ReferenceValue,
): Value | undefined {
  const key = referenceKey(object);
  if (ENVIRONMENTS.has(key)) {
    return /^(get|getOrDefault|setdefault|pop|items|keys|copy|update)$/.test(name)
      ? undefined
      : environment(run, name, member.origin);
  }
  return validatedEnvironment(run, object, name, member.origin) ?? setting(run, object, name, member);
}

const ENVIRONMENTS = new Set(["process.env", "os.environ", "Deno.env", "Bun.env", "import.meta.env"]);

/** A variable of `schema.parse(process.env)`, or of an object that is made with `runtimeEnv`. */
function validatedEnvironment(run: Run, object: ReferenceValue, name: string, origin: Origin): Value | undefined {
  const last = object.steps[object.steps.length - 1];
  if (last?.kind !== "call") return undefined;
  const method = lastName(last.call.callee) ?? "";
  if (/^(parse|parseSync|cleanEnv|from)$/.test(method)) {
    const given = argumentOf(run, last, 0);
    return given?.kind === "reference" && ENVIRONMENTS.has(referenceKey(given))
      ? environment(run, name, origin)
      : undefined;
  }
  if (method !== "createEnv") return undefined;
  const table = argumentOf(run, last, "runtimeEnv") ?? argumentOf(run, last, "experimental__runtimeEnv");
  if (table?.kind === "map") return table.entries.get(name)?.value ?? environment(run, name, origin);
  return environment(run, name, origin);
}

const first: Handler = ({ args }) => args[0];
const text: Handler = ({ run, args, origin }) => (args[0] ? toText(run, args[0]) : known("", origin));
const freeze: Handler = ({ args }) => args[0];

function fromEnvironment({ run, call, context, origin, args }: ExternalCall): Value | undefined {
  const name = knownText(args[0]);
  const value = name === undefined ? unknown("env", "environment", origin) : environment(run, name, origin);
  const fallback = args[1] ?? named(run, call, "default", context);
  return fallback ? choiceOf([value, fallback], "fallback", origin) : value;
}

function assignAll({ args, origin }: ExternalCall): Value | undefined {
  const entries = new Map<string, MapField>();
  let open: MapValue["open"];
  for (const value of args) {
    if (value.kind === "map") {
      for (const [key, field] of value.entries) entries.set(key, field);
      open = value.open ?? open;
    } else if (value.kind === "reference") open = holeOf(value);
  }
  return args.length ? mapOf(entries, origin, open) : undefined;
}

function pythonDict(it: ExternalCall): Value | undefined {
  const base = it.args[0];
  const names = namedMap(it.run, it.call, it.context);
  if (base && base.kind !== "map" && base.kind !== "reference") return undefined;
  const start = base?.kind === "map" ? base.entries : [];
  const open = base?.kind === "map" ? base.open : base?.kind === "reference" ? holeOf(base) : undefined;
  return mapOf(new Map([...start, ...names.entries]), it.origin, names.open ?? open);
}

function jsonStringify({ run, args, origin }: ExternalCall): Value | undefined {
  const value = args[0];
  if (!value || !isPrintable(value)) return undefined;
  const space = args[2];
  const indent = knownNumber(space) ?? knownText(space)?.length ?? 0;
  const pieces = beganAt(origin, jsonText(run, value, Math.min(10, indent), false));
  return { kind: "text", pieces, origin, json: value };
}

function jsonDumps({ run, call, context, args, origin }: ExternalCall): Value | undefined {
  const value = args[0];
  if (!value || !isPrintable(value)) return undefined;
  const indent = knownNumber(named(run, call, "indent", context)) ?? 0;
  const ascii = named(run, call, "ensure_ascii", context);
  const pieces = beganAt(origin, jsonText(run, value, indent, true, !(ascii?.kind === "boolean" && !ascii.value)));
  return { kind: "text", pieces, origin, json: value };
}

/** The opening bracket comes from the call that writes it, whatever it writes. */
function beganAt(origin: Origin, [first, ...rest]: TextPiece[]): TextPiece[] {
  return first?.kind === "known" ? [{ ...first, origin }, ...rest] : first ? [first, ...rest] : [];
}

function isPrintable(value: Value): boolean {
  return value.kind !== "reference" && value.kind !== "function" && value.kind !== "class" && value.kind !== "choice";
}

const asListValue: Handler = ({ run, args, origin }) => (args[0] ? asList(run, args[0]) : listOf([], origin));
const objectItems =
  (what: string): Handler =>
  ({ args, origin }) =>
    args[0]?.kind === "map" ? mapItems(args[0], what, origin) : undefined;

/** A cut to a number of characters, by the names that such functions have. */
function truncated({ run, args, origin }: ExternalCall): Value | undefined {
  const size = args
    .slice(1)
    .map(knownNumber)
    .find((number) => number !== undefined);
  const value = args[0];
  if (!value || size === undefined) return undefined;
  const inner = toText(run, value);
  const only = inner.pieces.length === 1 ? inner.pieces[0] : undefined;
  const name = only?.kind === "hole" ? only.hole.name : "truncated";
  return holeText({ name, origin, reason: "run-time value", maxChars: size });
}

function fileUrl({ run, args, origin, reference }: ExternalCall): Value | undefined {
  const [part, base] = args.map(knownText);
  const last = reference.steps[reference.steps.length - 1];
  if (part === undefined || base === undefined || last?.kind !== "call" || !run.paths.has(args[1] as Value))
    return undefined;
  return joined(run, [path(run, dirname(base), origin), args[0] as Value], origin);
}

const pathJoin: Handler = ({ run, args, origin }) => joined(run, args, origin);
const pathOfDirectory: Handler = ({ run, args, origin }) => {
  const known = knownText(args[0]);
  return known === undefined || !args[0]
    ? undefined
    : run.paths.has(args[0])
      ? path(run, dirname(known), origin)
      : undefined;
};

const handlers = new Map<string, Handler>([
  ...keys(
    fromEnvironment,
    "os.getenv() os.environ.get() os.environ.pop() os.environ.setdefault() Deno.env.get() decouple.config() environs.Env().str()",
  ),
  ...keys(text, "String() str()"),
  ...keys(
    freeze,
    "Object.freeze() Object.seal() structuredClone() copy.deepcopy() copy.copy() types.MappingProxyType() Promise.resolve() asyncio.run()",
  ),
  ...keys(
    first,
    "Promise.all() Promise.allSettled() trim() fileURLToPath() url.fileURLToPath() os.path.abspath() os.path.realpath() os.fspath() os.path.normpath() os.path.expanduser() Number() float()",
  ),
  ...keys(
    first,
    "langchain_community.adapters.openai.convert_openai_messages() langchain.adapters.openai.convert_openai_messages() langchain_core.messages.convert_to_messages() langchain_core.messages.utils.convert_to_messages() ai.convertToModelMessages() ai.convertToCoreMessages()",
  ),
  ...keys(drawn, "random.choice() secrets.choice() lodash.sample() _.sample()"),
  ...keys(({ args }) => args[1], "typing.cast() cast()"),
  ...keys(assignAll, "Object.assign() lodash.merge() _.merge() deepmerge() defu.defu()"),
  ...keys(pythonDict, "dict() collections.OrderedDict()"),
  ...keys(jsonStringify, "JSON.stringify()"),
  ...keys(jsonDumps, "json.dumps() orjson.dumps() ujson.dumps()"),
  ...keys(range, "range()"),
  ...keys(enumerate, "enumerate()"),
  ...keys(zipped, "zip()"),
  ...keys(asListValue, "list() tuple() set() frozenset() sorted() reversed() iter() collections.deque()"),
  ...keys(arrayFrom, "Array.from()"),
  ...keys(({ run, call, context }) => evaluateArguments(run, call, context), "Array.of() asyncio.gather()"),
  ...keys(({ run, args }) => (args[0]?.kind === "map" ? asList(run, args[0]) : undefined), "Object.keys()"),
  ...keys(objectItems("values"), "Object.values()"),
  ...keys(objectItems("entries"), "Object.entries()"),
  ...keys(
    ({ args, origin }) => (args[0]?.kind === "list" ? fromEntries(args[0].items, origin) : undefined),
    "Object.fromEntries() Map()",
  ),
  ...keys(({ args, origin }) => {
    const size = knownText(args[0])?.length;
    return size === undefined ? undefined : numberOf(size, origin);
  }, "len()"),
  ...keys(({ args, origin }) => {
    const number = knownNumber(args[0]) ?? Number(knownText(args[0]) ?? Number.NaN);
    return Number.isNaN(number) ? undefined : numberOf(Math.trunc(number), origin);
  }, "int() parseInt() Number.parseInt() Math.floor() Math.round()"),
  ...keys(({ run, args }) => args[0] && dedent(toText(run, args[0])), "textwrap.dedent()"),
  ...keys(
    ({ run, args }) => args[0] && cleandoc(toText(run, args[0])),
    "inspect.cleandoc() dedent() dedent.dedent() ts-dedent.dedent() ts-dedent()",
  ),
  ...keys(
    ({ run, args }) => args[0] && indentLines(toText(run, args[0]), knownText(args[1]) ?? ""),
    "textwrap.indent()",
  ),
  ...keys(truncated, "lodash.truncate() truncate() textwrap.shorten()"),
  ...keys(
    pathJoin,
    "path.join() path.resolve() path.default.join() os.path.join() path.posix.join() path/posix.join()",
  ),
  ...keys(({ run, args, origin }) => {
    const whole = joined(run, args, origin);
    if (whole) run.paths.add(whole);
    return whole;
  }, "pathlib.Path() pathlib.PurePath() anyio.Path()"),
  ...keys(pathOfDirectory, "path.dirname() os.path.dirname()"),
  ...keys(({ args, origin }) => {
    const known_ = knownText(args[0]);
    return known_ === undefined ? undefined : known(basename(known_), origin);
  }, "path.basename() os.path.basename()"),
  ...keys(fileUrl, "URL() url.URL()"),
  ...keys(
    readArgument,
    "fs.readFileSync() fs/promises.readFile() fs.promises.readFile() fs.readFile() fs-extra.readFileSync() fs-extra.readFile() Deno.readTextFile() Deno.readTextFileSync()",
  ),
  ...keys(
    openFile,
    "open() io.open() codecs.open() aiofiles.open() Bun.file() importlib.resources.files() importlib_resources.files() pkgutil.get_data() importlib.resources.read_text() importlib.resources.open_text() pkg_resources.resource_string()",
  ),
  ...keys(
    renderedTemplate,
    "jinja2.Environment().get_template().render() jinja2.Template().render() jinja2.Environment().from_string().render() jinja2.sandbox.SandboxedEnvironment().get_template().render() Mustache.render() mustache.render() nunjucks.renderString() ejs.render() handlebars.compile()() Handlebars.compile()()",
  ),
  ...keys(
    parsedData,
    "JSON.parse() json.loads() json.load() yaml.safe_load() yaml.load() yaml.parse() js-yaml.load() jsyaml.load() tomllib.load() tomllib.loads() tomli.load() tomli.loads() toml.load() toml.loads() smol-toml.parse() toml.parse()",
  ),
  ...keys(({ run, origin }) => path(run, ".", origin), "process.cwd() os.getcwd() pathlib.Path.cwd() Deno.cwd()"),
  ...keys(listedDirectory, "fs.readdirSync() fs/promises.readdir() fs.promises.readdir() os.listdir()"),
  ...keys(
    ({ run, args }) => (args[0]?.kind === "function" ? apply(run, args[0], []) : undefined),
    "react.useMemo() useMemo()",
  ),
  ...keys(
    first,
    "react.useCallback() react.cache() cache() next/cache.unstable_cache() lodash.memoize() memoize() memoizee() p-memoize()",
  ),
  ...keys(({ run, args, context, origin }) => {
    const name = knownText(args[1]);
    if (!args[0] || name === undefined) return undefined;
    const member = memberOf(run, args[0], name, origin, context);
    return args[2] ? choiceOf([member, args[2]], "fallback", origin) : member;
  }, "getattr()"),
  ...keys(readSetting, "config.get() config.default.get() dynaconf.Dynaconf().get() dynaconf.settings.get()"),
  ...keys(({ run, args, origin, call, context }) => substituted(run, args, origin, call, context), "re.sub()"),
  ...keys(requiredModule, "require() import() importlib.import_module()"),
]);

function keys(handler: Handler, names: string): [string, Handler][] {
  return names
    .split(" ")
    .filter(Boolean)
    .map((name) => [name, handler]);
}
