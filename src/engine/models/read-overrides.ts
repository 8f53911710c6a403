import { TOKEN_CLASSES, UNITS } from "./catalogue";
import type { Overrides, OwnPrices, PrivateModel } from "./overrides";

const PRICES = [...TOKEN_CLASSES, ...UNITS] as const;
/** USD per million tokens; far above any published price, so that a price per token or in cents is noticed */
const MOST = 20_000;

/**
 * Validates what a configuration says about prices: `prices`, `discounts`, `models`, `deployments`, `currency`. A wrong
 * entry is left out and named with its path in `problems`; nothing throws.
 */
export function readOverrides(value: unknown): { overrides: Overrides; problems: string[] } {
  const problems: string[] = [];
  const overrides: Overrides = {};
  if (value === undefined) return { overrides, problems };
  if (!isRecord(value)) return { overrides, problems: ["prices: must be an object"] };
  const check = new Check(problems);
  for (const key of Object.keys(value))
    if (!["prices", "discounts", "models", "deployments", "currency"].includes(key))
      problems.push(`${key}: is not known here`);
  overrides.prices = check.entries(value.prices, "prices", (v, path) => check.prices(v, path, [...PRICES]));
  overrides.models = check.entries(value.models, "models", (v, path) => privateModel(check, v, path));
  overrides.deployments = check.entries(value.deployments, "deployments", (v, path) => check.text(v, path));
  overrides.discounts = discounts(check, value.discounts);
  overrides.currency = currency(check, value.currency);
  return { overrides, problems };
}

function discounts(check: Check, value: unknown): Overrides["discounts"] {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return check.wrong("discounts", "must be a list");
  return value.flatMap((entry, i) => {
    const path = `discounts[${i}]`;
    const found = check.object(entry, path, ["provider", "model", "percent"]);
    const percent = found && check.number(found.percent, `${path}.percent`, 0, 100, true);
    if (!found || percent === undefined) return [];
    const provider = found.provider === undefined ? undefined : check.text(found.provider, `${path}.provider`);
    const model = found.model === undefined ? undefined : check.text(found.model, `${path}.model`);
    return [{ provider, model, percent }];
  });
}

function currency(check: Check, value: unknown): Overrides["currency"] {
  if (value === undefined) return undefined;
  const found = check.object(value, "currency", ["code", "symbol", "perUsd"]);
  if (!found) return undefined;
  const code = check.text(found.code, "currency.code");
  const perUsd = check.number(found.perUsd, "currency.perUsd", 0.000001, 1_000_000, true);
  if (code === undefined || perUsd === undefined) return undefined;
  if (!/^[A-Z]{3}$/.test(code)) return check.wrong("currency.code", "must be three capital letters, such as EUR");
  if (found.symbol === undefined) return { code, symbol: symbolOf(code), perUsd };
  if (typeof found.symbol === "string" && /^[\p{L}\p{Sc}. ]{1,8}$/u.test(found.symbol))
    return { code, symbol: found.symbol, perUsd };
  return check.wrong("currency.symbol", 'must be letters or a currency sign, such as "€" or "CHF "');
}

/** `€`, `CA$`, `CHF `: as English writes it, so that no two dollars look alike. */
function symbolOf(code: string): string {
  const parts = new Intl.NumberFormat("en", { style: "currency", currency: code }).formatToParts(0);
  const sign = parts.find(({ type }) => type === "currency")?.value ?? code;
  return /\p{L}$/u.test(sign) ? `${sign} ` : sign;
}

const KINDS = ["chat", "embedding", "image", "audio", "video"] as const;
const MODEL_KEYS = [
  "gpu",
  "contextWindow",
  "maxOutput",
  "tokenizer",
  "vendor",
  "kind",
  "tools",
  "vision",
  "structuredOutput",
];

