import * as vscode from "vscode";
import type { Resolve } from "../panel/messages";

/** Asks for what a call lacks to have a price: the model that an origin stands for, or the price of a model. */
export async function resolveCall(uri: string, resolve: Resolve): Promise<void> {
  if (resolve.kind === "name") await vscode.commands.executeCommand("tokenbill.nameModel", uri, resolve.origin);
  else {
    const { model, of, asks } = resolve;
    await vscode.commands.executeCommand("tokenbill.priceModel", uri, model, of, asks);
  }
}
