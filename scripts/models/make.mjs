#!/usr/bin/env tsx
// Writes data/models.json from two published price lists and the reviewed files beside it. It fails when the lists
// disagree on something that data/models-decisions.json does not decide, so that no price changes unseen.
//   npx tsx scripts/models/make.mjs           write
//   npx tsx scripts/models/make.mjs --check   fail when the file on disk is stale
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { direct, undated } from "./ids.mjs";
import { withMedia } from "./media.mjs";
import { merge, rowOn, withoutRepeats } from "./merge.mjs";
import { readGenaiPrices, readMedia, readPiAi } from "./sources.mjs";

const data = join(dirname(fileURLToPath(import.meta.url)), "../../data");
const read = (name) => JSON.parse(readFileSync(join(data, name), "utf8"));
const decisions = read("models-decisions.json");
const caching = read("caching.json");
const families = read("model-families.json").families.map((f) => ({ ...f, pattern: new RegExp(f.match) }));
const groups = caching.groups.map((g) => ({ ...g, pattern: new RegExp(g.match) }));
const lineUp = read("line-up.json");
const ranks = new Map();
for (const f of lineUp.families)
  for (const [rank, ids] of f.steps.entries())
    for (const id of ids) if (!ranks.has(id)) ranks.set(id, { family: f.family, rank });

const pi = await readPiAi(decisions.sources["pi-ai"].package);
const genai = await readGenaiPrices("@pydantic/genai-prices");
if (!decisions.sources["genai-prices"].package.endsWith(`@${genai.version}`))
  fail([`genai-prices ${genai.version} is installed`]);

const patched = pi.models.map(patch).filter((m) => m.provider !== "openrouter" || openRouterVendor(m));
const merged = merge(patched, genai.models.map(reviewed), decisions, pi.asOf);
const media = await readMedia(decisions.sources["ai-sdk-cost-calculator"].package);
const { models, ...withMediaSays } = withMedia(merged.models, media, decisions, pi.asOf);
const undecided = [...merged.undecided, ...withMediaSays.undecided];
if (undecided.length) fail(undecided);
for (const d of [...merged.unused, ...withMediaSays.unused])
  console.error(`decided but no longer needed: ${d.provider} ${d.ids ?? ""} ${d.field}`);

const vendors = new Map();
for (const m of models)
  if (read("providers.json").direct.includes(m.provider))
    for (const id of [m.id, ...spelled(m)]) if (!vendors.has(id) || id === m.id) vendors.set(id, m);
const kept = withoutRepeats(models, pi.asOf).map(finish);
addAliases(kept);
kept.sort((a, b) => rankOf(a.provider) - rankOf(b.provider) || (a.provider + a.id < b.provider + b.id ? -1 : 1));
write(kept);

function fail(lines) {
  console.error(`Not decided in data/models-decisions.json:\n  ${lines.join("\n  ")}`);
  process.exit(1);
}

/** Corrections that a reviewed decision gives to a source before the lists are compared. */
function patch(m) {
  let out = m;
  const like = decisions.like.find((l) => l.provider === m.provider && l.ids.includes(m.id));
  if (like) {
    const other = pi.models.find((o) => o.provider === m.provider && o.id === like.prefix + m.id);
    if (!other) fail([`${m.provider}/${like.prefix}${m.id} is missing`]);
    out = { ...out, rows: other.rows };
  }
  if (m.provider === "openai" && m.window === decisions.windows.cap) {
    const azure = pi.models.find((o) => o.provider === "azure" && o.id === m.id);
    out = { ...out, window: azure?.window ?? m.window };
  }
  const boundary = decisions.boundaries.find(
    (b) => b.provider === m.provider && !b.except.includes(m.id) && new RegExp(b.match ?? ".").test(m.id),
  );
  if (boundary)
    out = {
      ...out,
      rows: out.rows.map((r) =>
        r.tiers
          ? { ...r, tiers: r.tiers.map((t) => (t.above === boundary.from ? { ...t, above: boundary.to } : t)) }
          : r,
      ),
    };
  return out;
}

/** Rows that a reviewed decision puts in place of a source's. */
function reviewed(m) {
  const own = decisions.rows.find((r) => r.provider === m.provider && r.ids.includes(m.id));
  const least = m.provider === "perplexity" ? decisions.requestFees.fees[m.id] : undefined;
  const rows = own ? own.rows.map((r) => ({ ...r, source: own.source, asOf: own.asOf })) : m.rows;
  return { ...m, rows: least === undefined ? rows : rows.map((r) => ({ ...r, requestsFrom: least })) };
}

function openRouterVendor(m) {
  const vendor = m.id.split("/")[0];
  if (m.id.includes(":") || m.id.startsWith("~")) return false;
  return decisions.openrouter.vendors.includes(vendor) || (decisions.openrouter.agreeing.includes(vendor) && agreed(m));
}

function agreed(m) {
  const other = genai.models.find((g) => g.provider === "openrouter" && (g.id === m.id || g.aliases.includes(m.id)));
  const row = other && rowOn(other.rows, pi.asOf);
  return row !== undefined && m.rows.length === 1 && row.input === m.rows[0].input && row.output === m.rows[0].output;
}

