import type { MediaFormula, MediaRule } from "../../src/engine/tokens/families";

const asOf = "2026-11-23";
const tiles = (base: number, tile: number) =>
  ({ form: "tiles", base, tile, longSide: 2048, shortSide: 768, size: 512 }) as const;
const patches = (factor: number, extra = 0, budget = 1536, longSide = 2048) =>
  ({ form: "patches", size: 32, budget, longSide, factor, extra }) as const;

/** A PDF's pages are sent as pictures and as text; the text is not known here, so the range is wide. */
const pages = (tokens: number, low: number, high: number): MediaRule => ({
  kind: "file",
  form: "flat",
  per: "page",
  tokens,
  low,
  high,
});

const gemini20 = "gemini-(1|2\\.0)";
const gemini25 = "gemini-2";

/** Formulas from the vendors' guides; factors of newer models read off measured requests. The first rule that fits counts. */
export const media: Record<string, MediaFormula> = {
  openai: {
    source: "https://platform.openai.com/docs/guides/images-vision and measured requests",
    asOf,
    rules: [
      { models: "gpt-4o-mini", ...tiles(2833, 5667) },
      { models: "gpt-4\\.1-mini", ...patches(1.62) },
      { models: "gpt-4\\.1-nano", ...patches(2.46) },
      { models: "o4-mini", ...patches(1.72) },
      { models: "(^|/)o[13]", ...tiles(75, 150) },
      { models: "computer-use", ...tiles(65, 129) },
      { models: "gpt-5-mini", ...patches(1.2) },
      { models: "gpt-5-nano", ...patches(1.5) },
      { models: "gpt-5($|-chat|-20|-codex|\\.1)", ...tiles(70, 140) },
      { models: "gpt-5|gpt-[6-9]", ...patches(1.2, 2, 2500) },
      { models: "gpt-4|chatgpt", ...tiles(85, 170) },
      // billed by the minute, not by the token
      { models: "whisper", kind: "audio", form: "flat", per: "second", tokens: 0 },
      { kind: "audio", form: "flat", per: "second", tokens: 10 },
      pages(220, 4, 1500),
    ],
  },
  claude: {
    source: "https://docs.anthropic.com/en/docs/build-with-claude/vision and measured requests",
    asOf,
    rules: [{ form: "area", divisor: 750, longSide: 1568, max: 1600, extra: 4 }, pages(2000, 1500, 4500)],
  },
  "claude-new": {
    source: "https://docs.anthropic.com/en/docs/build-with-claude/vision and measured requests",
    asOf,
    rules: [{ form: "patches", size: 28, budget: 4784, longSide: 2576, factor: 1, extra: 5 }, pages(2600, 800, 6000)],
  },
  gemini: {
    source:
      "https://ai.google.dev/gemini-api/docs/tokens, https://ai.google.dev/gemini-api/docs/gemini-3 (media resolution) and measured requests",
    asOf,
    rules: [
      { models: gemini20, kind: "image", form: "crops", tokens: 258, single: 384, smallest: 256, largest: 768 },
      { models: gemini20, ...pages(258, 258, 1300) },
      { models: gemini20, kind: "audio", form: "flat", per: "second", tokens: 25, low: 25, high: 32 },
      { models: gemini20, kind: "video", form: "flat", per: "second", tokens: 258, low: 256, high: 300 },
      { models: gemini25, kind: "image", form: "flat", tokens: 258 },
      { models: gemini25, ...pages(258, 258, 258) },
      { models: gemini25, kind: "audio", form: "flat", per: "second", tokens: 32, low: 25, high: 32 },
      { models: gemini25, kind: "video", form: "flat", per: "second", tokens: 263, low: 258, high: 300 },
      { kind: "image", form: "flat", tokens: 1090, low: 1065, high: 1120 },
      pages(522, 520, 560),
      { kind: "audio", form: "flat", per: "second", tokens: 25, low: 25, high: 32 },
      { kind: "video", form: "flat", per: "second", tokens: 70, low: 66, high: 280 },
    ],
  },
  mistral: {
    source: "https://docs.mistral.ai/capabilities/vision and measured requests",
    asOf,
    rules: [
      // 28-pixel patches and a token at the end of each row
      { form: "patches", size: 28, budget: 3025, longSide: 1540, factor: 1.045, extra: 0 },
    ],
  },
  nova: {
    source: "https://docs.aws.amazon.com/nova/latest/userguide/modalities-image.html and measured requests",
    asOf,
    rules: [{ form: "area", divisor: 750, longSide: 3008, max: 1825, extra: 0 }],
  },
};
