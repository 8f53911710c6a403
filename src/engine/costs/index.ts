import type { LlmCall } from "../calls/llm-call";
import type { Model, PicoUsd, PriceRow } from "../models/catalogue";
import type { Day } from "../models/day";
import { longLifetime } from "../models/price-on";
import type { Basis, TokenCount } from "../tokens/token-count";
import { answerBound } from "./answer-bound";
import type { Cost, Rate } from "./cost";
import { type Growth, growthOf } from "./growth";
import { isMedia, mediaCost } from "./media";
import { type Priced, priceRequest, regionalOf, type Terms, tierNote, type Usage } from "./request";

export interface CostOptions {
  /** the day prices are taken for */
  day: Day;
  /** sizes of a typical request, as a person wrote them down or as they were measured */
  usage?: {
    /** what the parts of unknown size come to */
    contextTokens?: number;
    /** the answer */
    outputTokens?: number;
    /** the whole input, where it was measured; it takes the place of the count */
    inputTokens?: number;
    cacheReadTokens?: number;
    cacheWriteTokens?: number;
    /** "assumed" when left out */
    basis?: "assumed" | "measured";
  };
}

/**
 * What one request of a call costs, for the model it names or the several it may name: then the floor is the cheapest
 * one's and the ceiling the dearest one's. Undefined when none of them has a price per token.
 */
export function costOf(call: LlmCall, count: TokenCount, models: Model[], options: CostOptions): Cost | undefined {
  const costs = models.map((model) => costWith(call, count, model, options)).filter((c) => c !== undefined);
  const [first, ...rest] = costs;
  if (!first) return undefined;
  const cheapest = rest.reduce((a, b) => (b.floor < a.floor ? b : a), first);
  const dearest = rest.reduce((a, b) => (dearer(b, a) ? b : a), first);
  const unpriced = Math.max(models.length, call.model.ids.length) - costs.length;
  const notes = [...new Set(costs.flatMap((c) => c.notes))];
  if (unpriced > 0) notes.push(`${unpriced} of the models this call may use ${unpriced > 1 ? "have" : "has"} no price`);
  const names = cheapest === dearest ? cheapest.models : [...cheapest.models, ...dearest.models];
  const likely = rest.length ? undefined : first.likely;
  return {
    ...dearest,
    floor: cheapest.floor,
    ceiling: unpriced > 0 || costs.some((c) => c.ceiling === undefined) ? undefined : dearest.ceiling,
    bound: costs.some((c) => c.bound === "model") ? "model" : dearest.bound,
    likely,
    growth: dearest.growth && { ...dearest.growth, each: cheapest.growth?.each, pair: cheapest.growth?.pair },
    withCap: unpriced > 0 || costs.some((c) => c.withCap === undefined) ? undefined : dearest.withCap,
    models: names,
    rates: dearest.rates,
    rows: [...new Map(costs.flatMap((c) => c.rows).map((r) => [r.model, r])).values()],
    notes,
  };
}

function dearer(a: Cost, b: Cost): boolean {
  return (a.ceiling ?? a.floor) > (b.ceiling ?? b.floor);
}

function costWith(call: LlmCall, count: TokenCount, model: Model, options: CostOptions): Cost | undefined {
  const { batch, tier, region } = call.options;
  const terms: Terms = { model, day: options.day, tier: batch ? "batch" : tier, region };
  if (isMedia(call, model)) {
    const cost = mediaCost(call, count, terms);
    return cost && { ...cost, notes: notesOf(terms, undefined) };
  }
  const { known } = count;
  // The count itself, not the low end of its error bar: what stands beside it must be what a reader can work out.
  const fresh = { input: known.tokens, sound: count.sound?.tokens };
  const input = asksForCaching(call, model) ? warm(count, model, known.tokens) : fresh;
  const floor = priceRequest({ ...terms, least: true }, { ...input, output: 0 }, known.basis);
  if (!floor) return undefined;
  const most = atMost(call, count, model);
  const ceiling = most && priceRequest(terms, most.usage, known.basis);
  const point = priceRequest(terms, pointUsage(call, count, model, most?.usage), known.basis);
  const likely = likelyCost(call, count, terms, options);
  const capped = withCap(call, count, terms);
  const { row } = floor.price;
  return {
    floor: least(floor.amount, likely),
    ceiling: ceiling && greatest(ceiling.amount, likely),
    bound: ceiling && most?.bound,
    likely,
    withCap: capped?.amount,
    growth: growthCost(call, count, terms, floor.amount),
    basis: known.basis,
    lines: (point ?? floor).lines,
    shown: (capped ?? priceRequest(terms, { ...fresh, output: 0 }, known.basis) ?? floor).lines,
    caching: cachingOf(call, count, terms),
    models: [model.id],
    rows: [{ model: model.id, source: row.source, asOf: row.asOf }],
    rates: ratesOf(call, count, model, row),
    notes: notesOf(terms, row),
  };
}

function least(a: PicoUsd, b: PicoUsd | undefined): PicoUsd {
  return b !== undefined && b < a ? b : a;
}
function greatest(a: PicoUsd, b: PicoUsd | undefined): PicoUsd {
  return b !== undefined && b > a ? b : a;
}