function rankOf(provider) {
  const i = decisions.order.indexOf(provider);
  return i < 0 ? decisions.order.length : i;
}

/** A row of the file: what the lists say, plus what the reviewed files say about the vendor's own id. */
function finish(m) {
  const bare = direct(m.provider, m.id);
  const original = vendors.get(m.id) === m ? m : (vendors.get(bare) ?? vendors.get(`${bare}-latest`));
  const own = original?.id ?? bare;
  const hosted = own !== m.id && own !== undated(m.id);
  const family = families.find((f) => f.pattern.test(own.toLowerCase()));
  const group = m.rows.some((r) => r.cacheRead !== undefined) ? groups.find((g) => g.pattern.test(own)) : undefined;
  const fact = Object.assign({}, ...decisions.facts.filter((f) => f.ids.includes(own)));
  const listed = [m, original]
    .flatMap((x) => (x?.tools ? [x] : []))
    .slice(0, 1)
    .flatMap(abilities);
  const can = [
    ...(listed.length ? listed : (fact.can ?? [])),
    ...(family?.structuredOutput && m.kind === "chat" ? ["structuredOutput"] : []),
  ];
  return {
    id: m.id,
    provider: m.provider,
    vendor: family?.vendor ?? m.provider,
    name: m.name,
    aliases: m.aliases.length ? m.aliases : undefined,
    window: m.window,
    output: m.output ?? fact.output ?? original?.output,
    kind: m.kind === "chat" ? undefined : m.kind,
    can: can.length ? can : undefined,
    tokenizer: family?.tokenizer ?? "other",
    direct: hosted ? own : undefined,
    regions: m.regions,
    caching: group?.key,
    lineUp: ranks.get(own),
    // hosts set their own dates
    deprecated: m === original ? (fact.deprecated ?? (m.deprecated ? {} : undefined)) : m.deprecated ? {} : undefined,
    agreement: m.agreement,
    prices: m.rows.map(({ search, fileSearch, requests, requestsFrom, source, note, units, mediaFrom, ...r }) => ({
      ...r,
      units,
      mediaFrom,
      perThousandRequests: requests,
      perThousandRequestsFrom: requestsFrom,
      perThousandSearches: search,
      perThousandFileSearches: fileSearch,
      note,
      source,
    })),
  };
}

function abilities(m) {
  return [m.tools && "tools", m.vision && "vision", m.reasoning && "reasoning"].filter(Boolean);
}

function spelled(m) {
  return [
    ...m.aliases,
    ...decisions.aliases.filter((a) => a.provider === m.provider && a.id === m.id).flatMap((a) => a.aliases),
  ];
}

/** Spellings that a vendor documents and no list states. */
function addAliases(list) {
  for (const a of decisions.aliases) {
    const m = list.find((x) => x.provider === a.provider && x.id === a.id);
    if (!m) fail([`alias of an unknown model ${a.provider}/${a.id}`]);
    m.aliases = [...new Set([...(m.aliases ?? []), ...a.aliases])];
  }
  const ids = new Set(list.map((m) => `${m.provider}/${m.id}`));
  for (const m of list) {
    const own = (m.aliases ?? []).filter((a) => !ids.has(`${m.provider}/${a}`) && a !== m.id);
    m.aliases = own.length ? own : undefined;
  }
}

function write(list) {
  const head = {
    about:
      "Generated by scripts/models/make.mjs from the sources named here and the reviewed files beside it. Do not edit: change data/models-decisions.json and run it again.",
    asOf: pi.asOf,
    sources: Object.fromEntries(
      Object.entries(decisions.sources).map(([k, s]) => [
        k,
        { name: s.package, asOf: k === "pi-ai" ? pi.asOf : s.asOf, licence: s.licence },
      ]),
    ),
    caching: Object.fromEntries(caching.groups.map((g) => [g.key, g.terms])),
    lineUp: Object.fromEntries(lineUp.families.map((f) => [f.family, f.steps])),
    ...(({ tiers, regions }) => ({ serviceTiers: tiers, regions }))(read("service-tiers.json")),
    ...(({ refresh, direct, fallback, prefixes, regions }) => ({
      refresh,
      providers: { direct, fallback, prefixes, regions },
    }))(read("providers.json")),
    dropped: decisions.dropped.flatMap((d) => d.ids.map((id) => `${d.provider} ${id}`)),
    families: families.map(({ vendor, match, tokenizer }) => ({ vendor, match, tokenizer })),
  };
  const lines = Object.entries(head).map(([k, v]) => `${JSON.stringify(k)}: ${JSON.stringify(v)}`);
  const text = `{\n${lines.join(",\n")},\n"models": [\n${list.map((m) => JSON.stringify(m)).join(",\n")}\n]\n}\n`;
  const file = join(data, "models.json");
  if (process.argv.includes("--check")) {
    if (readFileSync(file, "utf8") === text) return;
    console.error("data/models.json is stale: run npx tsx scripts/models/make.mjs");
    process.exit(1);
  }
  writeFileSync(file, text);
  console.log(`data/models.json: ${list.length} models, ${Math.round(text.length / 1024)} KB, prices of ${pi.asOf}`);
}
