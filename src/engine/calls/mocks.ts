import { scopeOf } from "../files/scope-of";
import type { CallNode, Expr, Program } from "../syntax/program";
import type { Value } from "../values/value";
import { isInside, writtenNames } from "./callee";
import { factsOf } from "./program-facts";

/** What a test replaces: modules by their specifiers (`vi.mock("ai")`), and names (`patch("app.llm.completion")`). */
export interface Mocks {
  modules: string[];
  names: Set<string>;
}

/** Functions of Python's own modules share their names with everything: `subprocess.run`. */
const standard = /^(subprocess|os|sys|time|asyncio|builtins|random|datetime|pathlib|shutil|json)\./;
const none: Mocks = { modules: [], names: new Set() };
const known = new WeakMap<Program, Mocks>();

export function mocksOf(program: Program): Mocks {
  let mocks = known.get(program);
  if (!mocks) {
    mocks = program.language === "python" ? pythonMocks(program) : moduleMocks(program);
    known.set(program, mocks);
  }
  return mocks;
}

function moduleMocks(program: Program): Mocks {
  const modules: string[] = [];
  for (const { call } of factsOf(program).sites) {
    const [first, second] = writtenNames(call.callee);
    if ((first !== "vi" && first !== "jest") || (second !== "mock" && second !== "doMock")) continue;
    const name = textOf(call, 0);
    if (name !== undefined) modules.push(name);
  }
  return modules.length > 0 ? { modules, names: new Set() } : none;
}

function pythonMocks(program: Program): Mocks {
  const { sites, modules } = factsOf(program);
  const tests = [...modules].some((module) => isInside(module, ["unittest", "mock", "pytest"]));
  const names = new Set<string>();
  for (const { call } of sites) {
    const written = writtenNames(call.callee);
    const last = written.at(-1);
    const patches = last === "patch" || (last === "object" && written.at(-2) === "patch");
    const sets = last === "setattr" && written[0] === "monkeypatch";
    if (!sets && !(patches && (tests || written[0] === "mocker"))) continue;
    // `patch("a.b.name")`, `patch.object(a, "name")`, `setattr(a, "name", fake)`
    const target = textOf(call, 0) ?? textOf(call, 1);
    if (target !== undefined && !standard.test(target)) names.add(target.slice(target.lastIndexOf(".") + 1));
  }
  return names.size > 0 ? { modules: [], names } : none;
}

function textOf(call: CallNode, at: number): string | undefined {
  const argument = call.args[at];
  if (argument?.kind !== "positional") return undefined;
  const value: Expr = argument.value;
  if (value.kind !== "string") return undefined;
  const [part] = value.parts;
  return value.parts.length === 1 && part?.kind === "text" ? part.text : undefined;
}

/** Whether a test's file puts something in the place of an SDK, of a file on the way to the request, or of a function there. */
export function isMocked(
  program: Program,
  modules: readonly string[],
  names: readonly (string | undefined)[],
  paths: readonly string[],
): boolean {
  const mocks = mocksOf(program);
  return (
    mocks.modules.some((module) => isInside(module, modules) || paths.some((path) => isNamedBy(module, path))) ||
    names.some((name) => name !== undefined && mocks.names.has(name))
  );
}

/** `../agents/title`, `@/lib/agents/title`: whether a specifier names this file, as far as its own segments say. */
function isNamedBy(specifier: string, path: string): boolean {
  const segments = specifier.split("/").filter((segment) => !/^(\.{0,2}|@|~|#|src)$/.test(segment));
  const bare = segments.join("/").replace(/\.[cm]?[jt]sx?$/, "");
  return bare !== "" && path.replace(/(\/index)?\.[cm]?[jt]sx?$/, "").endsWith(`/${bare}`);
}

/** Classes that stand in for a model: `FakeListChatModel`, `ReplayChatCompletionClient`, `TestModel`. */
const doubles = /^(?:Mock|Magic|Fake|Replay|Stub|Dummy|Scripted|Test|Function)(?=[A-Z])|Mock$/;

/** Whether a model object, or what it is made from, only pretends to be one. */
export function isDouble(value: Value | undefined, depth = 0): boolean {
  if (value === undefined || depth > 4) return false;
  if (value.kind === "choice") return value.options.every((option) => isDouble(option, depth + 1));
  if (value.kind === "list")
    return value.items.length > 0 && value.items.every((item) => isDouble(item.value, depth + 1));
  if (value.kind !== "reference") return false;
  if (value.root.kind === "instance") return doubles.test(value.root.class.node.name ?? "");
  const made = value.steps.findLastIndex((step) => step.kind === "call");
  const name = value.steps[made - 1];
  return name?.kind === "member" && doubles.test(name.name);
}

/** What a test's file imports when it puts something in the place of a service. */
const mockModules = ["unittest.mock", "pytest_mock", "mock", "respx", "requests_mock", "aioresponses", "nock", "msw"];

/** A test in whose file services are replaced: what it calls is not the service. */
export function isMockingTest(program: Program): boolean {
  return (
    scopeOf(program.path) === "test" && [...factsOf(program).modules].some((module) => isInside(module, mockModules))
  );
}
