import type { LlmCall } from "../calls/llm-call";
import type { PicoUsd, Unit, UnitPrice } from "../models/catalogue";
import type { HeldPrices } from "../models/price-on";
import type { TextValue } from "../values/value";
import { amountOf } from "./amount";
import type { Rate } from "./cost";

/** What a call is billed for in units, beside its prompt: between `least` and `most`, or by an amount that nobody knows. */
export interface UnitBill {
  per: Unit;
  least: { count: number; price: number; amount: PicoUsd };
  /** undefined when nothing bounds how many, or how dear */
  most?: { count: number; price: number; amount: PicoUsd };
  /** the number is not known: what one costs */
  rate?: Rate;
}

const WORDS: Record<Unit, string> = {
  image: "picture",
  minute: "minute of sound",
  second: "second of film",
  millionCharacters: "million characters spoken",
  page: "page",
};

/**
 * Units that a call asks for, at the prices of the size and quality that it names: of all that may hold the cheapest is the
 * least and the dearest the most. `heard`: seconds of the recordings whose length is known. Undefined when the model bills nothing of what the call asks for by units.
 */
export function unitBill(call: LlmCall, heard: number | undefined, price: HeldPrices): UnitBill | undefined {
  const asked = ASKED[call.kind as keyof typeof ASKED];
  const per = asked?.per ?? onlyUnit(price);
  const prices = (price.row.units ?? []).filter((unit) => unit.per === per);
  const fitting = per && fittingPrices(prices, call).map((unit) => usdOf(unit, price));
  if (!fitting || fitting.length === 0 || fitting.includes(undefined)) return undefined;
  const usd = (fitting as number[]).sort((a, b) => a - b);
  const [low, high] = [usd[0]!, usd[usd.length - 1]!];
  const count = asked?.count(call, heard);
  if (!count) return { per, least: { count: 0, price: low, amount: 0n }, rate: { usd: high, per: WORDS[per] } };
  const bill = (n: number, each: number) => ({ count: n, price: each, amount: amountOf(n * 1_000_000, each) });
  const most = count.max === undefined ? undefined : bill(count.max, high);
  return { per, least: bill(count.min, low), most };
}

type Count = { min: number; max?: number };

/** By kind of call: the unit that it is billed by, and how many, where the code says. */
const ASKED = {
  image: { per: "image", count: ({ options: { n } }) => (n ? { min: n.min, max: finite(n.max) } : { min: 1, max: 1 }) },
  video: {
    per: "second",
    count: ({ media }) => media?.seconds && { min: media.seconds.min, max: finite(media.seconds.max) },
  },
  speech: { per: "millionCharacters", count: characters },
  transcription: { per: "minute", count: minutes },
} satisfies Partial<Record<LlmCall["kind"], { per: Unit; count(call: LlmCall, heard?: number): Count | undefined }>>;

/** Minutes of a recording that the code names; of several, or none that is known, nothing is certain. */
function minutes({ parts }: LlmCall, heard: number | undefined): Count | undefined {
  const recordings = parts.flatMap(({ content }) => content.filter(({ kind }) => kind === "audio"));
  return heard === undefined || recordings.length !== 1 ? undefined : { min: heard / 60, max: heard / 60 };
}

function finite(max: number | undefined): number | undefined {
  return max !== undefined && Number.isFinite(max) ? max : undefined;
}

/** Millions of characters of text that is spoken; holes are left out of the least and leave the most open. */
function characters({ parts }: LlmCall): Count {
  const texts = parts.flatMap(({ content }) => content.flatMap((one) => (one.kind === "text" ? [one.text] : [])));
  const known = texts.reduce((sum, text) => sum + knownCharacters(text), 0) / 1_000_000;
  const whole = texts.every(({ pieces }) => pieces.every(({ kind }) => kind === "known"));
  return { min: known, max: whole && texts.length > 0 ? known : undefined };
}

function knownCharacters({ pieces }: TextValue): number {
  return pieces.reduce((sum, piece) => sum + (piece.kind === "known" ? [...piece.text].length : 0), 0);
}

function onlyUnit({ row, input }: HeldPrices): Unit | undefined {
  const units = new Set(row.units?.map(({ per }) => per));
  return input === undefined && units.size === 1 ? [...units][0] : undefined;
}

/** Prices of the size and quality that are asked for. What is left to the vendor takes its default, or may be any of them. */
function fittingPrices(prices: readonly UnitPrice[], { media }: LlmCall): UnitPrice[] {
  let left = [...prices];
  for (const key of ["quality", "size"] as const) {
    const written = media?.[key]?.toLowerCase();
    // the shape of a picture is no size: "16:9"
    const asked = /^\d+:\d+$/.test(written ?? "") ? undefined : written;
    const left1 = left.filter((unit) => unit[key] === undefined || unit[key]?.toLowerCase() === asked);
    if (asked !== undefined && asked !== "auto" && left1.length > 0) left = left1;
    else if (asked === undefined) {
      const usual = left.find((unit) => unit.default)?.[key];
      if (usual !== undefined) left = left.filter((unit) => unit[key] === usual);
    }
  }
  return left;
}

function usdOf({ usd, tokens }: UnitPrice, { outputImage }: HeldPrices): number | undefined {
  if (usd !== undefined) return usd;
  return tokens === undefined || outputImage === undefined ? undefined : (tokens * outputImage) / 1e6;
}
