// Reads the two price lists and writes both in one shape: { provider, id, name, aliases, window, output, vision, reasoning,
// tools, kind, deprecated, rows: [{ from?, input, output, cacheRead, cacheWrite, cacheWrite1h, tiers, search, requests, note }] }.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
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

/** The other list, in the shape that the refresh of prices reads too. */
export async function readGenaiPrices(name) {
  const require = createRequire(import.meta.url);
  const { version } = JSON.parse(readFileSync(join(require.resolve(name), "../../package.json"), "utf8"));
  const { models, problems } = readPriceList(await require(name).waitForUpdate());
  if (problems.length) throw new Error(`${name}: ${problems.join("; ")}`);
  return { version, models };
}
