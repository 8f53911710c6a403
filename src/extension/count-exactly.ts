import * as vscode from "vscode";
import {
  type CallPlace,
  type ExactCount,
  type ExactCountOffer,
  type KeepCountParams,
  methods,
  type SendCountParams,
  type TextsToCount,
} from "../server/protocol";
import type { Server } from "./server";
import { countTexts, modelFor } from "./editor-models";
import { placeOfCursor } from "./place-of-cursor";

const { l10n } = vscode;

/** Characters of the request that the question shows; all of it can be opened. */
const shown = 600;

/** Has the call under the cursor counted, by its vendor or by a language model of the editor, after showing what is sent and where. */
export async function countExactly(secrets: vscode.SecretStorage, server: Server): Promise<void> {
  const place = placeOfCursor();
  const offer = place && (await server.request<ExactCountOffer | null>(methods.exactCount, place));
  if (!place || !offer) {
    vscode.window.showInformationMessage(l10n.t("Put the cursor on a model call first: there is none here."));
    return;
  }
  const model = offer.texts && modelFor(await editorModels(), offer.texts.model);
  const way = await wayOf(offer, model);
  if (way === "editor" && offer.texts && model) await askEditor(server, place, offer.texts, model);
  else if (way === "vendor" && offer.ok) await askVendor(secrets, server, place, offer);
}

/** Who is asked: a person chooses where both can be. Undefined: nobody. */
async function wayOf(offer: ExactCountOffer, model: EditorModel | undefined): Promise<"vendor" | "editor" | undefined> {
  if (!model && offer.ok) return "vendor";
  if (!model) {
    if (!offer.ok)
      vscode.window.showInformationMessage(l10n.t("This call cannot be counted by its vendor: {0}.", offer.reason));
    return undefined;
  }
  if (!offer.ok) return "editor";
  const ways = [
    { label: offer.name, description: l10n.t("with your key"), way: "vendor" as const },
    {
      label: model.name,
      description: l10n.t("a language model of the editor, by {0}; no key", model.vendor),
      way: "editor" as const,
    },
  ];
  return (await vscode.window.showQuickPick(ways, { title: l10n.t("Who counts this call?") }))?.way;
}

async function askVendor(secrets: vscode.SecretStorage, server: Server, place: CallPlace, offer: Offer): Promise<void> {
  if (isTraced()) {
    vscode.window.showWarningMessage(l10n.t("Switch `tokenbill.trace.server` off first: a trace would hold the key."));
    return;
  }
  if (!(await confirm(offer))) return;
  const key = await keyFor(secrets, offer);
  if (key !== undefined) await send(secrets, server, place, offer, key);
}

type Offer = ExactCountOffer & { ok: true };

function isTraced(): boolean {
  const trace = vscode.workspace.getConfiguration("tokenbill").get<string | { verbosity?: string }>("trace.server");
  const level = typeof trace === "object" ? trace?.verbosity : trace;
  return level !== undefined && level !== "off";
}

function confirm({ name, address, bytes, body }: Offer): Promise<boolean> {
  const what = l10n.t("{0} bytes go to {1}, with your key. This is the request, prompt text included:", bytes, address);
  return agreed(l10n.t("Ask {0}?", name), what, body);
}

/** Shows what is handed over, all of it on demand, and asks. `body` is JSON. */
async function agreed(message: string, what: string, body: string): Promise<boolean> {
  const excerpt = body.length > shown ? `${body.slice(0, shown)} …` : body;
  const detail = [what, excerpt, l10n.t("Only the number that comes back is kept.")].join("\n\n");
  const [sendIt, whole] = [l10n.t("Send"), l10n.t("Show All of It")];
  const answer = await vscode.window.showWarningMessage(message, { modal: true, detail }, sendIt, whole);
  if (answer === whole) {
    const content = JSON.stringify(JSON.parse(body), undefined, 2);
    await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language: "json", content }));
  }
  return answer === sendIt;
}

async function keyFor(secrets: vscode.SecretStorage, { endpoint, name, address }: Offer): Promise<string | undefined> {
  const stored = await secrets.get(secretName({ endpoint, address }));
  if (stored !== undefined) return stored;
  const key = await vscode.window.showInputBox({
    title: l10n.t("Key for {0}", name),
    prompt: l10n.t("Kept in VS Code's secret storage and sent to {0} alone.", new URL(address).host),
    password: true,
    ignoreFocusOut: true,
  });
  return key?.trim() || undefined;
}

/** A key is for one host: another address asks for its own. */
function secretName({ endpoint, address }: Pick<Offer, "endpoint" | "address">): string {
  return `count ${endpoint} ${new URL(address).origin}`;
}

async function send(
  secrets: vscode.SecretStorage,
  server: Server,
  place: CallPlace,
  offer: Offer,
  key: string,
): Promise<void> {
  const { address, hash, name } = offer;
  const params: SendCountParams = { place, address, hash, key };
  const location = vscode.ProgressLocation.Notification;
  const result = await vscode.window.withProgress({ location, title: l10n.t("Tokenbill: asking {0}", name) }, () =>
    server.request<ExactCount>(methods.sendCount, params),
  );
  if (result.ok) {
    await secrets.store(secretName(offer), key);
    vscode.window.showInformationMessage(
      l10n.t("{0} tokens in, measured by {1}.", result.tokens.toLocaleString("en"), name),
    );
    return;
  }
  if (result.key) await secrets.delete(secretName(offer));
  vscode.window.showWarningMessage(l10n.t("Not counted: {0}. The estimate stays.", result.reason));
}

type EditorModel = vscode.LanguageModelChat;

/** The language models that the editor offers; none where it has no such thing. */
async function editorModels(): Promise<readonly EditorModel[]> {
  try {
    return await vscode.lm.selectChatModels();
  } catch {
    return [];
  }
}

/** Has a language model of the editor count the texts. Its provider may send them to a service of its own. */
async function askEditor(server: Server, place: CallPlace, texts: TextsToCount, model: EditorModel): Promise<void> {
  const what = l10n.t(
    "These texts go to {0}, which provides {1} in this editor and may send them on:",
    model.vendor,
    model.name,
  );
  if (!(await agreed(l10n.t("Ask {0}?", model.name), what, JSON.stringify(texts.messages)))) return;
  const { User, Assistant } = vscode.LanguageModelChatMessage;
  const result = await countTexts(model, texts, (role, text) => (role === "user" ? User(text) : Assistant(text))).then(
    (tokens) =>
      server.request<ExactCount>(methods.keepCount, { place, hash: texts.hash, tokens } satisfies KeepCountParams),
    (error): ExactCount => ({ ok: false, reason: error instanceof Error ? error.message : l10n.t("no answer") }),
  );
  if (result.ok) {
    const tokens = result.tokens.toLocaleString("en");
    vscode.window.showInformationMessage(l10n.t("{0} tokens in its messages, measured by {1}.", tokens, model.name));
  } else vscode.window.showWarningMessage(l10n.t("Not counted: {0}. The estimate stays.", result.reason));
}
