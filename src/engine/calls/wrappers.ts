import type { CallSite } from "../syntax/call-sites";
import type { CallNode, FunctionNode, Pattern, Program } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { EvaluationContext, FunctionValue, Hole, Origin, Value } from "../values/value";
import { anchorOf, buildCall, type CallOfSite, requestOf } from "./build";
import { rereadHttp } from "./http";
import { inspect } from "./inspect";
import type { LlmCall, Site, SlotName } from "./llm-call";
import type { Match } from "./match";
import { multiplicityOf, withFactors } from "./multiplicity";
import { originOf, readSlot, type Request } from "./slots";
import { recogniseRunnable } from "./runnable";
import { writtenNames } from "./callee";
import { sdks } from "../sdks/index";
import type { SlotKey } from "../sdks/sdk";

/** How many functions may stand between a caller and the request. */
const maxDepth = 4;
const maxCallers = 500;

/** A request in a function's body, or in a function that its body calls, into which the function's parameters flow. */
type Forward =
  | { kind: "request"; site: CallSite; program: Program; match: Match; alternative?: string }
  | { kind: "through"; site: CallSite; program: Program; fn: FunctionValue; inner: Forward[] };

const memos = new WeakMap<Evaluator, WeakMap<FunctionNode, Forward[]>>();

/** The places that call the function around a request, when a parameter of that function flows into it. */
export function calledFrom(site: CallSite, request: Request, evaluator: Evaluator): Origin[] {
  const owner = ownerOf(site, holesOf(request));
  return owner ? callersOf(owner, request.context.program, evaluator) : [];
}

function callersOf(fn: FunctionNode, program: Program, evaluator: Evaluator): Origin[] {
  return evaluator
    .callers(fn, program)
    .slice(0, maxCallers)
    .filter((caller) => !(caller.program === program && caller.call.start >= fn.start && caller.call.end <= fn.end))
    .map((caller) => originOf(caller.program, anchorOf(caller.call)));
}

/** The calls of a file that reach a request through a function of the workspace. */
export function wrapperCalls(program: Program, found: CallOfSite): LlmCall[] {
  const { evaluator } = found;
  const { others } = inspect(program, evaluator);
  const calls: LlmCall[] = [];
  for (const site of others) {
    for (const fn of evaluator.functions(site.call.callee, { program })) {
      if (contains(fn, site, program)) continue;
      for (const forward of forwardsOf(fn, evaluator, maxDepth, [])) {
        const reached = expand(site.call, { program }, fn, forward, found, [nameOf(fn)]);
        calls.push(...reached.map(({ inner, holes }) => atCaller(inner, site, program, found, holes)));
      }
    }
  }
  return calls;
}

/** A recursive call is not a caller of its own function. */
function contains(fn: FunctionValue, site: CallSite, program: Program): boolean {
  return fn.program === program && site.call.start >= fn.node.start && site.call.end <= fn.node.end;
}

function nameOf(fn: FunctionValue): string {
  return fn.node.name ?? "function";
}

function forwardsOf(fn: FunctionValue, evaluator: Evaluator, depth: number, stack: readonly FunctionNode[]): Forward[] {
  if (depth === 0 || stack.includes(fn.node)) return [];
  let memo = memos.get(evaluator);
  if (!memo) {
    memo = new WeakMap();
    memos.set(evaluator, memo);
  }
  const known = memo.get(fn.node);
  if (known) return known;
  // a function that is being looked at has no forwards yet: recursion ends here
  memo.set(fn.node, []);
  const { program } = fn;
  const inspection = inspect(program, evaluator);
  const forwards: Forward[] = [];
  for (const site of inspection.byFunction.get(fn.node) ?? []) {
    const request = inspection.requests.get(site.call);
    if (request) {
      if (ownerOf(site, holesOf(request)) !== fn.node) continue;
      forwards.push({
        kind: "request",
        site,
        program,
        match: request.match,
        alternative: inspection.alternatives.get(site.call),
      });
      continue;
    }
    if (homeOf(site) !== fn.node) continue;
    for (const next of evaluator.functions(site.call.callee, { program })) {
      const inner = forwardsOf(next, evaluator, depth - 1, [...stack, fn.node]).filter(
        (forward) => ownerOf(site, holesThrough(site.call, { program }, next, forward, evaluator)) === fn.node,
      );
      if (inner.length > 0) forwards.push({ kind: "through", site, program, fn: next, inner });
    }
  }
  memo.set(fn.node, forwards);
  return forwards;
}

/** The function a call stands in, callbacks looked through. */
function homeOf(site: CallSite): FunctionNode | undefined {
  return homesOf(site)[0];
}

/** The functions around a call that can be called by name, innermost first. */
function homesOf(site: CallSite): FunctionNode[] {
  const homes: FunctionNode[] = [];
  for (let at = site.ancestors.length - 1; at >= 0; at--) {
    const ancestor = site.ancestors[at];
    if (ancestor?.kind !== "function") continue;
    const before = site.ancestors[at - 1];
    const isCallback = before?.kind === "argument" && before.node.args[before.index]?.value === ancestor.node;
    if (!isCallback) homes.push(ancestor.node);
  }
  return homes;
}

