// Reads the two price lists and writes both in one shape: { provider, id, name, aliases, window, output, vision, reasoning,
// tools, kind, deprecated, rows: [{ from?, input, output, cacheRead, cacheWrite, cacheWrite1h, tiers, search, requests, note }] }.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PI_PROVIDERS = {
  openai: "openai",
  anthropic: "anthropic",
  google: "google",
  xai: "xai",
  mistral: "mistral",
  deepseek: "deepseek",
  groq: "groq",
  together: "together",
  fireworks: "fireworks",
  cerebras: "cerebras",
  moonshotai: "moonshotai",
  zai: "zai",
  meta: "meta",
  minimax: "minimax",
  "amazon-bedrock": "bedrock",
  azure: "azure",
  openrouter: "openrouter",
};
const GENAI_PROVIDERS = {
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

/** Unpacks a pinned package into a temporary folder and hands it over; the folder is gone afterwards. */
function withPackage(spec, read) {
  const folder = mkdtempSync(join(tmpdir(), "prices-"));
  try {
    const file = execFileSync("npm", ["pack", "--silent", spec], { cwd: folder, encoding: "utf8" })
      .trim()
      .split("\n")
      .pop();
    execFileSync("tar", ["xzf", file], { cwd: folder });
    return read(join(folder, "package"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const positive = (n) => (typeof n === "number" && n > 0 ? n : undefined);

function piPrices(cost, above) {
  return {
    ...(above === undefined ? {} : { above }),
    input: positive(cost.input),
    output: positive(cost.output),
    cacheRead: positive(cost.cacheRead),
    cacheWrite: positive(cost.cacheWrite),
  };
}

function piModel(provider, m) {
  const row = piPrices(m.cost);
  if (m.cost.tiers?.length) row.tiers = m.cost.tiers.map((t) => piPrices(t, t.inputTokensAbove));
  return {
    provider,
    id: m.id,
    name: m.name,
    aliases: [],
    window: m.contextWindow,
    output: m.maxTokens,
    vision: m.input?.includes("image") ?? false,
    reasoning: m.reasoning === true,
    tools: true,
    kind: "chat",
    rows: row.input || row.output ? [row] : [],
  };
}

/** The chat catalogue of pi-ai, which lists models with tool calling only; a price of 0 means that there is none. */
export function readPiAi(spec) {
  return withPackage(spec, (folder) => {
    const data = join(folder, "dist/providers/data");
    const asOf = JSON.parse(readFileSync(join(data, ".manifest.json"), "utf8")).generatedAt.slice(0, 10);
    const models = [];
    for (const file of readdirSync(data).sort()) {
      const provider = PI_PROVIDERS[file.replace(/\.json$/, "")];
      if (!provider) continue;
      for (const group of Object.values(JSON.parse(readFileSync(join(data, file), "utf8"))))
        for (const [key, m] of Object.entries(group)) if (key.startsWith("chat:")) models.push(piModel(provider, m));
    }
    return { asOf, models };
  });
}

const DIMENSIONS = {
  input_mtok: "input",
  output_mtok: "output",
  cache_read_mtok: "cacheRead",
  cache_write_mtok: "cacheWrite",
  cache_write_1h_mtok: "cacheWrite1h",
  web_searches_kcount: "search",
  requests_kcount: "requests",
};

function genaiRow(prices, from) {
  const row = from ? { from } : {};
  const tiers = new Map();
  for (const [key, name] of Object.entries(DIMENSIONS)) {
    const value = prices[key];
    if (value === undefined) continue;
    if (typeof value === "number") row[name] = value;
    else {
      row[name] = value.base;
      for (const t of value.tiers)
        tiers.set(t.start, { ...(tiers.get(t.start) ?? { above: t.start }), [name]: t.price });
    }
  }
  if (tiers.size) row.tiers = [...tiers.values()].sort((a, b) => a.above - b.above);
  return row;
}

/** Conditional prices: the last that holds wins, so a daily window after a date belongs to that date and is its dearest. */
function genaiRows(prices) {
  if (!Array.isArray(prices)) return [genaiRow(prices)];
  const rows = [];
  for (const { constraint, prices: p } of prices) {
    if (constraint?.type === "time_of_date") {
      const last = rows[rows.length - 1];
      const peak = genaiRow(p, last?.from);
      const dearer = (peak.input ?? 0) >= (last?.input ?? 0) ? peak : last;
      rows[rows.length - 1] = { ...dearer, note: "price of the peak hours; cheaper at other hours" };
    } else rows.push(genaiRow(p, constraint?.start_date));
  }
  return rows;
}

/** The strings a match accepts exactly; a prefix counts as the id it spells, nothing longer. */
function literals(match) {
  if (match.or) return match.or.flatMap(literals);
  if (match.equals) return [match.equals];
  if (match.starts_with && /[a-z0-9]$/.test(match.starts_with) && !/-20\d*$/.test(match.starts_with))
    return [match.starts_with];
  return [];
}

function kindOf(id, row) {
  if (/embed|^voyage|text-embedding|^ada$/.test(id)) return "embedding";
  if (/image|dall-e|imagen/.test(id)) return "image";
  if (/audio|whisper|tts|transcribe|realtime|voice|live|sonic|voxtral/.test(id)) return "audio";
  return row?.input === undefined || /ocr|moderation|rerank/.test(id) ? "other" : "chat";
}

export function readGenaiPrices(name) {
  const require = createRequire(import.meta.url);
  const { version } = JSON.parse(readFileSync(join(require.resolve(name), "../../package.json"), "utf8"));
  return require(name)
    .waitForUpdate()
    .then((providers) => {
      const models = [];
      for (const p of providers) {
        const provider = GENAI_PROVIDERS[p.id];
        if (!provider) continue;
        for (const m of p.models) {
          if (m.id.includes(":free") || (provider === "google" && m.id.startsWith("claude"))) continue;
          const rows = genaiRows(m.prices).filter((r) => r.input !== undefined);
          const id = provider === "bedrock" ? m.id.replace(/^regional\./, "") : m.id.replace(/-$/, "");
          const fireworks = provider === "fireworks" ? literals(m.match) : [];
          models.push({
            provider,
            id: fireworks[0] ?? id,
            name: m.name,
            window: m.context_window,
            kind: kindOf(m.id, rows[0]),
            rows,
            aliases:
              provider === "bedrock"
                ? []
                : [...new Set([...literals(m.match)])].filter((a) => a !== (fireworks[0] ?? id)),
            deprecated: m.deprecated === true,
          });
        }
      }
      return { version, models };
    });
}
