import * as vscode from "vscode";
import {
  type CallPlace,
  type ComparedModel,
  type ComparedModels,
  methods,
  type UseModelParams,
} from "../server/protocol";
import type { Server } from "./server";
import { placeOfCursor } from "./place-of-cursor";

const { l10n } = vscode;

type ModelItem = vscode.QuickPickItem & { model?: ComparedModel };

/**
 * Shows what the call at a place costs with each model that can take it. Choosing one changes nothing before the person
 * says so.
 *
 * @param uri the document, and `position` the place in it; the cursor's when the editor's menu or the palette runs it
 */
export async function compareModels(server: Server, uri?: unknown, position?: CallPlace["position"]): Promise<void> {
  const place = typeof uri === "string" && position !== undefined ? { uri, position } : placeOfCursor();
  const compared = place && (await ask(server, place));
  if (!compared) {
    vscode.window.showInformationMessage(l10n.t("Put the cursor on a model call first: there is none here."));
    return;
  }
  const current = compared.current.join(" / ") || l10n.t("model chosen at run time");
  const picked = await vscode.window.showQuickPick(itemsOf(compared), {
    title: `${current}: ${compared.label}`,
    placeHolder: l10n.t("This call with another model, at prices of {0}. Answers may differ.", compared.pricesAsOf),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (picked?.model !== undefined && !picked.model.current) await offer(server, compared.place, picked.model);
}

function ask(server: Server, place: CallPlace): Thenable<ComparedModels | null> {
  const location = vscode.ProgressLocation.Window;
  return vscode.window.withProgress({ location, title: l10n.t("Tokenbill: comparing models") }, () =>
    server.request<ComparedModels | null>(methods.compareModels, place),
  );
}

function itemsOf({ candidates }: ComparedModels): ModelItem[] {
  const heading = (label: string): ModelItem => ({ label, kind: vscode.QuickPickItemKind.Separator });
  const own = candidates.filter(({ sameVendor }) => sameVendor);
  const others = candidates.filter(({ sameVendor }) => !sameVendor);
  return [
    ...(own.length > 0 ? [heading(l10n.t("same vendor")), ...own.map(itemOf)] : []),
    ...(others.length > 0 ? [heading(l10n.t("other vendors")), ...others.map(itemOf)] : []),
  ];
}

function itemOf(model: ComparedModel): ModelItem {
  const { id, name, vendor, current, cost, change, price, tooSmall } = model;
  const figures = [cost, current ? l10n.t("now") : change].filter((part) => part !== "").join(" · ");
  const facts = [name, vendor, price, tooSmall ? l10n.t("context window too small for this call") : ""];
  return {
    model,
    label: current ? `$(check) ${id}` : id,
    description: figures,
    detail: facts.filter((part) => part !== "").join(" · "),
  };
}

async function offer(server: Server, place: CallPlace, { id, cost, moves }: ComparedModel): Promise<void> {
  const [use, copy] = [moves > 1 ? l10n.t("Use It for {0} Calls", moves) : l10n.t("Use It Here"), l10n.t("Copy Id")];
  const actions = moves > 0 ? [use, copy] : [copy];
  const why =
    moves > 0 ? l10n.t("Nothing is changed yet.") : l10n.t("Its name is not written where an edit could change it.");
  const answer = await vscode.window.showInformationMessage(`${id}: ${cost}. ${why}`, ...actions);
  if (answer === copy) await vscode.env.clipboard.writeText(id);
  if (answer !== use) return;
  const params: UseModelParams = { ...place, model: id };
  const { applied } = await server.request<{ applied: boolean }>(methods.useModel, params);
  if (!applied) vscode.window.showWarningMessage(l10n.t("{0} was not put there: the code has changed meanwhile.", id));
}
