import { sdks } from "../sdks/index";
import type { CallSite } from "../syntax/call-sites";
import type { CallNode, FunctionNode, Program } from "../syntax/program";
import { type Evaluator, MOST_CALLERS } from "../values/evaluator";
import { choiceOf } from "../values/make";
import { isInstance, isOpenInstance } from "../values/objects";
import type { Steps } from "../values/steps";
import type { EvaluationContext, FunctionValue, Origin, TextValue } from "../values/value";
import { anchorOf, buildCall, type CallOfSite, requestOf } from "./build";
import { writtenNames } from "./callee";
import { rereadHttp } from "./http";
import type { Factor, LlmCall, Part, Site, SlotName } from "./llm-call";
import { type Match, patternsOf } from "./match";
import { isMocked } from "./mocks";
import { multiplicityOf, withFactors } from "./multiplicity";
import { factsOf } from "./program-facts";
import { recogniseModule } from "./recognise";
import { recogniseRunnable } from "./runnable";
import { originOf, type Request } from "./slots";
import { type Owner, ownerOf } from "./wrapper-owner";

/** How many functions may stand between a caller and the request. */
const maxDepth = 6;

/** One call of a function of the workspace on the way to a request. */
interface Link {
  site: CallSite;
  program: Program;
  fn: FunctionNode;
}
export interface Reached {
  context: EvaluationContext;
  /** what repeats the calls on the way, outermost first */
  factors: Factor[];
  /** a call on the way may reach other functions instead: a method of several classes */
  dispatched: boolean;
}

/**
 * When parameters of the function around a request flow into it, and its callers know something about them, those are the calls that
 * are billed. Returns them, across files, and where the request itself is called from. A function whose callers only hand on what
 * nobody knows keeps its request: there is nothing more to see at its callers.
 */
export function* wrapperCalls(body: LlmCall, site: CallSite, request: Request, found: CallOfSite): Steps<Callers> {
  const inner: Inner = {
    site,
    program: request.context.program,
    match: request.match,
    found,
    left: MOST_CALLERS,
    cut: false,
  };
  const callers = yield* climb(
    inner,
    body,
    [],
    ownerOf(site, request, request.context.program),
    request.context.program,
  );
  return { ...callers, cut: inner.cut };
}

export interface Callers {
  calls: WrapperCaller[];
  calledFrom: Origin[];
  /** more calls lead here than are followed */
  cut: boolean;
}
/** A caller with the calls on the way to the request, outermost first, the request last. */
export interface WrapperCaller {
  call: LlmCall;
  way: CallSite[];
  dispatched: boolean;
}
interface Inner {
  site: CallSite;
  program: Program;
  match: Match;
  found: CallOfSite;
  /** callers that may still be looked at */
  left: number;
  /** some were not */
  cut: boolean;
}

/** The callers of a function, each with the chain of calls below it and with its own callers. */
function* climb(
  inner: Inner,
  body: LlmCall,
  chain: readonly Link[],
  owner: Owner | undefined,
  program: Program,
): Steps<Omit<Callers, "cut">> {
  const nothing = { calls: [], calledFrom: [] };
  const depth = body.kind === "embedding" ? 2 : maxDepth;
  // what is embedded is given to the call: the object tells the model at most
  const fn = owner?.byObject && body.kind === "embedding" ? undefined : owner?.fn;
  if (!fn || chain.length >= depth || chain.some((link) => link.fn === fn)) return nothing;
  const { evaluator } = inner.found;
  const reachedCalls: { call: LlmCall; request: Request; links: Link[]; dispatched: boolean }[] = [];
  const callers = yield* evaluator.callers(fn, program, inner.program);
  // the list itself ends there
  inner.cut ||= callers.length >= MOST_CALLERS;
  for (const caller of callers) {
    yield;
    // a recursive call is not a caller of its own function
    if (caller.program === program && caller.call.start >= fn.start && caller.call.end <= fn.end) continue;
    const site = siteOf(caller.call, caller.program);
    inner.cut ||= inner.left <= 0;
    if (!site || inner.left-- <= 0) continue;
    const links = [{ site, program: caller.program, fn }, ...chain];
    if (replaced(inner, links)) continue;
    const reached = follow(links, inner.found);
    if (!reached || (owner?.byObject && !knowsObject(links[0] as Link, inner.found))) continue;
    if (!mayRun(inner.site, reached.context, evaluator)) continue;
    const request: Request = { ...again(inner.site, reached.context, evaluator, inner.match), sdks };
    const call = atCaller(inner, links, request, reached.factors);
    reachedCalls.push({ call, request, links, dispatched: reached.dispatched });
  }
  const calls: WrapperCaller[] = [];
  const calledFrom: Origin[] = [];
  let adds = false;
  for (const { call, request, links, dispatched } of reachedCalls) {
    const [outermost] = links as [Link];
    const above = yield* climb(
      inner,
      call,
      links,
      ownerOf(outermost.site, request, outermost.program),
      outermost.program,
    );
    if (above.calledFrom.length > 0) call.calledFrom = above.calledFrom;
    const tells = above.calledFrom.length > 0 || addsTo(body, call, chain.length === 0);
    adds ||= tells;
    // who calls the method of an object without knowing how that was made tells nothing
    if (owner?.byObject && !tells) continue;
    calledFrom.push({ path: call.path, ...call.anchor });
    calls.push({ call, way: [...links.map((link) => link.site), inner.site], dispatched }, ...above.calls);
  }
  return adds ? { calls, calledFrom } : nothing;
}

