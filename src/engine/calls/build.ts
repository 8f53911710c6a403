import type { Sdk, SlotKey } from "../sdks/sdk";
import type { CallSite } from "../syntax/call-sites";
import type { CallNode, Expr, Program, Span } from "../syntax/program";
import type { Evaluator } from "../values/evaluator";
import type { Hole, Origin, TextValue, Times, Value } from "../values/value";
import { addedBy, decoratedBy, isGiven } from "./added";
import { ambientModel } from "./ambient-model";
import { eachOfBatch } from "./batch";
import { cacheMark, readContent } from "./content";
import { withFallbacks } from "./fallback-models";
import type { Factor, LlmCall, ModelSlot, Part, SlotName } from "./llm-call";
import type { Match } from "./match";
import { filesOf, mediaOf } from "./media";
import { readMessages } from "./messages";
import { type ModelReading, readModel } from "./model-slot";
import { multiplicityOf, withFactors } from "./multiplicity";
import { nameUnknown } from "./naming";
import { cachingOf, isOpen, numberOf, optionsOf, outputOf, stepsOf } from "./options";
import { readPrompt } from "./prompt-template";
import { providerOf } from "./provider";
import { schemaOf } from "./schema";
import { inputsOf, signatureText } from "./signature";
import {
  asMap,
  fieldOf,
  isUnseen,
  originOf,
  type Reading,
  type Request,
  readSlot,
  requestMap,
  unseenHolder,
} from "./slots";
import { styleOf } from "./style";
import { readTools } from "./tools";
import type { Way } from "./wrappers";

export interface CallOfSite {
  evaluator: Evaluator;
  sdks: readonly Sdk[];
  models: Record<string, string>;
  scope: LlmCall["scope"];
  /** the calls on the way to wrapped requests that were followed before, by the program they start in */
  ways: Map<Program, Way>;
}

const siteNames: readonly SlotName[] = [
  "model",
  "system",
  "messages",
  "tools",
  "schema",
  "outputCap",
  "caching",
  "effort",
  "tier",
  "stop",
];

/** Everything the code says about one request. Unknown things are named as they are called where it is billed. */
export function buildCall(request: Request, site: CallSite, found: CallOfSite, billed = site): LlmCall {
  const { match, call, context } = request;
  const { shape } = match;
  const program = context.program;
  const read = (key: SlotKey) => request.readings?.[key] ?? readSlot(request, shape.slots[key]);
  const sites: LlmCall["sites"] = {};
  for (const name of siteNames) {
    const written = read(name)?.site;
    if (written) sites[name] = written;
  }
  const model = modelOf(request, read("model"), read("fallbacks"), site, billed, found);
  const parts = [...partsOf(request, read("system"), read("messages")), ...filesOf(request, read("file"))];
  const toolsWritten = read("tools");
  const tools = toolsWritten ? readTools(request.evaluator, toolsWritten.value) : { tools: [] };
  for (const tool of decoratedBy(request, "tools")) tools.tools.push(...readTools(request.evaluator, tool).tools);
  const schemaWritten = read("schema");
  const schema = schemaWritten && schemaOf(request.evaluator, schemaWritten);
  const result: LlmCall = {
    id: "",
    path: program.path,
    language: program.language,
    range: { start: call.start, end: call.end },
    anchor: anchorOf(call),
    kind: shape.kind ?? "call",
    sdk: match.sdk.name,
    api: shape.api,
    model: model.slot,
    parts,
    tools: tools.tools,
    output: outputOf(request, read("outputCap"), read("thinkingBudget"), model),
    caching: cachingOf(
      request,
      parts,
      tools.tools.map((tool) => tool.breakpoint),
      read("caching"),
      read("cacheKey"),
    ),
    options: optionsOf(request, read),
    multiplicity: repeats(request, site, parts, read),
    scope: found.scope,
    sites,
    call: { node: call, program, style: styleOf(request) },
  };
  const provider = providerOf(request, model);
  if (provider) result.provider = provider;
  if (tools.hole) result.toolsHole = tools.hole;
  const adds = addedBy(request);
  if (adds.length > 0) result.adds = adds;
  if (schema) result.schema = schema;
  const media = mediaOf(request, read);
  if (media) result.media = media;
  return result;
}

export function anchorOf(call: CallNode): Span {
  let callee: Expr = call.callee;
  while (callee.kind === "call" || callee.kind === "await")
    callee = callee.kind === "call" ? callee.callee : callee.value;
  if (callee.kind === "member") return { start: callee.propertySpan.start, end: callee.propertySpan.end };
  return { start: callee.start, end: callee.end };
}

