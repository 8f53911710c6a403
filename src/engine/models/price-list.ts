import type { Model, Prices, Unit, UnitPrice } from "./catalogue";
import { defined } from "./price-on";

/** A model as a published price list in the format of genai-prices states it. */
export interface ListedModel {
  provider: string;
  id: string;
  name?: string;
  aliases: string[];
  window?: number;
  kind: Model["kind"];
  rows: ListedRow[];
  deprecated: boolean;
}
export interface ListedRow extends Prices {
  from?: string;
  tiers?: (Prices & { above: number })[];
  search?: number;
  fileSearch?: number;
  requests?: number;
  units?: UnitPrice[];
  offPeak?: Prices & { peak: string };
}

/** The list's provider names → ours. Providers that are not here are left out. */
const PROVIDERS: Record<string, string> = {
  openai: "openai",
  anthropic: "anthropic",
  google: "google",
  "x-ai": "xai",
  mistral: "mistral",
  deepseek: "deepseek",
  groq: "groq",
  together: "together",
  fireworks: "fireworks",
  cerebras: "cerebras",
  moonshotai: "moonshotai",
  zai: "zai",
  minimax: "minimax",
  aws: "bedrock",
  azure: "azure",
  openrouter: "openrouter",
  cohere: "cohere",
  perplexity: "perplexity",
  voyageai: "voyage",
};
const DIMENSIONS = {
  input_mtok: "input",
  output_mtok: "output",
  cache_read_mtok: "cacheRead",
  cache_write_mtok: "cacheWrite",
  cache_write_1h_mtok: "cacheWrite1h",
  input_audio_mtok: "inputAudio",
  output_audio_mtok: "outputAudio",
  cache_audio_read_mtok: "cacheReadAudio",
  input_image_mtok: "inputImage",
  output_image_mtok: "outputImage",
  cache_image_read_mtok: "cacheReadImage",
  input_video_mtok: "inputVideo",
  output_video_mtok: "outputVideo",
} as const;
/** The list's own units, and how many of ours one of them is. */
const UNITS: Record<string, [per: Unit, count: number]> = {
  input_audio_hours: ["minute", 60],
  input_document_kpages: ["page", 1000],
};
/** USD per million tokens above which a number is taken for a mistake; the dearest published price is 600 */
const MOST = 20_000;
const LIMITS = { providers: 300, models: 30_000, rows: 50, depth: 6, aliases: 60 };

/**
 * Reads a price list (an array of providers). Nothing is trusted: what does not have the right shape or size is left out
 * and named in `problems`, at most twenty of them.
 */
export function readPriceList(answer: unknown): { models: ListedModel[]; problems: string[] } {
  const models: ListedModel[] = [];
  const problems: string[] = [];
  const problem = (text: string) => {
    if (problems.length < 20) problems.push(text);
  };
  if (!Array.isArray(answer)) return { models, problems: ["not a list of providers"] };
  for (const provider of answer.slice(0, LIMITS.providers)) {
    if (!isRecord(provider) || typeof provider.id !== "string" || !Array.isArray(provider.models)) {
      problem("a provider without id or models");
      continue;
    }
    const name = Object.hasOwn(PROVIDERS, provider.id) ? PROVIDERS[provider.id] : undefined;
    if (name === undefined) continue;
    for (const entry of provider.models) {
      if (models.length >= LIMITS.models) return { models, problems: [...problems, "too many models"] };
      const model = readModel(name, entry);
      if (typeof model === "string") problem(`${name}: ${model}`);
      else if (model) models.push(model);
    }
  }
  return { models, problems };
}

/** A model, undefined for one that the catalogue does not hold, or what is wrong with it. */
function readModel(provider: string, entry: unknown): ListedModel | string | undefined {
  if (!isRecord(entry) || typeof entry.id !== "string" || !/^\S{1,100}$/.test(entry.id)) return "a model without an id";
  if (entry.id.includes(":free") || (provider === "google" && entry.id.startsWith("claude"))) return undefined;
  const rows = readRows(entry.prices);
  if (!rows) return `${entry.id} has prices of another shape or size`;
  const spelled = literals(entry.match, 0).slice(0, LIMITS.aliases);
  const own = provider === "fireworks" ? (spelled[0] ?? entry.id) : ownId(provider, entry.id);
  const window = entry.context_window;
  return {
    provider,
    id: own,
    name: typeof entry.name === "string" ? entry.name.slice(0, 100) : undefined,
    aliases: provider === "bedrock" ? [] : [...new Set(spelled)].filter((a) => a !== own),
    window: typeof window === "number" && window > 0 && window < 1e9 ? Math.floor(window) : undefined,
    kind: kindOf(entry.id, rows[0]),
    rows: rows.filter((r) => r.input !== undefined || r.units !== undefined),
    deprecated: entry.deprecated === true,
  };
}

