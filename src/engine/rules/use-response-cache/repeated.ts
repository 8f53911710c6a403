import type { LlmCall } from "../../calls/llm-call";
import { factsOf } from "../../calls/program-facts";
import type { CallNode, Expr, Program } from "../../syntax/program";
import type { Origin } from "../../values/value";
import { ancestorsOf } from "../enclosing";
import { mapOfValue } from "../call-edits";

const cacheName = /cache|memo(?:i[sz]e)?\b|lru|redis|once/i;

/** Something around the call, or an import of its file, keeps answers already. */
export function isCached(call: LlmCall): boolean {
  const program = call.call?.program;
  if (!program || keepsItself(call, program)) return true;
  if (program.body.some((statement) => statement.kind === "import" && statement.names.some(isCacheImport))) return true;
  return ancestorsOf(call).some((ancestor) => {
    if (ancestor.kind === "function") return ancestor.node.decorators.some(isCacheExpression);
    if (ancestor.kind === "argument") return isCacheExpression(ancestor.node.callee);
    // `if (answer === undefined)`: asked for once
    return ancestor.kind === "arm" && ancestor.node.how === "if";
  });
}

function isCacheImport({ imported, local }: { imported: string; local: string }): boolean {
  return cacheName.test(imported) || cacheName.test(local);
}

function isCacheExpression(expression: Expr): boolean {
  if (expression.kind === "call") return isCacheExpression(expression.callee);
  if (expression.kind === "member") return cacheName.test(expression.property) || isCacheExpression(expression.object);
  return expression.kind === "name" && cacheName.test(expression.name);
}

/** `caching=True` at the call, `cache: true` at the model; Python's LangChain and DSPy have a cache that is set elsewhere. */
function keepsItself({ call, sdk, model, language }: LlmCall, program: Program): boolean {
  if (call!.node.args.some(({ name }) => name === "caching" || name === "cache")) return true;
  if (sdk === "dspy" || (sdk === "langchain" && language === "python")) return true;
  return optionOfModel(program, model.sources[0], "cache") !== undefined;
}

/** Temperature 0, written at the call or, in the same file, at the model. */
export function isCold({ call, model, options }: LlmCall): boolean {
  if (options.temperature !== undefined) return options.temperature.max === 0;
  const written = call && optionOfModel(call.program, model.sources[0], "temperature");
  return written?.kind === "number" && written.value === 0;
}

/** What is written for an option beside the model's name: `new ChatOpenAI({ model: "…", temperature: 0 })`. */
function optionOfModel(program: Program, origin: Origin | undefined, name: string): Expr | undefined {
  const options = origin?.path === program.path ? mapOfValue(program, origin) : undefined;
  for (const entry of options?.entries ?? []) {
    if (entry.kind === "entry" && isText(entry.key, name)) return entry.value;
  }
  return undefined;
}

function isText(key: Expr, text: string): boolean {
  if (key.kind !== "string") return false;
  const [part] = key.parts;
  return part?.kind === "text" && part.text === text;
}

/**
 * Whether the call may be one that is made only once: outside of every function and loop, or in a function that its own file
 * starts by itself, as scripts do, or in `main`.
 */
export function isRunOnce(call: LlmCall): boolean {
  const ancestors = ancestorsOf(call);
  if (
    call.multiplicity.factors.some(({ kind, times }) => kind !== "retry" && (times.max === undefined || times.max > 1))
  )
    return false;
  const outermost = ancestors.find((ancestor) => ancestor.kind === "function");
  if (outermost === undefined) return true;
  const name = outermost.node.name;
  // an unnamed function that is called right away, or handed to something
  if (name === undefined)
    return ancestors.indexOf(outermost) === 0 && isArgumentOfNothing(call.call!.program, outermost.node);
  return /^_?main$|^run$|^demo/i.test(name) || startedHere(call.call!.program, name);
}

/** The name is called outside of every function of the file. */
function startedHere(program: Program, name: string): boolean {
  return factsOf(program).sites.some(
    ({ call, ancestors }) => calledName(call) === name && !ancestors.some(({ kind }) => kind === "function"),
  );
}

function calledName({ callee }: CallNode): string | undefined {
  return callee.kind === "name" ? callee.name : callee.kind === "member" ? callee.property : undefined;
}

/** `(async () => { … })()` */
function isArgumentOfNothing(program: Program, node: { start: number; end: number }): boolean {
  return factsOf(program).sites.some(({ call }) => call.callee.start === node.start && call.callee.end === node.end);
}
