import type { Catalogue, Model } from "./catalogue";
import { type Day, dayOf } from "./day";
import { type CatalogueFile, catalogueFile, readModels, regionalFactors, serviceTiers } from "./load";
import { isBedrockId, type Providers, prefixed, spellings, unversioned } from "./normalise";
import { type Overrides, privateModels, withOverrides } from "./overrides";
import { priceOn } from "./price-on";

export interface CatalogueOptions {
  /** the day prices are taken for, `YYYY-MM-DD`; the data's own date when left out */
  asOf?: string;
  overrides?: Overrides;
}

const none: Providers = { direct: [], fallback: {}, prefixes: {}, regions: [] };

/** Builds the catalogue from the parsed `data/models.json`. Data of another shape gives an empty catalogue. */
export function createCatalogue(data: unknown, options: CatalogueOptions = {}): Catalogue {
  const file = catalogueFile(data);
  const providers = file?.providers ?? none;
  const day = dayOf(options.asOf ?? file?.asOf ?? "");
  const tiers = file ? serviceTiers(file) : () => undefined;
  const regional = file ? regionalFactors(file) : () => undefined;
  const { overrides } = options;
  const deployments = new Map(Object.entries(overrides?.deployments ?? {}));
  const listed = file ? readModels(file) : [];
  const index = new Index(listed);
  const views = new Map<string, Model>();

  /** A row as another provider sells it, or with its service tiers; one object per row and provider. */
  const view = (model: Model, provider: string, id = model.id): Model => {
    const key = `${provider} ${model.provider} ${model.id} ${id}`;
    let known = views.get(key);
    if (!known) {
      const own = model.direct ?? model.id;
      const terms = { serviceTiers: model.serviceTiers ?? tiers(provider, own), regional: regional(provider, own) };
      // whose list is borrowed does not set the dates of retirement
      const deprecated = provider === model.provider ? model.deprecated : undefined;
      known = withOverrides({ ...model, id, provider, deprecated, ...terms }, overrides);
      views.set(key, known);
    }
    return known;
  };

  const inList = (id: string, provider: string): Model | undefined => {
    for (const list of [provider, ...(providers.fallback[provider] ?? [])])
      for (const spelling of spellings(id, provider)) {
        const model = index.get(list, spelling);
        if (model) return view(model, provider, provider === "bedrock" ? profileId(id, model) : model.id);
      }
    return undefined;
  };

  const anywhere = (id: string): Model | undefined => {
    if (isBedrockId(id)) return inList(id, "bedrock");
    if (id.startsWith("accounts/fireworks/")) return inList(id, "fireworks");
    for (const provider of ["private", ...providers.direct]) {
      const model = inList(id, provider);
      if (model) return model;
    }
    const split = prefixed(id, providers);
    const known = split && (inList(split.id, split.provider) ?? nested(split.id, split.provider));
    if (known) return known;
    const only = index.only(id);
    return only?.id === id ? view(only, only.provider) : undefined;
  };

  const nested = (id: string, provider: string): Model | undefined => {
    const split = prefixed(id, providers);
    return split && split.provider === provider ? inList(split.id, provider) : undefined;
  };

  const find = (id: string, provider?: string): Model | undefined => {
    const name = id.trim();
    if (!name || name.length > 512) return undefined;
    // a gateway's spelling of a deployment: `azure/chat-prod`
    const mapped = deployments.get(name) ?? deployments.get(prefixed(name, providers)?.id ?? "");
    if (mapped !== undefined) return (provider && inList(mapped, provider)) || anywhere(mapped);
    const own = inList(name, "private");
    if (own || !provider) return own ?? anywhere(name);
    const listed = inList(name, provider) ?? nested(name, provider);
    // OpenAI's and Anthropic's SDKs speak to Bedrock too; its ids look like no other's
    return listed ?? (isBedrockId(name) ? inList(name, "bedrock") : undefined);
  };

  const own = privateModels(overrides, (id) => anywhere(id) !== undefined, file?.asOf ?? "");
  index.add(own);
  const models = overrides ? [...listed.map((m) => withOverrides(m, overrides)), ...own] : listed;
  return {
    asOf: file?.asOf ?? "",
    day,
    models,
    vendors: providers.direct,
    find,
    cheaper: (model, needs) => cheaper(model, needs, { file, index, day, inList, view }),
  };
}

