import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { calcPrice } from "@pydantic/genai-prices";
import { priceRequest, type Usage } from "../../../src/engine/costs/request";
import { dayOf } from "../../../src/engine/models/day";
import type { Model } from "../../../src/engine/models/catalogue";
import { catalogue } from "../models/catalogue-data";

/** Their names for the price lists that both have. */
const PROVIDERS: Record<string, string> = {
  openai: "openai",
  anthropic: "anthropic",
  google: "google",
  xai: "x-ai",
  mistral: "mistral",
  deepseek: "deepseek",
  cohere: "cohere",
  moonshotai: "moonshotai",
  zai: "zai",
  minimax: "minimax",
  voyage: "voyageai",
  bedrock: "aws",
  groq: "groq",
  cerebras: "cerebras",
  together: "together",
  fireworks: "fireworks",
};
interface Explained {
  provider: string;
  ids: string[];
  reason: string;
}
const file = join(__dirname, "../../../data/models-decisions.json");
const { explained }: { explained: Explained[] } = JSON.parse(readFileSync(file, "utf8"));
const reasonOf = (m: Model) => explained.find((e) => e.provider === m.provider && e.ids.includes(m.id))?.reason;

/** Mulberry32: the same numbers on every machine. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function usageOf(next: () => number, model: Model): Required<Omit<Usage, "reasoning" | "sound">> {
  const input = Math.floor(next() ** 3 * 400_000) + 1;
  const output = model.kind === "embedding" ? 0 : Math.floor(next() ** 2 * 30_000);
  const row = model.prices[model.prices.length - 1];
  const part = (price: number | undefined) =>
    price === undefined || next() < 0.4 ? 0 : Math.floor(next() * (input / 3));
  return {
    input,
    output,
    cacheRead: part(row?.cacheRead),
    cacheWrite: part(row?.cacheWrite),
    cacheWrite1h: part(row?.cacheWrite1h),
  };
}

function theirs(model: Model, u: ReturnType<typeof usageOf>, day: string): number | undefined {
  const usage = {
    input_tokens: u.input,
    output_tokens: u.output,
    cache_read_tokens: u.cacheRead || undefined,
    cache_write_tokens: u.cacheWrite + u.cacheWrite1h || undefined,
    cache_write_1h_tokens: u.cacheWrite1h || undefined,
  };
  const options = { providerId: PROVIDERS[model.provider], timestamp: new Date(`${day}T12:00:00Z`) };
  return calcPrice(usage, model.id, options)?.total_price;
}

const priced = catalogue.models.filter(
  (m) => PROVIDERS[m.provider] && m.prices.length > 0 && (m.kind === "chat" || m.kind === "embedding"),
);
const DAYS = ["2026-04-01", "2026-06-30", "2026-08-18", "2026-08-22", "2026-11-10", "2027-01-02"];

/** What one model's price on a day differs by, as text; undefined when they agree or they do not know it. */
function difference(model: Model, next: () => number, day: string): { known: boolean; text?: string } {
  const usage = usageOf(next, model);
  const other = theirs(model, usage, day);
  const own = priceRequest({ model, day: dayOf(day) }, usage, "exact");
  if (other === undefined || own === undefined) return { known: false };
  const tokens = own.lines.filter((l) => l.kind !== "request").reduce((sum, l) => sum + l.amount, 0n);
  const off = Math.abs(Number(tokens) / 1e12 - other);
  if (off <= 1e-9 + other * 1e-9) return { known: true };
  return {
    known: true,
    text: `${model.provider}/${model.id} ${day} ${JSON.stringify(usage)}: ${Number(tokens) / 1e12} / ${other}`,
  };
}

describe("against genai-prices", () => {
  it("2,000 random usages agree, or their difference is explained in the reviewed file", () => {
    const next = numbers(20_261_123);
    const unexplained: string[] = [];
    let compared = 0;
    for (let i = 0; i < 2000; ) {
      const model = priced[Math.floor(next() * priced.length)] as Model;
      const day = DAYS[Math.floor(next() * DAYS.length)] as string;
      const { known, text } = difference(model, next, day);
      compared++;
      if (!known) continue;
      i++;
      if (text && !reasonOf(model)) unexplained.push(text);
      assert.ok(compared < 20_000);
    }
    assert.deepEqual(unexplained, []);
  });

  it("explains nothing that agrees", () => {
    const next = numbers(7);
    const needless = explained.flatMap((e) =>
      e.ids.filter((id) => {
        const model = priced.find((m) => m.provider === e.provider && m.id === id);
        return !model || !DAYS.some((day) => [1, 2, 3, 4, 5, 6, 7, 8].some(() => difference(model, next, day).text));
      }),
    );
    assert.deepEqual(needless, []);
  });
});
