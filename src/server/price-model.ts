import type { CodeAction, Range } from "vscode-languageserver";
import { asksForText } from "../engine/calls/asks-for-text";
import type { FileAnalysis, Session } from "../engine/session";
import { overlaps, type Places } from "./places";
import type { PriceModelParams } from "./protocol";

/** The client's command that asks for the prices and sends `PriceModelParams`. */
export const priceModelCommand = "tokenbill.priceModel";

/** For a call whose model is in no price list: write down once what it costs. */
export function priceModelActions(
  { catalogue }: Session,
  places: Places,
  { path, calls }: FileAnalysis,
  uri: string,
  range: Range,
): CodeAction[] {
  const offered = new Map<string, CodeAction>();
  for (const { call, cost } of calls) {
    if (cost !== undefined || !(asksForText(call) || call.kind === "embedding")) continue;
    const lines = places.here({ path, start: call.range.start, end: Math.max(call.range.end, call.anchor.end) });
    if (lines === undefined || !overlaps(lines, range)) continue;
    for (const model of call.model.ids) {
      if (catalogue.find(model, call.provider)?.prices.length) continue;
      const title = `Set the price of ${model} …`;
      const args = [uri, model, call.kind === "embedding"];
      offered.set(model, { title, kind: "quickfix", command: { title, command: priceModelCommand, arguments: args } });
    }
  }
  return [...offered.values()];
}

/** The entry under `pricing.models` of a configuration file. */
export function priceEntry({ input, output }: PriceModelParams): object {
  return output === undefined ? { input, kind: "embedding" } : { input, output };
}
