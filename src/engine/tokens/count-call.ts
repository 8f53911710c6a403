import type { LlmCall, Part } from "../calls/llm-call";
import type { Model } from "../models/catalogue";
import type { Hole, Origin } from "../values/value";
import { answerCeiling } from "./answer-ceiling";
import { countRequest, errorOf, type RequestCount, rangeOf, sum } from "./count-request";
import type { Family } from "./families";
import { requestOfCall } from "./from-call";
import { boundOfHole, nameOfTimes } from "./hole-bound";
import { factsOf, sourcesOf } from "./line-facts";
import { countPrefix } from "./prefix";
import { holesOf, holesOfContent, type MessageShape, type RequestShape } from "./request";
import type { TokenCount, TokenLine, TokenRange } from "./token-count";
import type { Tokenizers } from "./tokenizers";

/** The input tokens of one request of a call. Without a model, the family comes from the API's vendor. */
export function countCall(call: LlmCall, model: Model | undefined, tokenizers: Tokenizers): TokenCount {
  const request = requestOfCall(call, model?.vendor, tokenizers.host);
  if (request.target.model === "" && model) request.target.model = model.id.toLowerCase();
  const counted = countRequest(request, tokenizers, namedFamily(model, tokenizers));
  const lines = linesOf(call.parts, request, counted);
  const holes = holesOfRequest(request);
  const encoding = tokenizers.encoding(counted.family.encoding);
  const open = new Set([...counted.media.open, ...request.hidden]);
  const known = totalOf(lines);
  let extra: number | undefined = request.hidden.length > 0 ? undefined : counted.media.most;
  for (const { hole, times } of holes) {
    const bound = boundOfHole(hole, encoding);
    if (bound.least > 0) addLeast(known, lines, hole, bound.least * times);
    if (bound.most !== undefined && bound.least === bound.most) continue;
    open.add(hole.name);
    if (!lines.some((line) => line.hole === hole.name)) lines.push(holeLine(hole));
    extra = extra === undefined || bound.most === undefined ? undefined : extra + (bound.most - bound.least) * times;
  }
  for (const [index, message] of request.messages.entries()) {
    const more = repeats(message);
    if (more === 0) continue;
    open.add(nameOfTimes(message.times ?? { min: 0 }, `more ${message.role} messages`));
    extra =
      extra === undefined || more === undefined ? undefined : extra + Math.ceil(counted.parts.messages[index]! * more);
  }
  const { id: family, rows, inherited, source, asOf } = counted.family;
  const counter = { family, rows, source, asOf, ...(inherited ? { inherited } : {}) };
  const count: TokenCount = { known, open: [...open], lines, ...countPrefix(request, counted, call), counter };
  if (call.multiplicity.historyGrows) count.perTurn = perTurnOf(request, counted, known.basis);
  if (counted.media.sound.seconds > 0) count.sound = counted.media.sound;
  if (extra !== undefined) count.bounded = boundedOf(known, extra);
  const answer =
    request.schema?.json === undefined
      ? undefined
      : answerCeiling(request.schema.json, encoding, closesSchemas.has(call.sdk) && call.schema?.closed);
  if (answer !== undefined && request.schema!.holes.length === 0) count.answer = { most: answer, from: "schema" };
  return count;
}

/** What one turn of a conversation adds to what the next one sends, as far as its text is known. */
function perTurnOf(request: RequestShape, counted: RequestCount, basis: TokenRange["basis"]): TokenRange {
  let tokens = 0;
  for (const [index, message] of request.messages.entries())
    if (message.grows && (message.times?.min ?? 1) === 0) tokens += counted.parts.messages[index]!;
  const range = rangeOf(tokens, errorOf(counted.family, request), counted.family);
  return tokens === 0 ? { tokens: 0, low: 0, high: 0, basis } : range;
}

/** SDKs that send a class or a zod object for decoding that is held to it; others ask for it as a tool's arguments. */
const closesSchemas = new Set(["openai", "anthropic", "google-genai", "vercel-ai"]);

