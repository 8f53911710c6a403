import type { CachingTerms, Model, PriceRow, ServiceTier } from "./catalogue";
import type { Providers } from "./normalise";

/** The catalogue file as it is on disk; see scripts/models/make.mjs. */
export interface CatalogueFile {
  asOf: string;
  sources: Record<string, { name: string; asOf: string }>;
  caching: Record<string, CachingTerms>;
  lineUp: Record<string, string[][]>;
  serviceTiers: (ServiceTier & { providers: string[]; match: string })[];
  regions: (NonNullable<Model["regional"]>[number] & { providers: string[]; match: string })[];
  providers: Providers;
  /** where newer prices can be had; nothing is fetched without being asked for */
  refresh: { address: string; name: string; licence: string; maximumBytes: number };
  /** patterns over vendors' own ids: who made a model and which counter applies */
  families: { vendor: string; match: string; tokenizer: string }[];
  /** `provider id` of rows that a reviewed decision leaves out */
  dropped: string[];
  models: FileModel[];
}
export interface FileModel {
  id: string;
  provider: string;
  vendor: string;
  name?: string;
  aliases?: string[];
  window?: number;
  output?: number;
  kind?: Model["kind"];
  can?: string[];
  tokenizer: string;
  direct?: string;
  regions?: string[];
  caching?: string;
  lineUp?: Model["lineUp"];
  deprecated?: Model["deprecated"];
  agreement?: string;
  prices: (Omit<PriceRow, "asOf" | "mediaFrom"> & { asOf?: string; mediaFrom?: string | PriceRow["mediaFrom"] })[];
}

/** The file as data, or undefined when it is none. */
export function catalogueFile(data: unknown): CatalogueFile | undefined {
  const file = data as Partial<CatalogueFile> | null | undefined;
  if (typeof file !== "object" || file === null) return undefined;
  const complete =
    Array.isArray(file.models) && file.sources && file.providers && file.caching && file.lineUp && file.refresh;
  return complete &&
    Array.isArray(file.serviceTiers) &&
    Array.isArray(file.regions) &&
    Array.isArray(file.families) &&
    typeof file.asOf === "string"
    ? (file as CatalogueFile)
    : undefined;
}

/** Rows as the engine uses them: shared terms in place of their keys. */
export function readModels(file: CatalogueFile): Model[] {
  return file.models.map((m) => {
    const rows = m.prices.map(({ mediaFrom, ...p }) => ({
      ...p,
      ...dated(file, p),
      mediaFrom: typeof mediaFrom === "string" ? dated(file, { source: mediaFrom }) : mediaFrom,
    }));
    const last = rows[rows.length - 1];
    return {
      id: m.id,
      provider: m.provider,
      vendor: m.vendor,
      name: m.name ?? m.id,
      aliases: m.aliases ?? [],
      direct: m.direct,
      regions: m.regions,
      contextWindow: m.window,
      maxOutput: m.output,
      capabilities: capabilities(m),
      tokenizer: m.tokenizer,
      lineUp: m.lineUp,
      deprecated: m.deprecated,
      kind: m.kind ?? "chat",
      prices: rows,
      caching: m.caching === undefined ? undefined : file.caching[m.caching],
      agreement: m.agreement,
      source: last?.source ?? "",
      asOf: last?.asOf ?? file.asOf,
    };
  });
}

function capabilities(m: FileModel): Model["capabilities"] {
  const out: Record<string, boolean> = {};
  for (const name of m.can ?? []) out[name] = true;
  if (m.caching) out.caching = true;
  return out;
}

/** Rows name a list of `sources`, or their own source and date. */
function dated(file: CatalogueFile, row: { source: string; asOf?: string }): { source: string; asOf: string } {
  const list = file.sources[row.source];
  return { source: list?.name ?? row.source, asOf: row.asOf ?? list?.asOf ?? file.asOf };
}

/** The service tiers of a provider's models: for each tier the first entry whose pattern matches the vendor's own id. */
export function serviceTiers(file: CatalogueFile): (provider: string, id: string) => ServiceTier[] | undefined {
  const entries = file.serviceTiers.map((t) => ({ ...t, pattern: new RegExp(t.match) }));
  return (provider, id) => {
    const found = new Map<string, ServiceTier>();
    for (const { tier, providers, pattern, factors, source, asOf } of entries)
      if (!found.has(tier) && providers.includes(provider) && pattern.test(id))
        found.set(tier, { tier, factors, source, asOf });
    return found.size ? [...found.values()] : undefined;
  };
}

/** What a region's own processing adds to the prices of a provider's models. */
export function regionalFactors(file: CatalogueFile): (provider: string, id: string) => Model["regional"] {
  const entries = file.regions.map((r) => ({ ...r, pattern: new RegExp(r.match) }));
  return (provider, id) => {
    const found = entries.filter((r) => r.providers.includes(provider) && r.pattern.test(id));
    return found.length
      ? found.map(({ region, factor, source, asOf }) => ({ region, factor, source, asOf }))
      : undefined;
  };
}
