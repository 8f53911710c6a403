import * as vscode from "vscode";
import { methods, type PriceModelParams } from "../server/protocol";
import type { Server } from "./server";
import { priceProblem } from "./price-problem";

/** Asks what a model costs and writes it into the configuration of the document's folder. */
export async function priceModel(server: Server, uri: string, model: string, embedding: boolean): Promise<void> {
  const input = await askPrice(`Price of ${model}: input`, embedding ? 1 : 2, 1);
  if (input === undefined) return;
  const output = embedding ? undefined : await askPrice(`Price of ${model}: output`, 2, 2);
  if (!embedding && output === undefined) return;
  const params: PriceModelParams = { uri, model, input, output };
  const changed = await server.request<{ uri: string } | null>(methods.priceModel, params);
  if (changed === null) {
    vscode.window.showWarningMessage("The file is in no open folder, so there is no configuration to write to.");
    return;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(changed.uri));
  await document.save();
}

async function askPrice(title: string, steps: number, step: number): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title: steps > 1 ? `${title} (${step}/${steps})` : title,
    prompt: "USD per million tokens, for example 0.25",
    placeHolder: "0.25",
    ignoreFocusOut: true,
    validateInput: priceProblem,
  });
  return answer === undefined ? undefined : Number(answer.trim());
}
