import * as vscode from "vscode";
import { methods, type PriceModelParams, type PriceQuestion } from "../server/protocol";
import type { Server } from "./server";
import { highestPrice, priceProblem } from "./price-problem";

const problems = {
  none: undefined,
  "no number": vscode.l10n.t("Write a number with a point, such as 0.25"),
  "too high": vscode.l10n.t("More than ${0} is taken for a mistake", highestPrice.toLocaleString("en-US")),
};

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
    const price = await askPrice(`${vscode.l10n.t("Price of {0}: {1}", model, of)}${step}`);
    if (price === undefined) return;
    prices[name] = price;
  }
  const params: PriceModelParams = { uri, model, kind, prices };
  const changed = await server.request<{ uri: string } | null>(methods.priceModel, params);
  if (changed === null) {
    vscode.window.showWarningMessage(
      vscode.l10n.t("The file is in no open folder, so there is no configuration to write to."),
    );
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(changed.uri));
  await document.save();
}

async function askPrice(title: string): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t("USD, for example 0.25"),
    placeHolder: "0.25",
    ignoreFocusOut: true,
    validateInput: (text) => problems[priceProblem(text) ?? "none"],
  });
  return answer === undefined ? undefined : Number(answer.trim());
}
