import type { CodeAction, Range } from "vscode-languageserver";
import type { LlmCall } from "../engine/calls/llm-call";
import type { OwnPrices } from "../engine/models/overrides";
import type { FileAnalysis } from "../engine/session";
import { callsIn } from "./call-at";
import type { Places } from "./places";
import type { PriceModelParams, PriceQuestion } from "./protocol";

/** The client's command that asks for the prices and sends `PriceModelParams`. */
export const priceModelCommand = "tokenbill.priceModel";

const ask = (name: keyof OwnPrices, of: string): PriceQuestion => ({ name, of });
const text = [ask("input", "input, per million tokens"), ask("output", "output, per million tokens")];
const sound = [ask("inputAudio", "sound in, per million tokens"), ask("outputAudio", "sound out, per million tokens")];

/** By kind of call: what its model is, and what has to be known of it. */
export const priceQuestions: Record<LlmCall["kind"], { kind: PriceModelParams["kind"]; asks: PriceQuestion[] }> = {
  call: { kind: "chat", asks: text },
  "wrapper-caller": { kind: "chat", asks: text },
  "prompt-file": { kind: "chat", asks: text },
  embedding: { kind: "embedding", asks: text.slice(0, 1) },
  image: { kind: "image", asks: [ask("image", "a picture")] },
  speech: { kind: "audio", asks: [ask("millionCharacters", "a million characters spoken")] },
  transcription: { kind: "audio", asks: [ask("minute", "a minute of sound")] },
  video: { kind: "video", asks: [ask("second", "a second of film")] },
  realtime: { kind: "audio", asks: [...text, ...sound] },
};

/** For a call whose model is in no price list: write down once what it costs. */
export function priceModelActions(places: Places, analysis: FileAnalysis, uri: string, range: Range): CodeAction[] {
  const offered = new Map<string, CodeAction>();
  for (const { call, cost, unpriced } of callsIn(places, analysis, range)) {
    if (cost !== undefined) continue;
    const { kind, asks } = priceQuestions[call.kind];
    for (const model of unpriced) {
      const title = `Set the price of ${model} …`;
      const command = { title, command: priceModelCommand, arguments: [uri, model, kind, asks] };
      offered.set(model, { title, kind: "quickfix", command });
    }
  }
  return [...offered.values()];
}

/** The entry under `pricing.models` of a configuration file. */
export function priceEntry({ kind, prices }: PriceModelParams): object {
  return kind === "chat" ? prices : { ...prices, kind };
}