/** Whether the object that a method is called on was made where it can be seen; or it is the caller's own, whose maker may be seen. */
function knowsObject({ site, program, fn }: Link, found: CallOfSite): boolean {
  const { callee } = site.call;
  if (callee.kind !== "member" || (callee.object.kind === "name" && /^(self|this)$/.test(callee.object.name)))
    return true;
  const self = found.ways.get(program)?.next.get(site)?.get(fn)?.reached.context.frame?.self;
  return self !== undefined && isInstance(self) && !isOpenInstance(self);
}

/** Whether the outermost caller is a test that puts something else in the place of what is on the way. */
function replaced(inner: Inner, links: readonly Link[]): boolean {
  const [outermost, ...rest] = links as [Link, ...Link[]];
  const names = [
    ...writtenNames(inner.site.call.callee),
    ...(inner.match.client?.shape.names ?? []),
    ...links.map((link) => link.fn.name),
  ];
  const paths = [inner.program.path, ...rest.map((link) => link.program.path)];
  return isMocked(outermost.program, inner.match.sdk.modules, names, paths);
}

/** Whether a caller knows more than the body: another model, more text, how much comes out; at first hand also how often. */
function addsTo(body: LlmCall, call: LlmCall, direct: boolean): boolean {
  return (
    call.model.ids.join() !== body.model.ids.join() ||
    (direct && call.multiplicity.factors.length > body.multiplicity.factors.length) ||
    call.output.cap?.max !== body.output.cap?.max ||
    call.tools.length !== body.tools.length ||
    (call.schema?.value === undefined) !== (body.schema?.value === undefined) ||
    knownChars(call.parts) > knownChars(body.parts) ||
    knownChars(call.parts, true) > knownChars(body.parts, true) ||
    knownChars(call.parts.filter(isCertain)) > knownChars(body.parts.filter(isCertain))
  );
}

const isCertain = (part: Part): boolean => part.times.min > 0;

/** The known characters of a prompt; `most` with those of texts of which it is one, the longest of each. */
function knownChars(parts: readonly Part[], most = false): number {
  let chars = 0;
  for (const part of parts)
    for (const content of part.content) if (content.kind === "text") chars += charsOf(content.text, most);
  return chars;
}

function charsOf({ pieces }: TextValue, most: boolean): number {
  let chars = 0;
  for (const piece of pieces)
    if (piece.kind === "known") chars += piece.text.length;
    else if (most && piece.hole.options)
      chars += Math.max(0, ...piece.hole.options.map((option) => charsOf(option, most)));
  return chars;
}

/** Where chains of calls lead; requests of one file are often reached through the same calls. */
export interface Way {
  reached: Reached;
  next: Map<CallSite, Map<FunctionNode, Way | undefined>>;
}

/** Enters the functions of a chain one after the other; undefined when one of them is not what is called there. */
function follow(links: readonly Link[], found: CallOfSite): Reached | undefined {
  const [first] = links;
  if (!first) return undefined;
  let way: Way | undefined = found.ways.get(first.program);
  if (!way) {
    way = { reached: { context: { program: first.program }, factors: [], dispatched: false }, next: new Map() };
    found.ways.set(first.program, way);
  }
  for (const link of links) {
    const bySite: Map<FunctionNode, Way | undefined> = way.next.get(link.site) ?? new Map();
    way.next.set(link.site, bySite);
    if (!bySite.has(link.fn)) bySite.set(link.fn, step(way.reached, link, found.evaluator));
    way = bySite.get(link.fn);
    if (!way) return undefined;
  }
  return way.reached;
}