/** The function whose parameters are among the holes. */
function ownerOf(site: CallSite, holes: readonly Hole[]): FunctionNode | undefined {
  if (holes.length === 0) return undefined;
  const roots = new Set(holes.map((hole) => hole.name.split(/[.[(]/, 1)[0] ?? ""));
  return homesOf(site).find((fn) => fn.params.some((param) => namesOf(param.target).some((name) => roots.has(name))));
}

function namesOf(pattern: Pattern): string[] {
  if (pattern.kind === "name") return /^(self|cls|this)$/.test(pattern.name) ? [] : [pattern.name];
  if (pattern.kind === "map-pattern") {
    const names = pattern.entries.flatMap((entry) => [entry.key, ...namesOf(entry.target)]);
    return pattern.rest ? [...names, ...namesOf(pattern.rest)] : names;
  }
  if (pattern.kind === "list-pattern") return pattern.items.flatMap((item) => (item ? namesOf(item.target) : []));
  return [];
}

const forwarded: readonly SlotKey[] = ["model", "system", "messages", "tools", "schema"];

/** The parameters that a request's model and prompt depend on. */
function holesOf(request: Request): Hole[] {
  const holes: Hole[] = [];
  for (const key of forwarded) {
    const reading = request.readings?.[key] ?? readSlot(request, request.match.shape.slots[key]);
    if (reading) collect(reading.value, holes, 0);
  }
  if (request.map.kind !== "map" || request.map.open) collect(request.map, holes, 0);
  return holes.filter((hole) => hole.reason === "parameter");
}

function collect(value: Value, into: Hole[], depth: number): void {
  if (depth > 8 || into.length > 200) return;
  switch (value.kind) {
    case "text":
      for (const piece of value.pieces) if (piece.kind === "hole") into.push(piece.hole);
      return;
    case "list":
      for (const item of value.items) collect(item.value, into, depth + 1);
      return;
    case "map":
      for (const field of value.entries.values()) collect(field.value, into, depth + 1);
      if (value.open) into.push(value.open);
      return;
    case "choice":
      for (const option of value.options) collect(option, into, depth + 1);
      return;
    case "reference": {
      if (value.root.kind === "unknown") into.push(value.root.hole);
      return;
    }
  }
}

function holesThrough(
  call: CallNode,
  context: EvaluationContext,
  fn: FunctionValue,
  forward: Forward,
  evaluator: Evaluator,
): Hole[] {
  const inner: EvaluationContext = { program: fn.program, frame: evaluator.enter(fn, call, context) };
  if (forward.kind === "request") return holesOf(again(forward.site, inner, evaluator, forward.match));
  return forward.inner.flatMap((next) => holesThrough(forward.site.call, inner, forward.fn, next, evaluator));
}

/** The same request with the parameters of one caller. */
function again(site: CallSite, context: EvaluationContext, evaluator: Evaluator, match: Match): Request {
  const http = match.sdk.http && rereadHttp(site, context, evaluator, match);
  const chain =
    match.sdk.runnables && recogniseRunnable(site, writtenNames(site.call.callee), context, evaluator, sdks);
  return http ?? chain ?? requestOf(evaluator, site.call, context, match);
}

interface Reached {
  inner: LlmCall;
  holes: Hole[];
}

/** The requests that one call of a wrapper sends, with the caller's arguments in place. */
function expand(
  call: CallNode,
  context: EvaluationContext,
  fn: FunctionValue,
  forward: Forward,
  found: CallOfSite,
  functions: string[],
): Reached[] {
  if (functions.length > maxDepth) return [];
  const { evaluator } = found;
  const inner: EvaluationContext = { program: fn.program, frame: evaluator.enter(fn, call, context) };
  if (forward.kind === "through") {
    return forward.inner.flatMap((next) => {
      const reached = expand(forward.site.call, inner, forward.fn, next, found, [...functions, nameOf(forward.fn)]);
      const around = multiplicityOf(evaluator, forward.site.ancestors, inner);
      for (const { inner: result } of reached)
        result.multiplicity = withFactors(
          [...around.factors, ...result.multiplicity.factors],
          result.multiplicity.historyGrows,
        );
      return reached;
    });
  }
  const request: Request = { ...again(forward.site, inner, evaluator, forward.match), sdks: found.sdks };
  const result = buildCall(request, forward.site, found);
  if (forward.alternative !== undefined)
    result.alternatives = `${call.start}/${forward.program.path}#${forward.alternative}`;
  result.through = { inner: originOf(forward.program, result.anchor), functions };
  return [{ inner: result, holes: holesOf(request) }];
}

/** The request inside, as a call of its caller's file. */
function atCaller(
  inner: LlmCall,
  site: CallSite,
  program: Program,
  found: CallOfSite,
  holes: readonly Hole[],
): LlmCall {
  const around = multiplicityOf(found.evaluator, site.ancestors, { program });
  const { call: _, ...rest } = inner;
  const result: LlmCall = {
    ...rest,
    path: program.path,
    language: program.language,
    range: { start: site.call.start, end: site.call.end },
    anchor: anchorOf(site.call),
    kind: inner.kind === "embedding" ? "embedding" : "wrapper-caller",
    multiplicity: withFactors([...around.factors, ...inner.multiplicity.factors], inner.multiplicity.historyGrows),
    sites: shared(inner.sites),
  };
  if (inner.alternatives !== undefined) result.alternatives = `${program.path}#${inner.alternatives}`;
  const owner = ownerOf(site, holes);
  const callers = owner ? callersOf(owner, program, found.evaluator) : [];
  if (callers.length > 0) result.calledFrom = callers;
  return result;
}

/** What is written in the wrapper is written for all its callers. */
function shared(sites: LlmCall["sites"]): LlmCall["sites"] {
  const result: LlmCall["sites"] = {};
  for (const [name, site] of Object.entries(sites) as [SlotName, Site][]) result[name] = { ...site, own: false };
  return result;
}
