import { asksForText } from "../calls/asks-for-text";
import type { LlmCall } from "../calls/llm-call";
import type { Model } from "../models/catalogue";
import type { HeldPrices } from "../models/price-on";
import type { TokenCount } from "../tokens/token-count";
import { amountOf } from "./amount";
import type { Cost, CostLine, PicoUsd, Rate } from "./cost";
import { held, type Terms } from "./request";
import { type UnitBill, unitBill } from "./units";

/** Whether a call makes or hears pictures, sound or film, or its model does nothing else. */
export function isMedia(call: LlmCall, model: Model): boolean {
  if (call.kind === "embedding" || model.kind === "embedding") return false;
  return !asksForText(call) || model.kind !== "chat";
}

/**
 * What one such request costs: the text that goes in by the token, and what is made or heard by the unit where the vendor
 * bills it so. What is billed by an amount that nobody knows (minutes of a recording, tokens of a picture) is a rate beside
 * the figures. Undefined when nothing of it has a price.
 */
export function mediaCost(call: LlmCall, count: TokenCount, terms: Terms): Omit<Cost, "notes"> | undefined {
  const { model } = terms;
  const price = held(terms, count.known.tokens);
  if (!price) return undefined;
  const bill = unitBill(call, count.sound?.seconds, price);
  const known = call.kind === "transcription" && count.sound !== undefined;
  const rates = bill ? (bill.rate ? [bill.rate] : []) : known ? [] : tokenRates(call, price);
  if (!bill && rates.length === 0 && price.input === undefined) return undefined;
  // what is billed by the minute is not billed by the token as well
  const heard = bill?.per === "minute" ? undefined : soundLine(count, price);
  const inputs = [promptLine(count, price), heard].filter((line) => line !== undefined);
  const lines = [...inputs, ...(bill?.most ? [unitLine(bill, bill.most)] : [])];
  const text = inputs.reduce((sum, { amount }) => sum + amount, 0n);
  const open = count.open.length > 0 && (inputs.length > 0 || bill?.per === "millionCharacters");
  const most = bill?.most === undefined ? textWithCap(call, count, price, bill) : text + bill.most.amount;
  const media = price.row.mediaFrom;
  const { source, asOf: dated } = media && bill ? media : price.row;
  return {
    floor: text + (bill?.least.amount ?? 0n),
    withCap: most,
    ceiling: open ? undefined : most,
    bound: most === undefined || open ? undefined : "code",
    basis: inputs.length > 0 ? count.known.basis : "exact",
    lines,
    shown: lines,
    models: [model.id],
    rows: [{ model: model.id, source, asOf: dated }],
    rates,
  };
}

function promptLine({ known, sound }: TokenCount, { input }: HeldPrices): CostLine | undefined {
  const tokens = known.tokens - (sound?.tokens ?? 0);
  if (input === undefined || tokens <= 0) return undefined;
  return { label: "input", kind: "input", tokens, basis: known.basis, price: input, amount: amountOf(tokens, input) };
}

/** Recordings of a known length, where the vendor counts their tokens. */
function soundLine({ known, sound }: TokenCount, { inputAudio, input }: HeldPrices): CostLine | undefined {
  const price = inputAudio ?? input;
  if (!sound?.tokens || price === undefined) return undefined;
  const { tokens } = sound;
  return { label: "sound", kind: "input", tokens, basis: known.basis, price, amount: amountOf(tokens, price) };
}

function unitLine({ per }: UnitBill, { count, price, amount }: NonNullable<UnitBill["most"]>): CostLine {
  const label = per === "image" ? "pictures" : per === "second" ? "film" : per === "page" ? "pages" : "sound";
  return { label, kind: "unit", tokens: 0, units: { per, count }, basis: "exact", price, amount };
}

/** An answer in text of a model that may also draw or speak: its cap at the dearest that it can answer with. */
function textWithCap(
  call: LlmCall,
  { known }: TokenCount,
  price: HeldPrices,
  bill: UnitBill | undefined,
): PicoUsd | undefined {
  const cap = call.output.cap?.max;
  if (bill || !asksForText(call) || cap === undefined || !Number.isFinite(cap) || price.input === undefined)
    return undefined;
  const dearest = Math.max(price.output ?? 0, price.outputImage ?? 0, price.outputAudio ?? 0, price.outputVideo ?? 0);
  return dearest === 0 ? undefined : amountOf(known.high, price.input) + amountOf(cap, dearest);
}

/** Prices of the tokens that a request takes in an unknown number. */
function tokenRates({ kind }: LlmCall, price: HeldPrices): Rate[] {
  const rate = (usd: number | undefined, what: string): Rate[] =>
    usd === undefined ? [] : [{ usd, per: `million tokens of ${what}` }];
  switch (kind) {
    case "image":
      return rate(price.outputImage ?? price.output, "pictures");
    case "speech":
      return rate(price.outputAudio ?? price.output, "sound");
    case "video":
      return rate(price.outputVideo ?? price.output, "film");
    case "transcription":
      return rate(price.inputAudio ?? price.input, "sound");
    case "realtime":
      return [
        ...(price.inputAudio === undefined ? rate(price.input, "input") : rate(price.inputAudio, "sound in")),
        ...(price.outputAudio === undefined ? rate(price.output, "output") : rate(price.outputAudio, "sound out")),
      ];
    default:
      return [];
  }
}