function step({ context, factors, dispatched }: Reached, { site, fn }: Link, evaluator: Evaluator): Way | undefined {
  const targets = evaluator.functions(site.call.callee, context);
  const target = targetOf(targets.filter(({ node }) => node === fn));
  if (!target || !mayRun(site, context, evaluator)) return undefined;
  const inner: EvaluationContext = { program: target.program, frame: evaluator.enter(target, site.call, context) };
  const around = multiplicityOf(evaluator, site.ancestors, context).factors;
  return {
    reached: {
      context: inner,
      factors: [...factors, ...around],
      dispatched: dispatched || targets.some(({ node }) => node !== fn),
    },
    next: new Map(),
  };
}

/** The one function that is called, of whichever of several objects it is the method. */
function targetOf(targets: readonly FunctionValue[]): FunctionValue | undefined {
  const [first] = targets;
  const selves = targets.flatMap(({ self }) => self ?? []);
  if (!first || selves.length < 2) return first;
  return { ...first, self: choiceOf(selves, "either", first.origin) };
}

/** Whether a caller's own arguments do not rule out the branches that a call stands in: `if provider == "openai"`. */
function mayRun(site: CallSite, context: EvaluationContext, evaluator: Evaluator): boolean {
  if (!context.frame) return true;
  if (!evaluator.narrowed(site.call, context)) return false;
  const here = { program: context.program };
  return site.ancestors.every((ancestor) => {
    if (ancestor.kind !== "arm" || ancestor.node.how !== "if") return true;
    for (const { test, ...arm } of ancestor.node.arms) {
      const isOwn = arm.start === ancestor.arm.start;
      const truth = test && evaluator.truth(test, context);
      // what is so for every caller says nothing about this one: it may be a flag that changes while a loop runs
      if (test && truth === !isOwn && evaluator.truth(test, here) === undefined) return false;
      if (isOwn) return true;
    }
    return true;
  });
}

/** The request inside, as a call of its outermost caller's file. */
function atCaller(inner: Inner, links: readonly Link[], request: Request, factors: readonly Factor[]): LlmCall {
  const { call: _, ...rest } = buildCall(request, inner.site, inner.found, (links[0] as Link).site);
  const [outermost] = links as [Link];
  const { site, program } = outermost;
  const result: LlmCall = {
    ...rest,
    path: program.path,
    language: program.language,
    range: { start: site.call.start, end: site.call.end },
    anchor: anchorOf(site.call),
    kind: rest.kind === "call" ? "wrapper-caller" : rest.kind,
    multiplicity: withFactors([...factors, ...rest.multiplicity.factors], rest.multiplicity.turns),
    sites: shared(rest.sites),
    through: {
      inner: originOf(inner.program, rest.anchor),
      functions: links.map((link) => link.fn.name ?? writtenNames(link.site.call.callee).at(-1) ?? "function"),
    },
  };
  return result;
}

const sitesOf = new WeakMap<Program, Map<CallNode, CallSite>>();

function siteOf(call: CallNode, program: Program): CallSite | undefined {
  let sites = sitesOf.get(program);
  if (!sites) {
    sites = new Map(factsOf(program).sites.map((site) => [site.call, site]));
    sitesOf.set(program, sites);
  }
  return sites.get(call);
}

/** The same request with the parameters of one caller; its client may be made of them, or be one of them. */
function again(site: CallSite, context: EvaluationContext, evaluator: Evaluator, match: Match): Request {
  const http = match.sdk.http && rereadHttp(site, context, evaluator, match);
  if (http) return http;
  const chained = match.sdk.runnables !== undefined;
  const known =
    chained || match.steps.size > 0 || match.by === "tail"
      ? recogniseModule(site.call, context, evaluator, patternsOf(sdks))
      : undefined;
  const chain =
    !known && chained ? recogniseRunnable(site, writtenNames(site.call.callee), context, evaluator, sdks) : undefined;
  return known ?? chain ?? requestOf(evaluator, site.call, context, match);
}

/** What is written in the wrapper is written for all its callers. */
function shared(sites: LlmCall["sites"]): LlmCall["sites"] {
  const result: LlmCall["sites"] = {};
  for (const [name, site] of Object.entries(sites) as [SlotName, Site][]) result[name] = { ...site, own: false };
  return result;
}