/** A model of the configuration names its family itself, by id or by the start of one. */
function namedFamily(model: Model | undefined, tokenizers: Tokenizers): Family | undefined {
  if (model?.provider !== "private") return undefined;
  const { families } = tokenizers.families();
  const name = model.tokenizer;
  return families.find((family) => family.id === name) ?? families.find((family) => family.id.startsWith(name));
}

function boundedOf(known: TokenRange, extra: number): TokenRange {
  if (extra === 0) return known;
  return { tokens: known.tokens + extra, low: known.low, high: known.high + extra, basis: "estimated" };
}

/** How often a message may stand there beyond what is certain; undefined: the code shows no limit. */
function repeats(message: MessageShape): number | undefined {
  const { times } = message;
  if (message.grows) return undefined;
  if (!times) return 0;
  return times.max === undefined ? undefined : times.max - times.min;
}

function linesOf(sent: readonly Part[], request: RequestShape, counted: RequestCount): TokenLine[] {
  const { parts, family } = counted;
  const scale = sum(parts);
  const error = errorOf(family, request);
  const lines: TokenLine[] = [];
  let before = 0;
  // cut at the rounded running sums, so that the lines add up to the rounded whole; each has its share of the error
  const add = (label: string, tokens: number, origin?: Origin, sources: Origin[] = []) => {
    if (tokens <= 0) return;
    const spread = (to: number) =>
      rangeOf(to, { ...error, tokens: scale > 0 ? (error.tokens * to) / scale : 0 }, family);
    const [from, to] = [spread(before), spread(before + tokens)];
    before += tokens;
    const range: TokenRange = {
      tokens: to.tokens - from.tokens,
      low: Math.max(0, to.low - from.low),
      high: to.high - from.high,
      basis: to.basis,
    };
    lines.push({ label, range, ...(origin ? { origin } : {}), ...(sources.length > 0 ? { sources } : {}) });
  };
  add("tools", parts.tools, request.tools[0]?.origin);
  request.messages.forEach((message, index) => {
    const certain = message.times?.min ?? 1;
    add(message.role, parts.messages[index]! * certain, message.origin, sourcesOf(sent[index]!));
  });
  add("schema", parts.schema, request.schema?.origin);
  add("framing", parts.framing);
  if (counted.media.tokens > 0) {
    const { tokens, low, high } = counted.media;
    lines.push({ label: "media", range: { tokens, low, high, basis: "estimated" } });
  }
  return lines;
}

function totalOf(lines: readonly TokenLine[]): TokenRange {
  const total: TokenRange = { tokens: 0, low: 0, high: 0, basis: "exact" };
  for (const { range } of lines) {
    total.tokens += range.tokens;
    total.low += range.low;
    total.high += range.high;
    if (range.basis !== "exact") total.basis = range.basis;
  }
  return total;
}

const nothing: TokenRange = { tokens: 0, low: 0, high: 0, basis: "exact" };
const holeLine = (hole: Hole): TokenLine => ({
  label: "hole",
  range: nothing,
  hole: hole.name,
  origin: hole.origin,
  about: factsOf(hole),
});

/** A hole that is one of several texts adds at least the shortest of them. */
function addLeast(known: TokenRange, lines: TokenLine[], hole: Hole, least: number): void {
  known.tokens += least;
  known.low += least;
  known.high += least;
  const range: TokenRange = { tokens: least, low: least, high: least, basis: known.basis };
  lines.push({ label: `${hole.name}, at least`, range, origin: hole.origin, about: factsOf(hole) });
}

function holesOfRequest(request: RequestShape): { hole: Hole; times: number }[] {
  const found: { hole: Hole; times: number }[] = [];
  for (const message of request.messages) {
    const times = message.times?.min ?? 1;
    for (const content of message.content) {
      for (const hole of holesOfContent(content)) found.push({ hole, times: Math.max(1, times) });
    }
  }
  for (const tool of request.tools) {
    for (const hole of [...holesOf(tool.description), ...tool.holes]) found.push({ hole, times: 1 });
  }
  if (request.toolsHole) found.push({ hole: request.toolsHole, times: 1 });
  for (const hole of request.schema?.holes ?? []) found.push({ hole, times: 1 });
  return found;
}
