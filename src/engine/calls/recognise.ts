import type { Sdk } from "../sdks/sdk";
import type { CallSite } from "../syntax/call-sites";
import type { CallNode, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { EvaluationContext, Value } from "../values/value";
import { requestOf } from "./build";
import { calleeByImports, calleeOf, importedModules, isInside, writtenNames } from "./callee";
import { recogniseHttp } from "./http";
import { matchModule, matchTail, type Patterns, type Written } from "./match";
import { factsOf } from "./program-facts";
import { recogniseRunnable } from "./runnable";
import { type Request, readSlot } from "./slots";
import { parameterTypes, throughType } from "./typed-parameter";

/** The request that a call site sends, if it is one that the SDK data knows. */
export function recognise(
  site: CallSite,
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
  sdks: readonly Sdk[],
): Request | undefined {
  const { call } = site;
  const names = writtenNames(call.callee);
  const handed = handedOn(call, names.at(-1) ?? "");
  if (handed) return recognise({ ...site, call: handed }, context, evaluator, patterns, sdks);
  const found = mayMatch(names, context.program, patterns)
    ? byName(site, names, context, evaluator, patterns)
    : undefined;
  return (
    found ?? recogniseRunnable(site, names, context, evaluator, sdks) ?? recogniseHttp(site, context, evaluator, sdks)
  );
}

/** Functions that call what they are given, with the arguments that follow: where the function stands among them. */
const indirect = new Map<string, number>(
  Object.entries({
    to_thread: 0,
    run_in_executor: 1,
    run_in_threadpool: 0,
    submit: 0,
  }),
);

/** `asyncio.to_thread(client.messages.create, model=…)` as the call that it makes. */
function handedOn(call: CallNode, last: string): CallNode | undefined {
  const at = indirect.get(last);
  const given = at === undefined ? undefined : call.args[at];
  if (at === undefined || given?.kind !== "positional" || given.value.kind !== "member") return undefined;
  return { ...call, callee: given.value, args: call.args.slice(at + 1) };
}

function byName(
  { call, ancestors }: CallSite,
  names: readonly string[],
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
): Request | undefined {
  const evaluated = evaluator.evaluate(call.callee, context);
  const typed = throughType(evaluated, ancestors, context.program);
  const callee = typed ?? evaluated;
  const made = isOfOtherType(evaluated, ancestors) ? [] : madeBefore(callee);
  return (
    byModule(call, context, evaluator, patterns, callee) ??
    ownSource(call, context, evaluator, patterns, callee) ??
    byTail(call, [made, names.map((name) => ({ name }))], context, evaluator, patterns, callee)
  );
}

/** The request of a call whose callee is known by its import, here or where its caller is. */
export function recogniseModule(
  call: CallNode,
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
): Request | undefined {
  return byModule(call, context, evaluator, patterns, evaluator.evaluate(call.callee, context));
}

function byModule(
  call: CallNode,
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
  callee: Value,
): Request | undefined {
  const options = callee.kind === "choice" ? callee.options : [callee];
  const matches = options.flatMap((value) =>
    value.kind === "reference" ? (matchModule(calleeOf(value), patterns) ?? []) : [],
  );
  for (const match of matches) {
    const request = requestOf(evaluator, call, context, match);
    if (!hasRequired(request)) continue;
    const others = matches.flatMap((other) => (other !== match && other.client ? [other.client] : []));
    return others.length > 0 ? { ...request, otherClients: others } : request;
  }
  return undefined;
}

/** In an SDK's own repository its module is a folder of the workspace: what the file imports speaks for the call. */
function ownSource(
  call: CallNode,
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
  callee: Value,
): Request | undefined {
  const written = isInWorkspace(callee) ? calleeByImports(call.callee, context.program) : undefined;
  if (!written) return undefined;
  const match = matchModule(written, patterns);
  // one name alone is as likely the workspace's own: `from agents import run`
  const long = match && (match.client || match.length > 1 || /[-/@]/.test(written.module ?? ""));
  const request = long ? requestOf(evaluator, call, context, match) : undefined;
  return request && hasRequired(request) ? request : undefined;
}

function isInWorkspace(callee: Value): boolean {
  if (callee.kind === "choice") return callee.options.every(isInWorkspace);
  if (callee.kind === "reference") return callee.root.kind !== "module";
  return callee.kind === "function" || callee.kind === "class";
}

interface Names {
  /** something that was made by a call may be called under any name here */
  any: boolean;
  /** other names of imported functions (`import { streamText as stream }`) and of methods (`ask = client.messages.create`) */
  aliases: Set<string>;
}
const namesOf = new WeakMap<Program, Names>();

/** Cheap and early: the last name is one that the data knows, or stands for an import. */
function mayMatch(names: readonly string[], program: Program, patterns: Patterns): boolean {
  const last = names.at(-1) ?? "";
  if (patterns.has(last)) return true;
  let own = namesOf.get(program);
  if (!own) {
    const { modules, imported, assigned } = factsOf(program);
    const makers = new Set((patterns.get("()") ?? []).flatMap(({ sdk }) => sdk.modules));
    own = { any: [...modules].some((module) => isInside(module, [...makers])), aliases: new Set() };
    for (const [local, { name }] of imported) if (local !== name && patterns.has(name)) own.aliases.add(local);
    for (const [local, values] of assigned)
      if (values.some((value) => value.kind === "member" && patterns.has(value.property))) own.aliases.add(local);
    namesOf.set(program, own);
  }
  return own.any || (names.length === 1 && own.aliases.has(last));
}

/** With an unknown client the import of the SDK in this file, or the shape of the request, has to speak for the call. */
function byTail(
  call: CallNode,
  spellings: readonly (readonly Written[])[],
  context: EvaluationContext,
  evaluator: Evaluator,
  patterns: Patterns,
  callee: Value,
): Request | undefined {
  const imported = [...importedModules(context.program)];
  let best: Request | undefined;
  const names = spellings.at(-1)?.length ?? 0;
  for (const match of spellings.flatMap((written) => matchTail(written, patterns, call.construct))) {
    const known = imported.some((module) => isInside(module, match.sdk.modules));
    // a function of the workspace is what it is, unless the file says that it is the SDK's
    if ((callee.kind === "function" || callee.kind === "class") && !known) continue;
    const elsewhere = callee.kind === "reference" && callee.root.kind === "module";
    const request = requestOf(evaluator, call, context, { ...match, imported: known });
    if (!accepts(request, known && !elsewhere, names) || !hasRequired(request)) continue;
    if (known) return request;
    // an SDK that only copies another's calls needs its import
    if (!match.sdk.like) best ??= request;
  }
  return best;
}

/** A parameter that is said to be something else. */
function isOfOtherType(value: Value, ancestors: CallSite["ancestors"]): boolean {
  if (value.kind !== "reference" || value.root.kind !== "unknown") return false;
  const types = parameterTypes(ancestors, value.root.hole.name);
  return types.some((type) => !/^(any|unknown|Any|object)$/.test(type.trim()));
}

/** The names of what was taken from something unknown and kept under another name: `engine = index.as_query_engine()`. */
function madeBefore(callee: Value): Written[] {
  if (callee.kind !== "reference" || callee.root.kind === "module") return [];
  if (!callee.steps.some((step) => step.kind === "call")) return [];
  return [
    { name: "" },
    ...callee.steps.map((step) =>
      step.kind === "call" ? { name: "()", step } : { name: step.kind === "member" ? step.name : "[]" },
    ),
  ];
}

function accepts(request: Request, imported: boolean, names: number): boolean {
  const { map, match } = request;
  const rules = match.shape.unmistakable;
  const open = map.kind !== "map" || map.open !== undefined;
  const keys = map.kind === "map" ? map.entries : new Map();
  if (rules?.lacks?.some((key) => keys.has(key))) return false;
  const satisfied = rules?.has.every((key) => key.split("|").some((name) => keys.has(name)));
  if (satisfied) return true;
  if (imported && (match.shape.whenImported || request.call.construct)) return true;
  // what it is called on was made the SDK's own way, with a model: `self.chats.create(model=…)`
  if (imported && match.steps.size > 0 && readSlot(request, match.shape.slots.model)) return true;
  // `create` alone on something unknown says nothing
  const long = match.length > 1 && names > 2;
  // `chat.completions.create` is unmistakable by its length; `messages.create` is not
  return open && long && (imported || (rules !== undefined && match.length > 2));
}

function hasRequired(request: Request): boolean {
  const { map, match } = request;
  const { requires, needs, slots } = match.shape;
  if (needs && !readSlot(request, slots[needs])) return false;
  if (!requires || map.kind !== "map" || map.open) return true;
  return requires.every((key) => key.split("|").some((name) => map.entries.has(name)));
}
