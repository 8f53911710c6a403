import * as vscode from "vscode";
import { parseVolume } from "../engine/calls/usage";
import { type CallPlace, methods, type SetVolumeParams } from "../server/protocol";
import { placeOfCursor } from "./place-of-cursor";
import type { Server } from "./server";

/**
 * Asks how often a call is made and writes it down, in a comment above the call or in the configuration.
 *
 * @param uri the document, and `position` the place in it; the cursor's when the palette runs it
 */
export async function setVolume(server: Server, uri?: unknown, position?: CallPlace["position"]): Promise<void> {
  const place = typeof uri === "string" && position !== undefined ? { uri, position } : placeOfCursor();
  const volume = await vscode.window.showInputBox({
    title: vscode.l10n.t("How often is this call made?"),
    prompt: vscode.l10n.t(
      "A volume such as 10k/day, 200/hour or 5m/month. It is written down in the code; figures made from it are marked with ~.",
    ),
    placeHolder: "10k/day",
    ignoreFocusOut: true,
    validateInput: (text) =>
      parseVolume(text) === undefined
        ? vscode.l10n.t("Write a number and a time: 10k/day, 200/hour, 5m/month")
        : undefined,
  });
  if (volume === undefined || place === undefined) return;
  const params: SetVolumeParams = { ...place, volume: volume.replaceAll(/\s/g, "") };
  const { applied } = await server.request<{ applied: boolean }>(methods.setVolume, params);
  if (!applied)
    vscode.window.showWarningMessage(
      vscode.l10n.t("Nothing was written: there is no model call at this place any more."),
    );
}
