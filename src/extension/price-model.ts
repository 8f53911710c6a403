import * as vscode from "vscode";
import { methods, type PriceModelParams, type PriceQuestion } from "../server/protocol";
import type { Server } from "./server";
import { priceProblem } from "./price-problem";

/** Asks what a model costs and writes it into the configuration of the document's folder. */
export async function priceModel(
  server: Server,
  uri: string,
  model: string,
  kind: PriceModelParams["kind"],
  asks: readonly PriceQuestion[],
): Promise<void> {
  const prices: Record<string, number> = {};
  for (const [index, { name, of }] of asks.entries()) {
    const step = asks.length > 1 ? ` (${index + 1}/${asks.length})` : "";
    const price = await askPrice(`Price of ${model}: ${of}${step}`);
    if (price === undefined) return;
    prices[name] = price;
  }
  const params: PriceModelParams = { uri, model, kind, prices };
  const changed = await server.request<{ uri: string } | null>(methods.priceModel, params);
  if (changed === null) {
    vscode.window.showWarningMessage("The file is in no open folder, so there is no configuration to write to.");
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(changed.uri));
  await document.save();
}

async function askPrice(title: string): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt: "USD, for example 0.25",
    placeHolder: "0.25",
    ignoreFocusOut: true,
    validateInput: priceProblem,
  });
  return answer === undefined ? undefined : Number(answer.trim());
}
