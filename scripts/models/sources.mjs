// Reads the two price lists and writes both in one shape: { provider, id, name, aliases, window, output, vision, reasoning,
// tools, kind, deprecated, rows: [{ from?, input, output, cacheRead, …, tiers, search, requests, units, storage, offPeak }] }.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readPriceList } from "../../src/engine/models/price-list.ts";

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
/** Unpacks a pinned package into a temporary folder and hands it over; the folder is gone afterwards. */
async function withPackage(spec, read) {
  const folder = mkdtempSync(join(tmpdir(), "prices-"));
  try {
    const file = execFileSync("npm", ["pack", "--silent", spec], { cwd: folder, encoding: "utf8" })
      .trim()
      .split("\n")
      .pop();
    execFileSync("tar", ["xzf", file], { cwd: folder });
    return await read(join(folder, "package"));
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
export async function readPiAi(spec) {
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

const MEDIA_PROVIDERS = ["openai", "google", "xai", "mistral", "groq", "cohere", "perplexity"];
const MEDIA_CLASSES = {
  audioInputPer1MTokens: "inputAudio",
  audioOutputPer1MTokens: "outputAudio",
  imageInputPer1MTokens: "inputImage",
  imageCacheReadPer1MTokens: "cacheReadImage",
  imageOutputPer1MTokens: "outputImage",
  videoInputPer1MTokens: "inputVideo",
  videoOutputPer1MTokens: "outputVideo",
};
const MEDIA_UNITS = {
  transcriptionPerMinute: "minute",
  speechPer1MCharacters: "millionCharacters",
  videoGenerationPerSecond: "second",
};
const rounded = (usd) => Math.round(usd * 1e9) / 1e9;

/** Prices of pictures by size and quality. A bare size beside qualities repeats one of them; "auto" is a guess of the list. */
function pictures(m) {
  if (m.imageOutputTokensBySize)
    return Object.entries(m.imageOutputTokensBySize).map(([size, tokens]) => ({
      per: "image",
      tokens,
      size,
      ...(size === m.imageOutputDefaultSize ? { default: true } : {}),
    }));
  const listed = Object.entries(m.imageGenerationPricing ?? {}).filter(([key]) => key !== "auto");
  if (listed.length === 0)
    return m.imageGenerationPerImage === undefined ? [] : [{ per: "image", usd: rounded(m.imageGenerationPerImage) }];
  const entries = listed.map(([key, usd]) => {
    const [, quality, size] = /^(low|medium|high|hd)-(.+)$/.exec(key) ?? [undefined, undefined, key];
    return { per: "image", usd: rounded(usd), size, quality };
  });
  const graded = entries.some(({ quality }) => quality === "low");
  const kept = graded ? entries.filter(({ quality }) => quality !== undefined) : entries;
  const hd = kept.some(({ quality }) => quality === "hd");
  const guessed = Object.hasOwn(m.imageGenerationPricing, "auto");
  return kept.map(({ quality = hd ? "standard" : undefined, ...e }, i) => ({
    ...e,
    quality,
    ...(i === 0 && !guessed ? { default: true } : {}),
  }));
}

function mediaKind(m, units) {
  const has = (per) => units.some((u) => u.per === per);
  if (has("second") || m.videoOutputPer1MTokens) return "video";
  if (has("image") || m.imageOutputPer1MTokens) return "image";
  return has("minute") || has("millionCharacters") || m.audioOutputPer1MTokens ? "audio" : undefined;
}

/** What a third list says about pictures, sound, film, embeddings, searches and the storage of caches; its other prices are left alone. */
export async function readMedia(spec) {
  return withPackage(spec, async (folder) => {
    const { allPricing } = await import(pathToFileURL(join(folder, "dist/index.mjs")).href);
    return MEDIA_PROVIDERS.flatMap((provider) =>
      Object.entries(allPricing[provider]).flatMap(([id, m]) => {
        const row = {};
        for (const [key, name] of Object.entries(MEDIA_CLASSES)) if (positive(m[key])) row[name] = m[key];
        const units = [
          ...pictures(m),
          ...Object.entries(MEDIA_UNITS).flatMap(([key, per]) =>
            positive(m[key]) ? [{ per, usd: rounded(m[key]) }] : [],
          ),
        ];
        if (units.length) row.units = units;
        if (positive(m.cacheStoragePer1MTokensPerHour)) row.storage = m.cacheStoragePer1MTokensPerHour;
        // what a search costs at Perplexity is the fee of a request there
        if (positive(m.webSearchPer1kRequests) && provider !== "perplexity") row.search = m.webSearchPer1kRequests;
        if (positive(m.collectionsSearchPer1kRequests)) row.fileSearch = m.collectionsSearchPer1kRequests;
        const embeds = id.includes("embed");
        if (Object.keys(row).length === 0 && !embeds) return [];
        const text = {
          input: positive(m.inputPer1MTokens),
          output: positive(m.outputPer1MTokens),
          cacheRead: positive(m.cacheReadPer1MTokens),
        };
        return [{ provider, id, kind: embeds ? "embedding" : mediaKind(m, units), row, text }];
      }),
    );
  });
}

/** The other list, in the shape that the refresh of prices reads too. */
export async function readGenaiPrices(name) {
  const require = createRequire(import.meta.url);
  const { version } = JSON.parse(readFileSync(join(require.resolve(name), "../../package.json"), "utf8"));
  const { models, problems } = readPriceList(await require(name).waitForUpdate());
  if (problems.length) throw new Error(`${name}: ${problems.join("; ")}`);
  return { version, models };
}
