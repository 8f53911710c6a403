import { hosts } from "../sdks/hosts";
import type { ModelShape, Sdk, Slot } from "../sdks/sdk";
import type { Evaluator } from "../values/evaluator";
import type { NumberValue, Origin, ReferenceValue, Value } from "../values/value";
import { calleeOf, isInside } from "./callee";
import { knownText } from "./content";
import { behindName } from "./fallback-models";
import type { ModelSlot } from "./llm-call";
import { fieldOf, lastCall, type Reading, type Request, readSlot } from "./slots";

/** What stands in a model slot: ids, and what the model object that carries them says besides. */
export interface ModelReading {
  slot: ModelSlot;
  provider?: string;
  /** true when a provider must not be assumed: a base URL that is unknown */
  foreign?: boolean;
  outputCap?: NumberValue;
}
interface Candidate {
  id?: string;
  source?: Origin;
  unknown?: string;
  provider?: string;
  foreign?: boolean;
  outputCap?: NumberValue;
  object?: boolean;
}

/**
 * Reads a model slot. `written` is the span of the argument: an id outside of it is a constant. `name` says how an unknown value is
 * called here, so that one binding prices every call with the same origin.
 */
export function readModel(
  request: Request,
  value: Value,
  written: Origin,
  sdks: readonly Sdk[],
  name: (value: Value) => string,
): ModelReading {
  const candidates = candidatesOf(request, value, sdks, name, 0);
  const known = candidates.filter((candidate) => candidate.id !== undefined);
  const unnamed = candidates.flatMap((candidate) => candidate.unknown ?? []);
  const unknown =
    unnamed.find((each) => !each.startsWith("…")) ?? (unnamed.length > 0 ? textAt(request, written) : undefined);
  const ids: string[] = [];
  const sources: Origin[] = [];
  for (const { id, source } of known) {
    if (id === undefined || ids.some((other) => isSameModel(id, other))) continue;
    ids.push(id);
    sources.push(source ?? written);
  }
  const first = known[0] ?? candidates[0];
  const reading: ModelReading = { slot: { status: "unknown", ids: [], how: "unknown", sources: [] } };
  const providers = new Set(known.map((candidate) => candidate.provider));
  if (providers.size === 1 && first?.provider) reading.provider = first.provider;
  if (candidates.some((candidate) => candidate.foreign)) reading.foreign = true;
  if (first?.outputCap) reading.outputCap = first.outputCap;
  if (ids.length === 0) {
    reading.slot.origin = unknown ?? name(value);
    return reading;
  }
  const fallback = value.kind === "choice" && value.how === "fallback";
  const [source] = sources;
  const within = source && source.path === written.path && source.start >= written.start && source.end <= written.end;
  reading.slot = {
    status: ids.length === 1 && (unknown === undefined || fallback) ? "known" : "choice",
    ids,
    how:
      fallback && unknown !== undefined
        ? isConfiguration(source)
          ? "configuration"
          : "default"
        : isEnvironment(source)
          ? "environment"
          : within
            ? "literal"
            : "constant",
    sources,
  };
  // several defaults in a row: only the last one is certain to be there, the first known one is the one that is used
  if (fallback && unknown !== undefined)
    reading.slot = { ...reading.slot, status: "known", ids: ids.slice(0, 1), sources: sources.slice(0, 1) };
  if (unknown !== undefined) reading.slot.origin = unknown;
  return reading;
}