function ownId(provider: string, id: string): string {
  return provider === "bedrock" ? id.replace(/^regional\./, "") : id.replace(/-$/, "");
}

/** Conditional prices: the last that holds wins, so a daily window belongs to the date before it: its dearest is the peak. */
function readRows(prices: unknown): ListedRow[] | undefined {
  if (!Array.isArray(prices)) {
    const row = readRow(prices, undefined);
    return row && [row];
  }
  const rows: ListedRow[] = [];
  for (const conditional of prices.slice(0, LIMITS.rows)) {
    if (!isRecord(conditional)) return undefined;
    const { constraint } = conditional;
    const start = isRecord(constraint) ? constraint.start_date : undefined;
    if (start !== undefined && (typeof start !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(start))) return undefined;
    const last = rows[rows.length - 1];
    const hours = isRecord(constraint) ? hoursOf(constraint) : undefined;
    const row = readRow(conditional.prices, hours === undefined ? start : last?.from);
    if (!row) return undefined;
    if (hours === undefined || !last) rows.push(row);
    else if ((row.input ?? 0) >= (last.input ?? 0)) {
      const { offPeak, ...before } = last;
      const peak = offPeak ? `${offPeak.peak}, ${hours}` : hours;
      rows[rows.length - 1] = { ...row, offPeak: { ...(offPeak ?? defined(before)), peak } };
    }
  }
  return rows.length ? rows : undefined;
}

/** `01:00–04:00 UTC`, of prices that hold at some hours of the day only. */
function hoursOf({ start_time: start, end_time: end }: Record<string, unknown>): string | undefined {
  const time = /^([01]\d|2[0-3]):[0-5]\d/;
  if (typeof start !== "string" || typeof end !== "string" || !time.test(start) || !time.test(end)) return undefined;
  return `${start.slice(0, 5)}–${end.slice(0, 5)} UTC`;
}

function readRow(prices: unknown, from: string | undefined): ListedRow | undefined {
  if (!isRecord(prices)) return undefined;
  const row: ListedRow = from === undefined ? {} : { from };
  const tiers = new Map<number, Prices & { above: number }>();
  for (const [key, name] of Object.entries(DIMENSIONS)) {
    const value = prices[key];
    if (value === undefined) continue;
    if (isRecord(value)) {
      if (!isPrice(value.base) || !Array.isArray(value.tiers) || value.tiers.length > 10) return undefined;
      row[name] = value.base;
      for (const tier of value.tiers) {
        if (!isRecord(tier) || !isPrice(tier.price) || !isCount(tier.start)) return undefined;
        tiers.set(tier.start, { ...(tiers.get(tier.start) ?? { above: tier.start }), [name]: tier.price });
      }
    } else if (isPrice(value)) row[name] = value;
    else return undefined;
  }
  if (tiers.size) row.tiers = [...tiers.values()].sort((a, b) => a.above - b.above);
  if (isPrice(prices.web_searches_kcount)) row.search = prices.web_searches_kcount;
  if (isPrice(prices.storage_searches_kcount)) row.fileSearch = prices.storage_searches_kcount;
  if (isPrice(prices.requests_kcount)) row.requests = prices.requests_kcount;
  const units = Object.entries(UNITS).flatMap(([key, [per, count]]) => {
    const value = prices[key];
    return isPrice(value) ? [{ per, usd: Math.round((value / count) * 1e12) / 1e12 }] : [];
  });
  if (units.length) row.units = units;
  return row;
}

/** The strings a match accepts exactly; a prefix counts as the id it spells, nothing longer. */
function literals(match: unknown, depth: number): string[] {
  if (!isRecord(match) || depth > LIMITS.depth) return [];
  if (Array.isArray(match.or)) return match.or.slice(0, LIMITS.aliases).flatMap((m) => literals(m, depth + 1));
  const { equals, starts_with: start } = match;
  if (typeof equals === "string" && /^\S{1,100}$/.test(equals)) return [equals];
  if (typeof start !== "string" || !/^\S{0,99}[a-z0-9]$/.test(start)) return [];
  return /-20\d{0,6}$/.test(start) ? [] : [start];
}

function kindOf(id: string, row: ListedRow | undefined): Model["kind"] {
  if (/embed|^voyage|^ada$/.test(id)) return "embedding";
  if (/image|dall-e|imagen/.test(id)) return "image";
  if (/^(?:veo|sora)|omni-.*flash|video/.test(id)) return "video";
  if (/audio|whisper|tts|transcribe|realtime|voice|live|sonic|voxtral/.test(id)) return "audio";
  return row?.input === undefined || /ocr|moderation|rerank/.test(id) ? "other" : "chat";
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isPrice(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= MOST;
}
function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value > 0 && value < 1e9;
}