/** Every spelling that a list accepts exactly, by provider. */
class Index {
  readonly #exact = new Map<string, Model>();
  readonly #hosts = new Map<string, Model[]>();
  readonly #direct = new Map<string, Model[]>();

  constructor(models: readonly Model[]) {
    this.add(models);
  }
  add(models: readonly Model[]): void {
    for (const m of models) {
      this.#exact.set(`${m.provider} ${m.id}`, m);
      push(this.#hosts, m.direct ?? m.id, m);
      push(this.#direct, `${m.provider} ${m.direct ?? m.id}`, m);
    }
    for (const m of models)
      for (const name of m.provider === "bedrock" ? [...m.aliases, unversioned(m.id)] : m.aliases)
        if (!this.#exact.has(`${m.provider} ${name}`)) this.#exact.set(`${m.provider} ${name}`, m);
  }
  get(provider: string, id: string): Model | undefined {
    return this.#exact.get(`${provider} ${id}`);
  }
  /** the only row with this id, where no other host sells the same model under another one */
  only(id: string): Model | undefined {
    const all = this.#hosts.get(id) ?? [];
    return all.length === 1 ? all[0] : undefined;
  }
  direct(provider: string, id: string): Model[] {
    return this.#direct.get(`${provider} ${id}`) ?? [];
  }
}

function push(map: Map<string, Model[]>, key: string, model: Model): void {
  const list = map.get(key);
  if (list) list.push(model);
  else map.set(key, [model]);
}

interface Shelf {
  file: CatalogueFile | undefined;
  index: Index;
  day: Day;
  inList(id: string, provider: string): Model | undefined;
  view(model: Model, provider: string, id?: string): Model;
}

function cheaper(model: Model, needs: Parameters<Catalogue["cheaper"]>[1], shelf: Shelf): Model[] {
  const steps = model.lineUp && shelf.file?.lineUp[model.lineUp.family];
  const price = total(model, shelf.day);
  if (!model.lineUp || !steps || !price) return [];
  const found: { model: Model; rank: number; sum: number }[] = [];
  for (const [rank, ids] of steps.entries()) {
    if (rank <= model.lineUp.rank) continue;
    for (const id of ids) {
      const other = sibling(model, id, shelf);
      const theirs = other && total(other, shelf.day);
      if (!other || !theirs || !meets(other, needs, shelf.day)) continue;
      const less = theirs.input <= price.input && theirs.output <= price.output;
      const sum = theirs.input + theirs.output;
      if (less && sum < price.input + price.output) found.push({ model: other, rank, sum });
    }
  }
  return found.sort((a, b) => a.rank - b.rank || b.sum - a.sum).map((f) => f.model);
}

/** The same host's entry for another model of the vendor; on Bedrock only one that is sold in the same region profile. */
function sibling(model: Model, id: string, shelf: Shelf): Model | undefined {
  const listed = shelf.index.direct(model.provider, id);
  if (model.provider !== "bedrock") {
    const own = listed[0];
    return own ? shelf.view(own, model.provider) : shelf.inList(id, model.provider);
  }
  const region = regionOf(model.id);
  const exact = listed.find((m) => regionOf(m.id) === region);
  if (exact) return shelf.view(exact, "bedrock");
  const sold = listed.find((m) => region !== undefined && m.regions?.includes(region));
  return sold && shelf.view(sold, "bedrock", `${region}.${sold.id}`);
}

/** A region profile that is sold at the plain id's price keeps its prefix. */
function profileId(asked: string, model: Model): string {
  const region = regionOf(asked.slice(asked.lastIndexOf("/") + 1));
  return region && regionOf(model.id) === undefined ? `${region}.${model.id}` : model.id;
}

function regionOf(id: string): string | undefined {
  return /^([a-z-]+)\.[a-z]+\./.exec(id)?.[1];
}

function meets(model: Model, needs: Parameters<Catalogue["cheaper"]>[1], day: Day): boolean {
  const { capabilities: can, deprecated, contextWindow } = model;
  if (deprecated && (!deprecated.retires || day.has(deprecated.retires))) return false;
  if ((needs.tools && !can.tools) || (needs.vision && !can.vision)) return false;
  if (needs.structuredOutput && !can.structuredOutput) return false;
  return needs.window === undefined || (contextWindow !== undefined && contextWindow >= needs.window);
}

function total(model: Model, day: Day): { input: number; output: number } | undefined {
  const price = priceOn(model, day, 0);
  return price?.input === undefined ? undefined : { input: price.input, output: price.output ?? 0 };
}