function modelOf(
  request: Request,
  written: Reading | undefined,
  fallbacks: Reading | undefined,
  site: CallSite,
  billed: CallSite,
  found: CallOfSite,
): ModelReading {
  const { match, context, call } = request;
  const name = (value: Value) => nameUnknown(value, billed.ancestors, site.ancestors);
  const ambient = written ? undefined : ambientModel(request);
  const reading = ambient
    ? readModel(request, ambient, ambient.origin, found.sdks, name)
    : written
      ? readModel(
          request,
          withFallbacks(request, written.value, fallbacks),
          writtenAt(written, context.program, call),
          found.sdks,
          name,
        )
      : defaultModel(request, match, name);
  const { slot } = reading;
  const isOpen = slot.status !== "known" || slot.how === "default" || slot.how === "configuration";
  // An origin is a name of somebody's code, such as `constructor`.
  const isBound = isOpen && slot.origin !== undefined && Object.hasOwn(found.models, slot.origin);
  const binding = isBound ? found.models[slot.origin!] : undefined;
  if (binding !== undefined)
    reading.slot = { status: "known", ids: [binding], origin: slot.origin, how: "binding", sources: [] };
  return reading;
}

function defaultModel(request: Request, match: Match, name: (value: Value) => string): ModelReading {
  const unknown: ModelSlot = { status: "unknown", ids: [], how: "unknown", sources: [] };
  if (request.urlModel?.includes("\0") === false)
    return {
      slot: {
        status: "known",
        ids: [request.urlModel],
        how: "literal",
        sources: [originOf(request.context.program, request.call)],
      },
    };
  if (isOpen(request.map)) return { slot: { ...unknown, origin: `${name(request.map)}.model` } };
  const holder = unseenHolder(request, match.shape.slots.model);
  if (holder) return { slot: { ...unknown, origin: `${name(holder)}.model` } };
  const standard = match.shape.defaults?.model;
  const value = standard?.unless && readSlot(request, standard.unless) ? undefined : standard?.value;
  if (value === undefined) {
    const { ambient } = match.shape;
    return { slot: ambient ? { ...unknown, origin: ambient.name } : unknown };
  }
  return { slot: { status: "known", ids: [value], how: "sdk-default", sources: [] } };
}

function writtenAt(reading: Reading, program: Program, call: CallNode): Origin {
  return reading.site ? { path: reading.site.path, ...reading.site.value } : originOf(program, call);
}

function partsOf(request: Request, system: Reading | undefined, messages: Reading | undefined): Part[] {
  const { evaluator } = request;
  const parts: Part[] = [];
  if (system) {
    const { value } = system;
    const content =
      value.kind === "function" || value.kind === "class"
        ? [
            {
              kind: "text" as const,
              text: value.kind === "class" ? signatureText(evaluator, value) : evaluator.text(value),
            },
          ]
        : readContent(evaluator, systemContent(evaluator, value));
    const part: Part = { role: "system", content, times: { min: 1, max: 1 }, origin: value.origin };
    // a message object of its own, which the AI SDK takes here
    const breakpoint =
      value.kind === "map" && fieldOf(evaluator, value, "role") ? cacheMark(evaluator, value) : undefined;
    if (breakpoint) part.breakpoint = breakpoint;
    if (content.length > 0) parts.push(part);
  }
  for (const added of decoratedBy(request, "system")) {
    const hole: Hole = { name: `${added.node.name ?? "function"}()`, origin: added.origin, reason: "run-time value" };
    const text: TextValue = { kind: "text", pieces: [{ kind: "hole", hole }], origin: added.origin };
    const content = [{ kind: "text" as const, text }];
    parts.push({ role: "system", content, times: { min: 1, max: 1 }, origin: added.origin });
  }
  if (request.prompts && request.prompts.length > 0) {
    for (const prompt of request.prompts) parts.push(...readPrompt(evaluator, prompt, messages?.value, request.given));
    return parts;
  }
  if (messages) parts.push(...readMessages(evaluator, messages.value));
  for (const hole of broughtBy(request)) addHole(parts, hole);
  parts.push(...inputsOf(request));
  const rest = messages ? undefined : unreadRequest(request);
  if (rest)
    parts.push({
      role: "user",
      content: [{ kind: "text", text: rest }],
      times: { min: 1, max: 1 },
      origin: rest.origin,
    });
  return parts;
}

/** What the library searches for and puts into the prompt. */
function broughtBy(request: Request): Hole[] {
  const { brings } = request.match.shape;
  if (!brings) return request.brought ?? [];
  const count = readSlot(request, brings.most);
  const most = count && numberOf(request.evaluator, count.value)?.max;
  const origin = originOf(request.context.program, request.call);
  const hole: Hole = { name: brings.name, origin, reason: "external call" };
  return [most === undefined ? hole : { ...hole, maxItems: most }];
}

function addHole(parts: Part[], hole: Hole): void {
  const text: TextValue = { kind: "text", pieces: [{ kind: "hole", hole }], origin: hole.origin };
  const last = parts.at(-1);
  if (last?.role === "user") last.content.push({ kind: "text", text });
  else parts.push({ role: "user", content: [{ kind: "text", text }], times: { min: 1, max: 1 }, origin: hole.origin });
}