/** How the code writes the model, where what it is worth was too much to follow and has no name. */
function textAt({ context }: Request, { path, start, end }: Origin): string {
  const text = path === context.program.path ? context.program.text.slice(start, end) : "";
  return /^[\w$.[\]"'()]{1,80}$/.test(text) ? text : "model";
}

/** `openai:gpt-5` is `gpt-5`, said by a registry and by a provider. */
function isSameModel(one: string, other: string): boolean {
  return one === other || one.endsWith(`:${other}`) || other.endsWith(`:${one}`);
}

/** A file that holds settings, and no code. */
function isConfiguration(source: Origin | undefined): boolean {
  return source !== undefined && /\.(ya?ml|toml|json)$/.test(source.path);
}

function isEnvironment(source: Origin | undefined): boolean {
  const file = source?.path.slice(source.path.lastIndexOf("/") + 1);
  return file?.startsWith(".env") === true;
}

function candidatesOf(
  request: Request,
  value: Value,
  sdks: readonly Sdk[],
  name: (value: Value) => string,
  depth: number,
): Candidate[] {
  if (value.kind === "choice")
    return value.options.flatMap((option) => candidatesOf(request, option, sdks, name, depth + 1));
  if (value.kind === "none") return [];
  if (value.kind === "list")
    return value.items.flatMap((item) => candidatesOf(request, item.value, sdks, name, depth + 1));
  if (value.kind === "map" && depth < 8) {
    // `model: [{ model: "openai/gpt-5", maxRetries: 2 }, …]`
    const inner = value.entries.get("model") ?? value.entries.get("id");
    if (inner) return candidatesOf(request, inner.value, sdks, name, depth + 1);
  }
  const id = knownText(value);
  if (id !== undefined) return id === "" ? [] : ofName(request, id, value, sdks, name, depth);
  if (value.kind === "reference" && depth < 8) {
    const made = modelObject(request, value, sdks, name, depth);
    if (made) return made;
  }
  return [{ unknown: name(value) }];
}

function ofName(
  request: Request,
  id: string,
  value: Value,
  sdks: readonly Sdk[],
  name: (value: Value) => string,
  depth: number,
): Candidate[] {
  const behind = depth < 8 ? behindName(request, id) : [];
  if (behind.length === 0) return [{ id, source: sourceOf(value) }];
  return behind.flatMap((each) => candidatesOf(request, each, sdks, name, depth + 8));
}

/** Where an id is written: in a template (`${provider}:${model}`) the last piece that is more than punctuation. */
function sourceOf(value: Value): Origin {
  const pieces =
    value.kind === "text" ? value.pieces.filter((piece) => piece.kind === "known" && piece.text.length > 1) : [];
  const last = pieces.length > 1 ? pieces.at(-1) : undefined;
  return last?.kind === "known" ? last.origin : value.origin;
}

/** A model object: `openai("gpt-5")`, `ChatOpenAI(model=…)`, something wrapped around one. */
function modelObject(
  request: Request,
  value: ReferenceValue,
  sdks: readonly Sdk[],
  name: (value: Value) => string,
  depth: number,
): Candidate[] | undefined {
  const shape = modelShapeOf(value, sdks);
  const step = lastCall(value);
  if (!shape || !step) return undefined;
  const inside = requestInside(request, value);
  const cap = readSlot(inside, shape.outputCap)?.value;
  const extra: Candidate = { object: true };
  if (cap?.kind === "number") extra.outputCap = cap;
  if (shape.wraps) {
    const inner = readSlot(inside, shape.wraps);
    const found = inner && candidatesOf(request, inner.value, sdks, name, depth + 1);
    return found?.map((candidate) => ({ ...extra, ...candidate }));
  }
  const among = shape.among === undefined ? [] : typeof shape.among === "string" ? [shape.among] : shape.among;
  const several = among.flatMap((place) => readSlot(inside, place)?.value ?? []);
  if (several.length > 0) return several.flatMap((each) => candidatesOf(request, each, sdks, name, depth + 1));
  const written = readSlot(inside, shape.id);
  const named = written && modelOfTable(request, value, shape, written.value);
  if (named) return candidatesOf(request, named, sdks, name, depth + 1);
  // the options without an id: `new ChatOpenAI({ temperature: 0 })`
  const id = written?.value.kind === "map" ? undefined : written;
  const base = readSlot(inside, shape.baseUrl) ?? readMakerBase(request, value, shape);
  const host = base ? providerOfUrl(request.evaluator, base.value) : undefined;
  if (base && !host) extra.foreign = true;
  const provider = base ? host : shape.provider;
  const found: Candidate[] = id
    ? candidatesOf(request, id.value, sdks, name, depth + 1)
    : shape.defaultModel
      ? [{ id: shape.defaultModel.value, source: value.origin }]
      : [{ unknown: name(value) }];
  return found.map((candidate) => {
    const merged: Candidate = { ...extra, ...candidate };
    const prefixed = shape.prefixed && candidate.id ? splitPrefix(candidate.id) : undefined;
    if (prefixed) merged.provider = prefixed;
    else if (provider && !candidate.provider) merged.provider = provider;
    return merged;
  });
}

/** `createOpenAI({ baseURL })("m")`: the base URL is given to the call before the last. */
function readMakerBase(request: Request, value: ReferenceValue, shape: ModelShape) {
  if (!shape.baseUrl) return undefined;
  return value.steps.filter((step) => step.kind === "call").length > 1
    ? readMaker(request, value, shape.baseUrl)
    : undefined;
}

/** A slot of the first call on the way to a value: `createOpenAI({ … })` of `createOpenAI({ … })("m")`. */
function readMaker(request: Request, value: ReferenceValue, slot: Slot): Reading | undefined {
  const maker = value.steps.find((step) => step.kind === "call");
  if (!maker) return undefined;
  const match = { ...request.match, steps: new Map([["maker", maker]]) };
  const places = typeof slot === "string" ? [slot] : slot;
  return readSlot(
    { ...request, match },
    places.map((place) => `maker:${place}`),
  );
}

/**
 * The model that an id stands for in the code's own tables: `customProvider({ languageModels })`, and registries of such providers,
 * whose ids carry the provider's name.
 */
function modelOfTable(request: Request, value: ReferenceValue, shape: ModelShape, id: Value): Value | undefined {
  const written = knownText(id);
  const slot = shape.table;
  if (written === undefined || slot === undefined) return undefined;
  const places = typeof slot === "string" ? [slot] : slot;
  const [prefix = "", ...rest] = shape.prefixed ? written.split(/\s*[:>/]\s*/) : [""];
  const provider = shape.prefixed ? readMaker(request, value, "#0")?.value : undefined;
  const holder = shape.prefixed ? provider && fieldOf(request.evaluator, provider, prefix)?.value : value;
  if (holder?.kind !== "reference") return undefined;
  for (const place of places) {
    const table = readMaker(request, holder, place)?.value;
    const model = table && fieldOf(request.evaluator, table, shape.prefixed ? rest.join(":") : written)?.value;
    if (model) return model;
  }
  return undefined;
}

/** A request whose arguments are those of the call that made the value. */
export function requestInside(request: Request, value: ReferenceValue): Request {
  const step = lastCall(value);
  if (!step) return request;
  const context = { program: step.program, frame: step.frame };
  const at = step.call.args[0]?.kind === "positional" ? 0 : undefined;
  return { ...request, call: step.call, context, map: request.evaluator.request(step.call, context, at) };
}

export function modelShapeOf(value: ReferenceValue, sdks: readonly Sdk[]): ModelShape | undefined {
  const callee = calleeOf(value);
  if (callee.module === undefined) return undefined;
  const names: string[] = [];
  for (const token of callee.tokens) if ("name" in token) names.push(token.name);
  for (const sdk of sdks)
    for (const shape of sdk.models ?? []) {
      for (let used = 0; used <= Math.min(2, names.length); used++) {
        const module = [callee.module, ...names.slice(0, used)].join(".");
        if (!isInside(module, shape.modules)) continue;
        const rest = names.slice(used);
        const written = rest.join(".");
        if (shape.names.includes("*") || shape.names.includes(written) || shape.names.includes(rest.at(-1) ?? ""))
          return shape;
      }
    }
  return undefined;
}

/** The provider prefix that some ids carry: `openai:gpt-5`, `anthropic/claude-…`. */
function splitPrefix(id: string): string | undefined {
  const at = id.search(/[:/]/);
  return at > 0 ? id.slice(0, at) : undefined;
}

/** The provider a base URL belongs to; undefined when its host is unknown to hosts.ts or not written down. */
export function providerOfUrl(evaluator: Evaluator, url: Value): string | undefined {
  const options = url.kind === "choice" ? url.options : [url];
  const found = new Set<string | undefined>();
  for (const option of options) {
    if (option.kind === "none") continue;
    const text = evaluator
      .text(option)
      .pieces.map((piece) => (piece.kind === "known" ? piece.text : "\0"))
      .join("");
    if (text !== "\0" || options.length === 1) found.add(providerOfHost(text));
  }
  return found.size === 1 ? [...found][0] : undefined;
}

export function providerOfHost(url: string): string | undefined {
  const start = url.indexOf("://");
  const rest = start < 0 ? url : url.slice(start + 3);
  const end = rest.search(/[/?#]/);
  const authority = (end < 0 ? rest : rest.slice(0, end)).toLowerCase();
  const colon = authority.lastIndexOf(":");
  const host = colon < 0 ? authority : authority.slice(0, colon);
  for (const [name, provider] of hosts) {
    if (
      name.startsWith(":")
        ? authority.endsWith(name)
        : name.startsWith(".") || name.startsWith("-")
          ? host.endsWith(name)
          : host === name
    )
      return provider;
  }
  return undefined;
}