/** The prefix that can be cached, when it may be long enough for the vendor's minimum. */
function cacheable(count: TokenCount, model: Model, input: number): number {
  const prefix = count.cachedPrefix;
  if (!prefix || !model.caching || prefix.high < model.caching.minimumPrefix) return 0;
  return Math.min(prefix.high, input);
}

/**
 * Whether the code asks for caching. Where the vendor caches by itself a hit is luck, not certain, so that the floor does
 * not count on it.
 */
function asksForCaching({ caching }: LlmCall, model: Model): boolean {
  if (caching.marks.length > 0 || caching.automatic) return true;
  return model.caching?.mode === "explicit" && caching.key !== undefined;
}

/** Input with a warm cache. */
function warm(count: TokenCount, model: Model, input: number): Omit<Usage, "output"> {
  return { input, sound: count.sound?.tokens, cacheRead: cacheable(count, model, input) };
}

/**
 * Input with a cold cache. Where the vendor charges for writes and sets the breakpoint itself, at the newest message, the
 * whole input may be written.
 */
function cold(call: LlmCall, count: TokenCount, model: Model, tokens: number): Omit<Usage, "output"> {
  const input = { input: tokens, sound: count.sound?.tokens };
  const prefix = cacheable(count, model, tokens);
  if (!prefix) return input;
  const chargesWrites = model.caching?.lifetimes.some((l) => l.writeFactor > 1) ?? false;
  if (!chargesWrites) return input;
  const implicit = model.caching?.mode !== "explicit" && call.caching.marks.length === 0;
  const written = implicit ? tokens : prefix;
  const long = longLifetime(model)?.ttl;
  const isLong = long !== undefined && [...call.caching.marks, call.caching.automatic].some((m) => m?.ttl === long);
  return isLong ? { ...input, cacheWrite1h: written } : { ...input, cacheWrite: written };
}

/** The most a request can use, and who sets the bound; undefined when nobody does. */
function atMost(call: LlmCall, count: TokenCount, model: Model): { usage: Usage; bound: "code" | "model" } | undefined {
  const output = outputBound(call, model, count);
  const input = count.bounded?.high ?? (count.open.length ? model.contextWindow : count.known.high);
  if (!output || input === undefined) return undefined;
  const within = Math.max(input, count.known.high);
  const bound = output.by === "model" || (!count.bounded && count.open.length) ? "model" : "code";
  return { usage: { ...cold(call, count, model, within), output: output.tokens, reasoning: output.reasoning }, bound };
}

/** Output tokens a request may bill: the call's cap, the SDK's, what its schema allows, or the model's own maximum, for every sample. */
function outputBound(
  call: LlmCall,
  model: Model,
  count: TokenCount,
): { tokens: number; reasoning?: number; by: "code" | "model"; capped: boolean } | undefined {
  if (model.kind === "embedding" || call.kind === "embedding") return { tokens: 0, by: "code", capped: true };
  const cap = call.output.cap?.max;
  const written = cap !== undefined && Number.isFinite(cap) && cap >= 0 ? cap : undefined;
  const schema = answerBound(call, model, count);
  const given = written === undefined || schema === undefined ? (written ?? schema) : Math.min(written, schema);
  const max = model.maxOutput;
  const one = given === undefined ? max : Math.min(given, max ?? given);
  if (one === undefined) return undefined;
  const samples = Math.max(1, call.options.n?.max ?? 1);
  if (!Number.isFinite(samples)) return undefined;
  const thinking = call.output.thinkingBudget?.max;
  const reasoning = thinking !== undefined && Number.isFinite(thinking) ? Math.min(thinking, one) * samples : undefined;
  const capped = given !== undefined;
  return { tokens: one * samples, reasoning, by: !capped || one < given ? "model" : "code", capped };
}

/** The input on a cold cache, as far as it is known or bounded, and output at the cap that the code or the SDK sets. */
function withCap(call: LlmCall, count: TokenCount, terms: Terms): Priced | undefined {
  const output = outputBound(call, terms.model, count);
  if (!output?.capped) return undefined;
  const input = cold(call, count, terms.model, Math.max(count.known.high, count.bounded?.high ?? 0));
  const { tokens, reasoning } = output;
  return priceRequest(terms, { ...input, output: tokens, reasoning }, count.known.basis);
}

/** A conversation's turns together. What a turn adds is priced as fresh input: the code does not say that it is cached. */
function growthCost(call: LlmCall, count: TokenCount, terms: Terms, first: PicoUsd): Growth | undefined {
  const output = outputBound(call, terms.model, count);
  const growth = growthOf(call.multiplicity.turns, count, output?.capped ? output.tokens : undefined);
  if (!growth) return undefined;
  const { basis } = count.known;
  const cached = asksForCaching(call, terms.model) ? { cacheRead: growth.added } : {};
  const added = priceRequest({ ...terms, least: true }, { input: growth.added, ...cached, output: 0 }, basis);
  const most =
    growth.addedWithCap === undefined
      ? undefined
      : priceRequest(terms, { input: growth.addedWithCap, output: 0 }, basis);
  const eachCapped = withCap(call, count, terms)?.amount;
  const fee = feesOf(added);
  const result: Growth = { ...growth, each: first };
  if (added) result.pair = added.amount - fee;
  if (most && eachCapped !== undefined) {
    result.eachCapped = eachCapped;
    result.pairCapped = most.amount - feesOf(most);
  }
  return result;
}