/** What stands for a prompt that cannot be taken apart: unknown arguments, a body built elsewhere. */
function unreadRequest(request: Request): TextValue | undefined {
  const { evaluator, map } = request;
  if (map.kind === "reference") return evaluator.text(map);
  if (map.kind !== "map") return undefined;
  if (map.open) return { kind: "text", pieces: [{ kind: "hole", hole: map.open }], origin: map.origin };
  const slot = request.match.shape.slots.messages ?? [];
  for (const place of typeof slot === "string" ? [slot] : slot) {
    const [holder, ...inner] = place.split(".");
    const value = inner.length > 0 && holder ? map.entries.get(holder)?.value : undefined;
    if (value && !asMap(evaluator, value)) return evaluator.text(value);
  }
  return undefined;
}

/** Google's system instruction may be a whole `Content` with parts. */
function systemContent(evaluator: Evaluator, value: Value): Value {
  if (value.kind !== "map") return value;
  return fieldOf(evaluator, value, "parts")?.value ?? fieldOf(evaluator, value, "content")?.value ?? value;
}

function repeats(
  request: Request,
  site: CallSite,
  parts: readonly Part[],
  read: (key: SlotKey) => Reading | undefined,
) {
  const { evaluator, context, match } = request;
  const lexical = multiplicityOf(evaluator, site.ancestors, context);
  const factors: Factor[] = [...lexical.factors];
  const origin = originOf(context.program, request.call);
  const items = read("items");
  if (items) factors.push({ kind: "items", times: countOf(items.value), origin });
  const steps = stepsOf(request, read);
  const isAgent =
    match.shape.agent || match.shape.slots.steps !== undefined || match.shape.defaults?.steps !== undefined;
  // a model with nothing to call answers at once
  const stepped =
    isAgent &&
    (match.shape.agent || mayCall(request, read("tools"))) &&
    (steps === undefined ? match.shape.agent || read("steps") !== undefined : steps.max > 1);
  if (stepped) factors.push({ kind: "agent-steps", times: steps ? { min: 1, max: steps.max } : { min: 1 }, origin });
  const retries = read("retries");
  const asked = retries ? numberOf(evaluator, retries.value)?.max : match.shape.defaults?.retries?.value;
  if (asked !== undefined && asked > 0) factors.push({ kind: "retry", times: { min: 1, max: asked + 1 }, origin });
  const appended = markGrowth(parts, growsInLoop(factors, read("messages")?.value));
  const grows = stepped || match.shape.conversation === true || appended;
  return withFactors(factors, grows ? turnsOf(factors, stepped === true) : undefined);
}

/** Whether a model has something to call, or may have where not all can be seen that it is given. */
function mayCall(request: Request, tools: Reading | undefined): boolean {
  const { adds = [], slots } = request.match.shape;
  return (
    isGiven(tools?.value) ||
    adds.some(({ when }) => when !== undefined && isGiven(readSlot(request, when)?.value)) ||
    decoratedBy(request, "tools").length > 0 ||
    isOpen(request.map) ||
    isUnseen(request, slots.tools)
  );
}

/** How many requests a conversation makes: the steps of an agent, else the turns of the loop around it. */
function turnsOf(factors: readonly Factor[], isAgent: boolean): Times {
  const kind = isAgent ? "agent-steps" : "loop";
  const { min, max } = factors.findLast((factor) => factor.kind === kind)?.times ?? { min: 1, max: undefined };
  return max === undefined ? { min: Math.max(1, min) } : { min: Math.max(1, min), max: Math.max(1, max) };
}

/** A list to which answers are added time and again is a conversation: what repeats in it is sent again with every turn. */
function markGrowth(parts: readonly Part[], inLoop: boolean): boolean {
  const repeated = parts.filter((part) => part.times.max !== 1 && part.times.max !== 0);
  if (!inLoop && !repeated.some((part) => part.role === "assistant" || part.role === "tool")) return false;
  for (const part of repeated) part.grows = true;
  return true;
}

/** A conversation that is appended to in the loop that sends it: earlier turns are sent again. */
function growsInLoop(factors: readonly Factor[], messages: Value | undefined): boolean {
  if (!factors.some((factor) => factor.kind === "loop") || messages?.kind !== "list") return false;
  return messages.items.some((item) => item.times.max === undefined || item.times.max > 1);
}

function countOf(value: Value): Times {
  if (value.kind === "text") return { min: 1, max: 1 };
  if (value.kind !== "list") return { min: 1 };
  const times: Times = { min: 0, max: 0 };
  for (const item of value.items) {
    times.min += item.times.min;
    if (item.times.max === undefined || times.max === undefined) delete times.max;
    else times.max += item.times.max;
  }
  return times;
}

/** The request of a call, its batch item when it sends many. */
export function requestOf(evaluator: Evaluator, call: CallNode, context: Request["context"], match: Match): Request {
  const here = evaluator.narrowed(call, context) ?? context;
  const map = requestMap(evaluator, call, here, match.shape.at ?? 0);
  return eachOfBatch({ evaluator, call, context: here, match, map });
}