function privateModel(check: Check, value: unknown, path: string): PrivateModel | undefined {
  const found = check.object(value, path, [...PRICES, ...MODEL_KEYS]);
  const prices = found && check.prices(value, path, [...PRICES, ...MODEL_KEYS]);
  if (!found || !prices) return undefined;
  const model: PrivateModel = { ...prices };
  if (found.gpu !== undefined) {
    const gpu = check.object(found.gpu, `${path}.gpu`, ["usdPerHour", "tokensPerSecond"]);
    const usdPerHour = gpu && check.number(gpu.usdPerHour, `${path}.gpu.usdPerHour`, 0, 100_000, true);
    const tokensPerSecond = gpu && check.number(gpu.tokensPerSecond, `${path}.gpu.tokensPerSecond`, 0.001, 1e9, true);
    if (usdPerHour === undefined || tokensPerSecond === undefined) return undefined;
    model.gpu = { usdPerHour, tokensPerSecond };
  }
  if (model.gpu === undefined && model.input === undefined && UNITS.every((per) => model[per] === undefined))
    return check.wrong(
      path,
      "needs a price of its input, of a unit (image, minute, …), or gpu with usdPerHour and tokensPerSecond",
    );
  model.contextWindow = check.number(found.contextWindow, `${path}.contextWindow`, 1, 1e9);
  model.maxOutput = check.number(found.maxOutput, `${path}.maxOutput`, 1, 1e9);
  for (const key of ["tokenizer", "vendor"] as const)
    if (found[key] !== undefined) model[key] = check.text(found[key], `${path}.${key}`);
  for (const key of ["tools", "vision", "structuredOutput"] as const)
    if (typeof found[key] === "boolean") model[key] = found[key];
    else if (found[key] !== undefined) check.wrong(`${path}.${key}`, "must be true or false");
  const kind = KINDS.find((known) => known === found.kind);
  if (kind !== undefined) model.kind = kind;
  else if (found.kind !== undefined) check.wrong(`${path}.kind`, `must be one of ${KINDS.join(", ")}`);
  return model;
}

/** Collects what is wrong, with its path; at most fifty. */
class Check {
  readonly #problems: string[];
  constructor(problems: string[]) {
    this.#problems = problems;
  }
  wrong(path: string, why: string): undefined {
    if (this.#problems.length < 50) this.#problems.push(`${path}: ${why}`);
    return undefined;
  }
  object(value: unknown, path: string, keys: string[]): Record<string, unknown> | undefined {
    if (!isRecord(value)) return this.wrong(path, "must be an object");
    for (const key of Object.keys(value)) if (!keys.includes(key)) this.wrong(`${path}.${key}`, "is not known here");
    return value;
  }
  text(value: unknown, path: string): string | undefined {
    if (typeof value === "string" && value.trim() !== "" && value.length <= 512) return value.trim();
    return this.wrong(path, "must be a text");
  }
  number(value: unknown, path: string, from: number, to: number, required = false): number | undefined {
    if (value === undefined && !required) return undefined;
    if (typeof value === "number" && value >= from && value <= to) return value;
    return this.wrong(path, `must be a number from ${from} to ${to}`);
  }
  prices(value: unknown, path: string, keys: string[]): OwnPrices | undefined {
    const found = this.object(value, path, keys);
    if (!found) return undefined;
    const prices: OwnPrices = {};
    for (const key of PRICES) {
      const price = this.number(found[key], `${path}.${key}`, 0, MOST);
      if (found[key] !== undefined && price === undefined) return undefined;
      if (price !== undefined) prices[key] = price;
    }
    return prices;
  }
  entries<T>(
    value: unknown,
    path: string,
    read: (entry: unknown, path: string) => T | undefined,
  ): Record<string, T> | undefined {
    if (value === undefined) return undefined;
    if (!isRecord(value)) return this.wrong(path, "must be an object");
    const out: Record<string, T> = Object.create(null);
    for (const [key, entry] of Object.entries(value).slice(0, 1000)) {
      const found = read(entry, `${path}["${key.slice(0, 80)}"]`);
      if (found !== undefined) out[key] = found;
    }
    return out;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