/** What a request costs whatever its size: no part of what a turn adds. */
function feesOf(priced: Priced | undefined): PicoUsd {
  return (priced?.lines ?? []).reduce((sum, line) => (line.kind === "request" ? sum + line.amount : sum), 0n);
}

/** The request that the lines show: the counts themselves instead of the ends of their error bars. */
function pointUsage(call: LlmCall, count: TokenCount, model: Model, most: Usage | undefined): Usage {
  const bounded = count.bounded?.tokens;
  const input = bounded ?? count.known.tokens;
  return { ...cold(call, count, model, input), output: most?.output ?? 0, reasoning: most?.reasoning };
}

function cachingOf(call: LlmCall, count: TokenCount, terms: Terms): Cost["caching"] {
  const { tokens, basis } = count.known;
  const lifetime = terms.model.caching?.lifetimes[0];
  if (!lifetime || !cacheable(count, terms.model, tokens)) return undefined;
  const first = priceRequest(terms, { ...cold(call, count, terms.model, tokens), output: 0 }, basis);
  const following = priceRequest(terms, { ...warm(count, terms.model, tokens), output: 0 }, basis);
  return first && following && { first: first.amount, following: following.amount, lifetimeSeconds: lifetime.seconds };
}

/** A typical request: only where every size it rests on was assumed, measured or is certain. */
function likelyCost(call: LlmCall, count: TokenCount, terms: Terms, { usage }: CostOptions): PicoUsd | undefined {
  const { known, open } = count;
  const assumed = known.basis === "assumed" || known.basis === "measured";
  if (!usage && !assumed) return undefined;
  const context = open.length ? usage?.contextTokens : 0;
  const input = usage?.inputTokens ?? (context === undefined ? undefined : known.tokens + context);
  const embedding = terms.model.kind === "embedding" || call.kind === "embedding";
  const output = embedding ? 0 : usage?.outputTokens;
  if (input === undefined || output === undefined) return undefined;
  if (usage && !assumed && usage.inputTokens === undefined && !usage.contextTokens && !usage.outputTokens)
    return undefined;
  const cached = { cacheRead: usage?.cacheReadTokens, cacheWrite: usage?.cacheWriteTokens };
  const basis: Basis = usage?.basis ?? "assumed";
  return priceRequest(terms, { input, ...cached, output }, basis)?.amount;
}

/** Fees of what the vendor does as often as the model asks for it, and of keeping a cache that the code asks for. */
function ratesOf(call: LlmCall, count: TokenCount, model: Model, row: PriceRow): Rate[] {
  const { perThousandSearches, perThousandFileSearches, storage } = row;
  const hosted = call.tools.flatMap((tool) => tool.hosted ?? []);
  const inFiles = hosted.filter((name) => /file.?search|retrieval|collections/i.test(name));
  const searches = hosted.filter((name) => /search/i.test(name) && !inFiles.includes(name));
  const rates: Rate[] = [];
  if (perThousandSearches !== undefined && searches.length > 0)
    rates.push({ usd: perThousandSearches / 1000, per: "search" });
  if (perThousandFileSearches !== undefined && inFiles.length > 0)
    rates.push({ usd: perThousandFileSearches / 1000, per: "search in files" });
  if (storage === undefined || !asksForCaching(call, model)) return rates;
  const kept = count.cachedPrefix?.tokens;
  if (!kept) rates.push({ usd: storage, per: "hour for each million tokens in the cache" });
  else rates.push({ usd: (kept * storage) / 1e6, per: "hour that the cache is kept" });
  return rates;
}

function regionNote({ region }: Terms, { factor, source, asOf }: NonNullable<ReturnType<typeof regionalOf>>): string {
  const more = `${Math.round((factor - 1) * 1000) / 10} % more`;
  const why =
    region === undefined ? "in one region instead of globally; the floor is the global price" : `in ${region}`;
  return `${more} is in the figures for processing ${why} (${source}, ${asOf})`;
}

function notesOf(terms: Terms, row: PriceRow | undefined): string[] {
  const notes: string[] = [];
  const tier = tierNote(terms);
  if (tier) notes.push(tier);
  if (row?.note) notes.push(row.note);
  const regional = regionalOf(terms);
  if (regional) notes.push(regionNote(terms, regional));
  if (row?.offPeak) notes.push(`the dearer figures are for the peak, ${row.offPeak.peak}; the floor is outside of it`);
  const { model, day } = terms;
  if (model.deprecated?.retires && day.has(model.deprecated.retires))
    notes.push(`${model.id} was retired on ${model.deprecated.retires}`);
  return notes;
}
