import type { Encoding } from "./encoding";
import { type Family, type FamilyError, familyOf } from "./families";
import { type Features, featuresOf } from "./features";
import { type MediaCount, mediaTokens } from "./media";
import { countOpenai } from "./openai";
import { type MessageShape, type RequestShape, runs } from "./request";
import type { TokenRange } from "./token-count";
import type { Tokenizers } from "./tokenizers";

/** Tokens of each part of a request, not rounded. */
export interface PartCounts {
  framing: number;
  tools: number;
  schema: number;
  /** in the order of the messages */
  messages: number[];
}

export interface RequestCount {
  family: Family;
  parts: PartCounts;
  /** images, files, sound: a range each, and the names of those of unknown size */
  media: MediaCount;
  total: TokenRange;
}

/** What the vendor will count for a request: the one path that both code and recorded bodies take. */
export function countRequest(request: RequestShape, tokenizers: Tokenizers, given?: Family): RequestCount {
  const data = tokenizers.families();
  const family = given ?? familyOf(request.target, data);
  const parts = countParts(request, family, tokenizers);
  const text = sum(parts);
  const media = mediaTokens(request, family.media ? data.media[family.media] : undefined);
  const range = rangeOf(text, errorOf(family, request), family);
  const total: TokenRange = {
    tokens: range.tokens + media.tokens,
    low: range.low + media.low,
    high: range.high + media.high,
    basis: media.high > 0 ? "estimated" : range.basis,
  };
  return { family, parts, media, total };
}

export function countParts(request: RequestShape, family: Family, tokenizers: Tokenizers): PartCounts {
  const encoding = tokenizers.encoding(family.encoding);
  if (family.method === "openai") return countOpenai(request, family.weights, encoding);
  if (family.method === "text") {
    const messages = request.messages.map((message) => plainTokens(message, encoding));
    return { framing: 0, tools: 0, schema: 0, messages };
  }
  const features = featuresOf(request, family, tokenizers.encoding, family.weights);
  const parts: PartCounts = {
    framing: weigh(features.framing, family.weights),
    tools: weigh(features.tools, family.weights),
    schema: weigh(features.schema, family.weights),
    messages: features.messages.map((each) => Math.max(0, weigh(each, family.weights))),
  };
  // a schema can take a part of the frame away: what is less than nothing is taken from the frame
  for (const name of ["tools", "schema"] as const) {
    parts.framing += Math.min(0, parts[name]);
    parts[name] = Math.max(0, parts[name]);
  }
  parts.framing = Math.max(0, parts.framing);
  return parts;
}

function plainTokens(message: MessageShape, encoding: Encoding): number {
  let tokens = 0;
  for (const content of message.content) {
    if (content.kind === "text") tokens += content.tokens ?? 0;
    if ("text" in content) for (const run of runs(content.text)) tokens += encoding.count(run);
  }
  return tokens;
}

export function weigh(features: Features, weights: Family["weights"]): number {
  let tokens = 0;
  for (const name in features) tokens += features[name]! * (weights[name] ?? 0);
  return tokens;
}

export const sum = (parts: PartCounts): number =>
  parts.framing + parts.tools + parts.schema + parts.messages.reduce((all, each) => all + each, 0);

/** What a request is, for its error: each class is fitted and met differently. */
export function classOfRequest(request: RequestShape): "text" | "tools" | "history" | "schema" {
  if (
    request.messages.some((message) => message.content.some((each) => each.kind === "call" || each.kind === "result"))
  ) {
    return "history";
  }
  if (request.tools.some((tool) => tool.hosted === undefined)) return "tools";
  return request.schema ? "schema" : "text";
}

const exactError: FamilyError = { tokens: 0, share: 0, rows: 0, exact: 1 };

/** Without a model's id the family is its vendor's newest: its siblings frame a request a little differently. */
export function errorOf(family: Family, request: RequestShape): FamilyError {
  const error = family.errors[classOfRequest(request)] ?? exactError;
  if (request.target.model !== "") return error;
  return { ...error, tokens: Math.max(2, error.tokens), share: Math.max(0.03, error.share) };
}

/** from here on the error of large prompts counts, from there on alone */
const growing = { from: 500, to: 1200 };

function shareAt(count: number, { share, far }: FamilyError): number {
  if (far === undefined || count <= growing.from) return share;
  const reached = Math.min(1, (count - growing.from) / (growing.to - growing.from));
  return share + (far - share) * reached;
}

export function rangeOf(count: number, error: FamilyError, family: Family): TokenRange {
  const tokens = Math.round(count);
  if (family.method !== "linear" && error.tokens === 0 && error.share === 0) {
    return { tokens, low: tokens, high: tokens, basis: "exact" };
  }
  const spread = error.tokens + shareAt(count, error) * count;
  return {
    tokens,
    // whole tokens within the spread and half a token, as the errors were measured
    low: Math.max(0, Math.ceil(count - spread - 0.5)),
    high: Math.floor(count + spread + 0.5),
    basis: "estimated",
  };
}
