import { type Model, type Prices, UNITS, type Unit, type UnitPrice } from "./catalogue";
import { defined, micro, scaled } from "./price-on";

/** What a person says about prices in `tokenbill.jsonc`; `readOverrides` validates it, schemas/pricing.schema.json describes it. */
export interface Overrides {
  /** negotiated prices, by model id or `provider/id`, USD per million tokens; what is left out keeps the list price */
  prices?: Record<string, OwnPrices>;
  /** per cent off the list price of a provider, a model of it, or everything; the first that fits applies */
  discounts?: { provider?: string; model?: string; percent: number }[];
  /** models that no list has: private, self-hosted, brand new */
  models?: Record<string, PrivateModel>;
  /** Azure deployment and gateway names → model id */
  deployments?: Record<string, string>;
  /** amounts are shown in this currency, at a rate that a person set */
  currency?: { code: string; symbol: string; perUsd: number };
}

/** Prices per million tokens, and per unit where a model is billed by those: `image`, `minute`, … */
export type OwnPrices = Prices & { [Per in Unit]?: number };

export interface PrivateModel extends OwnPrices {
  /** what a GPU costs an hour and how many tokens a second it serves, instead of prices per token */
  gpu?: { usdPerHour: number; tokensPerSecond: number };
  contextWindow?: number;
  maxOutput?: number;
  tokenizer?: string;
  vendor?: string;
  kind?: "chat" | "embedding" | "image" | "audio" | "video";
  tools?: boolean;
  vision?: boolean;
  structuredOutput?: boolean;
}

const SOURCE = "configuration";

/** A model with a person's prices in place of the listed ones; the same object where they say nothing about it. */
export function withOverrides(model: Model, overrides: Overrides | undefined): Model {
  return overrides ? repriced(discounted(model, overrides), overrides) : model;
}

/** The models that only the configuration knows: private ones, and prices of ids that no list has. */
export function privateModels(
  overrides: Overrides | undefined,
  isListed: (id: string) => boolean,
  asOf: string,
): Model[] {
  const unlisted = Object.entries(overrides?.prices ?? {}).filter(
    ([id, p]) => (p.input !== undefined || unitsOf(p) !== undefined) && !isListed(id),
  );
  return [...unlisted, ...Object.entries(overrides?.models ?? {})].map(([id, m]) => privateModel(id, m, asOf));
}

function discounted(model: Model, { discounts = [] }: Overrides): Model {
  const found = discounts.find(
    (d) =>
      (!d.provider || d.provider === model.provider) && (!d.model || d.model === model.id || d.model === model.direct),
  );
  if (!found) return model;
  const factor = 1 - found.percent / 100;
  const note = `${found.percent} % discount (configuration)`;
  const prices = model.prices.map((row) => ({
    ...row,
    ...scaled(row, () => factor),
    tiers: row.tiers?.map((t) => ({ ...t, ...scaled(t, () => factor) })),
    offPeak: row.offPeak && { ...row.offPeak, ...scaled(row.offPeak, () => factor) },
    units: row.units?.map((unit) => (unit.usd === undefined ? unit : { ...unit, usd: micro(unit.usd * factor) })),
    note: row.note ? `${row.note}; ${note}` : note,
  }));
  return { ...model, prices };
}

/** What a person may call a model: `provider/id`, and the bare id where it has no slash of its own. */
function namesOf(model: Model): string[] {
  return [`${model.provider}/${model.id}`, ...[model.id, ...model.aliases].filter((id) => !id.includes("/"))];
}

/** A negotiated price holds on every day and for every length of prompt. */
function repriced(model: Model, { prices = {} }: Overrides): Model {
  const own = namesOf(model)
    .map((name) => (Object.hasOwn(prices, name) ? prices[name] : undefined))
    .find((found) => found !== undefined);
  if (!own) return model;
  const last = model.prices[model.prices.length - 1];
  const units = unitsOf(own) ?? last?.units;
  const row = { ...defined(last ?? {}), ...defined(own), units, source: SOURCE, asOf: last?.asOf ?? model.asOf };
  return { ...model, prices: [row], source: SOURCE };
}

/** A price of one's own per unit holds for every size and quality. */
function unitsOf(own: OwnPrices): UnitPrice[] | undefined {
  const units = UNITS.flatMap((per) => (own[per] === undefined ? [] : [{ per, usd: own[per] }]));
  return units.length ? units : undefined;
}

function privateModel(id: string, m: PrivateModel, asOf: string): Model {
  const perMillion = m.gpu && perMillionOf(m.gpu);
  const price: Prices =
    perMillion === undefined ? defined(m) : { input: perMillion, output: perMillion, ...defined(m) };
  const units = unitsOf(m);
  const priced = price.input !== undefined || units !== undefined;
  return {
    id,
    provider: "private",
    vendor: m.vendor ?? "private",
    name: id,
    aliases: [],
    contextWindow: m.contextWindow,
    maxOutput: m.maxOutput,
    capabilities: { tools: m.tools, vision: m.vision, structuredOutput: m.structuredOutput },
    tokenizer: m.tokenizer ?? "other",
    kind: m.kind ?? "chat",
    prices: priced ? [{ ...price, units, source: SOURCE, asOf }] : [],
    source: SOURCE,
    asOf,
  };
}

/** USD per million tokens of a server that serves this many tokens a second: hour price / (3600 · rate) · 10⁶. */
function perMillionOf(gpu: { usdPerHour: number; tokensPerSecond: number }): number {
  return Math.round((gpu.usdPerHour / (3600 * gpu.tokensPerSecond)) * 1e6 * 1e6) / 1e6;
}
